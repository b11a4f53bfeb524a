#pragma once

#include "models/backend/backends.h"
#include "models/backend/event_feed.h"
#include "models/domain/engine_status.h"
#include "models/domain/outcome.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace slipway {

class ConnectionLog;
class IssuesModel;
class WorkspaceContext;

// What the frame knows of the engine: connection, status, workspaces, and failures in the background. No Widgets.
class EnginePresenter : public QObject
{
    Q_OBJECT

public:
    EnginePresenter(Backends &backends, WorkspaceContext &workspace, IssuesModel &issues, QObject *parent = nullptr);

    ConnectionState connection() const;
    // One sentence while the connection is lost.
    const QString &connectionProblem() const { return m_problem; }
    // Whether it was ever there: before that "connecting", afterwards "reconnecting".
    bool wasOnline() const { return m_wasOnline; }
    bool hasStatus() const { return m_hasStatus; }
    const EngineStatus &status() const { return m_status; }
    // The engine's clock, carried on from its last answer.
    Instant engineNow() const;
    // "Engine running · 4 running · 2 queued · next: Deployment 02:00 (in 3 h 12 min)", as parts.
    QString healthText() const;
    QString runningText() const;
    QString queuedText() const;
    QString nextText() const;
    // "Deployment 02:00 (in 3 h 12 min)"; empty: nothing is scheduled.
    QString nextRun() const;
    // Why the workspaces could not be read; empty: they were.
    const QString &workspacesProblem() const { return m_workspacesProblem; }
    ConnectionLog &log() { return *m_log; }

public slots:
    void refresh();
    void loadWorkspaces();

signals:
    void connectionChanged();
    void statusChanged();

private:
    void onConnection(ConnectionState state, const QString &why);
    void takeStatus(const Outcome<EngineStatus> &status);
    void onInstance(const Instance &instance);
    void onService(const Service &service);

    Backends &m_backends;
    WorkspaceContext &m_workspace;
    IssuesModel &m_issues;
    ConnectionLog *m_log;
    QTimer m_soon;    // after events, at human speed
    QTimer m_regular; // "in 3 h 12 min" goes on by itself
    QString m_problem;
    QString m_workspacesProblem;
    EngineStatus m_status;
    QElapsedTimer m_statusAge;
    bool m_hasStatus = false;
    bool m_wasOnline = false;
};

} // namespace slipway
