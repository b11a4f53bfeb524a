#pragma once

#include <QWidget>

class QLabel;

namespace slipway {

class EnginePresenter;
class ShellContext;

// Under the header while the engine does not answer: what happened, that it is tried again, and what is kept.
class ConnectionBar : public QWidget
{
    Q_OBJECT

public:
    ConnectionBar(ShellContext &context, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showState();

    EnginePresenter &m_engine;
    QLabel *m_text;
};

} // namespace slipway
