#pragma once

#include "models/domain/text_diff.h"

namespace slipway {

// Two texts beside each other: one row per line, an index of -1 where a side has none.
struct SideRow
{
    enum class Kind { Same, Changed, Removed, Added };
    Kind kind = Kind::Same; // Changed: a line in place of another
    int left = -1;
    int right = -1;

    friend bool operator==(const SideRow &, const SideRow &) = default;
};

// What replaces something stands beside it.
QList<SideRow> sideBySide(const TextDiff &diff);

// The line without what two runs never agree on: "02:00:01.250", "2026-11-22T02:00:01Z" and durations with their unit
// become "#".
QString withoutTimes(const QString &line);

// Of two lines the part that differs: behind what they begin with alike, before what they end with alike.
struct LineSpan
{
    int leftBegin = 0;
    int leftEnd = 0;
    int rightBegin = 0;
    int rightEnd = 0;
};
// `ignoreTimes`: a time that both begin with is left aside.
LineSpan differingSpan(const QString &left, const QString &right, bool ignoreTimes = false);

} // namespace slipway
