#include "ui/schedules/parameter_preview.h"

#include <QCoreApplication>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(slipway::ParameterPreview)
};

} // namespace

QDate nextBizdate(const Schedule &schedule, const QTimeZone &zone, Instant now)
{
    const QList<Occurrence> next = nextOccurrences(schedule, zone, now, 1);
    const QDateTime local = next.isEmpty() ? toDateTime(now, zone) : next.first().local;
    return local.date().addDays(-1);
}

QList<Occurrence> runsOfBizdate(const Schedule &schedule, const QTimeZone &zone, QDate bizdate)
{
    if (!zone.isValid() || !bizdate.isValid())
        return {};
    const QDate day = bizdate.addDays(1);
    QList<Occurrence> runs = occurrencesOn(schedule, zone, day);
    if (runs.isEmpty()) {
        Occurrence midnight;
        midnight.local = day.startOfDay(zone);
        midnight.time = fromDateTime(midnight.local);
        midnight.scheduledClock = midnight.local.time();
        runs += midnight;
    }
    return runs;
}

QList<PreviewLine> parameterLines(const QString &line, const ParameterContext &context)
{
    const auto resolved = resolveParameters(line, context);
    if (!resolved)
        return {};
    QList<PreviewLine> lines;
    for (qsizetype position = 0; position < resolved->size(); ++position) {
        const ResolvedParameter &parameter = resolved->at(position);
        PreviewLine made{u"$%1"_s.arg(position + 1), parameter.value, {}, {}, {}};
        if (parameter.name != QString::number(position + 1))
            made.lead += u' ' + parameter.name;
        if (parameter.expression.contains("$taskid"_L1) && !context.taskId.isValid()) {
            made.text = Words::tr("known when the instance is made");
            made.tone = PreviewLine::Tone::Attention;
        } else if (parameter.expression != parameter.value) {
            made.note = parameter.expression;
        }
        lines << made;
    }
    return lines;
}

} // namespace slipway
