#pragma once

#include "app/engine/executor.h"
#include "app/executors/local_executor.h"
#include "app/platform/process_identity.h"
#include "app/platform/unique_fd.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace slipway {

// A supervisor (slipway-run) that we started. It serves one run after another; when its socket is closed, it finishes
// what it has been asked for and ends. Signals come from the event loop.
class SupervisorProcess final : public QObject
{
    Q_OBJECT
public:
    static Outcome<SupervisorProcess *> start(const QString &program, QObject *parent);

    const ProcessIdentity &identity() const { return m_identity; }
    // Hands over a run: a file with the request. At most one is under way.
    Outcome<> send(const UniqueFd &request);
    // For the run under way. A supervisor that was told to stop may only see that when the run has ended by itself: it
    // must not get another run.
    void stopRun();
    bool wasStopped() const { return m_stopped; }
    // There will be no further run.
    void close();

    // After gone(): why, in words that complete "its supervisor ...".
    const QString &howItEnded() const { return m_howItEnded; }

signals:
    void ended(const QByteArray &record); // the run; the text of its exit record
    void gone();                          // the process, last of all

private:
    SupervisorProcess(const ProcessIdentity &identity, UniqueFd process, UniqueFd socket, QObject *parent);
    void readSocket();
    void reap();

    ProcessIdentity m_identity;
    UniqueFd m_process; // polls readable at its end
    UniqueFd m_socket;
    QSocketNotifier m_answers;
    QSocketNotifier m_end;
    QString m_howItEnded;
    bool m_stopped = false;
};

} // namespace slipway
