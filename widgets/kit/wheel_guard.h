#pragma once

#include <QObject>

class QWidget;

namespace slipway {

// Keeps the wheel from changing a combo box or spin box that one only scrolls past: it changes a value only where the
// focus already is. Private to SlipwayStyle, which puts it on every such control.
class WheelGuard : public QObject
{
public:
    using QObject::QObject;

    void watch(QWidget *widget);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace slipway
