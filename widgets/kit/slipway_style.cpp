#include "widgets/kit/slipway_style.h"

#include "widgets/kit/style_controls.h"
#include "widgets/kit/style_items.h"
#include "widgets/kit/theme.h"
#include "widgets/kit/wheel_guard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QCursor>
#include <QDateTimeEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

#include <array>
#include <optional>
#include <utility>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

template <class Option>
const Option *as(const QStyleOption *option)
{
    return qstyleoption_cast<const Option *>(option);
}

// Rows of small tables in place of long switches.
template <class Key, class Value, size_t size>
Value found(const std::array<std::pair<Key, Value>, size> &table, Key key)
{
    for (const auto &[candidate, value] : table) {
        if (candidate == key)
            return value;
    }
    return {};
}

bool tracksPointer(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget) ||
           qobject_cast<const QTabBar *>(widget) || qobject_cast<const QScrollBar *>(widget) ||
           qobject_cast<const QAbstractItemView *>(widget);
}

// Room for the rounded corners, and for the text as far from the edge as in a field of one line.
constexpr int textFrame = 5;

// A text field of several lines is framed like one of one line; everything else by a hairline.
void frame(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    if (qobject_cast<const QPlainTextEdit *>(widget)) {
        controls::lineEdit(option, painter, widget);
        return;
    }
    const qreal hair = 1.0 / painter->device()->devicePixelRatioF();
    painter->save();
    painter->setPen(QPen(Theme::of(option->palette).colour(Token::Border), hair));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(QRectF(option->rect).adjusted(hair / 2, hair / 2, -hair / 2, -hair / 2));
    painter->restore();
}

void nothing(const QStyleOption *, QPainter *, const QWidget *) {}

void lineEditFrame(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    if (const auto *box = as<QStyleOptionFrame>(option); !box || box->lineWidth > 0)
        controls::lineEdit(option, painter, widget);
}

void focusFrame(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    if (controls::showsFocus(option) && !qobject_cast<const QAbstractItemView *>(widget))
        controls::focusRing(painter, option->rect, Theme::of(option->palette), metric::controlRadius);
}

void rowGround(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    if (const auto *item = as<QStyleOptionViewItem>(option))
        items::rowGround(item, painter, widget);
}

void tabBarBase(const QStyleOption *option, QPainter *painter, const QWidget *)
{
    const QRect rect = option->rect;
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1),
                      Theme::of(option->palette).colour(Token::Border));
}

void splitter(const QStyleOption *option, QPainter *painter, const QWidget *)
{
    const Theme theme = Theme::of(option->palette);
    const QRect rect = option->rect;
    const bool upright = option->state.testFlag(QStyle::State_Horizontal);
    const QRect line = upright ? QRect(rect.center().x(), rect.top(), 1, rect.height())
                               : QRect(rect.left(), rect.center().y(), rect.width(), 1);
    const bool active = option->state.testFlag(QStyle::State_MouseOver);
    painter->fillRect(line, theme.colour(active ? Token::Accent : Token::Border));
}

// Calls a painter of the parts with the option it wants.
template <class Option, void (*paint)(const Option *, QPainter *)>
void withOption(const QStyleOption *option, QPainter *painter, const QWidget *)
{
    if (const auto *typed = as<Option>(option))
        paint(typed, painter);
}

template <void (*paint)(const QStyleOption *, QPainter *)>
void plain(const QStyleOption *option, QPainter *painter, const QWidget *)
{
    paint(option, painter);
}

void pushButtonBevel(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    if (const auto *button = as<QStyleOptionButton>(option))
        controls::pushButton(button, painter, widget);
}

void menuGround(const QStyleOption *option, QPainter *painter, const QWidget *)
{
    painter->fillRect(option->rect, Theme::of(option->palette).colour(Token::Raised));
}

using PartPainter = void (*)(const QStyleOption *, QPainter *, const QWidget *);

