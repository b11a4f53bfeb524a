#include "ui/groups/groups_presenter.h"

#include "models/backend/event_feed.h"
#include "models/backend/groups_backend.h"
#include "models/items/counted.h"
#include "ui/shell/workspace_context.h"

namespace slipway {
namespace {

bool initialising(const ResourceGroup &group)
{
    return group.state == ResourceGroupState::Creating || group.state == ResourceGroupState::Initialising;
}

} // namespace

GroupsPresenter::GroupsPresenter(Backends &backends, const WorkspaceContext &workspace, QObject *parent)
    : QObject(parent), m_backends(backends), m_workspace(workspace)
{
    EventFeed &events = m_backends.events;
    connect(&events, &EventFeed::groupChanged, this, &GroupsPresenter::upsert);
    connect(&events, &EventFeed::groupRemoved, this, [this](ResourceGroupId group) {
        m_table.remove(group);
        emit groupRemoved(group);
    });
    connect(&events, &EventFeed::resynchronise, this, &GroupsPresenter::load);
    const auto followWorkspaces = [this] {
        m_table.setWorkspaces(m_workspace.workspaces());
        m_table.setTimeZone(m_workspace.timeZone());
    };
    connect(&m_workspace, &WorkspaceContext::workspacesChanged, this, followWorkspaces);
    connect(&m_workspace, &WorkspaceContext::currentChanged, this, followWorkspaces);
    followWorkspaces();
}

void GroupsPresenter::load()
{
    // Without a connection there is nobody to ask; the frame says so, and the list is read when it is there.
    if (m_backends.events.connectionState() != ConnectionState::Online)
        return;
    const int generation = ++m_generation;
    m_backends.groups.listGroups().then(this, [this, generation](const Outcome<QList<ResourceGroup>> &groups) {
        if (generation == m_generation)
            take(groups);
    });
}

void GroupsPresenter::take(const Outcome<QList<ResourceGroup>> &groups)
{
    if (groups.cancelled())
        return;
    if (groups.failed()) {
        m_problem = groups.error();
        // What was read before stays on screen; it is old, not wrong.
        m_phase = m_table.rowCount() > 0 ? Phase::Ready : Phase::Failed;
        emit phaseChanged();
        emit loadFailed(groups.error());
        return;
    }
    m_phase = Phase::Ready;
    m_problem = {};
    m_table.setRows(*groups);
    emit phaseChanged();
    emit loaded();
    for (const ResourceGroup &group : *groups)
        emit groupChanged(group.id);
}

void GroupsPresenter::upsert(const ResourceGroup &group)
{
    m_table.upsert(group);
    emit groupChanged(group.id);
}

QString GroupsPresenter::whyNotStart(const ResourceGroup &group)
{
    if (group.state == ResourceGroupState::Stopped)
        return {};
    if (group.state == ResourceGroupState::Running)
        return tr("It is running already.");
    return initialising(group) ? tr("It is still being initialized.") : tr("Only a stopped group can be started.");
}

QString GroupsPresenter::whyNotStop(const ResourceGroup &group)
{
    if (group.state == ResourceGroupState::Running)
        return {};
    if (group.state == ResourceGroupState::Stopped)
        return tr("It is stopped already.");
    return initialising(group) ? tr("It is still being initialized.") : tr("Only a running group can be stopped.");
}

QString GroupsPresenter::whyNotDelete(const ResourceGroup &group)
{
    if (group.state == ResourceGroupState::Deleting)
        return tr("It is being deleted.");
    if (!group.workspaces.isEmpty())
        return counted(group.workspaces.size(), tr("It is bound to %1 workspace; unbind it first."),
                       tr("It is bound to %1 workspaces; unbind it first."));
    if (const int busy = group.runningInstances + group.queuedInstances; busy > 0)
        return counted(busy, tr("%1 instance runs or waits in it."), tr("%1 instances run or wait in it."));
    return {};
}

QString GroupsPresenter::whyNotBind(const ResourceGroup &group)
{
    if (group.state == ResourceGroupState::Deleting || group.state == ResourceGroupState::CreateFailed)
        return tr("The resource group is not usable.");
    return {};
}

void GroupsPresenter::start(ResourceGroupId group)
{
    m_backends.groups.startGroup(group).then(this, [this](const Outcome<> &done) {
        if (done.failed())
            emit actionFailed(tr("The resource group was not started."), done.error());
    });
}

void GroupsPresenter::stop(ResourceGroupId group)
{
    m_backends.groups.stopGroup(group).then(this, [this](const Outcome<> &done) {
        if (done.failed())
            emit actionFailed(tr("The resource group was not stopped."), done.error());
    });
}

void GroupsPresenter::remove(ResourceGroupId group)
{
    m_backends.groups.deleteGroup(group).then(this, [this](const Outcome<> &done) {
        if (done.failed())
            emit actionFailed(tr("The resource group was not deleted."), done.error());
    });
}

void GroupsPresenter::bind(ResourceGroupId group, WorkspaceId workspace)
{
    m_backends.groups.bind(group, workspace).then(this, [this](const Outcome<> &done) {
        if (done.failed())
            emit actionFailed(tr("The workspace was not bound."), done.error());
    });
}

void GroupsPresenter::unbind(ResourceGroupId group, WorkspaceId workspace)
{
    m_backends.groups.unbind(group, workspace).then(this, [this](const Outcome<> &done) {
        if (done.failed())
            emit actionFailed(tr("The workspace was not unbound."), done.error());
    });
}

} // namespace slipway
