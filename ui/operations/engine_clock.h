#pragma once

#include "models/domain/instant.h"

#include <QObject>
#include <QTimer>

namespace slipway {

class EngineBackend;

// The engine's clock, as far as it is known here, with a tick every second while durations grow.
class EngineClock : public QObject
{
    Q_OBJECT

public:
    explicit EngineClock(EngineBackend &engine, QObject *parent = nullptr);

    // This machine's clock until the engine's is known.
    Instant now() const;
    // Asks the engine; ticked() follows, also where it does not answer.
    void read();
    void setTicking(bool ticking);

signals:
    void ticked();

private:
    EngineBackend &m_engine;
    QTimer m_timer;
    Millis m_offset{0}; // the engine's clock minus ours
};

} // namespace slipway