constexpr std::array<std::pair<QStyle::PrimitiveElement, PartPainter>, 17> primitivePainters{{
    {QStyle::PE_PanelScrollAreaCorner, nothing},
    {QStyle::PE_PanelLineEdit, lineEditFrame},
    {QStyle::PE_FrameLineEdit, nothing},
    {QStyle::PE_IndicatorCheckBox, plain<controls::checkBox>},
    {QStyle::PE_IndicatorItemViewItemCheck, plain<controls::checkBox>},
    {QStyle::PE_IndicatorRadioButton, plain<controls::radioButton>},
    {QStyle::PE_FrameFocusRect, focusFrame},
    {QStyle::PE_Frame, frame},
    {QStyle::PE_FrameTabWidget, frame},
    {QStyle::PE_FrameMenu, plain<items::menuFrame>},
    {QStyle::PE_IndicatorHeaderArrow, nothing},
    {QStyle::PE_PanelMenu, plain<items::menuPanel>},
    {QStyle::PE_PanelTipLabel, plain<items::tipPanel>},
    {QStyle::PE_PanelItemViewRow, nothing},
    {QStyle::PE_PanelItemViewItem, rowGround},
    {QStyle::PE_IndicatorBranch, plain<items::branch>},
    {QStyle::PE_FrameTabBarBase, tabBarBase},
}};

constexpr std::array<std::pair<QStyle::ControlElement, PartPainter>, 11> controlPainters{{
    {QStyle::CE_PushButtonBevel, pushButtonBevel},
    {QStyle::CE_TabBarTabShape, withOption<QStyleOptionTab, items::tabShape>},
    {QStyle::CE_HeaderSection, plain<items::headerSection>},
    {QStyle::CE_HeaderEmptyArea, plain<items::headerSection>},
    {QStyle::CE_HeaderLabel, withOption<QStyleOptionHeader, items::headerLabel>},
    {QStyle::CE_MenuItem, withOption<QStyleOptionMenuItem, items::menuItem>},
    {QStyle::CE_MenuEmptyArea, menuGround},
    {QStyle::CE_Splitter, splitter},
    {QStyle::CE_ProgressBarGroove, withOption<QStyleOptionProgressBar, controls::progressGroove>},
    {QStyle::CE_ProgressBarContents, nothing},
    {QStyle::CE_ToolBar, nothing},
}};

constexpr std::array<std::pair<QStyle::PixelMetric, std::optional<int>>, 26> pixelMetrics{{
    {QStyle::PM_ButtonShiftHorizontal, 0},
    {QStyle::PM_ButtonShiftVertical, 0},
    {QStyle::PM_TabBarTabShiftVertical, 0},
    {QStyle::PM_TabBarBaseOverlap, 0},
    {QStyle::PM_TabBarTabOverlap, 0},
    {QStyle::PM_MenuHMargin, 0},
    {QStyle::PM_MenuPanelWidth, 1},
    {QStyle::PM_MenuVMargin, spacing::xs},
    {QStyle::PM_DefaultFrameWidth, 1},
    {QStyle::PM_ScrollBarExtent, 12},
    {QStyle::PM_ScrollBarSliderMin, 28},
    {QStyle::PM_SplitterWidth, 5},
    {QStyle::PM_IndicatorWidth, metric::smallIcon},
    {QStyle::PM_IndicatorHeight, metric::smallIcon},
    {QStyle::PM_ExclusiveIndicatorWidth, metric::smallIcon},
    {QStyle::PM_ExclusiveIndicatorHeight, metric::smallIcon},
    {QStyle::PM_SmallIconSize, metric::smallIcon},
    {QStyle::PM_ButtonIconSize, metric::smallIcon},
    {QStyle::PM_TabBarIconSize, metric::smallIcon},
    {QStyle::PM_ListViewIconSize, metric::smallIcon},
    {QStyle::PM_ToolBarIconSize, metric::smallIcon},
    {QStyle::PM_LayoutHorizontalSpacing, spacing::s},
    {QStyle::PM_LayoutVerticalSpacing, spacing::s},
    {QStyle::PM_FocusFrameHMargin, spacing::s},
    {QStyle::PM_TreeViewIndentation, spacing::l},
    {QStyle::PM_ToolTipLabelFrameWidth, spacing::s},
}};

