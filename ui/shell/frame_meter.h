#pragma once

#include <QElapsedTimer>
#include <QObject>

class QWidget;

namespace slipway {

// For the curious: how long the window takes to repaint, worst of the last second. Watches the window's update
// requests.
class FrameMeter : public QObject
{
    Q_OBJECT

public:
    explicit FrameMeter(QWidget *window);

signals:
    void measured(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void frameDone();

    QElapsedTimer m_frame;
    QElapsedTimer m_second;
    qint64 m_worst = 0;
    int m_frames = 0;
    bool m_painting = false;
};

} // namespace slipway
