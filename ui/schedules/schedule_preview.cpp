#include "ui/schedules/schedule_preview.h"

#include "models/domain/cron_text.h"
#include "models/domain/generation.h"
#include "models/items/time_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(slipway::SchedulePreview)
};

constexpr int daysLookedAhead = 370;
constexpr qsizetype mostChanges = 2;

QString clockWords(QTime time)
{
    return time.toString(time.second() == 0 ? u"HH:mm"_s : u"HH:mm:ss"_s);
}

QString dayWords(QDate day)
{
    return QLocale().dayName(day.dayOfWeek(), QLocale::ShortFormat) + u' ' + day.toString(Qt::ISODate);
}

PreviewLine clockLine(const Occurrence &occurrence)
{
    PreviewLine line{{}, momentWords(occurrence), {}, {}, PreviewLine::Tone::Attention};
    const QString planned = clockWords(occurrence.scheduledClock);
    if (occurrence.shiftedByDst) {
        line.note = Words::tr("%1 is skipped").arg(planned);
        line.detail =
            Words::tr("The clocks go forward and skip %1 on that day. It runs at the next moment that exists.")
                .arg(planned);
    } else {
        line.note = Words::tr("comes twice, runs once");
        line.detail =
            Words::tr("The clocks go back and show %1 twice on that day. It runs once, the second time.").arg(planned);
    }
    return line;
}

bool isAffected(const Occurrence &occurrence)
{
    return occurrence.shiftedByDst || occurrence.repeatedByDst;
}

// The first affected run stands for all of that day.
std::optional<PreviewLine> changeLine(const Schedule &schedule, const QTimeZone &zone, QDate day)
{
    QList<Occurrence> runs = occurrencesOn(schedule, zone, day);
    runs.removeIf([](const Occurrence &each) { return each.offDay; });
    if (runs.isEmpty())
        return std::nullopt;
    const auto affected = std::find_if(runs.begin(), runs.end(), isAffected);
    if (affected != runs.end()) {
        PreviewLine line = clockLine(*affected);
        if (const auto more = std::count_if(runs.begin(), runs.end(), isAffected) - 1; more > 0)
            line.note += Words::tr(", %L1 more alike").arg(more);
        return line;
    }
    const int usual = instancesPerDay(schedule);
    if (runs.size() >= usual)
        return std::nullopt;
    return PreviewLine{{},
                       dayWords(day),
                       Words::tr("%L1 runs, not %L2").arg(runs.size()).arg(usual),
                       Words::tr("The clocks go forward on that day. Times that they skip are one with the next that "
                                 "exists."),
                       PreviewLine::Tone::Attention};
}

} // namespace

QString momentWords(const Occurrence &occurrence)
{
    return dayWords(occurrence.local.date()) + u' ' + clockWords(occurrence.local.time());
}

QList<PreviewLine> nextRunLines(const Schedule &schedule, const QTimeZone &zone, Instant now, int count)
{
    QList<PreviewLine> lines;
    for (const Occurrence &occurrence : nextOccurrences(schedule, zone, now, count)) {
        if (isAffected(occurrence))
            lines << clockLine(occurrence);
        else
            lines << PreviewLine{{}, momentWords(occurrence), untilWords(occurrence.time, now), {}, {}};
    }
    return lines;
}

QList<PreviewLine> clockChangeLines(const Schedule &schedule, const QTimeZone &zone, Instant now, int count)
{
    QList<PreviewLine> lines;
    const QList<Occurrence> next = nextOccurrences(schedule, zone, now, count);
    if (next.isEmpty())
        return lines;
    const QDateTime end = toDateTime(now, zone).addDays(daysLookedAhead);
    QDateTime from = next.last().local;
    while (lines.size() < mostChanges) {
        const QTimeZone::OffsetData change = zone.nextTransition(from);
        if (!change.atUtc.isValid() || change.atUtc > end)
            break;
        from = change.atUtc;
        if (const auto line = changeLine(schedule, zone, change.atUtc.toTimeZone(zone).date()))
            lines << *line;
    }
    return lines;
}

QString firstRunText(const Schedule &schedule, const QTimeZone &zone, Instant now)
{
    const std::optional<Occurrence> first = firstRunAfterCommit(schedule, zone, now);
    return first ? Words::tr("Committed now, it first runs %1.").arg(momentWords(*first))
                 : Words::tr("Committed now, it would never run.");
}

QString cronReading(const QString &cron)
{
    const Outcome<CronExpression> parsed = CronExpression::parse(cron);
    if (!parsed)
        return {};
    QString text = describeCron(*parsed);
    if (const int perDay = parsed->timesPerDay(); perDay > 1)
        text += u' ' + Words::tr("%L1 runs on such a day.").arg(perDay);
    if (parsed->restrictsMonthDays() || parsed->restrictsWeekDays() || parsed->months().size() < 12)
        text += u' ' + Words::tr("A dry run on other days.");
    return text;
}

QString missedRunsText(CatchUp catchUp)
{
    switch (catchUp) {
    case CatchUp::RunAll:
        return Words::tr("After downtime every missed run is made up for.");
    case CatchUp::RunLatest:
        return Words::tr("After downtime only the latest is made up for; the others are recorded as skipped.");
    case CatchUp::Skip:
        return Words::tr("What was missed is recorded as skipped; the next run is the next on the schedule.");
    }
    return {};
}

QString latenessText(int minutes)
{
    return minutes == 0 ? Words::tr("It is made up for, however late.")
                        : Words::tr("More than %1 late, it is recorded as skipped instead.")
                              .arg(durationWords(std::chrono::minutes(minutes)));
}

QString modeText(ScheduleMode mode)
{
    switch (mode) {
    case ScheduleMode::Normal:
        return {};
    case ScheduleMode::DryRun:
        return Words::tr("At its time it succeeds at once, without running the script. Nodes that wait for it go on.");
    case ScheduleMode::Frozen:
        return Words::tr("At its time it fails at once, without running the script. Nodes that wait for it stay "
                         "blocked.");
    }
    return {};
}

} // namespace slipway
