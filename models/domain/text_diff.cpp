#include "models/domain/text_diff.h"

#include "models/domain/line_matcher.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

// Lines as numbers: equal lines get equal numbers.
class LineNumbers
{
public:
    std::vector<int> number(const QStringList &lines)
    {
        std::vector<int> numbers;
        numbers.reserve(size_t(lines.size()));
        for (const QString &line : lines)
            numbers.push_back(m_known.try_emplace(line, int(m_known.size())).first->second);
        return numbers;
    }
    int count() const { return int(m_known.size()); }

private:
    struct Hash
    {
        size_t operator()(QStringView text) const { return qHash(text); }
    };
    std::unordered_map<QStringView, int, Hash> m_known;
};

// The lines of one side that the other has too, with their places. What only one side has is changed for certain and
// would only slow the search down.
struct Shared
{
    std::vector<int> numbers;
    std::vector<int> places;
};

Shared sharedLines(const std::vector<int> &own, const std::vector<int> &other, int known)
{
    std::vector<bool> there(size_t(known), false);
    for (const int number : other)
        there[size_t(number)] = true;
    Shared shared;
    for (size_t place = 0; place < own.size(); ++place) {
        if (!there[size_t(own[place])])
            continue;
        shared.numbers.push_back(own[place]);
        shared.places.push_back(int(place));
    }
    return shared;
}

// Which lines of a side have no partner on the other.
std::vector<bool> changedLines(size_t count, const Shared &shared, const std::vector<bool> &unmatched)
{
    std::vector<bool> changed(count, true);
    for (size_t at = 0; at < shared.places.size(); ++at)
        changed[size_t(shared.places[at])] = unmatched[at];
    return changed;
}

void append(TextDiff &diff, DiffKind kind, int before, int after, int count)
{
    if (count > 0)
        diff.runs.append({kind, before, after, count});
}

int stretch(const std::vector<bool> &changed, int from, bool wanted)
{
    int end = from;
    while (end < int(changed.size()) && changed[size_t(end)] == wanted)
        ++end;
    return end - from;
}

void appendRuns(TextDiff &diff, const std::vector<bool> &removed, const std::vector<bool> &added)
{
    int before = 0, after = 0;
    while (before < int(removed.size()) || after < int(added.size())) {
        const int gone = stretch(removed, before, true);
        append(diff, DiffKind::Removed, before, after, gone);
        before += gone;
        const int come = stretch(added, after, true);
        append(diff, DiffKind::Added, before, after, come);
        after += come;
        const int same = std::min(stretch(removed, before, false), stretch(added, after, false));
        append(diff, DiffKind::Same, before, after, same);
        before += same;
        after += same;
        diff.removed += gone;
        diff.added += come;
    }
}

DiffRow rowAt(const DiffRun &run, int offset, const QStringList &before, const QStringList &after)
{
    DiffRow row;
    row.kind = run.kind;
    row.before = run.kind == DiffKind::Added ? 0 : run.before + offset + 1;
    row.after = run.kind == DiffKind::Removed ? 0 : run.after + offset + 1;
    row.text = run.kind == DiffKind::Added ? after.at(row.after - 1) : before.at(row.before - 1);
    return row;
}

} // namespace

QStringList linesOfText(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        if (line.endsWith(u'\r'))
            line.chop(1);
    }
    if (lines.last().isEmpty() && !text.endsWith(u'\r'))
        lines.removeLast();
    return lines;
}

TextDiff diffLines(const QStringList &before, const QStringList &after, qint64 maxSteps)
{
    LineNumbers numbers;
    const std::vector<int> left = numbers.number(before);
    const std::vector<int> right = numbers.number(after);
    const Shared leftShared = sharedLines(left, right, numbers.count());
    const Shared rightShared = sharedLines(right, left, numbers.count());
    LineMatcher matcher(leftShared.numbers, rightShared.numbers, maxSteps);
    TextDiff diff;
    diff.tooDifferent = !matcher.run();
    appendRuns(diff, changedLines(left.size(), leftShared, matcher.unmatchedBefore()),
               changedLines(right.size(), rightShared, matcher.unmatchedAfter()));
    return diff;
}

QList<DiffRow> diffRows(const TextDiff &diff, const QStringList &before, const QStringList &after, int context)
{
    QList<DiffRow> rows;
    for (qsizetype at = 0; at < diff.runs.size(); ++at) {
        const DiffRun &run = diff.runs.at(at);
        const bool folds = run.kind == DiffKind::Same && context >= 0;
        const int head = folds ? std::min(run.count, at == 0 ? 0 : context) : run.count;
        const int tail = folds ? std::min(run.count - head, at + 1 == diff.runs.size() ? 0 : context) : 0;
        const int hidden = run.count - head - tail;
        for (int offset = 0; offset < head; ++offset)
            rows.append(rowAt(run, offset, before, after));
        if (hidden == 1)
            rows.append(rowAt(run, head, before, after)); // a gap would take as much room
        else if (hidden > 0)
            rows.append({DiffKind::Same, run.before + head + 1, run.after + head + 1, hidden, {}});
        for (int offset = run.count - tail; offset < run.count; ++offset)
            rows.append(rowAt(run, offset, before, after));
    }
    return rows;
}

QString diffText(const QList<DiffRow> &rows)
{
    QString text;
    for (const DiffRow &row : rows) {
        if (row.isGap())
            text += u"@@ %1 lines @@\n"_s.arg(row.hidden);
        else
            text += (row.kind == DiffKind::Added     ? u"+"_s
                     : row.kind == DiffKind::Removed ? u"-"_s
                                                     : u" "_s) +
                    row.text + u'\n';
    }
    return text;
}

} // namespace slipway
