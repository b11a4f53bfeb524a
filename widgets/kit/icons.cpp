#include "widgets/kit/icons.h"

#include "resources/resources.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <optional>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

constexpr std::array<const char *, iconCount> names{
    "overview",     "datastudio",   "operations",    "services",  "groups",   "settings",  "shell",       "zero-load",
    "workflow",     "folder",       "play",          "play-with", "stop",     "save",      "commit",      "plus",
    "minus",        "search",       "filter",        "refresh",   "more",     "close",     "menu",        "chevron-up",
    "chevron-down", "chevron-left", "chevron-right", "copy",      "download", "upload",    "follow",      "undo",
    "redo",         "zoom-in",      "zoom-out",      "zoom-fit",  "minimap",  "layout",    "trash",       "pencil",
    "link",         "unlink",       "clock",         "calendar",  "bell",     "eye",       "eye-off",     "sun",
    "moon",         "check",        "cross",         "square",    "ring",     "snowflake", "dashed-ring", "dots-ring",
    "check-circle", "cross-circle", "rollback",      "warning",   "info",     "external",  "key",         "pin",
    "compare",      "lineage",      "list",          "gantt",     "graph",    "keyboard",  "appearance",  "engine",
    "flask",        "log",          "pause",         "rerun",     "slipway",
};

QByteArray svg(Icon icon, const QColor &colour)
{
    QFile file(iconFile(iconName(icon)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // The strokes name no colour of their own; this is where they get it.
    return file.readAll().replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
}

// Reads its colour from the palette each time it paints, so that icons follow the theme without being set anew.
class TintedEngine : public QIconEngine
{
public:
    TintedEngine(Icon icon, Token colour) : m_icon(icon), m_token(colour) {}
    explicit TintedEngine(StateKind state) : m_icon(stateIcon(state)), m_state(state) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(painter, m_icon, rect, colour(mode));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_icon, qMin(size.width(), size.height()), 1.0, colour(mode));
    }
    QIconEngine *clone() const override { return new TintedEngine(*this); }
    QString key() const override { return u"slipway"_s; }
    bool isNull() override { return false; }

private:
    QColor colour(QIcon::Mode mode) const
    {
        const Theme theme = Theme::current();
        if (mode == QIcon::Disabled)
            return theme.colour(Token::TextDisabled);
        return m_state ? theme.state(*m_state) : theme.colour(m_token);
    }

    Icon m_icon;
    Token m_token = Token::TextMuted;
    std::optional<StateKind> m_state;
};

} // namespace

QString iconName(Icon icon)
{
    return QString::fromLatin1(names.at(size_t(icon)));
}

QIcon icon(Icon icon, Token colour)
{
    return QIcon(new TintedEngine(icon, colour));
}

QIcon icon(StateKind state)
{
    return QIcon(new TintedEngine(state));
}

Icon stateIcon(StateKind state)
{
    switch (state) {
    case StateKind::Success:
        return Icon::CheckCircle;
    case StateKind::Running:
        return Icon::Ring;
    case StateKind::Waiting:
        return Icon::Clock;
    case StateKind::Queued:
        return Icon::DotsRing;
    case StateKind::Failure:
        return Icon::CrossCircle;
    case StateKind::Stopped:
        return Icon::Square;
    case StateKind::Frozen:
        return Icon::Snowflake;
    case StateKind::DryRun:
        return Icon::DashedRing;
    }
    return Icon::Info;
}

void paintIcon(QPainter *painter, Icon icon, const QRectF &rect, const QColor &colour)
{
    const int size = qRound(qMin(rect.width(), rect.height()));
    if (size <= 0)
        return;
    const QPointF corner = rect.center() - QPointF(size / 2.0, size / 2.0);
    const qreal ratio = painter->device()->devicePixelRatioF();
    painter->drawPixmap(QPointF(qRound(corner.x() * ratio) / ratio, qRound(corner.y() * ratio) / ratio),
                        iconPixmap(icon, size, ratio, colour));
}

QPixmap iconPixmap(Icon icon, int size, qreal devicePixelRatio, const QColor &colour)
{
    const QString key = u"slipway-icon/%1/%2/%3/%4"_s.arg(int(icon)).arg(size).arg(devicePixelRatio).arg(colour.name());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int pixels = qCeil(size * devicePixelRatio);
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg(icon, colour));
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace slipway
