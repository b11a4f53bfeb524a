#pragma once

#include "models/backend/backends.h"
#include "models/domain/instance.h"
#include "models/domain/outcome.h"
#include "models/domain/resource_group.h"
#include "models/domain/service.h"
#include "models/domain/workflow.h"
#include "models/items/target.h"

#include <QObject>
#include <QTimer>

#include <array>

namespace slipway {

class EnginePresenter;
class WorkspaceContext;

// One of the six steps of scheduled model deployment, and whether the engine already shows its result.
struct GettingStartedStep
{
    enum class Place { Groups, Studio, Operations, Services };
    QString title;
    QString text; // what to do; where it is done, what was found
    bool done = false;
    Place place = Place::Groups;
};

// The first page without its screen: what there is in the workspace and the region, read anew as events come in.
class OverviewPresenter : public QObject
{
    Q_OBJECT

public:
    // Instances of the day in the workspace's zone, by what their state means.
    struct DayCounts
    {
        int waiting = 0;
        int queued = 0;
        int running = 0;
        int succeeded = 0;
        int failed = 0; // stopped ones included
        int total() const { return waiting + queued + running + succeeded + failed; }
    };

    OverviewPresenter(Backends &backends, const WorkspaceContext &workspace, const EnginePresenter &engine,
                      QObject *parent = nullptr);

    QList<GettingStartedStep> steps() const;
    // Index of the first step that is not done, -1: all are.
    int currentStep() const;
    const DayCounts &today() const { return m_today.counts; }
    // Of today's, those that a person may want to look at: failed or stopped, then held up by another; the newest few.
    QList<Instance> heldUp() const;
    const QList<Service> &services() const { return m_services; }
    enum Read : unsigned { Groups = 1, Workflows = 2, Tasks = 4, Services = 8, Today = 16, allRead = 31 };
    // Whether that list was read at least once: before, nothing can be said of it.
    bool knows(Read part) const { return (m_read & part) == unsigned(part); }
    bool isComplete() const { return knows(allRead); }
    // What could not be read, empty: nothing failed.
    const QString &problem() const { return m_problem; }

public slots:
    void load();

signals:
    void changed();

private:
    void loadGroups(int generation);
    void loadWorkflows(int generation);
    void loadTasks(int generation);
    void loadServices(int generation);
    struct Day
    {
        DayCounts counts;
        QList<Instance> failed;
        QList<Instance> blocked;
    };
    void loadToday(int generation, const QString &cursor, const Day &before, int page);
    static void count(Day &day, const Instance &instance);
    // `answer` is of that list; what it says is taken by `take`.
    template <class T, class Take>
    void finish(Read part, const Outcome<T> &answer, Take take);
    int boundGroups() const;
    bool anyVersion(int atLeast) const;

    Backends &m_backends;
    const WorkspaceContext &m_workspace;
    const EnginePresenter &m_engine;
    QTimer m_soon;
    QList<ResourceGroup> m_groups;
    QList<Workflow> m_workflows;
    QList<Node> m_tasks;
    QList<Service> m_services;
    Day m_today;
    QString m_problem;
    unsigned m_read = 0;
    int m_generation = 0;
};

} // namespace slipway
