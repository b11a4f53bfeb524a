#pragma once

#include "models/domain/ids.h"
#include "models/domain/instant.h"
#include "models/domain/outcome.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTimeZone>

namespace slipway {

// A token of the parameter line (reference: dataworks 4).
struct Parameter
{
    QString name;       // of `name=value`; otherwise the position: "1", "2", ...
    QString expression; // without the name
    bool named = false;
    friend bool operator==(const Parameter &, const Parameter &) = default;
};

struct ResolvedParameter
{
    QString name;
    QString expression;
    QString value;
    friend bool operator==(const ResolvedParameter &, const ResolvedParameter &) = default;
};

// What the values are made from. The business date is the day before the scheduled time's day in the zone, so a
// backfill passes the chosen date's next day at the node's time.
struct ParameterContext
{
    Instant scheduledTime;
    QTimeZone zone = QTimeZone::utc();
    WorkflowId jobId;  // $jobid
    NodeId nodeId;     // $nodeid
    InstanceId taskId; // $taskid
    QDate today;       // for $bizmonth; invalid: the scheduled time's day, right for cycle instances
};

inline constexpr int parameterLineLimit = 10000;

// Splits at spaces. A token is named when the text before its only `=` is an identifier. Errors (field ParaValue) quote
// the expression at fault and say the rule; every expression is checked, not only split.
Outcome<QList<Parameter>> parseParameters(const QString &line);

// The values, in the line's order. Offsets in hours and minutes are of elapsed time (over a change of clocks too),
// those in days and months of the calendar; a month offset keeps the day, or takes the month's last.
Outcome<QList<ResolvedParameter>> resolveParameters(const QString &line, const ParameterContext &context);

// A Shell node's $1, $2, ...: each value in its place, named or not (reference: dataworks 4.4).
QStringList positionalValues(const QList<ResolvedParameter> &parameters);

} // namespace slipway
