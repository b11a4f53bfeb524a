#include "app/engine/run_control.h"

#include "app/engine/instance_book.h"
#include "app/engine/instance_editor.h"
#include "app/engine/instance_writer.h"
#include "app/engine/reasons.h"
#include "app/engine/rerun_change.h"
#include "models/domain/node_properties.h"

#include <QSet>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

RunControl::RunControl(const Parts &parts)
    : m_parts(parts),
      m_forced({parts.catalog, parts.clock, parts.store, parts.book, parts.writer, parts.editor, parts.runner})
{
}

void RunControl::lineage(const LineageQuery &query, Answer<InstanceLineage> answer) const
{
    m_parts.store.lineage(query, std::move(answer));
}

// What is in memory is newer than what the store said.
Outcome<Instance> RunControl::asItIsNow(const Instance &stored) const
{
    if (m_parts.writer.isBusy(stored.id))
        return Error::unavailable(u"\"%1\" is just changing its state; try again."_s.arg(stored.nodeName));
    const InstanceRecord *record = m_parts.book.find(stored.id);
    return record ? record->instance : stored;
}

Outcome<QList<Instance>> RunControl::selection(const Downstream &what, const InstanceLineage &found) const
{
    if (const Outcome<> whole = checkWholeLineage(found); !whole)
        return whole.error();
    QSet<InstanceId> wanted(what.chosen.begin(), what.chosen.end());
    QList<Instance> rows;
    QList<RerunCandidate> candidates;
    for (const Instance &stored : found.instances) {
        const bool isRoot = stored.id == what.root;
        const bool chosen = wanted.remove(stored.id) || what.chosen.isEmpty();
        if (isRoot ? !what.withRoot : !chosen)
            continue;
        const Outcome<Instance> now = asItIsNow(stored);
        if (!now)
            return now.error();
        candidates.append({*now, m_parts.editor.policyOf(*now)});
        rows.append(isRoot ? queuedAgain(*now) : waitingAgain(*now));
    }
    if (!wanted.isEmpty())
        return Error::invalid(u"InstanceIds"_s, u"The instance %1 is not below %2."_s.arg(wanted.begin()->toString(),
                                                                                          what.root.toString()));
    if (const Outcome<> allowed = checkRerunSelection(candidates); !allowed)
        return allowed.error();
    return rows;
}

void RunControl::rerunDownstream(const Downstream &what, Answer<> answer)
{
    if (what.forced)
        return m_forced.run(what.root, what.withRoot, std::move(answer));
    const LineageQuery query{what.root, LineageDirection::Downstream, wholeLineage, wholeLineage};
    m_parts.store.lineage(query, [this, what, answer](const Outcome<InstanceLineage> &found) {
        if (!found)
            return answer(found.failed() ? Outcome<>(found.error()) : Outcome<>(Cancelled{}));
        Outcome<QList<Instance>> rows = selection(what, *found);
        if (!rows)
            return answer(rows.error());
        m_parts.writer.tryRecord(rerunChange(*found, rows.value()), [answer](const Outcome<> &outcome) {
            answer(outcome ? outcome : Outcome<>(unwritable(outcome)));
        });
    });
}

void RunControl::removeDependencies(InstanceId id, const QList<InstanceId> &parents, Answer<> answer)
{
    m_parts.editor.withInstance(id, [this, parents, answer](const Outcome<Instance> &found) {
        if (!found)
            return answer(found.failed() ? Outcome<>(found.error()) : Outcome<>(Cancelled{}));
        if (const Outcome<> allowed =
                checkAction(InstanceAction::RemoveDependencies, *found, m_parts.editor.policyOf(*found));
            !allowed)
            return answer(allowed);
        const InstanceRecord *record = m_parts.book.find(found->id);
        const std::vector<InstanceId> own = record ? record->parents : std::vector<InstanceId>();
        InstanceChange change{{*found}, {}};
        for (const InstanceId parent : own) {
            if (parents.isEmpty() || parents.contains(parent))
                change.alongside.push_back(RemoveDependency{found->id, parent});
        }
        if (change.alongside.empty() || (!parents.isEmpty() && change.alongside.size() != size_t(parents.size())))
            return answer(Error::invalid(u"ParentIds"_s,
                                         u"\"%1\" does not wait for all of these instances."_s.arg(found->nodeName)));
        m_parts.writer.tryRecord(std::move(change), [answer](const Outcome<> &outcome) {
            answer(outcome ? outcome : Outcome<>(unwritable(outcome)));
        });
    });
}

void RunControl::lastSuccess(const Instance &instance, Answer<Instance> answer) const
{
    InstanceQuery query;
    query.workspace = instance.workspace;
    query.node = instance.node;
    query.states = {InstanceState::Success};
    query.scheduledTo = instance.scheduledTime;
    const Error none = Error::notFound(u"Invalid.Instance.NoSuccess"_s,
                                       u"No earlier run of `%1` has succeeded."_s.arg(instance.nodeName));
    if (!instance.node.isValid())
        return answer(none);
    m_parts.store.listInstances(query, [id = instance.id, none, answer](const Outcome<InstancePage> &page) {
        if (!page)
            return answer(page.failed() ? Outcome<Instance>(page.error()) : Outcome<Instance>(Cancelled{}));
        for (const Instance &found : page->instances) {
            if (found.id != id && found.attempts > 0)
                return answer(found);
        }
        answer(none);
    });
}

void RunControl::changePriority(InstanceId id, int priority, Answer<> answer)
{
    if (const Outcome<> good = checkPriority(priority); !good)
        return answer(good);
    const auto change = [priority](Instance instance) -> Outcome<Instance> {
        instance.priority = priority;
        return instance;
    };
    m_parts.editor.edit(id, InstanceAction::ChangePriority, change, answer);
}

} // namespace slipway
