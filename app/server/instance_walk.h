#pragma once

#include "app/server/action_tables.h"
#include "models/domain/instance.h"

#include <functional>

namespace slipway {

// Goes through all instances that match a query, a page of the store at a time, and hands each on. The engine's lists
// go by cursor; DataWorks counts and numbers pages.
class InstanceWalk
{
public:
    using Visit = std::function<void(const Instance &)>;
    using Done = std::function<void(const Outcome<> &)>;

    static void start(const ApiContext &api, InstanceQuery query, Visit visit, Done done);
};

} // namespace slipway
