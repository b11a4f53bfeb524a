#include "models/items/fuzzy_match.h"

namespace slipway {
namespace {

constexpr int perCharacter = 1;
constexpr int wordStart = 8;
constexpr int neighbour = 5;

bool startsWord(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text.at(at - 1);
    return !before.isLetterOrNumber() || (before.isLower() && text.at(at).isUpper());
}

// One greedy pass that begins at `from`; none where the pattern does not fit any more.
std::optional<FuzzyMatch> matchFrom(QStringView text, QStringView pattern, qsizetype from)
{
    FuzzyMatch match;
    qsizetype at = from;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        while (at < text.size() && text.at(at).toCaseFolded() != wanted.toCaseFolded())
            ++at;
        if (at == text.size())
            return std::nullopt;
        match.score += perCharacter;
        if (startsWord(text, at))
            match.score += wordStart;
        if (!match.positions.isEmpty() && match.positions.last() == at - 1)
            match.score += neighbour;
        match.positions.append(int(at));
        ++at;
    }
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView text, QStringView pattern)
{
    const QStringView wanted = pattern.trimmed();
    if (wanted.isEmpty())
        return FuzzyMatch{};
    std::optional<FuzzyMatch> best;
    for (qsizetype from = 0; from < text.size(); ++from) {
        if (text.at(from).toCaseFolded() != wanted.front().toCaseFolded())
            continue;
        const std::optional<FuzzyMatch> match = matchFrom(text, wanted, from);
        if (!match)
            break;
        if (!best || match->score > best->score)
            best = match;
    }
    if (best) // among equals the shorter text is the closer one
        best->score = best->score * 100 - int(qMin<qsizetype>(text.size(), 99));
    return best;
}

} // namespace slipway
