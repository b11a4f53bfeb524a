#include "models/domain/side_by_side.h"

#include <QRegularExpression>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

void addRows(QList<SideRow> &rows, SideRow::Kind kind, int left, int right, int count)
{
    for (int line = 0; line < count; ++line)
        rows.append({kind, left < 0 ? -1 : left + line, right < 0 ? -1 : right + line});
}

const QRegularExpression &times()
{
    static const QRegularExpression expression(
        u"(\\b\\d{4}[-/]\\d\\d[-/]\\d\\d[ T]|\\b)\\d{1,2}:\\d\\d:\\d\\d([.,]\\d+)?(Z|[+-]\\d\\d:?\\d\\d)?"
        "|\\b\\d+([.,]\\d+)? ?(ms|s|sec|seconds|min)\\b"_s);
    return expression;
}

// How far the time goes that a line begins with, a bracket before it included.
int leadingTime(const QString &line)
{
    const QRegularExpressionMatch match = times().match(line.left(48));
    return match.hasMatch() && match.capturedStart() <= 1 ? int(match.capturedEnd()) : 0;
}

} // namespace

QList<SideRow> sideBySide(const TextDiff &diff)
{
    using Kind = SideRow::Kind;
    QList<SideRow> rows;
    for (qsizetype at = 0; at < diff.runs.size(); ++at) {
        const DiffRun &run = diff.runs.at(at);
        if (run.kind == DiffKind::Same) {
            addRows(rows, Kind::Same, run.before, run.after, run.count);
        } else if (run.kind == DiffKind::Added) {
            addRows(rows, Kind::Added, -1, run.after, run.count);
        } else {
            const bool replaced = at + 1 < diff.runs.size() && diff.runs.at(at + 1).kind == DiffKind::Added;
            const DiffRun next = replaced ? diff.runs.at(at + 1) : DiffRun{};
            const int both = replaced ? std::min(run.count, next.count) : 0;
            addRows(rows, Kind::Changed, run.before, next.after, both);
            addRows(rows, Kind::Removed, run.before + both, -1, run.count - both);
            addRows(rows, Kind::Added, -1, next.after + both, next.count - both);
            at += replaced ? 1 : 0;
        }
    }
    return rows;
}

QString withoutTimes(const QString &line)
{
    QString text = line;
    return text.replace(times(), u"#"_s);
}

LineSpan differingSpan(const QString &left, const QString &right, bool ignoreTimes)
{
    LineSpan span{ignoreTimes ? leadingTime(left) : 0, int(left.size()), ignoreTimes ? leadingTime(right) : 0,
                  int(right.size())};
    if (span.leftBegin == 0 || span.rightBegin == 0)
        span.leftBegin = span.rightBegin = 0;
    while (span.leftBegin < span.leftEnd && span.rightBegin < span.rightEnd &&
           left.at(span.leftBegin) == right.at(span.rightBegin)) {
        ++span.leftBegin;
        ++span.rightBegin;
    }
    while (span.leftEnd > span.leftBegin && span.rightEnd > span.rightBegin &&
           left.at(span.leftEnd - 1) == right.at(span.rightEnd - 1)) {
        --span.leftEnd;
        --span.rightEnd;
    }
    return span;
}

} // namespace slipway
