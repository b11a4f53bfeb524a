#pragma once

#include "models/backend/event_feed.h"
#include "models/backend/runs_backend.h"

#include <QHash>
#include <QObject>

namespace slipway {

// The latest run of every node of a workspace, live. An instance that only waits for its time does not hide the result
// of the run before it.
class NodeRunStates : public QObject
{
    Q_OBJECT

public:
    NodeRunStates(RunsBackend &runs, EventFeed &feed, QObject *parent = nullptr);

    // Forgets what is known and reads the latest instances of the workspace.
    void load(WorkspaceId workspace);
    // Null while there is none. Valid until the next change.
    const Instance *latest(FileId file) const;

signals:
    void changed(slipway::FileId file);

private:
    void take(const Instance &instance);
    void read();

    RunsBackend &m_runs;
    WorkspaceId m_workspace;
    QHash<FileId, Instance> m_latest;
};

} // namespace slipway