constexpr std::array<std::pair<QStyle::StyleHint, std::optional<int>>, 12> styleHints{{
    {QStyle::SH_ComboBox_Popup, 0},
    {QStyle::SH_EtchDisabledText, 0},
    {QStyle::SH_DitherDisabledText, 0},
    {QStyle::SH_UnderlineShortcut, 0},
    {QStyle::SH_DialogButtonBox_ButtonsHaveIcons, 0},
    {QStyle::SH_ScrollBar_Transient, 0},
    {QStyle::SH_ItemView_ActivateItemOnSingleClick, 0},
    {QStyle::SH_Widget_Animate, 0},
    {QStyle::SH_Widget_Animation_Duration, 0},
    {QStyle::SH_ItemView_ShowDecorationSelected, 1},
    {QStyle::SH_ScrollView_FrameOnlyAroundContents, 1},
    {QStyle::SH_ScrollBar_LeftClickAbsolutePosition, 1},
}};

QRect scrollThumb(const QStyleOptionSlider *bar)
{
    const QRect rect = bar->rect;
    const bool horizontal = bar->orientation == Qt::Horizontal;
    const int length = horizontal ? rect.width() : rect.height();
    const qint64 range = qint64(bar->maximum) - bar->minimum + bar->pageStep;
    const int thumb = range > 0 ? qMin(length, qMax(28, int(qint64(length) * bar->pageStep / range))) : length;
    const int at = QStyle::sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb,
                                                   bar->upsideDown);
    return horizontal ? QRect(rect.left() + at, rect.top(), thumb, rect.height())
                      : QRect(rect.left(), rect.top() + at, rect.width(), thumb);
}

QRect spinPart(const QRect &rect, QStyle::SubControl part)
{
    const int half = (rect.height() - 4) / 2;
    if (part == QStyle::SC_SpinBoxUp)
        return {rect.right() - 21, rect.top() + 2, 20, half};
    if (part == QStyle::SC_SpinBoxDown)
        return {rect.right() - 21, rect.top() + 2 + half, 20, half};
    return part == QStyle::SC_SpinBoxEditField ? rect.adjusted(2, 2, -24, -2) : rect;
}

// A line there has its room already. A date with a calendar is a combo box to the style.
bool isInsideComboOrView(const QWidget *parent)
{
    const auto *date = qobject_cast<const QDateTimeEdit *>(parent);
    return (date && date->calendarPopup()) || qobject_cast<const QComboBox *>(parent) ||
           qobject_cast<const QAbstractItemView *>(parent);
}

QRect scrollPart(const QStyleOptionSlider *bar, QStyle::SubControl part)
{
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return scrollThumb(bar);
    case QStyle::SC_ScrollBarGroove:
        return bar->rect;
    case QStyle::SC_ScrollBarAddPage:
    case QStyle::SC_ScrollBarSubPage: {
        const QRect thumb = scrollThumb(bar);
        QRect page = bar->rect;
        const bool after = part == QStyle::SC_ScrollBarAddPage;
        if (bar->orientation == Qt::Vertical)
            after ? page.setTop(thumb.bottom() + 1) : page.setBottom(thumb.top() - 1);
        else
            after ? page.setLeft(thumb.right() + 1) : page.setRight(thumb.left() - 1);
        return page;
    }
    default:
        return {};
    }
}

} // namespace

SlipwayStyle::SlipwayStyle() : QProxyStyle(QStyleFactory::create(u"Fusion"_s)), m_wheelGuard(new WheelGuard(this)) {}

void SlipwayStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (tracksPointer(widget))
        widget->setAttribute(Qt::WA_Hover);
    m_wheelGuard->watch(widget);
    if (auto *view = qobject_cast<QAbstractItemView *>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
}

void SlipwayStyle::unpolish(QWidget *widget)
{
    QProxyStyle::unpolish(widget);
}

void SlipwayStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    if (const auto paint = found(primitivePainters, element))
        paint(option, painter, widget);
    else
        QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void SlipwayStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (const auto paint = found(controlPainters, element)) {
        paint(option, painter, widget);
    } else if (const auto *button = as<QStyleOptionButton>(option); button && element == CE_PushButtonLabel) {
        QStyleOptionButton copy(*button);
        copy.palette.setColor(QPalette::ButtonText, controls::pushButtonText(button, widget));
        QProxyStyle::drawControl(element, &copy, painter, widget);
    } else if (const auto *tab = as<QStyleOptionTab>(option); tab && element == CE_TabBarTabLabel) {
        QStyleOptionTab copy(*tab);
        const Token token = copy.state.testFlag(State_Selected) ? Token::Text : Token::TextMuted;
        copy.state &= ~State_HasFocus;
        copy.palette.setColor(QPalette::WindowText, Theme::of(copy.palette).colour(token));
        QProxyStyle::drawControl(element, &copy, painter, widget);
    } else {
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void SlipwayStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                      const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        if (const auto *combo = as<QStyleOptionComboBox>(option)) {
            QStyleOptionComboBox copy(*combo);
            // A combo box whose list took the pointer away is not told that it left.
            if (widget && !widget->rect().contains(widget->mapFromGlobal(QCursor::pos())))
                copy.state &= ~State_MouseOver;
            controls::comboBox(&copy, painter, widget);
        }
        return;
    case CC_SpinBox:
        if (const auto *spin = as<QStyleOptionSpinBox>(option)) {
            controls::lineEdit(spin, painter, widget);
            controls::spinBox(spin, painter, subControlRect(CC_SpinBox, option, SC_SpinBoxUp, widget),
                              subControlRect(CC_SpinBox, option, SC_SpinBoxDown, widget));
        }
        return;
    case CC_ScrollBar:
        if (const auto *bar = as<QStyleOptionSlider>(option))
            controls::scrollBar(bar, painter, subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget));
        return;
    case CC_ToolButton:
        if (const auto *button = as<QStyleOptionToolButton>(option)) {
            controls::toolButton(button, painter);
            controls::toolButtonLabel(button, painter);
        }
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QRect SlipwayStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                   const QWidget *widget) const
{
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        return option->rect.adjusted(8, 2, -26, -2);
    if (control == CC_SpinBox)
        return spinPart(option->rect, subControl);
    if (const auto *bar = as<QStyleOptionSlider>(option); bar && control == CC_ScrollBar)
        return scrollPart(bar, subControl);
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QRect SlipwayStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents && widget && !isInsideComboOrView(widget->parentWidget()))
        return QProxyStyle::subElementRect(element, option, widget).adjusted(6, 0, -6, 0);
    if (element == SE_HeaderLabel)
        return option->rect.adjusted(6, 0, -4, 0);
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize SlipwayStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                     const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        if (widget && !widget->property("slipwayTight").toBool())
            return {size.width() + 28, metric::control};
        return {size.width() + 12, metric::control};
    case CT_LineEdit:
    case CT_SpinBox:
        return {result.width(), metric::control};
    case CT_ComboBox:
        return {size.width() + 42, metric::control};
    case CT_ToolButton:
        if (const auto *button = as<QStyleOptionToolButton>(option))
            return controls::toolButtonSize(button);
        return result;
    case CT_TabBarTab:
        return {result.width() + 8, qMax(result.height(), 34)};
    case CT_HeaderSection:
        return {result.width() + 8, metric::row};
    case CT_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            return items::menuItemSize(item, size);
        return result;
    case CT_ItemViewItem:
        return {result.width() + 8, qMax(result.height(), metric::compactRow)};
    default:
        return result;
    }
}

int SlipwayStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (metric == PM_DefaultFrameWidth && qobject_cast<const QPlainTextEdit *>(widget))
        return textFrame;
    const std::optional<int> ours = found(pixelMetrics, metric);
    return ours ? *ours : QProxyStyle::pixelMetric(metric, option, widget);
}

int SlipwayStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *answer) const
{
    const std::optional<int> ours = found(styleHints, hint);
    return ours ? *ours : QProxyStyle::styleHint(hint, option, widget, answer);
}

} // namespace slipway
