#include "ui/operations/reason_delegate.h"

#include "ui/operations/reason_label.h"
#include "widgets/kit/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace slipway {

namespace {

struct PlacedPart
{
    ReasonPart part;
    QRect rect;
};

QList<PlacedPart> placedParts(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    QList<PlacedPart> placed;
    QRect room = option.rect.adjusted(spacing::s, 0, -spacing::xs, 0);
    for (const ReasonPart &part : reasonParts(index.data().toString())) {
        const int width = std::min(option.fontMetrics.horizontalAdvance(part.text), room.width());
        if (width <= 0)
            break;
        placed.append({part, QRect(room.left(), room.top(), width, room.height())});
        room.setLeft(room.left() + width);
    }
    return placed;
}

} // namespace

ReasonDelegate::ReasonDelegate(QAbstractItemView *view) : QStyledItemDelegate(view)
{
    connect(view, &QAbstractItemView::entered, this, [this, view](const QModelIndex &index) {
        if (view->itemDelegateForIndex(index) != this)
            view->viewport()->unsetCursor();
    });
}

void ReasonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row(option);
    initStyleOption(&row, index);
    row.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, option.widget);
    const Theme theme = Theme::of(option.palette);
    painter->save();
    painter->setFont(row.font);
    for (const PlacedPart &placed : placedParts(row, index)) {
        painter->setPen(theme.colour(placed.part.blocker < 0 ? Token::Text : Token::Accent));
        painter->drawText(placed.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                          fitted(placed.part.text, option.fontMetrics, placed.rect.width()));
    }
    painter->restore();
}

bool ReasonDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    const bool moves = event->type() == QEvent::MouseMove;
    if (!moves && event->type() != QEvent::MouseButtonRelease)
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const auto *mouse = static_cast<QMouseEvent *>(event);
    int which = -1;
    for (const PlacedPart &placed : placedParts(option, index)) {
        if (placed.rect.contains(mouse->position().toPoint()))
            which = placed.part.blocker;
    }
    if (const auto *view = qobject_cast<const QAbstractItemView *>(option.widget); view && moves)
        view->viewport()->setCursor(which < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (moves || which < 0 || mouse->button() != Qt::LeftButton)
        return false;
    emit blockerRequested(index, which);
    return true;
}

} // namespace slipway
