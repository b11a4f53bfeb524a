#pragma once

#include "app/eascmd/session.h"
#include "models/contract/eas_codec.h"

#include <QElapsedTimer>
#include <QTimer>

namespace slipway::eascmd {

// Watches a service after a change and prints its messages until it is where it shall be, or cannot get there.
class Waiter : public QObject
{
    Q_OBJECT

public:
    enum class Goal {
        Running, // with `version` as the current one, 0: whichever
        Gone,    // deleted
    };

    Waiter(Session &session, const QString &service, Goal goal, int version = 0);

    // Ends the session.
    void start();

private:
    void poll();
    void onAnswer(const Outcome<ApiAnswer> &answer);
    void onService(const eas::ServiceReport &report);
    void onUnreachable(const Error &error);
    void askAboutVersion(const Service &service);
    void onVersions(const eas::Page<eas::VersionReport> &page, const Service &service);
    void again();
    void say(const QString &message);
    void failWith(const QString &message);

    Session &m_session;
    QString m_service;
    Goal m_goal;
    int m_version;
    QString m_said;
    QTimer m_timer;
    QElapsedTimer m_waiting;
    QElapsedTimer m_unreachable;
    int m_pauseMs;
};

} // namespace slipway::eascmd
