#pragma once

#include <QList>
#include <QStringView>

#include <optional>

namespace slipway {

struct FuzzyMatch
{
    int score = 0;        // larger is better
    QList<int> positions; // of the matched characters in the text, ascending
};

// Whether the pattern's characters appear in the text in order, whatever the case ("crwf" finds "Create workflow").
// Beginnings of words and neighbouring characters score higher. An empty pattern matches everything with score 0.
std::optional<FuzzyMatch> fuzzyMatch(QStringView text, QStringView pattern);

} // namespace slipway
