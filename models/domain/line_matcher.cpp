#include "models/domain/line_matcher.h"

#include <algorithm>
#include <cstdlib>

namespace slipway {

namespace {
constexpr int unreached = -1;
}

LineMatcher::LineMatcher(const std::vector<int> &before, const std::vector<int> &after, qint64 maxSteps)
    : m_before(before),
      m_after(after),
      m_stepsLeft(maxSteps),
      m_origin(int(after.size()) + 1),
      m_unmatchedBefore(before.size(), false),
      m_unmatchedAfter(after.size(), false),
      m_forward(before.size() + after.size() + 3, unreached),
      m_backward(m_forward)
{
}

bool LineMatcher::run()
{
    std::vector<Box> boxes{{0, int(m_before.size()), 0, int(m_after.size())}};
    while (!boxes.empty()) {
        Box box = boxes.back();
        boxes.pop_back();
        trim(box);
        if (box.width() == 0 || box.height() == 0) {
            markAll(box);
            continue;
        }
        const std::optional<Snake> snake = middleSnake(box);
        if (!snake) {
            markAll(box);
            continue;
        }
        boxes.push_back({box.left, box.left + snake->fromX, box.top, box.top + snake->fromY});
        boxes.push_back({box.left + snake->toX, box.right, box.top + snake->toY, box.bottom});
    }
    return m_stepsLeft > 0;
}

void LineMatcher::trim(Box &box) const
{
    while (box.width() > 0 && box.height() > 0 && m_before[size_t(box.left)] == m_after[size_t(box.top)]) {
        ++box.left;
        ++box.top;
    }
    while (box.width() > 0 && box.height() > 0 && m_before[size_t(box.right - 1)] == m_after[size_t(box.bottom - 1)]) {
        --box.right;
        --box.bottom;
    }
}

void LineMatcher::markAll(const Box &box)
{
    std::fill(m_unmatchedBefore.begin() + box.left, m_unmatchedBefore.begin() + box.right, true);
    std::fill(m_unmatchedAfter.begin() + box.top, m_unmatchedAfter.begin() + box.bottom, true);
}

// Walks from both corners, one more change at a time, until the two walks meet. A trimmed box needs two changes at
// least, so that both parts beside the snake are smaller than the box.
std::optional<LineMatcher::Snake> LineMatcher::middleSnake(const Box &box)
{
    const int span = box.width() + box.height() + 3;
    for (Reach *reach : {&m_forward, &m_backward})
        std::fill_n(reach->begin() + (m_origin - box.height() - 1), span, unreached);
    const int most = (box.width() + box.height() + 1) / 2;
    for (int distance = 0; distance <= most && m_stepsLeft > 0; ++distance) {
        for (const bool forward : {true, false}) {
            if (const auto snake = advance(box, distance, forward))
                return snake;
        }
    }
    return std::nullopt;
}

std::optional<LineMatcher::Snake> LineMatcher::advance(const Box &box, int distance, bool forward)
{
    Reach &reach = forward ? m_forward : m_backward;
    const Reach &other = forward ? m_backward : m_forward;
    const int shift = box.width() - box.height();
    const bool mayMeet = (shift % 2 != 0) == forward;
    const int otherDistance = forward ? distance - 1 : distance;
    for (int diagonal = -distance; diagonal <= distance; diagonal += 2) {
        if (diagonal < -box.height() || diagonal > box.width())
            continue;
        const int fromX = distance == 0 ? 0 : furthest(reach, box, diagonal);
        int x = fromX;
        while (x != unreached && x < box.width() && x - diagonal < box.height() && same(box, x, x - diagonal, forward))
            ++x;
        m_stepsLeft -= 1 + x - fromX;
        at(reach, diagonal) = x;
        const int mirrored = shift - diagonal;
        if (x == unreached || !mayMeet || std::abs(mirrored) > otherDistance || at(other, mirrored) == unreached ||
            x + at(other, mirrored) < box.width())
            continue;
        if (forward)
            return Snake{fromX, fromX - diagonal, x, x - diagonal};
        return Snake{box.width() - x, box.height() - (x - diagonal), box.width() - fromX,
                     box.height() - (fromX - diagonal)};
    }
    return std::nullopt;
}

// One step to the right or down from a neighbouring diagonal, whichever leads further inside the box.
int LineMatcher::furthest(const Reach &reach, const Box &box, int diagonal) const
{
    const int besides = at(reach, diagonal - 1);
    const int above = at(reach, diagonal + 1);
    const int right = besides != unreached && besides < box.width() ? besides + 1 : unreached;
    const int down = above != unreached && above - diagonal <= box.height() ? above : unreached;
    return std::max(right, down);
}

bool LineMatcher::same(const Box &box, int x, int y, bool forward) const
{
    if (forward)
        return m_before[size_t(box.left + x)] == m_after[size_t(box.top + y)];
    return m_before[size_t(box.right - 1 - x)] == m_after[size_t(box.bottom - 1 - y)];
}

} // namespace slipway
