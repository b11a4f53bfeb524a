#pragma once

#include "models/backend/backends.h"
#include "models/backend/backfills_backend.h"
#include "models/backend/engine_backend.h"
#include "models/backend/event_feed.h"
#include "models/backend/groups_backend.h"
#include "models/backend/logs_backend.h"
#include "models/backend/runs_backend.h"
#include "models/backend/services_backend.h"
#include "models/backend/workflows_backend.h"

#include <QHash>
#include <QSet>

#include <memory>
#include <optional>

namespace slipway {

// What the fakes answer from. Change it at will, then announce the change through the feed where the engine would.
struct FakeWorld
{
    EngineStatus status;
    AccessKey key{QStringLiteral("LTAItest"), QStringLiteral("fake-secret")};
    QList<Workspace> workspaces;
    QList<ResourceGroup> groups;
    QList<Workflow> workflows;
    QList<NodeDraft> drafts;
    QHash<FileId, QList<NodeVersion>> versions;
    QList<Node> tasks;
    QList<Instance> instances;
    QHash<InstanceId, QList<Attempt>> attempts;
    QHash<InstanceId, QByteArray> logs;
    QHash<InstanceId, QString> scripts; // as run, for comparisons
    QList<InstanceDependency> links;    // between instances
    QList<Backfill> backfills;          // newest first
    QList<BackfillSpec> backfillSpecs;  // that were asked for, in order
    QList<Service> services;
    QHash<QString, QList<ServiceVersion>> serviceVersions; // by name
    QHash<QString, QList<ServiceInstance>> serviceInstances;
    QHash<QString, QList<ServiceEvent>> serviceEvents;
    QStringList serviceLogs;

    std::optional<Error> failure; // every call fails with it while it is set
    bool silent = false;          // calls are never answered
    QStringList calls;            // "createGroup excl_1", in order
};

class FakeEventFeed : public EventFeed
{
    Q_OBJECT

public:
    using EventFeed::EventFeed;

    ConnectionState connectionState() const override { return m_state; }
    void setState(ConnectionState state, const QString &why = {})
    {
        m_state = state;
        emit connectionChanged(state, why);
        if (state == ConnectionState::Online)
            emit resynchronise();
    }

private:
    ConnectionState m_state = ConnectionState::Online;
};

// All backends over one FakeWorld. Answers come in the next turn of the event loop.
class FakeBackends
{
public:
    FakeBackends();
    ~FakeBackends();

    Backends backends();
    FakeWorld &world() { return *m_world; }
    FakeEventFeed &feed() { return m_feed; }

private:
    struct Parts;
    std::unique_ptr<FakeWorld> m_world;
    FakeEventFeed m_feed;
    std::unique_ptr<Parts> m_parts;
};

// A world with everything in it, around 2026-11-22 10:48 in Shanghai: what pages look like in use.
void fillWorld(FakeWorld &world);
// Engine and workspace only: what a new user sees.
void emptyWorld(FakeWorld &world);

} // namespace slipway
