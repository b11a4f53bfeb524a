#include "app/engine/wait_reasons.h"

#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/node_turns.h"
#include "app/engine/reasons.h"
#include "app/engine/resource_groups.h"

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

// A chain of blockers is followed this far; a page of instances must stay quick to answer.
constexpr int farthestBlocker = 100;

// The worse a parent's state, the more it says: what has failed will not come by itself.
int weightOf(InstanceState state, bool frozen)
{
    if (isFinished(state))
        return 3;
    return frozen ? 2 : (state == InstanceState::Running ? 0 : 1);
}

} // namespace

QString WaitReasons::of(const InstanceRecord &record, const Instance &instance) const
{
    if (instance.state == InstanceState::Running)
        return {};
    if (instance.frozen)
        return frozenText();
    if (m_parts.book.isHeld(instance.dag))
        return heldText();
    if (instance.state == InstanceState::WaitResource)
        return slotReason(instance);
    if (isPastConditions(instance))
        return instance.reason;
    if (record.openParents > 0)
        return parentReason(record);
    const Instant now = m_parts.clock.now();
    if (instance.scheduledTime > now)
        return waitsForTime(instance.scheduledTime, now, m_parts.catalog.zoneOf(instance.workspace));
    return slotReason(instance);
}

// Nothing but a slot is wanting, or a run of the same node has to end first.
QString WaitReasons::slotReason(const Instance &instance) const
{
    if (const auto blocker = m_parts.turns.blockerOf(instance))
        return turnReason(instance, *blocker);
    if (m_stopping)
        return engineStopsText();
    return waitsForSlot(m_parts.groups.byIdentifier(instance.resourceGroup), instance.resourceGroup);
}

QString WaitReasons::turnReason(const Instance &instance, InstanceId blocker) const
{
    const InstanceRecord *other = m_parts.book.find(blocker);
    if (!other)
        return waitsForTurn({});
    return waitsForTurn(instanceText(other->instance.nodeName, other->instance.scheduledTime,
                                     m_parts.catalog.zoneOf(instance.workspace)),
                        other->instance.dagType);
}

QString WaitReasons::dryRunAfter(InstanceId before) const
{
    const auto mark = m_parts.book.markOf(before);
    const Node *node = mark ? m_parts.catalog.node(mark->node) : nullptr;
    return dryRunLike(node ? instanceText(nameOf(*mark), mark->scheduledTime, m_parts.catalog.zoneOf(node->workspace))
                           : QString());
}

std::optional<WaitReasons::Blocker> WaitReasons::blockerOf(const InstanceRecord &record) const
{
    std::optional<Blocker> blocker;
    int weight = -1;
    for (const InstanceId id : record.parents) {
        const auto mark = m_parts.book.markOf(id);
        if (!mark)
            return Blocker{};
        const bool previousCycle =
            std::find(record.previousCycle.begin(), record.previousCycle.end(), id) != record.previousCycle.end();
        if (mark->state == InstanceState::Success)
            continue;
        const InstanceRecord *parent = m_parts.book.find(id);
        const bool frozen = parent && parent->instance.frozen;
        if (const int own = weightOf(mark->state, frozen); own > weight) {
            blocker = Blocker{*mark, frozen, previousCycle};
            weight = own;
        }
    }
    return blocker;
}

WaitReasons::Blocker WaitReasons::rootOf(const Blocker &blocker) const
{
    Blocker root = blocker;
    for (int step = 0; step < farthestBlocker && !root.frozen; ++step) {
        const InstanceRecord *record = m_parts.book.find(root.mark.id);
        if (!record || record->openParents == 0 || isPastConditions(record->instance))
            break;
        const auto next = blockerOf(*record);
        if (!next || !next->mark.id.isValid())
            break;
        root = *next;
    }
    return root;
}

QString WaitReasons::nameOf(const InstanceMark &mark) const
{
    if (const InstanceRecord *record = m_parts.book.find(mark.id))
        return record->instance.nodeName;
    const Node *node = m_parts.catalog.node(mark.node);
    return node ? node->current.name : mark.id.toString();
}

QString WaitReasons::parentReason(const InstanceRecord &record) const
{
    const auto blocker = blockerOf(record);
    if (!blocker || !blocker->mark.id.isValid())
        return isolatedReason(record);
    const QTimeZone zone = m_parts.catalog.zoneOf(record.instance.workspace);
    const auto state = [](const Blocker &b) { return b.frozen ? u"which is frozen"_s : whichState(b.mark.state); };
    const QString direct =
        waitsForInstance(nameOf(blocker->mark), blocker->mark.scheduledTime, blocker->previousCycle, zone);
    const Blocker root = rootOf(*blocker);
    if (root.mark.id == blocker->mark.id)
        return direct + u", "_s + state(root);
    return direct + u", which waits for "_s + instanceText(nameOf(root.mark), root.mark.scheduledTime, zone) + u", "_s +
           state(root);
}

// Which of the node's parents had no instance on the day.
QString WaitReasons::isolatedReason(const InstanceRecord &record) const
{
    const Node *node = m_parts.catalog.node(record.instance.node);
    if (!node)
        return noParentText({});
    for (const QString &input : node->current.properties.inputs) {
        const Node *parent = m_parts.catalog.nodeOffering(input);
        if (!parent)
            return noParentText(input);
        if (isRootNode(*parent))
            continue;
        const bool linked = std::any_of(record.parents.begin(), record.parents.end(), [&](InstanceId id) {
            const auto mark = m_parts.book.markOf(id);
            return mark && mark->node == parent->id;
        });
        if (!linked)
            return noParentText(parent->current.name);
    }
    return noParentText({});
}

} // namespace slipway
