#pragma once

#include <QStyledItemDelegate>

class QAbstractItemView;

namespace slipway {

// A cell with a reason: the instances it names look and work like links.
class ReasonDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ReasonDelegate(QAbstractItemView *view);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

signals:
    void blockerRequested(const QModelIndex &index, int which);

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
};

} // namespace slipway
