#pragma once

#include "models/items/state_kind.h"

#include <QList>
#include <QWidget>

class QPainter;
class QRectF;

namespace slipway {

class Theme;

struct Share
{
    StateKind kind = StateKind::Waiting;
    int count = 0;
};

// A whole as one bar, each part in its state's colour; what is left of `total` stays empty. 0: the sum of the shares.
void paintShares(QPainter *painter, const QRectF &rect, const QList<Share> &shares, const Theme &theme, int total = 0);

// The same as a widget. Says nothing by itself: words stand beside it.
class ShareBar : public QWidget
{
    Q_OBJECT

public:
    explicit ShareBar(QWidget *parent = nullptr);

    void setShares(const QList<Share> &shares);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Share> m_shares;
};

} // namespace slipway
