#include "widgets/kit/share_bar.h"

#include "widgets/kit/style_controls.h"

#include <QPainter>

#include <numeric>

namespace slipway {

namespace {
constexpr int barHeight = 10;
constexpr double narrowest = 4;
} // namespace

void paintShares(QPainter *painter, const QRectF &rect, const QList<Share> &shares, const Theme &theme, int total)
{
    const double radius = rect.height() / 2;
    controls::roundedBox(painter, rect, theme.colour(Token::Sunken), {}, radius);
    const int sum = std::accumulate(shares.begin(), shares.end(), 0,
                                    [](int before, const Share &share) { return before + share.count; });
    const int whole = std::max(total, sum);
    double x = rect.left();
    for (const Share &share : shares) {
        if (share.count == 0 || whole == 0)
            continue;
        const double part = rect.width() * share.count / whole;
        const double width = std::min(std::max(narrowest, part - 2), rect.right() - x);
        controls::roundedBox(painter, QRectF(x, rect.top(), width, rect.height()), theme.state(share.kind), {},
                             std::min(radius, 4.0));
        x += part;
    }
}

ShareBar::ShareBar(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(barHeight);
}

void ShareBar::setShares(const QList<Share> &shares)
{
    m_shares = shares;
    update();
}

void ShareBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintShares(&painter, rect(), m_shares, Theme::of(this));
}

} // namespace slipway
