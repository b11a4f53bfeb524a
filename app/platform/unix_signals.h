#pragma once

#include "app/platform/unique_fd.h"

#include <QObject>

#include <initializer_list>
#include <memory>

class QSocketNotifier;

namespace slipway {

// Turns Unix signals into Qt signals on the thread that made it, without running code in a signal handler.
// Make it before any other thread starts: it blocks the signals in the calling thread, and threads inherit that.
class UnixSignals : public QObject
{
    Q_OBJECT
public:
    explicit UnixSignals(std::initializer_list<int> signalNumbers, QObject *parent = nullptr);
    ~UnixSignals() override;

signals:
    void received(int signalNumber);

private:
    void readPending();

    UniqueFd m_fd;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace slipway
