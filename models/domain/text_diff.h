#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace slipway {

// How two texts differ, line by line: the fewest lines removed and added that lead from one to the other (E. W. Myers,
// "An O(ND) Difference Algorithm and Its Variations", 1986, in linear space). Pure; safe in any thread.

enum class DiffKind { Same, Removed, Added };

// `count` lines in a row of one kind. `before` and `after` are the lines (from 0) at which it begins on either side; a
// removed stretch takes none after, an added one none before. Where both meet, what was removed comes first.
struct DiffRun
{
    DiffKind kind = DiffKind::Same;
    int before = 0;
    int after = 0;
    int count = 0;
    friend bool operator==(const DiffRun &, const DiffRun &) = default;
};

struct TextDiff
{
    QList<DiffRun> runs;
    int removed = 0; // lines
    int added = 0;
    // The search was given up: the runs are right, but there may be a shorter way.
    bool tooDifferent = false;
    bool isSame() const { return removed == 0 && added == 0; }
};

// The search stops after so many steps (some 0.3 s); lines that only one side has cost nothing.
inline constexpr qint64 defaultDiffSteps = 30'000'000;

// The lines of a text without their ends (\n, \r\n). A last line without an end counts; an end at the very end does not
// begin another line.
QStringList linesOfText(const QString &text);

TextDiff diffLines(const QStringList &before, const QStringList &after, qint64 maxSteps = defaultDiffSteps);

// One row of a diff as it is shown. `before` and `after` are line numbers from 1, 0 where that side has no such line.
// A gap stands for `hidden` lines that are the same on both sides; its numbers are those of the first of them.
struct DiffRow
{
    DiffKind kind = DiffKind::Same;
    int before = 0;
    int after = 0;
    int hidden = 0;
    QString text;
    bool isGap() const { return hidden > 0; }
    friend bool operator==(const DiffRow &, const DiffRow &) = default;
};

// The rows in order. Of lines that are the same only `context` around each change are kept; negative keeps all.
QList<DiffRow> diffRows(const TextDiff &diff, const QStringList &before, const QStringList &after, int context = 3);

// As "+", "-" or " " and the text, a line each, gaps as "@@ N lines @@": for the clipboard.
QString diffText(const QList<DiffRow> &rows);

} // namespace slipway
