#pragma once

#include "models/backend/backends.h"
#include "models/domain/outcome.h"
#include "models/domain/resource_group.h"
#include "models/items/resource_group_table.h"

#include <QObject>

namespace slipway {

class WorkspaceContext;

// The Resource Groups page without its screen: the list, kept up to date by the engine's events, and what may be done.
class GroupsPresenter : public QObject
{
    Q_OBJECT

public:
    enum class Phase { Loading, Ready, Failed };

    GroupsPresenter(Backends &backends, const WorkspaceContext &workspace, QObject *parent = nullptr);

    Phase phase() const { return m_phase; }
    // Why the list could not be read; meant for Phase::Failed.
    const Error &problem() const { return m_problem; }
    ResourceGroupTable &table() { return m_table; }
    const ResourceGroupTable &table() const { return m_table; }
    const ResourceGroup *group(ResourceGroupId id) const { return m_table.find(id); }

    // Why an action is not possible now, for the tooltip of its greyed entry; empty: it is.
    static QString whyNotStart(const ResourceGroup &group);
    static QString whyNotStop(const ResourceGroup &group);
    static QString whyNotDelete(const ResourceGroup &group);
    static QString whyNotBind(const ResourceGroup &group);

public slots:
    void load();
    void start(slipway::ResourceGroupId group);
    void stop(slipway::ResourceGroupId group);
    void remove(slipway::ResourceGroupId group);
    void bind(slipway::ResourceGroupId group, slipway::WorkspaceId workspace);
    void unbind(slipway::ResourceGroupId group, slipway::WorkspaceId workspace);

signals:
    void phaseChanged();
    void loaded();
    // The list could not be read; what was read before is still in the table.
    void loadFailed(const slipway::Error &error);
    // One group of the list is new or different.
    void groupChanged(slipway::ResourceGroupId group);
    void groupRemoved(slipway::ResourceGroupId group);
    // What the user asked for and why it failed.
    void actionFailed(const QString &what, const slipway::Error &error);

private:
    void take(const Outcome<QList<ResourceGroup>> &groups);
    void upsert(const ResourceGroup &group);

    Backends &m_backends;
    const WorkspaceContext &m_workspace;
    ResourceGroupTable m_table;
    Phase m_phase = Phase::Loading;
    Error m_problem;
    int m_generation = 0;
};

} // namespace slipway
