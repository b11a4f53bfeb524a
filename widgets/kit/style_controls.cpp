#include "widgets/kit/style_controls.h"

#include "widgets/kit/buttons.h"
#include "widgets/kit/icons.h"

#include <QCursor>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyleOption>

namespace slipway::controls {
namespace {

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

// A choice from the list leaves the box without telling it so: Qt still calls it hovered, though the pointer is elsewhere.
bool wasLeftUnseen(const QWidget *widget)
{
    return widget && !widget->rect().contains(widget->mapFromGlobal(QCursor::pos()));
}

ButtonRole roleOf(const QStyleOptionButton *option, const QWidget *widget)
{
    if (const QVariant role = widget ? widget->property("slipwayRole") : QVariant(); role.isValid())
        return ButtonRole(role.toInt());
    return option->features.testFlag(QStyleOptionButton::DefaultButton) && qobject_cast<const QPushButton *>(widget)
               ? ButtonRole::Primary
               : ButtonRole::Plain;
}

QColor filled(const Theme &theme, const QColor &base, const QStyleOption *option)
{
    if (!has(option, QStyle::State_Enabled))
        return theme.colour(Token::Border);
    if (has(option, QStyle::State_Sunken))
        return theme.isDark() ? base.darker(118) : base.darker(122);
    if (has(option, QStyle::State_MouseOver))
        return theme.isDark() ? base.lighter(108) : base.darker(110);
    return base;
}

QColor plainGround(const Theme &theme, const QStyleOption *option)
{
    if (!has(option, QStyle::State_Enabled))
        return theme.colour(Token::Window);
    if (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On))
        return theme.pressed();
    return has(option, QStyle::State_MouseOver) ? theme.hover() : theme.colour(Token::Surface);
}

QColor controlLine(const Theme &theme, const QStyleOption *option)
{
    if (!has(option, QStyle::State_Enabled))
        return theme.colour(Token::Border);
    return theme.colour(Token::BorderStrong);
}

QColor glyph(const Theme &theme, const QStyleOption *option)
{
    return theme.colour(has(option, QStyle::State_Enabled) ? Token::TextMuted : Token::TextDisabled);
}

QRectF centredSquare(const QRect &rect, qreal size)
{
    const QPointF centre = QRectF(rect).center();
    return {qRound(centre.x() - size / 2) * 1.0, qRound(centre.y() - size / 2) * 1.0, size, size};
}

} // namespace

void roundedBox(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &line, qreal radius)
{
    const qreal hair = 1.0 / painter->device()->devicePixelRatioF();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line.isValid() ? QPen(line, hair) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = line.isValid() ? hair / 2 : 0;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void focusRing(QPainter *painter, const QRectF &rect, const Theme &theme, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(theme.colour(Token::Surface), 1));
    painter->drawRoundedRect(rect.adjusted(2.5, 2.5, -2.5, -2.5), qMax(1.0, radius - 2), qMax(1.0, radius - 2));
    painter->setPen(QPen(theme.colour(Token::Accent), 2));
    painter->drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
    painter->restore();
}

bool showsFocus(const QStyleOption *option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange) &&
           has(option, QStyle::State_Enabled);
}

void pushButton(const QStyleOptionButton *option, QPainter *painter, const QWidget *widget)
{
    const Theme theme = Theme::of(option->palette);
    const QRectF rect = option->rect;
    switch (roleOf(option, widget)) {
    case ButtonRole::Primary:
        roundedBox(painter, rect, filled(theme, theme.colour(Token::Accent), option), {}, metric::controlRadius);
        break;
    case ButtonRole::Danger:
        roundedBox(painter, rect, filled(theme, theme.state(StateKind::Failure), option), {}, metric::controlRadius);
        break;
    case ButtonRole::Link:
        if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled))
            roundedBox(painter, rect, theme.hover(), {}, metric::controlRadius);
        break;
    case ButtonRole::Plain:
        if (!option->features.testFlag(QStyleOptionButton::Flat) || has(option, QStyle::State_MouseOver))
            roundedBox(painter, rect, plainGround(theme, option), controlLine(theme, option), metric::controlRadius);
        break;
    }
    if (showsFocus(option))
        focusRing(painter, rect, theme, metric::controlRadius);
}

QColor pushButtonText(const QStyleOptionButton *option, const QWidget *widget)
{
    const Theme theme = Theme::of(option->palette);
    if (!has(option, QStyle::State_Enabled))
        return theme.colour(Token::TextDisabled);
    switch (roleOf(option, widget)) {
    case ButtonRole::Primary:
    case ButtonRole::Danger:
        return theme.colour(Token::OnAccent);
    case ButtonRole::Link:
        return theme.colour(Token::Accent);
    case ButtonRole::Plain:
        break;
    }
    return theme.colour(Token::Text);
}

