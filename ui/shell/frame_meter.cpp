#include "ui/shell/frame_meter.h"

#include <QEvent>
#include <QWidget>

namespace slipway {

FrameMeter::FrameMeter(QWidget *window) : QObject(window)
{
    window->installEventFilter(this);
    m_second.start();
}

bool FrameMeter::eventFilter(QObject *watched, QEvent *event)
{
    // The update request paints all dirty widgets before it returns; the queued call runs right after it.
    if (event->type() == QEvent::UpdateRequest && !m_painting) {
        m_painting = true;
        m_frame.start();
        QMetaObject::invokeMethod(this, &FrameMeter::frameDone, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void FrameMeter::frameDone()
{
    m_painting = false;
    ++m_frames;
    m_worst = qMax(m_worst, m_frame.nsecsElapsed());
    if (m_second.elapsed() < 1000)
        return;
    emit measured(tr("frame %1 ms, worst of %2").arg(double(m_worst) / 1e6, 0, 'f', 1).arg(m_frames));
    m_second.restart();
    m_worst = 0;
    m_frames = 0;
}

} // namespace slipway
