#pragma once

#include "ui/shell/page_registry.h"

#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace slipway {

// The column of pages at the left: icon over a small label, an accent bar at the current one.
class ActivityBar : public QWidget
{
    Q_OBJECT

public:
    ActivityBar(const PageRegistry &pages, QWidget *parent);

    void setCurrent(const QString &id);

signals:
    void pageChosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_buttons;
};

} // namespace slipway
