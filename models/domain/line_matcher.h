#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

namespace slipway {

// The search behind diffLines(): finds a longest common subsequence of two rows of numbers by Myers' middle snakes,
// with memory in proportion to their lengths. Splits without recursion.
class LineMatcher
{
public:
    // Gives up after `maxSteps`. Both rows must outlive the matcher.
    LineMatcher(const std::vector<int> &before, const std::vector<int> &after, qint64 maxSteps);

    // False if it gave up: then the stretches not yet searched count as unmatched.
    bool run();
    const std::vector<bool> &unmatchedBefore() const { return m_unmatchedBefore; }
    const std::vector<bool> &unmatchedAfter() const { return m_unmatchedAfter; }

private:
    struct Box // half-open stretches of both rows
    {
        int left, right;
        int top, bottom;
        int width() const { return right - left; }
        int height() const { return bottom - top; }
    };
    struct Snake // from its first to its last point, in a box's own coordinates
    {
        int fromX, fromY;
        int toX, toY;
    };
    using Reach = std::vector<int>; // the furthest x on each diagonal

    void trim(Box &box) const;
    void markAll(const Box &box);
    std::optional<Snake> middleSnake(const Box &box);
    std::optional<Snake> advance(const Box &box, int distance, bool forward);
    int furthest(const Reach &reach, const Box &box, int diagonal) const;
    bool same(const Box &box, int x, int y, bool forward) const;
    int &at(Reach &reach, int diagonal) { return reach[size_t(diagonal + m_origin)]; }
    int at(const Reach &reach, int diagonal) const { return reach[size_t(diagonal + m_origin)]; }

    const std::vector<int> &m_before;
    const std::vector<int> &m_after;
    qint64 m_stepsLeft;
    int m_origin;
    std::vector<bool> m_unmatchedBefore;
    std::vector<bool> m_unmatchedAfter;
    Reach m_forward;
    Reach m_backward;
};

} // namespace slipway
