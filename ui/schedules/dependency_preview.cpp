#include "ui/schedules/dependency_preview.h"

#include "models/domain/dependencies.h"
#include "models/domain/schedule_rules.h"
#include "models/items/time_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(slipway::DependencyPreview)
};

QList<Instant> timesOn(const Schedule &schedule, const QTimeZone &zone, QDate day)
{
    QList<Instant> times;
    for (const Occurrence &occurrence : occurrencesOn(schedule, zone, day))
        times += occurrence.time;
    return times;
}

DependencySide sideOf(const NodeProperties &properties, const QTimeZone &zone, QDate day)
{
    return {cycleKindOf(properties.schedule), dependsOnItself(properties.crossCycle),
            timesOn(properties.schedule, zone, day), timesOn(properties.schedule, zone, day.addDays(-1))};
}

// Collects the lines for one run of one node.
class WaitReader
{
public:
    WaitReader(const NodeDraft &draft, const QTimeZone &zone, const Occurrence &run)
        : m_properties(draft.properties),
          m_zone(zone),
          m_day(run.local.date()),
          m_own(sideOf(draft.properties, zone, m_day)),
          m_child(static_cast<int>(m_own.today.indexOf(run.time)))
    {
    }

    PreviewLine sameCycle(const Node &parent) const
    {
        const DependencySide side = sideOf(parent.current.properties, m_zone, m_day);
        PreviewLine line = lineOf(parent.current.name, timesOf(sameCycleLinks(side, m_own), side));
        if (side.today.isEmpty()) {
            line.note = Words::tr("no run on that day: it would wait for ever");
            line.tone = PreviewLine::Tone::Attention;
        }
        return withState(line, parent);
    }

    PreviewLine itself() const
    {
        PreviewLine line = lineOf(Words::tr("Its own previous run"), timesOf(selfLinks(m_own), m_own));
        if (line.note.isEmpty())
            line.note = Words::tr("none before it");
        return line;
    }

    PreviewLine previousCycle(const Node &other) const
    {
        const DependencySide side = sideOf(other.current.properties, m_zone, m_day);
        const bool waits = isChildOf(other.current.properties, m_properties);
        PreviewLine line =
            lineOf(Words::tr("%1, previous cycle").arg(other.current.name),
                   timesOf(waits ? previousCycleOfChildLinks(side, m_own) : previousCycleLinks(side, m_own), side));
        if (line.note.isEmpty())
            line.note = Words::tr("none before it");
        return withState(line, other);
    }

private:
    QList<Instant> timesOf(const QList<DependencyLink> &links, const DependencySide &parent) const
    {
        QList<Instant> times;
        for (const DependencyLink &link : links) {
            if (link.child == m_child)
                times += link.parentYesterday ? parent.yesterday[link.parent] : parent.today[link.parent];
        }
        return times;
    }

    PreviewLine lineOf(const QString &text, const QList<Instant> &times) const
    {
        PreviewLine line{{}, text, {}, {}, {}};
        if (times.isEmpty())
            return line;
        const QString first = minuteTime(times.first(), m_zone);
        if (times.size() == 1) {
            line.note = first;
        } else {
            line.note = Words::tr("%L1 runs to %2").arg(times.size()).arg(minuteTime(times.last(), m_zone));
            line.detail = Words::tr("All %L1 runs from %2 on.").arg(times.size()).arg(first);
        }
        return line;
    }

    static PreviewLine withState(PreviewLine line, const Node &node)
    {
        const ScheduleMode mode = node.current.properties.schedule.mode;
        if (node.frozen || mode == ScheduleMode::Frozen) {
            line.note = Words::tr("frozen: it would wait for ever");
            line.tone = PreviewLine::Tone::Attention;
        } else if (mode == ScheduleMode::DryRun) {
            line.detail = Words::tr("A dry run: done as soon as its time comes.");
        }
        return line;
    }

    NodeProperties m_properties;
    QTimeZone m_zone;
    QDate m_day;
    DependencySide m_own;
    int m_child;
};

const Node *nodeOffering(const QList<Node> &nodes, const QString &output)
{
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&output](const Node &node) {
        return !node.undeployed && node.current.properties.outputs.contains(output);
    });
    return found == nodes.end() ? nullptr : &*found;
}

QList<const Node *> previousCycleNodes(const NodeDraft &draft, const QList<Node> &committed)
{
    const CrossCycle kind = draft.properties.crossCycle;
    const bool others = kind == CrossCycle::Others || kind == CrossCycle::SelfAndOthers;
    const bool children = kind == CrossCycle::Children || kind == CrossCycle::SelfAndChildren;
    QList<const Node *> nodes;
    for (const Node &node : committed) {
        if (!node.undeployed && ((others && draft.properties.crossCycleNodes.contains(node.id)) ||
                                 (children && isChildOf(node.current.properties, draft.properties))))
            nodes << &node;
    }
    return nodes;
}

} // namespace

QList<PreviewLine> waitLines(const NodeDraft &draft, const QList<Node> &committed, const QString &rootOutput,
                             const QTimeZone &zone, Instant now)
{
    const QList<Occurrence> next = nextOccurrences(draft.properties.schedule, zone, now, 1);
    if (next.isEmpty())
        return {};
    const WaitReader reader(draft, zone, next.first());
    QList<PreviewLine> lines;
    for (const QString &input : draft.properties.inputs) {
        if (input == rootOutput)
            lines << PreviewLine{{}, Words::tr("Root node"), Words::tr("always done"), {}, {}};
        else if (const Node *parent = nodeOffering(committed, input))
            lines << reader.sameCycle(*parent);
        else
            lines << PreviewLine{{}, input, Words::tr("no committed node has it"), {}, PreviewLine::Tone::Attention};
    }
    if (dependsOnItself(draft.properties.crossCycle))
        lines << reader.itself();
    for (const Node *node : previousCycleNodes(draft, committed))
        lines << reader.previousCycle(*node);
    return lines;
}

} // namespace slipway
