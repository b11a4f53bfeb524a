#include "app/server/instance_walk.h"

#include "app/engine/engine.h"
#include "app/engine/runs.h"

namespace slipway {

namespace {

constexpr int pageSize = 500; // the most that the engine gives at once

} // namespace

void InstanceWalk::start(const ApiContext &api, InstanceQuery query, Visit visit, Done done)
{
    query.limit = pageSize;
    const auto onPage = [api, query, visit, done](const Outcome<InstancePage> &page) {
        if (!page)
            return done(page.failed() ? Outcome<>(page.error()) : Outcome<>(Cancelled{}));
        for (const Instance &instance : page->instances)
            visit(instance);
        if (page->nextCursor.isEmpty())
            return done({});
        InstanceQuery next = query;
        next.cursor = page->nextCursor;
        start(api, next, visit, done);
    };
    api.engine.runs().listInstances(query, onPage);
}

} // namespace slipway
