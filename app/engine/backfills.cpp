#include "app/engine/backfills.h"

#include "app/engine/attempt_runner.h"
#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/event_sink.h"
#include "app/engine/id_source.h"
#include "app/engine/instance_book.h"
#include "app/engine/instance_editor.h"
#include "app/engine/journal.h"
#include "app/engine/resource_groups.h"
#include "app/engine/scheduler.h"
#include "models/domain/parameters.h"

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

Error noBackfill(const QString &id)
{
    return Error::notFound(u"Invalid.Backfill.NotFound"_s, u"There is no backfill %1."_s.arg(id));
}

// The backfill itself and all its dates.
Changes rowsOf(const Backfill &backfill)
{
    Changes rows{backfill};
    rows.insert(rows.end(), backfill.dates.begin(), backfill.dates.end());
    return rows;
}

} // namespace

Backfills::Backfills(const Parts &parts) : m_parts(parts)
{
    m_parts.writer.onApplied([this](const std::vector<AppliedInstance> &changes) { applied(changes); });
}

void Backfills::load(const std::vector<Backfill> &stored)
{
    for (const Backfill &backfill : stored) {
        put(backfill);
        hold(backfill, backfill.state == BackfillState::Paused);
    }
    for (const InstanceId id : m_parts.book.openIds()) {
        const auto place = m_places.find(m_parts.book.find(id)->instance.dag);
        if (place != m_places.end())
            ++place->active;
    }
}

void Backfills::resumeAll()
{
    for (const auto &[id, entry] : m_backfills) {
        if (isOver(entry.backfill.state))
            continue;
        for (const BackfillDate &date : QList<BackfillDate>(entry.backfill.dates))
            review(date.dag);
        if (entry.backfill.state == BackfillState::Stopping)
            stopInstances(entry.backfill);
        reviewBackfill(id);
        advance(id);
    }
}

void Backfills::put(const Backfill &backfill)
{
    m_backfills[backfill.id].backfill = backfill;
    for (qsizetype i = 0; i < backfill.dates.size(); ++i) {
        const DagId dag = backfill.dates.at(i).dag;
        m_places.insert(dag, Place{backfill.id, i, 0});
        if (backfill.spec.runFutureNow)
            m_parts.book.ignoreTime(dag);
    }
}

Outcome<> Backfills::check(WorkspaceId workspace, const BackfillSpec &spec) const
{
    if (const Outcome<> good = checkBackfill(spec); !good)
        return good;
    for (const NodeId id : spec.nodes + spec.dryNodes) {
        const Node *node = m_parts.catalog.node(id);
        if (!node || node->undeployed || isRootNode(*node) || node->workspace != workspace)
            return Error::invalid(u"Nodes"_s, u"There is no scheduled node %1 in the workspace."_s.arg(id.toString()));
    }
    if (!spec.resourceGroup.isEmpty()) {
        const ResourceGroup *group = m_parts.groups.byIdentifier(spec.resourceGroup);
        if (!group || !group->workspaces.contains(workspace))
            return Error::invalid(
                u"ResourceGroup"_s,
                u"The resource group `%1` is not bound to the workspace; bind it first."_s.arg(spec.resourceGroup));
    }
    for (const auto &[id, line] : spec.parameters) {
        if (!spec.nodes.contains(id) && !spec.dryNodes.contains(id))
            return Error::invalid(u"Parameters"_s,
                                  u"The node %1 has parameters, but is not in the backfill."_s.arg(id.toString()));
        const ParameterContext context{m_parts.clock.now(), m_parts.catalog.zoneOf(workspace), {}, id, {}, {}};
        if (const auto resolved = resolveParameters(line, context); !resolved)
            return resolved.error();
    }
    return {};
}

Backfill Backfills::made(WorkspaceId workspace, const BackfillSpec &spec, const QString &owner) const
{
    Backfill backfill;
    backfill.id = m_parts.ids.next<BackfillId>();
    backfill.workspace = workspace;
    backfill.spec = spec;
    backfill.spec.name = spec.name.trimmed();
    backfill.owner = owner;
    backfill.createdAt = m_parts.clock.now();
    int chain = 0;
    for (const std::vector<QDate> &dates : backfillChains(spec)) {
        int position = 0;
        for (const QDate day : dates) {
            BackfillDate date;
            date.dag = m_parts.ids.next<DagId>();
            date.backfill = backfill.id;
            date.bizdate = day;
            date.chain = chain;
            date.position = position++;
            backfill.dates.append(date);
        }
        ++chain;
    }
    return backfill;
}

void Backfills::start(WorkspaceId workspace, const BackfillSpec &spec, const QString &owner, Answer<Backfill> answer)
{
    if (const Outcome<> good = check(workspace, spec); !good) {
        answer(good.error());
        return;
    }
    const Backfill backfill = made(workspace, spec, owner);
    Transaction transaction{rowsOf(backfill), {}};
    transaction.apply = [this, backfill] { put(backfill); };
    m_parts.journal.commit(std::move(transaction), [this, backfill, answer](const Outcome<> &outcome) {
        if (!outcome)
            return answer(unwritable(outcome));
        m_parts.events.publish(backfill);
        answer(backfill);
        advance(backfill.id);
    });
}

