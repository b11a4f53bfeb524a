#include "models/domain/backfill.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class Backfills
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Backfills)
};

constexpr qsizetype longestName = 128;

QString text(QDate day)
{
    return day.toString(Qt::ISODate);
}

Outcome<> checkRanges(QList<DateRange> ranges)
{
    const QString field = u"Ranges"_s;
    if (ranges.isEmpty())
        return Error::invalid(field, Backfills::tr("No data timestamp is chosen."));
    std::sort(ranges.begin(), ranges.end(), [](const auto &a, const auto &b) { return a.from < b.from; });
    QDate last;
    qint64 days = 0;
    for (const auto &[from, to] : std::as_const(ranges)) {
        if (!from.isValid() || !to.isValid() || from > to)
            return Error::invalid(
                field,
                Backfills::tr("The range %1 to %2 must end on or after its first day.").arg(text(from), text(to)));
        if (last.isValid() && from <= last)
            return Error::invalid(field, Backfills::tr("The ranges overlap: %1 is in two of them.").arg(text(from)));
        last = to;
        days += from.daysTo(to) + 1;
    }
    if (days > BackfillSpec::mostDates)
        return Error::invalid(field, Backfills::tr("%1 data timestamps; at most %2 are allowed in one backfill.")
                                         .arg(days)
                                         .arg(BackfillSpec::mostDates));
    return {};
}

Outcome<> checkNodes(const BackfillSpec &spec)
{
    const QString field = u"Nodes"_s;
    if (spec.nodes.isEmpty())
        return Error::invalid(field, Backfills::tr("No node is chosen."));
    const qsizetype count = spec.nodes.size() + spec.dryNodes.size();
    if (count > BackfillSpec::mostNodes)
        return Error::invalid(
            field,
            Backfills::tr("%1 nodes; at most %2 are allowed in one backfill.").arg(count).arg(BackfillSpec::mostNodes));
    return {};
}

QString stateText(BackfillState state)
{
    switch (state) {
    case BackfillState::Running:
        return Backfills::tr("running");
    case BackfillState::Paused:
        return Backfills::tr("paused");
    case BackfillState::Stopping:
        return Backfills::tr("being stopped");
    case BackfillState::Stopped:
        return Backfills::tr("stopped");
    case BackfillState::Failed:
        return Backfills::tr("failed");
    case BackfillState::Succeeded:
        return Backfills::tr("successful");
    }
    return {};
}

struct ActionRule
{
    QList<BackfillState> allowed;
    QString words;
};

ActionRule ruleOf(BackfillAction action)
{
    using enum BackfillState;
    switch (action) {
    case BackfillAction::Pause:
        return {{Running, Failed}, Backfills::tr("only a running or failed backfill can be paused")};
    case BackfillAction::Resume:
        return {{Paused}, Backfills::tr("only a paused backfill can be resumed")};
    case BackfillAction::Stop:
        return {{Running, Failed, Paused}, Backfills::tr("only a running, failed or paused backfill can be stopped")};
    }
    return {};
}

} // namespace

Outcome<> checkAction(BackfillAction action, const Backfill &backfill)
{
    const ActionRule rule = ruleOf(action);
    if (rule.allowed.contains(backfill.state))
        return {};
    return Error::conflict(
        u"InvalidBackfillState"_s,
        Backfills::tr("\"%1\" is %2; %3.").arg(backfill.spec.name, stateText(backfill.state), rule.words));
}

Outcome<> checkBackfill(const BackfillSpec &spec)
{
    const qsizetype length = spec.name.trimmed().size();
    if (length < 1 || length > longestName)
        return Error::invalid(
            u"Name"_s, Backfills::tr("The name has %1 characters; it must have 1 to %2.").arg(length).arg(longestName));
    if (spec.groups < 1 || spec.groups > BackfillSpec::mostGroups)
        return Error::invalid(
            u"Groups"_s,
            Backfills::tr("%1 parallel groups; it must be 1 to %2.").arg(spec.groups).arg(BackfillSpec::mostGroups));
    if (!spec.windowStart.isValid() || !spec.windowEnd.isValid() || spec.windowStart > spec.windowEnd)
        return Error::invalid(u"WindowEnd"_s, Backfills::tr("The window %1 to %2 must end on or after its begin.")
                                                  .arg(spec.windowStart.toString(), spec.windowEnd.toString()));
    if (Outcome<> nodes = checkNodes(spec); !nodes)
        return nodes;
    return checkRanges(spec.ranges);
}

std::vector<std::vector<QDate>> backfillChains(const BackfillSpec &spec)
{
    std::vector<QDate> dates;
    for (const auto &[from, to] : spec.ranges) {
        for (QDate day = from; day.isValid() && day <= to; day = day.addDays(1))
            dates.push_back(day);
    }
    std::sort(dates.begin(), dates.end());
    if (spec.order == BackfillOrder::Descending)
        std::reverse(dates.begin(), dates.end());
    const std::size_t groups = std::min(dates.size(), static_cast<std::size_t>(std::max(spec.groups, 1)));
    std::vector<std::vector<QDate>> chains;
    auto next = dates.begin();
    for (std::size_t i = 0; i < groups; ++i) {
        const std::size_t length = dates.size() / groups + (i < dates.size() % groups ? 1 : 0);
        chains.emplace_back(next, next + static_cast<std::ptrdiff_t>(length));
        next += static_cast<std::ptrdiff_t>(length);
    }
    return chains;
}

DagState dagStateOf(const BackfillDate &date, int active)
{
    if (date.state == DagState::Created)
        return DagState::Created;
    if (date.succeeded == date.total)
        return DagState::Success;
    return date.failed > 0 && active == 0 ? DagState::Failure : DagState::Running;
}

BackfillState backfillStateOf(const QList<BackfillDate> &dates)
{
    const auto is = [](DagState state) { return [state](const BackfillDate &date) { return date.state == state; }; };
    if (std::all_of(dates.begin(), dates.end(), is(DagState::Success)))
        return BackfillState::Succeeded;
    // A chain goes on unless one of its dates has failed; the first that is not successful decides.
    int lastChain = -1;
    for (const BackfillDate &date : dates) {
        if (date.chain == lastChain || date.state == DagState::Success)
            continue;
        lastChain = date.chain;
        if (date.state != DagState::Failure)
            return BackfillState::Running;
    }
    return BackfillState::Failed;
}

} // namespace slipway
