#include "ui/overview/overview_presenter.h"

#include "models/backend/event_feed.h"
#include "models/backend/groups_backend.h"
#include "models/backend/runs_backend.h"
#include "models/backend/services_backend.h"
#include "models/backend/workflows_backend.h"
#include "models/domain/blockers.h"
#include "models/items/counted.h"
#include "models/items/regions.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/workspace_context.h"

#include <algorithm>

namespace slipway {
namespace {

using namespace std::chrono_literals;

constexpr int pageSize = 500;
constexpr int mostPages = 20; // ten thousand instances a day are counted, more are not needed to see how the day goes

constexpr qsizetype mostHeldUp = 5;

} // namespace

OverviewPresenter::OverviewPresenter(Backends &backends, const WorkspaceContext &workspace,
                                     const EnginePresenter &engine, QObject *parent)
    : QObject(parent), m_backends(backends), m_workspace(workspace), m_engine(engine)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(500ms);
    connect(&m_soon, &QTimer::timeout, this, &OverviewPresenter::load);
    const auto soon = qOverload<>(&QTimer::start);
    EventFeed &events = m_backends.events;
    connect(&events, &EventFeed::groupChanged, &m_soon, soon);
    connect(&events, &EventFeed::groupRemoved, &m_soon, soon);
    connect(&events, &EventFeed::workflowChanged, &m_soon, soon);
    connect(&events, &EventFeed::workflowRemoved, &m_soon, soon);
    connect(&events, &EventFeed::nodeChanged, &m_soon, soon);
    connect(&events, &EventFeed::instanceChanged, &m_soon, soon);
    connect(&events, &EventFeed::serviceChanged, &m_soon, soon);
    connect(&events, &EventFeed::serviceRemoved, &m_soon, soon);
    connect(&events, &EventFeed::serviceVersionsChanged, &m_soon, soon);
    connect(&events, &EventFeed::resynchronise, this, &OverviewPresenter::load);
    connect(&m_workspace, &WorkspaceContext::currentChanged, this, &OverviewPresenter::load);
    connect(&m_workspace, &WorkspaceContext::regionChanged, this, &OverviewPresenter::load);
}

void OverviewPresenter::load()
{
    if (!m_workspace.current().id.isValid())
        return;
    const int generation = ++m_generation;
    m_problem.clear();
    loadGroups(generation);
    loadWorkflows(generation);
    loadTasks(generation);
    loadServices(generation);
    loadToday(generation, {}, {}, 0);
}

template <class T, class Take>
void OverviewPresenter::finish(Read part, const Outcome<T> &answer, Take take)
{
    if (answer.ok()) {
        take(*answer);
        m_read |= part;
    } else if (answer.failed()) {
        m_problem = answer.error().message;
    }
    emit changed();
}

void OverviewPresenter::loadGroups(int generation)
{
    m_backends.groups.listGroups().then(this, [this, generation](const Outcome<QList<ResourceGroup>> &groups) {
        if (generation == m_generation)
            finish(Groups, groups, [this](const QList<ResourceGroup> &list) { m_groups = list; });
    });
}

void OverviewPresenter::loadWorkflows(int generation)
{
    const WorkspaceId workspace = m_workspace.current().id;
    m_backends.workflows.listWorkflows(workspace).then(this, [this, generation](const Outcome<QList<Workflow>> &list) {
        if (generation == m_generation)
            finish(Workflows, list, [this](const QList<Workflow> &workflows) { m_workflows = workflows; });
    });
}

void OverviewPresenter::loadTasks(int generation)
{
    const WorkspaceId workspace = m_workspace.current().id;
    m_backends.runs.listCycleTasks(workspace).then(this, [this, generation](const Outcome<QList<Node>> &tasks) {
        if (generation != m_generation)
            return;
        finish(Tasks, tasks, [this](const QList<Node> &list) {
            m_tasks.clear(); // the root node is not somebody's: it has no draft
            std::copy_if(list.begin(), list.end(), std::back_inserter(m_tasks),
                         [](const Node &node) { return node.file.isValid(); });
        });
    });
}

void OverviewPresenter::loadServices(int generation)
{
    const QString region = m_workspace.region();
    m_backends.services.listServices(region).then(this, [this, generation](const Outcome<QList<Service>> &services) {
        if (generation == m_generation)
            finish(Services, services, [this](const QList<Service> &list) { m_services = list; });
    });
}

