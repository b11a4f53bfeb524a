#include "app/engine/forced_rerun.h"

#include "app/engine/attempt_runner.h"
#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/instance_book.h"
#include "app/engine/instance_editor.h"
#include "app/engine/rerun_change.h"
#include "models/domain/instance_actions.h"

#include <utility>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int daysBack = 2; // data timestamps of yesterday and of the day before

} // namespace

ForcedRerun::ForcedRerun(const Parts &parts) : m_parts(parts)
{
    m_parts.writer.onApplied([this](const std::vector<AppliedInstance> &changes) { applied(changes); });
}

void ForcedRerun::run(InstanceId root, bool withRoot, Answer<> answer)
{
    if (m_root.isValid())
        return answer(Error::conflict(u"Invalid.Instance.RerunUnderWay"_s,
                                      u"Everything below the instance %1 is just being stopped for a rerun; only one "
                                      u"such rerun can be under way. "
                                      u"Try again when it is done."_s.arg(m_root.toString())));
    m_root = root;
    m_withRoot = withRoot;
    m_checked = false;
    m_answer = std::move(answer);
    step();
}

// Looks at what is below as it is now. It comes here again as long as something of it runs or is just changing.
void ForcedRerun::step()
{
    const LineageQuery query{m_root, LineageDirection::Downstream, wholeLineage, wholeLineage};
    m_parts.store.lineage(query, [this](const Outcome<InstanceLineage> &found) {
        if (!found)
            return finish(found.failed() ? Outcome<>(found.error()) : Outcome<>(Cancelled{}));
        take(*found);
    });
}

void ForcedRerun::take(const InstanceLineage &found)
{
    if (!m_checked) {
        if (const Outcome<> allowed = check(found); !allowed)
            return finish(allowed);
        m_checked = true;
    }
    if (waitForOthers(found))
        return;
    m_parts.writer.tryRecord(changeFor(found), [this](const Outcome<> &outcome) {
        finish(outcome ? outcome : Outcome<>(unwritable(outcome)));
    });
}

// What is in memory is newer than what the store said.
Instance ForcedRerun::asItIsNow(const Instance &stored) const
{
    const InstanceRecord *record = m_parts.book.find(stored.id);
    return record ? record->instance : stored;
}

Outcome<> ForcedRerun::checkRoot(const Instance &root) const
{
    const QTimeZone zone = m_parts.catalog.zoneOf(root.workspace);
    const QDate today = toDateTime(m_parts.clock.now(), zone).date();
    const QDate bizdate = toDateTime(root.bizdate, zone).date();
    if (bizdate < today && bizdate >= today.addDays(-daysBack))
        return checkAction(InstanceAction::ForceRerunDownstream, root, m_parts.editor.policyOf(root));
    return Error::conflict(
        u"Invalid.Instance.Bizdate"_s,
        u"`%1` is of the data timestamp %2; what is below it can be rerun by force only for yesterday's and the day before's."_s
            .arg(root.nodeName, bizdate.toString(Qt::ISODate)));
}

Outcome<> ForcedRerun::check(const InstanceLineage &found) const
{
    if (const Outcome<> whole = checkWholeLineage(found); !whole)
        return whole;
    QList<RerunCandidate> candidates;
    for (const Instance &stored : found.instances) {
        Instance instance = asItIsNow(stored);
        if (stored.id == m_root) {
            if (const Outcome<> allowed = checkRoot(instance); !allowed)
                return allowed;
            if (!m_withRoot)
                continue;
        }
        if (instance.state == InstanceState::Running)
            instance.state = InstanceState::Stopped; // so it will be
        if (isFinished(instance.state))
            candidates.append({instance, m_parts.editor.policyOf(instance)});
    }
    return candidates.isEmpty() ? Outcome<>() : checkRerunSelection(candidates);
}

// True: something runs or is just changing; step() comes again when it has ended.
bool ForcedRerun::waitForOthers(const InstanceLineage &found)
{
    std::optional<InstanceId> changing;
    for (const Instance &stored : found.instances) {
        if (stored.id == m_root && !m_withRoot)
            continue;
        if (m_parts.writer.isBusy(stored.id))
            changing = stored.id;
        else if (const Instance now = asItIsNow(stored); now.state == InstanceState::Running) {
            m_stopping.insert(now.id);
            m_parts.runner.stop(now);
        }
    }
    if (m_stopping.isEmpty() && changing)
        m_parts.writer.whenFree(*changing, [this] { step(); });
    return changing || !m_stopping.isEmpty();
}

void ForcedRerun::applied(const std::vector<AppliedInstance> &changes)
{
    if (m_stopping.isEmpty())
        return;
    for (const AppliedInstance &change : changes) {
        if (change.after.state != InstanceState::Running)
            m_stopping.remove(change.after.id);
    }
    if (m_stopping.isEmpty())
        step();
}

InstanceChange ForcedRerun::changeFor(const InstanceLineage &found) const
{
    QList<Instance> rows;
    for (const Instance &stored : found.instances) {
        const Instance now = asItIsNow(stored);
        if (stored.id != m_root)
            rows.append(waitingAgain(now));
        else if (m_withRoot)
            rows.append(queuedAgain(now));
    }
    return rerunChange(found, rows);
}

void ForcedRerun::finish(const Outcome<> &outcome)
{
    m_root = {};
    m_stopping.clear();
    std::exchange(m_answer, nullptr)(outcome);
}

} // namespace slipway
