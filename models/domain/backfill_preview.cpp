#include "models/domain/backfill_preview.h"

#include "models/domain/dependencies.h"

#include <QSet>

#include <algorithm>

namespace slipway {

namespace {

int countOn(const Schedule &schedule, const QTimeZone &zone, QDate bizdate, const BackfillSpec &spec)
{
    const QList<Occurrence> occurrences = occurrencesOn(schedule, zone, bizdate.addDays(1));
    return int(std::count_if(occurrences.begin(), occurrences.end(),
                             [&](const Occurrence &occurrence) { return isInWindow(occurrence, schedule, spec); }));
}

// Nodes of one schedule are counted once.
struct ScheduleShare
{
    Schedule schedule;
    int running = 0;
    int dry = 0;
};

QList<ScheduleShare> sharesOf(const BackfillSpec &spec, const QList<Node> &nodes)
{
    const QSet<NodeId> running(spec.nodes.begin(), spec.nodes.end());
    const QSet<NodeId> dry(spec.dryNodes.begin(), spec.dryNodes.end());
    QList<ScheduleShare> shares;
    for (const Node &node : nodes) {
        const bool runs = running.contains(node.id);
        if (node.undeployed || (!runs && !dry.contains(node.id)))
            continue;
        const Schedule &schedule = node.current.properties.schedule;
        auto share = std::find_if(shares.begin(), shares.end(),
                                  [&schedule](const ScheduleShare &known) { return known.schedule == schedule; });
        if (share == shares.end())
            share = shares.insert(shares.end(), {schedule, 0, 0});
        runs ? ++share->running : ++share->dry;
    }
    return shares;
}

} // namespace

bool isInWindow(const Occurrence &occurrence, const Schedule &schedule, const BackfillSpec &spec)
{
    if (cycleKindOf(schedule) == CycleKind::Day)
        return true;
    const QTime time(occurrence.local.time().hour(), occurrence.local.time().minute());
    return time >= spec.windowStart && time <= spec.windowEnd;
}

BackfillPreview previewBackfill(const BackfillSpec &spec, const QList<Node> &nodes, const QTimeZone &zone)
{
    BackfillPreview preview;
    const auto chains = backfillChains(spec);
    const QList<ScheduleShare> shares = sharesOf(spec, nodes);
    preview.chains = int(chains.size());
    for (const std::vector<QDate> &chain : chains) {
        preview.dates += int(chain.size());
        for (const QDate day : chain) {
            for (const ScheduleShare &share : shares) {
                const int count = countOn(share.schedule, zone, day, spec);
                preview.instances += qint64(count) * (share.running + share.dry);
                preview.dryRuns += qint64(count) * share.dry;
            }
        }
    }
    if (!chains.empty()) {
        preview.first = chains.front().front();
        preview.last = chains.back().back();
    }
    return preview;
}

} // namespace slipway
