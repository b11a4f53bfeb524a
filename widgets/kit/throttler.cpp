#include "widgets/kit/throttler.h"

#include <QTimer>

namespace slipway {

Throttler::Throttler(std::chrono::milliseconds interval, QObject *parent) : QObject(parent), m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setInterval(interval);
    connect(m_timer, &QTimer::timeout, this, [this] {
        if (std::exchange(m_pending, false))
            trigger();
    });
}

void Throttler::trigger()
{
    if (m_timer->isActive()) {
        m_pending = true;
        return;
    }
    m_timer->start();
    emit fired();
}

} // namespace slipway