void OverviewPresenter::loadToday(int generation, const QString &cursor, const Day &before, int page)
{
    const QTimeZone zone = m_workspace.timeZone();
    const QDate day = toDateTime(m_engine.engineNow(), zone).date();
    InstanceQuery query;
    query.workspace = m_workspace.current().id;
    query.scheduledFrom = fromDateTime(day.startOfDay(zone));
    query.scheduledTo = fromDateTime(day.endOfDay(zone));
    query.cursor = cursor;
    query.limit = pageSize;
    const auto take = [this, generation, before, page](const Outcome<InstancePage> &answer) {
        if (generation != m_generation)
            return;
        Day sum = before;
        if (answer.ok()) {
            for (const Instance &instance : answer->instances)
                count(sum, instance);
            if (!answer->nextCursor.isEmpty() && page + 1 < mostPages) {
                loadToday(generation, answer->nextCursor, sum, page + 1);
                return;
            }
        }
        finish(Today, answer, [this, sum](const InstancePage &) { m_today = sum; });
    };
    m_backends.runs.listInstances(query).then(this, take);
}

void OverviewPresenter::count(Day &day, const Instance &instance)
{
    DayCounts &counts = day.counts;
    const auto keep = [&instance](QList<Instance> &list) {
        if (list.size() < mostHeldUp)
            list.append(instance);
    };
    switch (instance.state) {
    case InstanceState::NotRun:
        ++counts.waiting;
        if (!instancesNamedIn(instance.reason).isEmpty())
            keep(day.blocked);
        break;
    case InstanceState::WaitTime:
        ++counts.waiting;
        break;
    case InstanceState::WaitResource:
        ++counts.queued;
        break;
    case InstanceState::Running:
        ++counts.running;
        break;
    case InstanceState::Success:
        ++counts.succeeded;
        break;
    case InstanceState::Failure:
    case InstanceState::Stopped:
        ++counts.failed;
        keep(day.failed);
        break;
    }
}

QList<Instance> OverviewPresenter::heldUp() const
{
    return (m_today.failed + m_today.blocked).mid(0, mostHeldUp);
}

int OverviewPresenter::boundGroups() const
{
    const WorkspaceId here = m_workspace.current().id;
    return int(std::count_if(m_groups.begin(), m_groups.end(),
                             [here](const ResourceGroup &group) { return group.workspaces.contains(here); }));
}

bool OverviewPresenter::anyVersion(int atLeast) const
{
    return std::any_of(m_services.begin(), m_services.end(),
                       [atLeast](const Service &service) { return service.latestVersion >= atLeast; });
}

QList<GettingStartedStep> OverviewPresenter::steps() const
{
    using Place = GettingStartedStep::Place;
    const bool running = std::any_of(m_groups.begin(), m_groups.end(), [](const ResourceGroup &group) {
        return group.state == ResourceGroupState::Running;
    });
    const QString workspace = m_workspace.current().identifier;
    const QString region = regionName(m_workspace.region());
    return {
        {tr("Create an exclusive resource group"),
         running              ? counted(m_groups.size(), tr("%1 group"), tr("%1 groups"))
         : m_groups.isEmpty() ? tr("It gives the runs of your nodes a place of their own.")
                              : tr("It is being initialized; wait until it is Running."),
         running, Place::Groups},
        {tr("Bind it to the workspace"),
         boundGroups() > 0
             ? counted(boundGroups(), tr("%1 group bound to %2"), tr("%1 groups bound to %2")).arg(workspace)
         : workspace.isEmpty() ? tr("Nodes of the workspace can then choose it.")
                               : tr("Nodes of %1 can then choose it.").arg(workspace),
         boundGroups() > 0, Place::Groups},
        {tr("Create a workflow with a Shell node"),
         m_workflows.isEmpty() ? tr("Drag Shell from the palette to the canvas and name the node.")
                               : counted(m_workflows.size(), tr("%1 workflow"), tr("%1 workflows")),
         !m_workflows.isEmpty(), Place::Studio},
        {tr("Deploy the model as the first service"),
         m_services.isEmpty() ? tr("Write the deployment script with eascmd create and run it.")
                              : counted(m_services.size(), tr("%1 service in %2"), tr("%1 services in %2")).arg(region),
         !m_services.isEmpty(), Place::Studio},
        {tr("Let the script add a version on each run"),
         anyVersion(2) ? tr("A service has more than one version.")
                       : tr("Replace create by eascmd modify, and test what was deployed."),
         anyVersion(2), Place::Studio},
        {tr("Give the node a schedule and commit it"),
         m_tasks.isEmpty() ? tr("Set the recurrence and the parent in Properties, save, commit.")
                           : counted(m_tasks.size(), tr("%1 scheduled node"), tr("%1 scheduled nodes")),
         !m_tasks.isEmpty(), Place::Operations},
    };
}

int OverviewPresenter::currentStep() const
{
    const QList<GettingStartedStep> all = steps();
    const auto open = std::find_if(all.begin(), all.end(), [](const GettingStartedStep &step) { return !step.done; });
    return open == all.end() ? -1 : int(open - all.begin());
}

} // namespace slipway
