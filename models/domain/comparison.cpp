#include "models/domain/comparison.h"

#include <utility>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

QString between(Instant from, Instant to)
{
    return isSet(from) && isSet(to) && to >= from ? QString::number((to - from).count()) : QString();
}

QString endOf(const Attempt &attempt)
{
    switch (attempt.end) {
    case AttemptEnd::None:
        return {};
    case AttemptEnd::Exited:
        return u"%1 %2"_s.arg(toText(attempt.end)).arg(attempt.exitCode);
    case AttemptEnd::Signalled:
        return u"%1 %2"_s.arg(toText(attempt.end)).arg(attempt.signal);
    default:
        return toText(attempt.end);
    }
}

QList<std::pair<QString, QString>> fieldsOf(const ComparedInstance &side)
{
    const Instance &instance = side.instance;
    const Attempt &attempt = side.attempt;
    return {{u"State"_s, toText(instance.state)},
            {u"NodeVersion"_s, QString::number(attempt.nodeVersion)},
            {u"Parameters"_s, instance.parameters.join(u' ')},
            {u"ResourceGroup"_s, instance.resourceGroup},
            {u"Priority"_s, QString::number(instance.priority)},
            {u"ScheduledTime"_s, QString::number(toMillis(instance.scheduledTime))},
            {u"Waited"_s, between(instance.waitingSince, attempt.startedAt)},
            {u"Duration"_s, between(attempt.startedAt, attempt.finishedAt)},
            {u"Attempts"_s, QString::number(instance.attempts)},
            {u"End"_s, endOf(attempt)}};
}

} // namespace

InstanceComparison compareInstances(const ComparedInstance &left, const ComparedInstance &right)
{
    InstanceComparison comparison{left, right, {}, left.script == right.script};
    const auto leftFields = fieldsOf(left);
    const auto rightFields = fieldsOf(right);
    for (qsizetype i = 0; i < leftFields.size(); ++i) {
        const auto &[name, value] = leftFields.at(i);
        if (value != rightFields.at(i).second)
            comparison.differences.append({name, value, rightFields.at(i).second});
    }
    return comparison;
}

} // namespace slipway
