#include "tests/engine/node_text.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

QTime timeOf(const QString &text)
{
    return QTime::fromString(text, u"HH:mm"_s);
}

QList<int> numbersOf(const QString &text)
{
    QList<int> numbers;
    for (const QString &part : text.split(u','))
        numbers.append(part.toInt());
    return numbers;
}

// "day 02:00", "week 1,3 02:00", "hour 00:00-23:00/6", "minute 00:00-23:59/10", "cron 0 0 2 * * ?"
Schedule scheduleOf(const QString &text)
{
    Schedule schedule;
    const QStringList words = text.split(u' ');
    if (words.first() == "day"_L1) {
        schedule.time = timeOf(words.at(1));
    } else if (words.first() == "week"_L1) {
        schedule.recurrence = Recurrence::Week;
        schedule.weekDays = numbersOf(words.at(1));
        schedule.time = timeOf(words.at(2));
    } else if (words.first() == "cron"_L1) {
        schedule.recurrence = Recurrence::Cron;
        schedule.cron = text.mid(5);
    } else {
        schedule.recurrence = words.first() == "hour"_L1 ? Recurrence::Hour : Recurrence::Minute;
        const QStringList window = words.at(1).split(u'/');
        schedule.windowStart = timeOf(window.first().section(u'-', 0, 0));
        schedule.windowEnd = timeOf(window.first().section(u'-', 1, 1));
        schedule.interval = window.at(1).toInt();
    }
    return schedule;
}

void applyOption(const QString &option, NodeText &node)
{
    NodeProperties &properties = node.properties;
    const QString value = option.section(u'=', 1);
    if (option == "at-once"_L1)
        properties.schedule.generation = InstanceGeneration::Immediately;
    else if (option == "dry"_L1)
        properties.schedule.mode = ScheduleMode::DryRun;
    else if (option == "frozen"_L1)
        properties.schedule.mode = ScheduleMode::Frozen;
    else if (option == "zero"_L1)
        node.kind = NodeKind::ZeroLoad;
    else if (option == "self"_L1)
        properties.crossCycle = CrossCycle::Self;
    else if (option == "children"_L1)
        properties.crossCycle = CrossCycle::Children;
    else if (option.startsWith("cycle-of="_L1)) {
        properties.crossCycle = CrossCycle::Others;
        node.cycleOf = value.split(u'+');
    } else if (option == "ignore-dry"_L1)
        properties.ignoreParentDryRun = true;
    else if (option == "denied"_L1)
        properties.rerun = RerunPolicy::AllDenied;
    else if (option == "skip-missed"_L1)
        properties.schedule.catchUp = CatchUp::Skip;
    else if (option == "latest-missed"_L1)
        properties.schedule.catchUp = CatchUp::RunLatest;
    else if (option.startsWith("late="_L1))
        properties.schedule.maxLatenessMinutes = value.toInt();
    else if (option.startsWith("group="_L1))
        properties.resourceGroup = value;
    else if (option.startsWith("priority="_L1))
        properties.priority = value.toInt();
    else if (option.startsWith("timeout="_L1))
        properties.timeout = Seconds{value.toInt()};
    else if (option.startsWith("parameters="_L1))
        properties.parameters = value;
    else if (option.startsWith("retry="_L1)) {
        properties.autoRerunTimes = value.section(u'/', 0, 0).toInt();
        properties.autoRerunInterval = Seconds{value.section(u'/', 1).toInt()};
    } else
        qFatal("unknown option %s", qPrintable(option));
}

} // namespace

NodeText parseNodeText(const QString &line)
{
    QStringList fields = line.split(u'|');
    for (QString &field : fields)
        field = field.trimmed();
    NodeText node;
    node.name = fields.value(0);
    node.properties.schedule = scheduleOf(fields.value(1));
    for (const QString &parent : fields.value(2).split(u',', Qt::SkipEmptyParts))
        node.parents.append(parent.trimmed());
    node.script = fields.value(3);
    for (const QString &option : fields.value(4).split(u',', Qt::SkipEmptyParts))
        applyOption(option.trimmed(), node);
    return node;
}

} // namespace slipway