void lineEdit(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Theme theme = Theme::of(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool wrong = widget && widget->property("slipwayInvalid").toBool();
    const bool readOnly = has(option, QStyle::State_ReadOnly);
    QColor line = controlLine(theme, option);
    if (enabled && wrong)
        line = theme.state(StateKind::Failure);
    else if (enabled && has(option, QStyle::State_HasFocus))
        line = theme.colour(Token::Accent);
    else if (readOnly)
        line = theme.colour(Token::Border);
    const QColor ground = theme.colour(enabled && !readOnly ? Token::Surface : Token::Window);
    roundedBox(painter, option->rect, ground, line, metric::controlRadius);
    if (enabled && (wrong || has(option, QStyle::State_HasFocus))) {
        const QRectF inner = QRectF(option->rect).adjusted(1, 1, -1, -1);
        roundedBox(painter, inner, {}, line, metric::controlRadius - 1);
    }
}

void comboBox(const QStyleOptionComboBox *given, QPainter *painter, const QWidget *widget)
{
    QStyleOptionComboBox seen(*given);
    seen.state.setFlag(QStyle::State_MouseOver, has(given, QStyle::State_MouseOver) && !wasLeftUnseen(widget));
    const QStyleOptionComboBox *option = &seen;
    const Theme theme = Theme::of(option->palette);
    const bool quiet = widget && widget->property("slipwayQuiet").toBool();
    if (option->editable) {
        lineEdit(option, painter, widget);
    } else if (!quiet) {
        const bool wrong = widget && widget->property("slipwayInvalid").toBool();
        roundedBox(painter, option->rect, plainGround(theme, option),
                   wrong ? theme.state(StateKind::Failure) : controlLine(theme, option), metric::controlRadius);
    } else if (has(option, QStyle::State_MouseOver) || has(option, QStyle::State_On)) {
        roundedBox(painter, option->rect, plainGround(theme, option), {}, metric::controlRadius);
    }
    if (!option->editable && showsFocus(option))
        focusRing(painter, option->rect, theme, metric::controlRadius);
    const QRect arrow(option->rect.right() - 24, option->rect.top(), 20, option->rect.height());
    paintIcon(painter, Icon::ChevronDown, centredSquare(arrow, 14), glyph(theme, option));
}

void spinBox(const QStyleOptionSpinBox *option, QPainter *painter, const QRect &up, const QRect &down)
{
    const Theme theme = Theme::of(option->palette);
    const auto arrow = [option, painter, &theme](QStyle::SubControl part, QAbstractSpinBox::StepEnabledFlag step,
                                                 const QRect &rect, Icon icon) {
        const bool active = has(option, QStyle::State_Enabled) && option->stepEnabled.testFlag(step);
        if (active && option->activeSubControls == part)
            roundedBox(painter, QRectF(rect).adjusted(1, 1, -1, -1),
                       has(option, QStyle::State_Sunken) ? theme.pressed() : theme.hover(), {}, 3);
        paintIcon(painter, icon, centredSquare(rect, 11),
                  theme.colour(active ? Token::TextMuted : Token::TextDisabled));
    };
    if (option->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    arrow(QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, up, Icon::ChevronUp);
    arrow(QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, down, Icon::ChevronDown);
}

void checkBox(const QStyleOption *option, QPainter *painter)
{
    const Theme theme = Theme::of(option->palette);
    const QRectF box = centredSquare(option->rect, 16);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
    if (on)
        roundedBox(painter, box, filled(theme, theme.colour(Token::Accent), option), {}, 4);
    else
        roundedBox(painter, box, plainGround(theme, option), controlLine(theme, option), 4);
    const QColor mark = theme.colour(enabled ? Token::OnAccent : Token::TextDisabled);
    if (has(option, QStyle::State_NoChange))
        paintIcon(painter, Icon::Minus, box.adjusted(1, 1, -1, -1), mark);
    else if (on)
        paintIcon(painter, Icon::Check, box.adjusted(1, 1, -1, -1), mark);
}

void radioButton(const QStyleOption *option, QPainter *painter)
{
    const Theme theme = Theme::of(option->palette);
    const QRectF box = centredSquare(option->rect, 16);
    const bool on = has(option, QStyle::State_On);
    const QColor accent = filled(theme, theme.colour(Token::Accent), option);
    roundedBox(painter, box, on ? accent : plainGround(theme, option), on ? QColor() : controlLine(theme, option), 8);
    if (on)
        roundedBox(painter, box.adjusted(5, 5, -5, -5), theme.colour(Token::OnAccent), {}, 3);
}

void toolButton(const QStyleOptionToolButton *option, QPainter *painter)
{
    const Theme theme = Theme::of(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    if (enabled && (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On)))
        roundedBox(painter, option->rect,
                   has(option, QStyle::State_On) ? theme.colour(Token::Selection) : theme.pressed(), {},
                   metric::controlRadius);
    else if (enabled && has(option, QStyle::State_MouseOver))
        roundedBox(painter, option->rect, theme.hover(), {}, metric::controlRadius);
    if (showsFocus(option))
        focusRing(painter, option->rect, theme, metric::controlRadius);
}

namespace {

constexpr int toolGap = 6;
constexpr int toolPadding = 7;
constexpr int menuArrow = metric::smallIcon;

bool opensMenu(const QStyleOptionToolButton *option)
{
    return option->features.testFlag(QStyleOptionToolButton::HasMenu);
}

bool showsIcon(const QStyleOptionToolButton *option)
{
    return !option->icon.isNull() && option->toolButtonStyle != Qt::ToolButtonTextOnly;
}

bool showsText(const QStyleOptionToolButton *option)
{
    return !option->text.isEmpty() && (option->toolButtonStyle != Qt::ToolButtonIconOnly || option->icon.isNull());
}

int toolContentWidth(const QStyleOptionToolButton *option)
{
    int width = 0;
    if (showsIcon(option))
        width += option->iconSize.width();
    if (showsText(option))
        width += (width > 0 ? toolGap : 0) + option->fontMetrics.size(Qt::TextShowMnemonic, option->text).width();
    if (opensMenu(option))
        width += toolGap - 2 + menuArrow;
    return width;
}

} // namespace

void toolButtonLabel(const QStyleOptionToolButton *option, QPainter *painter)
{
    const Theme theme = Theme::of(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QRect rect = option->rect;
    int x = rect.left() + qMax(2, (rect.width() - toolContentWidth(option)) / 2);
    if (showsIcon(option)) {
        const QSize size = option->iconSize;
        const QRect place(x, rect.top() + (rect.height() - size.height()) / 2, size.width(), size.height());
        option->icon.paint(painter, place, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        x += size.width() + toolGap;
    }
    if (showsText(option)) {
        painter->save();
        painter->setFont(option->font);
        painter->setPen(theme.colour(enabled ? Token::Text : Token::TextDisabled));
        const QRect place(x, rect.top(), rect.right() - x, rect.height());
        painter->drawText(place, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextShowMnemonic, option->text);
        x += option->fontMetrics.size(Qt::TextShowMnemonic, option->text).width() + toolGap - 2;
        painter->restore();
    }
    if (opensMenu(option))
        paintIcon(painter, Icon::ChevronDown,
                  QRectF(x, rect.top() + (rect.height() - menuArrow) / 2.0, menuArrow, menuArrow),
                  glyph(theme, option));
}

QSize toolButtonSize(const QStyleOptionToolButton *option)
{
    const int height = qMax(showsIcon(option) ? option->iconSize.height() : 0, option->fontMetrics.height());
    return {toolContentWidth(option) + 2 * toolPadding, qMax(height + 10, 24)};
}

void scrollBar(const QStyleOptionSlider *option, QPainter *painter, const QRect &handle)
{
    if (option->maximum <= option->minimum)
        return;
    const Theme theme = Theme::of(option->palette);
    const bool active = option->activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    const qreal inset = active ? 2 : 3;
    QRectF thumb = QRectF(handle);
    thumb = option->orientation == Qt::Vertical ? thumb.adjusted(inset, 2, -inset, -2)
                                                : thumb.adjusted(2, inset, -2, -inset);
    QColor colour = theme.colour(active ? Token::TextDisabled : Token::BorderStrong);
    colour.setAlphaF(active ? 1.0F : 0.8F);
    roundedBox(painter, thumb, colour, {}, qMin(thumb.width(), thumb.height()) / 2);
}

void progressGroove(const QStyleOptionProgressBar *option, QPainter *painter)
{
    const Theme theme = Theme::of(option->palette);
    QRectF bar = option->rect;
    bar = QRectF(bar.left(), bar.center().y() - 3, bar.width(), 6);
    roundedBox(painter, bar, theme.colour(Token::Sunken), {}, 3);
    const double range = double(option->maximum) - option->minimum;
    if (range <= 0 || option->progress <= option->minimum)
        return;
    bar.setWidth(qMax(6.0, bar.width() * (option->progress - option->minimum) / range));
    roundedBox(painter, bar, theme.colour(Token::Accent), {}, 3);
}

} // namespace slipway::controls
