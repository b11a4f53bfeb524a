#include "widgets/kit/state_chip.h"

#include "models/items/roles.h"
#include "widgets/kit/icons.h"
#include "widgets/kit/style_controls.h"

#include <QApplication>
#include <QPainter>

namespace slipway {
namespace {

constexpr int chipHeight = 22;
constexpr int iconSize = 16;

} // namespace

StateChip::StateChip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateChip::setState(const StateCell &state)
{
    if (state == m_state)
        return;
    m_state = state;
    setAccessibleName(state.word);
    updateGeometry();
    update();
}

QSize StateChip::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_state.word) + iconSize + 22, chipHeight};
}

void StateChip::paintEvent(QPaintEvent *)
{
    if (m_state.word.isEmpty())
        return;
    QPainter painter(this);
    const Theme theme = Theme::of(this);
    const QColor colour = theme.state(m_state.kind);
    controls::roundedBox(&painter, rect(), theme.tint(m_state.kind), {}, metric::chipRadius);
    paintIcon(&painter, stateIcon(m_state.kind), QRectF(6, (height() - iconSize) / 2, iconSize, iconSize), colour);
    painter.setPen(colour);
    painter.drawText(rect().adjusted(iconSize + 10, 0, -8, 0), Qt::AlignLeft | Qt::AlignVCenter, m_state.word);
}

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row(option);
    initStyleOption(&row, index);
    row.text.clear();
    const QWidget *widget = option.widget;
    (widget ? widget->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &row, painter, widget);
    const QVariant value = index.data(StateRole);
    if (!value.canConvert<StateCell>())
        return;
    const auto state = value.value<StateCell>();
    const Theme theme = Theme::of(option.palette);
    const QRect rect = option.rect.adjusted(spacing::s, 0, -spacing::xs, 0);
    painter->save();
    const QRectF shape(rect.left(), rect.center().y() - iconSize / 2 + 1, iconSize, iconSize);
    paintIcon(painter, stateIcon(state.kind), shape, theme.state(state.kind));
    painter->setPen(theme.state(state.kind));
    painter->setFont(option.font);
    const QRect text = rect.adjusted(iconSize + 6, 0, 0, 0);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(state.word, Qt::ElideRight, text.width()));
    painter->restore();
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto state = index.data(StateRole).value<StateCell>();
    return {option.fontMetrics.horizontalAdvance(state.word) + iconSize + 24, metric::row};
}

} // namespace slipway
