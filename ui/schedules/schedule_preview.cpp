#include "ui/schedules/schedule_preview.h"

#include "models/domain/schedule_rules.h"

#include <QCoreApplication>
#include <QLocale>

namespace slipway {

using namespace Qt::StringLiterals;

QStringList nextRunLines(const Schedule &schedule, const QTimeZone &zone, Instant now, int count)
{
    QStringList lines;
    for (const Occurrence &occurrence : nextOccurrences(schedule, zone, now, count)) {
        const QString day = QLocale().dayName(occurrence.local.date().dayOfWeek(), QLocale::ShortFormat);
        QString line = day + u' ' + occurrence.local.toString(u"yyyy-MM-dd HH:mm"_s);
        if (occurrence.shiftedByDst)
            line +=
                QCoreApplication::translate("slipway::SchedulePreview", " (moved: the clock skips the scheduled time)");
        lines << line;
    }
    return lines;
}

QStringList parameterLines(const QString &line, const Schedule &schedule, const QTimeZone &zone, Instant now)
{
    const auto next = nextOccurrences(schedule, zone, now, 1);
    ParameterContext context;
    context.scheduledTime = next.isEmpty() ? now : next.first().time;
    context.zone = zone;
    const auto resolved = resolveParameters(line, context);
    if (!resolved.ok())
        return {resolved.failed() ? resolved.error().message : QString()};
    QStringList lines;
    for (qsizetype position = 0; position < resolved->size(); ++position) {
        const ResolvedParameter &parameter = resolved->at(position);
        lines << u"$%1   %2 → %3"_s.arg(position + 1).arg(parameter.expression, parameter.value);
    }
    return lines;
}

} // namespace slipway
