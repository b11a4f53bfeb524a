#include "models/domain/node_properties.h"

#include "models/domain/names.h"
#include "models/domain/parameters.h"
#include "models/domain/schedule_rules.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class Properties
{
    Q_DECLARE_TR_FUNCTIONS(slipway::NodeProperties)
};

Outcome<> checkTimeout(Seconds timeout)
{
    if (timeout == Seconds{0} || (timeout >= shortestTimeout && timeout <= longestTimeout))
        return {};
    return Error::invalid(u"Timeout"_s,
                          Properties::tr("The timeout is %1 s; it takes %2 s (1 minute) to %3 s (168 hours), or 0 for "
                                         "the system's default.")
                              .arg(timeout.count())
                              .arg(shortestTimeout.count())
                              .arg(longestTimeout.count()));
}

Outcome<> checkAutoRerun(const NodeProperties &properties)
{
    if (properties.autoRerunTimes < 0 || properties.autoRerunTimes > autoRerunLimit)
        return Error::invalid(u"AutoRerunTimes"_s,
                              Properties::tr("The number of automatic reruns is %1; it takes 0 to %2.")
                                  .arg(properties.autoRerunTimes)
                                  .arg(autoRerunLimit));
    if (properties.autoRerunTimes > 0 && properties.rerun == RerunPolicy::AllDenied)
        return Error::invalid(u"AutoRerunTimes"_s,
                              Properties::tr("There are %1 automatic reruns, but the rerun policy denies all; set "
                                             "it to 0 or choose another policy.")
                                  .arg(properties.autoRerunTimes));
    const Millis interval = properties.autoRerunInterval;
    const Millis shortest = properties.autoRerunTimes > 0 ? shortestRerunInterval : Millis{0};
    if (interval < shortest || interval > longestRerunInterval)
        return Error::invalid(u"AutoRerunIntervalMillis"_s,
                              Properties::tr("The interval of automatic reruns is %1 ms; it takes %2 (1 minute) to %3 "
                                             "ms (30 minutes).")
                                  .arg(interval.count())
                                  .arg(shortestRerunInterval.count())
                                  .arg(longestRerunInterval.count()));
    return {};
}

Outcome<> checkOutputs(const QStringList &names, const QString &field)
{
    QSet<QString> seen;
    for (const QString &name : names) {
        if (const Outcome<> good = checkOutputName(name, field); !good)
            return good;
        if (seen.contains(name))
            return Error::invalid(field, Properties::tr("The output name \"%1\" is given twice.").arg(name));
        seen.insert(name);
    }
    return {};
}

Outcome<> checkDependencies(const NodeProperties &properties)
{
    if (const Outcome<> inputs = checkOutputs(properties.inputs, u"InputList"_s); !inputs)
        return inputs;
    if (const Outcome<> outputs = checkOutputs(properties.outputs, u"OutputList"_s); !outputs)
        return outputs;
    for (const QString &name : properties.inputs) {
        if (properties.outputs.contains(name))
            return Error::invalid(
                u"InputList"_s,
                Properties::tr("\"%1\" is an output of this node; a node cannot depend on itself.").arg(name));
    }
    const bool others =
        properties.crossCycle == CrossCycle::Others || properties.crossCycle == CrossCycle::SelfAndOthers;
    if (others && properties.crossCycleNodes.isEmpty())
        return Error::invalid(u"DependentNodeIdList"_s,
                              Properties::tr("A dependency on the previous cycle of other nodes needs at "
                                             "least one node."));
    for (const NodeId node : properties.crossCycleNodes) {
        if (!node.isValid() || properties.crossCycleNodes.count(node) > 1)
            return Error::invalid(u"DependentNodeIdList"_s,
                                  Properties::tr("Node %1 is not a node id, or is given twice.").arg(node.toString()));
    }
    return {};
}

} // namespace

Outcome<> checkPriority(int priority)
{
    if (std::find(priorities.begin(), priorities.end(), priority) != priorities.end())
        return {};
    return Error::invalid(u"Priority"_s, Properties::tr("The priority is %1; it takes 1, 3, 5, 7 or 8.").arg(priority));
}

QList<Error> propertyFaults(const NodeProperties &properties)
{
    const auto parameters = parseParameters(properties.parameters);
    const Outcome<> line = parameters ? Outcome<>() : Outcome<>(parameters.error());
    QList<Error> faults;
    for (const Outcome<> &checked :
         {checkSchedule(properties.schedule), line, checkTimeout(properties.timeout), checkAutoRerun(properties),
          checkPriority(properties.priority), checkDependencies(properties)}) {
        if (!checked)
            faults += checked.error();
    }
    return faults;
}

Outcome<> checkProperties(const NodeProperties &properties)
{
    const QList<Error> faults = propertyFaults(properties);
    return faults.isEmpty() ? Outcome<>() : Outcome<>(faults.first());
}

} // namespace slipway
