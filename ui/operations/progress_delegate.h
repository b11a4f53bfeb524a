#pragma once

#include <QStyledItemDelegate>

namespace slipway {

// Draws the Progress that an index gives for BackfillTree::ProgressRole as a bar and a figure.
class ProgressDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace slipway
