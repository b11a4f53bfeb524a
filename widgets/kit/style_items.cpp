#include "widgets/kit/style_items.h"

#include "widgets/kit/icons.h"
#include "widgets/kit/style_controls.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyleOption>

namespace slipway::items {
namespace {

constexpr int menuPadding = 10;
constexpr int menuIconSlot = 26;

QFontMetrics metricsOf(const QStyleOption *option)
{
    return option->fontMetrics;
}

void hairline(QPainter *painter, const QRect &rect, const QColor &colour)
{
    painter->fillRect(rect, colour);
}

} // namespace

void tabShape(const QStyleOptionTab *option, QPainter *painter)
{
    const Theme theme = Theme::of(option->palette);
    const bool selected = option->state.testFlag(QStyle::State_Selected);
    const bool hover = option->state.testFlag(QStyle::State_MouseOver);
    if (hover && !selected)
        controls::roundedBox(painter, QRectF(option->rect).adjusted(2, 4, -2, -4), theme.hover(), {},
                             metric::controlRadius);
    if (selected) {
        const QRect rect = option->rect;
        painter->fillRect(QRect(rect.left() + 8, rect.bottom() - 1, rect.width() - 16, 2), theme.colour(Token::Accent));
    }
    if (controls::showsFocus(option))
        controls::focusRing(painter, QRectF(option->rect).adjusted(2, 3, -2, -3), theme, metric::controlRadius);
}

void headerSection(const QStyleOption *option, QPainter *painter)
{
    const Theme theme = Theme::of(option->palette);
    const QRect rect = option->rect;
    painter->fillRect(rect, theme.colour(Token::Window));
    hairline(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour(Token::Border));
}

void headerLabel(const QStyleOptionHeader *option, QPainter *painter)
{
    const Theme theme = Theme::of(option->palette);
    QRect rect = option->rect.adjusted(7, 0, -4, 0);
    painter->save();
    QFont font = textFont(TextSize::Caption);
    font.setWeight(QFont::Medium);
    painter->setFont(font);
    const bool sorted = option->sortIndicator != QStyleOptionHeader::None;
    painter->setPen(theme.colour(sorted ? Token::Text : Token::TextMuted));
    const QFontMetrics metrics(font);
    const int room = rect.width() - (sorted ? 16 : 0);
    const QString text = metrics.elidedText(option->text, Qt::ElideRight, room);
    const auto alignment = option->textAlignment & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft;
    painter->drawText(rect.adjusted(alignment == Qt::AlignRight && sorted ? 16 : 0, 0, 0, 0),
                      int(alignment | Qt::AlignVCenter), text);
    if (sorted) {
        const int x = alignment == Qt::AlignRight ? rect.right() - metrics.horizontalAdvance(text) - 16
                                                  : rect.left() + metrics.horizontalAdvance(text) + 4;
        // Qt calls an ascending order SortDown, after the way it is read; the arrow points to where values grow.
        const Icon arrow = option->sortIndicator == QStyleOptionHeader::SortDown ? Icon::ChevronUp : Icon::ChevronDown;
        paintIcon(painter, arrow, QRectF(x, rect.center().y() - 5, 12, 12), theme.colour(Token::TextMuted));
    }
    painter->restore();
}

void menuPanel(const QStyleOption *option, QPainter *painter)
{
    painter->fillRect(option->rect, Theme::of(option->palette).colour(Token::Raised));
}

void menuFrame(const QStyleOption *option, QPainter *painter)
{
    const Theme theme = Theme::of(option->palette);
    const qreal hair = 1.0 / painter->device()->devicePixelRatioF();
    painter->save();
    painter->setPen(QPen(theme.colour(theme.isDark() ? Token::BorderStrong : Token::Border), hair));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(QRectF(option->rect).adjusted(hair / 2, hair / 2, -hair / 2, -hair / 2));
    painter->restore();
}

void tipPanel(const QStyleOption *option, QPainter *painter)
{
    menuPanel(option, painter);
    menuFrame(option, painter);
}

void menuItem(const QStyleOptionMenuItem *option, QPainter *painter)
{
    const Theme theme = Theme::of(option->palette);
    const QRect rect = option->rect;
    painter->fillRect(rect, theme.colour(Token::Raised));
    if (option->menuItemType == QStyleOptionMenuItem::Separator) {
        hairline(painter, QRect(rect.left() + menuPadding, rect.center().y(), rect.width() - 2 * menuPadding, 1),
                 theme.colour(Token::Border));
        return;
    }
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    if (option->state.testFlag(QStyle::State_Selected))
        controls::roundedBox(painter, QRectF(rect).adjusted(4, 0, -4, 0),
                             enabled ? theme.colour(Token::Selection) : theme.hover(), {}, metric::controlRadius);
    const QRectF slot(rect.left() + menuPadding, rect.center().y() - 7, 16, 16);
    if (option->checked)
        paintIcon(painter, Icon::Check, slot, theme.colour(Token::Accent));
    else if (!option->icon.isNull())
        option->icon.paint(painter, slot.toRect(), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    painter->save();
    painter->setFont(option->font);
    painter->setPen(theme.colour(enabled ? Token::Text : Token::TextDisabled));
    const QStringList parts = option->text.split(u'\t');
    const QRect text = rect.adjusted(menuPadding + menuIconSlot, 0, -menuPadding, 0);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, parts.value(0));
    painter->setPen(theme.colour(enabled ? Token::TextMuted : Token::TextDisabled));
    const bool submenu = option->menuItemType == QStyleOptionMenuItem::SubMenu;
    painter->drawText(text.adjusted(0, 0, submenu ? -18 : 0, 0), Qt::AlignRight | Qt::AlignVCenter, parts.value(1));
    painter->restore();
    if (submenu)
        paintIcon(painter, Icon::ChevronRight, QRectF(rect.right() - menuPadding - 12, rect.center().y() - 5, 12, 12),
                  theme.colour(Token::TextMuted));
}

QSize menuItemSize(const QStyleOptionMenuItem *option, const QSize &contents)
{
    if (option->menuItemType == QStyleOptionMenuItem::Separator)
        return {contents.width(), 9};
    const QStringList parts = option->text.split(u'\t');
    const QFontMetrics metrics(option->font);
    int width = 2 * menuPadding + menuIconSlot + metrics.horizontalAdvance(parts.value(0)) + 20;
    if (option->reservedShortcutWidth > 0)
        width += option->reservedShortcutWidth + 16;
    return {width, qMax(28, metricsOf(option).height() + 10)};
}

void rowGround(const QStyleOptionViewItem *option, QPainter *painter, const QWidget *widget)
{
    const Theme theme = Theme::of(option->palette);
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    if (option->backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option->rect, option->backgroundBrush);
    if (option->state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option->rect, theme.colour(Token::Selection));
        return;
    }
    if (option->state.testFlag(QStyle::State_MouseOver) && view && option->state.testFlag(QStyle::State_Enabled))
        painter->fillRect(option->rect, theme.hover());
}

void branch(const QStyleOption *option, QPainter *painter)
{
    if (!option->state.testFlag(QStyle::State_Children))
        return;
    const Theme theme = Theme::of(option->palette);
    const QPointF centre = QRectF(option->rect).center();
    paintIcon(painter, option->state.testFlag(QStyle::State_Open) ? Icon::ChevronDown : Icon::ChevronRight,
              QRectF(centre.x() - 6, centre.y() - 6, 12, 12), theme.colour(Token::TextMuted));
}

} // namespace slipway::items
