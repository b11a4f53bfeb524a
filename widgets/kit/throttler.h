#pragma once

#include <QObject>

#include <chrono>

class QTimer;

namespace slipway {

// Calls that come often become one signal at human speed: the first at once, the next after the interval.
class Throttler : public QObject
{
    Q_OBJECT

public:
    explicit Throttler(std::chrono::milliseconds interval, QObject *parent = nullptr);

public slots:
    void trigger();

signals:
    void fired();

private:
    QTimer *m_timer;
    bool m_pending = false;
};

} // namespace slipway
