#pragma once

#include "models/domain/ids.h"

#include <QStyledItemDelegate>

namespace slipway {

// A row of the tree: icon and name, at the right the draft dot and the state of the latest run. Edits a node's name in
// place and announces it.
class WorkflowTreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;

signals:
    void renamed(slipway::FileId file, const QString &name) const;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QRect textRect(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintMarks(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace slipway
