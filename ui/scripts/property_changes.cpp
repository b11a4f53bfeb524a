#include "ui/scripts/property_changes.h"

#include "models/domain/schedule_rules.h"
#include "models/items/property_words.h"
#include "models/items/time_words.h"

#include <QCoreApplication>

namespace slipway {

namespace {

struct PropertyWords
{
    Q_DECLARE_TR_FUNCTIONS(PropertyWords)
public:
    static QString previousCycle(CrossCycle kind)
    {
        switch (kind) {
        case CrossCycle::None:
            return tr("None");
        case CrossCycle::Self:
            return tr("This node");
        case CrossCycle::Children:
            return tr("Level-1 child nodes");
        case CrossCycle::Others:
            return tr("Chosen nodes");
        case CrossCycle::SelfAndChildren:
            return tr("This node and level-1 child nodes");
        case CrossCycle::SelfAndOthers:
            return tr("This node and chosen nodes");
        }
        return {};
    }
    static QString automaticReruns(const NodeProperties &properties)
    {
        return properties.autoRerunTimes == 0 ? tr("off")
                                              : tr("%1 times, after %2")
                                                    .arg(properties.autoRerunTimes)
                                                    .arg(durationWords(properties.autoRerunInterval));
    }
    static QString nodes(const QList<NodeId> &ids)
    {
        QStringList words;
        for (const NodeId id : ids)
            words << id.toString();
        return words.join(QStringLiteral(", "));
    }
};

using Words = QList<std::pair<QString, QString>>;

void appendSchedule(Words &words, const Schedule &schedule)
{
    words << std::pair{PropertyWords::tr("Schedule"), describe(schedule)}
          << std::pair{PropertyWords::tr("Scheduling mode"), wordOf(schedule.mode)}
          << std::pair{PropertyWords::tr("Instance generation"), wordOf(schedule.generation)}
          << std::pair{PropertyWords::tr("Effective from"), schedule.effectiveFrom.toString(Qt::ISODate)}
          << std::pair{PropertyWords::tr("Effective until"), schedule.effectiveUntil.toString(Qt::ISODate)}
          << std::pair{PropertyWords::tr("Missed runs"), wordOf(schedule.catchUp)}
          << std::pair{PropertyWords::tr("Greatest lateness"),
                       schedule.maxLatenessMinutes == 0 ? PropertyWords::tr("no limit")
                                                        : PropertyWords::tr("%1 min").arg(schedule.maxLatenessMinutes)};
}

Words wordsOf(const NodeProperties &properties, const QHash<QString, QString> &groupNames)
{
    Words words;
    appendSchedule(words, properties.schedule);
    words << std::pair{PropertyWords::tr("Parent nodes"), properties.inputs.join(QStringLiteral(", "))}
          << std::pair{PropertyWords::tr("Outputs"), properties.outputs.join(QStringLiteral(", "))}
          << std::pair{PropertyWords::tr("Previous cycle of"), PropertyWords::previousCycle(properties.crossCycle)}
          << std::pair{PropertyWords::tr("Chosen nodes"), PropertyWords::nodes(properties.crossCycleNodes)}
          << std::pair{PropertyWords::tr("Dry run of the previous cycle"),
                       properties.ignoreParentDryRun ? PropertyWords::tr("Ignored") : PropertyWords::tr("Handed down")}
          << std::pair{PropertyWords::tr("Parameters"), properties.parameters}
          << std::pair{PropertyWords::tr("Resource group"),
                       groupNames.value(properties.resourceGroup, properties.resourceGroup)}
          << std::pair{PropertyWords::tr("Rerun allowed"), wordOf(properties.rerun)}
          << std::pair{PropertyWords::tr("Automatic reruns"), PropertyWords::automaticReruns(properties)}
          << std::pair{PropertyWords::tr("Timeout"), properties.timeout.count() == 0
                                                         ? PropertyWords::tr("system default (3 days)")
                                                         : durationWords(properties.timeout)}
          << std::pair{PropertyWords::tr("Priority"), QString::number(properties.priority)};
    return words;
}

} // namespace

QList<PropertyChange> propertyChanges(const NodeProperties &before, const NodeProperties &after,
                                      const QHash<QString, QString> &groupNames)
{
    QList<PropertyChange> changes;
    if (before == after)
        return changes;
    const Words old = wordsOf(before, groupNames);
    const Words now = wordsOf(after, groupNames);
    for (qsizetype at = 0; at < old.size(); ++at) {
        if (old.at(at).second != now.at(at).second)
            changes.append({old.at(at).first, old.at(at).second, now.at(at).second});
    }
    if (changes.isEmpty()) // the words do not show it: a field that the recurrence does not use, say
        changes.append(
            {PropertyWords::tr("Other properties"), PropertyWords::tr("as committed"), PropertyWords::tr("changed")});
    return changes;
}

} // namespace slipway
