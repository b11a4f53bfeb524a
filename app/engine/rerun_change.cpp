#include "app/engine/rerun_change.h"

#include "models/domain/instance_actions.h"

#include <QSet>

namespace slipway {

using namespace Qt::StringLiterals;

Outcome<> checkWholeLineage(const InstanceLineage &found)
{
    if (!found.truncated)
        return {};
    return Error::conflict(u"Invalid.Instance.TooManyDescendants"_s,
                           u"More than %1 instances are below this one; rerun a part of them."_s.arg(wholeLineage));
}

Instance waitingAgain(Instance instance)
{
    if (instance.state == InstanceState::NotRun)
        return instance;
    instance.state = InstanceState::NotRun;
    instance.taskType = runnable(instance.taskType);
    instance.finishedAt = {};
    instance.reason = u"waits for its parents, which run again"_s;
    return instance;
}

InstanceChange rerunChange(const InstanceLineage &found, const QList<Instance> &rows)
{
    InstanceChange change;
    change.rows.assign(rows.begin(), rows.end());
    QSet<InstanceId> again;
    for (const Instance &row : rows)
        again.insert(row.id);
    for (const InstanceDependency &link : found.links) {
        if (again.contains(link.child))
            change.renewed.push_back(link);
    }
    change.succeeded.assign(found.succeededParents.begin(), found.succeededParents.end());
    for (const Instance &other : found.instances) {
        if (!again.contains(other.id) && other.state == InstanceState::Success)
            change.succeeded.push_back(other.id);
    }
    return change;
}

} // namespace slipway
