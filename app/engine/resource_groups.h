#pragma once

#include "app/engine/answer.h"
#include "models/domain/resource_group.h"

#include <QHash>
#include <QList>

#include <functional>
#include <vector>

namespace slipway {

class CatalogState;
class Clock;
class CommandQueue;
class IdSource;
class TimerQueue;

// Exclusive resource groups for scheduling: their life, the workspaces they serve, and the slots in use.
class ResourceGroups
{
public:
    struct Settings
    {
        int defaultSlots = 1;        // for a specification that leaves the number open
        Millis initialisation{1500}; // from Creating to Running
    };
    struct Parts
    {
        const CatalogState &catalog;
        CommandQueue &commands;
        IdSource &ids;
        const Clock &clock;
        TimerQueue &timers;
    };
    ResourceGroups(const Parts &parts, const Settings &settings);

    // By name, with live figures.
    QList<ResourceGroup> groups() const;
    Outcome<ResourceGroup> group(ResourceGroupId id) const;
    // Null when there is none. The pointer holds until the next change.
    const ResourceGroup *byIdentifier(const QString &identifier) const;

    // Answers with the group in state Creating; it becomes Running by itself. Errors: the name rule (1..60 letters,
    // digits, `_`), a name that is taken, an order number that was used, a slot count outside 1..1024.
    void create(const ResourceGroupSpec &spec, Answer<ResourceGroup> answer);
    // A new order number; nothing is stored for it until a group names it.
    QString purchaseOrder() const;
    void start(ResourceGroupId group, Answer<> answer);
    // Runs go on to their end; nothing new is started in it.
    void stop(ResourceGroupId group, Answer<> answer);
    // Refused while it is bound, or has instances that run or wait in it.
    void remove(ResourceGroupId group, Answer<> answer);
    void bind(ResourceGroupId group, WorkspaceId workspace, Answer<> answer);
    // Refused while a deployed node of the workspace uses the group.
    void unbind(ResourceGroupId group, WorkspaceId workspace, Answer<> answer);

    // --- For the scheduler ---
    void load(const std::vector<ResourceGroup> &groups);
    // Slots in use and instances that wait for one; live figures only.
    void setUse(const QString &identifier, int running, int queued);
    // Told whenever a group became able to run instances.
    void onRunning(std::function<void(const QString &identifier)> listener) { m_onRunning = std::move(listener); }

private:
    void change(ResourceGroupId id, const std::function<Outcome<ResourceGroup>(ResourceGroup)> &edit, Answer<> answer);
    void advance(ResourceGroupId id);
    Outcome<ResourceGroup> plan(const ResourceGroupSpec &spec);
    Outcome<> mayRemove(const ResourceGroup &group) const;
    Outcome<> mayUnbind(const ResourceGroup &group, WorkspaceId workspace) const;
    void store(const ResourceGroup &group);

    Parts m_parts;
    Settings m_settings;
    QHash<ResourceGroupId, ResourceGroup> m_groups;
    QHash<QString, ResourceGroupId> m_byIdentifier;
    std::function<void(const QString &)> m_onRunning;
};

} // namespace slipway
