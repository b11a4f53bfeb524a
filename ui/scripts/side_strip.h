#pragma once

#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace slipway {

// Panels at the right edge behind a strip of vertical tabs. A second click on the open one folds it away.
class SideStrip : public QWidget
{
    Q_OBJECT

public:
    explicit SideStrip(int panelWidth, QWidget *parent = nullptr);

    void addPanel(const QString &title, const QString &objectName, QWidget *panel);
    void openPanel(int index);

private:
    void toggle(int index);

    QStackedWidget *m_stack;
    QWidget *m_strip;
    QVBoxLayout *m_buttons;
};

} // namespace slipway