QList<Backfill> Backfills::list(WorkspaceId workspace) const
{
    QList<Backfill> found;
    for (auto it = m_backfills.rbegin(); it != m_backfills.rend(); ++it) {
        if (it->second.backfill.workspace == workspace)
            found.append(it->second.backfill);
    }
    return found;
}

Outcome<Backfill> Backfills::backfill(BackfillId id) const
{
    const auto found = m_backfills.find(id);
    return found == m_backfills.end() ? Outcome<Backfill>(noBackfill(id.toString())) : found->second.backfill;
}

Outcome<BackfillDate> Backfills::date(DagId dag) const
{
    const auto place = m_places.constFind(dag);
    if (place == m_places.cend())
        return Error::notFound(u"Invalid.Dag.NotFound"_s, u"There is no DAG %1."_s.arg(dag.toString()));
    return m_backfills.at(place->backfill).backfill.dates.at(place->index);
}

Outcome<> Backfills::check(BackfillAction action, BackfillId id) const
{
    const auto found = m_backfills.find(id);
    return found == m_backfills.end() ? noBackfill(id.toString()) : checkAction(action, found->second.backfill);
}

void Backfills::setState(BackfillId id, BackfillState state, const QString &reason, std::function<void()> then,
                         const Answer<> &answer)
{
    Entry &entry = m_backfills.at(id);
    if (entry.changing) {
        answer(Error::unavailable(
            u"The backfill \"%1\" is just changing its state; try again."_s.arg(entry.backfill.spec.name)));
        return;
    }
    entry.changing = true;
    Backfill next = entry.backfill;
    next.state = state;
    next.reason = reason;
    next.finishedAt = isOver(state) || state == BackfillState::Failed ? m_parts.clock.now() : Instant{};
    Transaction transaction{{next}, {}};
    transaction.apply = [this, id, next, then = std::move(then)] {
        Backfill &backfill = m_backfills.at(id).backfill;
        backfill.state = next.state;
        backfill.reason = next.reason;
        backfill.finishedAt = next.finishedAt;
        then();
    };
    m_parts.journal.commit(std::move(transaction), [this, id, answer](const Outcome<> &outcome) {
        m_backfills.at(id).changing = false;
        answer(outcome ? outcome : Outcome<>(unwritable(outcome)));
        if (!outcome)
            return;
        m_parts.events.publish(m_backfills.at(id).backfill);
        reviewBackfill(id);
        advance(id);
    });
}

void Backfills::hold(const Backfill &backfill, bool held)
{
    for (const BackfillDate &date : backfill.dates) {
        if (held)
            m_parts.book.hold(date.dag);
        else
            m_parts.book.letGo(date.dag);
    }
}

std::vector<InstanceId> Backfills::openInstances(const Backfill &backfill) const
{
    std::vector<InstanceId> ids;
    for (const InstanceId id : m_parts.book.openIds()) {
        const auto place = m_places.constFind(m_parts.book.find(id)->instance.dag);
        if (place != m_places.cend() && place->backfill == backfill.id)
            ids.push_back(id);
    }
    return ids;
}

void Backfills::pause(BackfillId id, Answer<> answer)
{
    if (const Outcome<> good = check(BackfillAction::Pause, id); !good)
        return answer(good);
    setState(
        id, BackfillState::Paused, u"paused by the user"_s, [this, id] { hold(m_backfills.at(id).backfill, true); },
        answer);
}

void Backfills::resume(BackfillId id, Answer<> answer)
{
    if (const Outcome<> good = check(BackfillAction::Resume, id); !good)
        return answer(good);
    const auto goOn = [this, id] {
        const Backfill &backfill = m_backfills.at(id).backfill;
        hold(backfill, false);
        m_parts.scheduler.settle(openInstances(backfill));
    };
    setState(id, BackfillState::Running, {}, goOn, answer);
}

void Backfills::stop(BackfillId id, Answer<> answer)
{
    if (const Outcome<> good = check(BackfillAction::Stop, id); !good)
        return answer(good);
    const auto stopAll = [this, id] {
        hold(m_backfills.at(id).backfill, false);
        stopInstances(m_backfills.at(id).backfill);
    };
    setState(id, BackfillState::Stopping, u"stopped by the user"_s, stopAll, answer);
}

void Backfills::stopInstances(const Backfill &backfill)
{
    for (const InstanceId id : openInstances(backfill)) {
        m_parts.writer.whenFree(id, [this, id] {
            const InstanceRecord *record = m_parts.book.find(id);
            if (!record)
                return;
            if (record->instance.state == InstanceState::Running)
                return m_parts.runner.stop(record->instance);
            Instance row = record->instance;
            row.state = InstanceState::Stopped;
            row.finishedAt = m_parts.clock.now();
            row.reason = u"stopped with its backfill"_s;
            m_parts.writer.record({{row}, {}});
        });
    }
}

} // namespace slipway
