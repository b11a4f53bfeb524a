#include "ui/operations/engine_clock.h"

#include "models/backend/engine_backend.h"

#include <QDateTime>

namespace slipway {

namespace {

Instant systemNow()
{
    return fromMillis(QDateTime::currentMSecsSinceEpoch());
}

} // namespace

EngineClock::EngineClock(EngineBackend &engine, QObject *parent) : QObject(parent), m_engine(engine)
{
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &EngineClock::ticked);
}

Instant EngineClock::now() const
{
    return systemNow() + m_offset;
}

void EngineClock::read()
{
    m_engine.status().then(this, [this](const Outcome<EngineStatus> &status) {
        if (status.ok())
            m_offset = status->now - systemNow();
        emit ticked();
    });
}

void EngineClock::setTicking(bool ticking)
{
    if (ticking != m_timer.isActive())
        ticking ? m_timer.start() : m_timer.stop();
}

} // namespace slipway
