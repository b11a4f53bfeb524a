#pragma once

#include "models/items/state_kind.h"

#include <QStyledItemDelegate>
#include <QWidget>

namespace slipway {

// A state as icon and word on its tint. For headers and details; tables use StateDelegate.
class StateChip : public QWidget
{
    Q_OBJECT

public:
    explicit StateChip(QWidget *parent = nullptr);

    void setState(const StateCell &state);
    StateCell state() const { return m_state; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StateCell m_state;
};

// Draws the StateCell that an index gives for StateRole as icon and word.
class StateDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace slipway
