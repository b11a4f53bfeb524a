#include "widgets/canvas/canvas_look.h"

#include <algorithm>
#include <cmath>

namespace slipway {
namespace {

QColor mix(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](float x, float y) { return float(x * (1 - share) + y * share); };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()), part(a.blueF(), b.blueF()));
}

} // namespace

void CanvasLook::resolve(const QPalette &palette, const QFont &base)
{
    theme = Theme::of(palette);
    ground = theme.colour(Token::Sunken);
    surface = theme.colour(Token::Surface);
    border = theme.colour(Token::Border);
    borderStrong = theme.colour(Token::BorderStrong);
    text = theme.colour(Token::Text);
    muted = theme.colour(Token::TextMuted);
    faint = theme.colour(Token::TextDisabled);
    accent = theme.colour(Token::Accent);
    selection = theme.colour(Token::Selection);
    grid = mix(ground, borderStrong, theme.isDark() ? 0.55 : 0.7);
    edge = mix(borderStrong, faint, 0.5);
    shadow = QColor(0, 0, 0, theme.isDark() ? 90 : 34);

    bodyFont = textFont(TextSize::Body, base);
    nameFont = bodyFont;
    nameFont.setWeight(QFont::DemiBold);
    detailFont = textFont(TextSize::Caption, base);
    farFont = nameFont;
    farFont.setPixelSize(20);
    m_icons.clear();
}

QColor CanvasLook::farColour(const GraphNode &node) const
{
    if (!node.state)
        return mix(faint, ground, 0.35);
    const QColor full = theme.state(node.state->kind);
    return node.state->kind == StateKind::Success ? mix(full, ground, 0.5) : full; // so that failures stand out
}

const QPixmap &CanvasLook::icon(Icon icon, const QColor &colour, int size, double ratio) const
{
    // Half steps of the ratio bound the number of pixmaps while one zooms.
    const int steps = std::clamp(int(std::ceil(ratio * 2)), 1, 12);
    const QPair<quint64, quint64> key(quint64(icon) << 32 | quint64(size) << 16 | quint64(steps), colour.rgba64());
    QPixmap &pixmap = m_icons[key];
    if (pixmap.isNull())
        pixmap = iconPixmap(icon, size, steps / 2.0, colour);
    return pixmap;
}

} // namespace slipway
