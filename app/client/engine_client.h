#pragma once

#include "app/client/api_connection.h"
#include "app/client/remote_backends.h"
#include "app/client/remote_event_feed.h"
#include "app/client/remote_services.h"
#include "app/platform/data_folder.h"
#include "models/backend/backends.h"

#include <QFileSystemWatcher>

namespace slipway {

// A local engine as the console sees it: finds it through `engine.json` of its data folder, and follows it to a new
// address when it was started again. Everything on one thread.
class EngineClient : public QObject
{
    Q_OBJECT

public:
    explicit EngineClient(const DataFolder &folder, QObject *parent = nullptr);

    // Reads engine.json now. The error says why there is no engine to talk to; backends then fail with the same
    // sentence, and the client goes on looking.
    Outcome<> connectToEngine();

    Backends backends();
    ApiConnection &api() { return m_api; }
    const DataFolder &folder() const { return m_folder; }

private:
    Outcome<> readFiles(QUrl &base, Credentials &credentials) const;
    void lookAgain();

    DataFolder m_folder;
    ApiConnection m_api;
    RemoteEngine m_engine;
    RemoteEventFeed m_events;
    RemoteGroups m_groups;
    RemoteWorkflows m_workflows;
    RemoteRuns m_runs;
    RemoteBackfills m_backfills;
    RemoteLogs m_logs;
    RemoteServices m_services;
    QFileSystemWatcher m_watcher;
};

} // namespace slipway
