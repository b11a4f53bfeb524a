#include "ui/shell/palette_presenter.h"

#include "models/backend/runs_backend.h"
#include "models/backend/services_backend.h"
#include "models/backend/workflows_backend.h"
#include "models/items/regions.h"
#include "ui/shell/workspace_context.h"

namespace slipway {

PalettePresenter::PalettePresenter(Backends &backends, const WorkspaceContext &workspace, QObject *parent)
    : QObject(parent), m_backends(backends), m_workspace(workspace)
{
}

void PalettePresenter::refresh()
{
    const int generation = ++m_generation;
    const WorkspaceId workspace = m_workspace.current().id;
    const QString region = m_workspace.region();
    if (!workspace.isValid())
        return;
    m_backends.workflows.listWorkflows(workspace).then(this, [this, generation](const Outcome<QList<Workflow>> &list) {
        if (generation != m_generation || !list.ok())
            return;
        m_workflows.clear();
        for (const Workflow &workflow : *list)
            m_workflows.append({Kind::Workflow, workflow.name, workflow.description, workflow.id});
        emit objectsChanged();
    });
    m_backends.runs.listCycleTasks(workspace).then(this, [this, generation](const Outcome<QList<Node>> &list) {
        if (generation != m_generation || !list.ok())
            return;
        m_nodes.clear();
        for (const Node &node : *list)
            m_nodes.append({Kind::Node, node.current.name, node.workflowName, node.file});
        emit objectsChanged();
    });
    m_backends.services.listServices(region).then(this, [this, generation](const Outcome<QList<Service>> &list) {
        if (generation != m_generation || !list.ok())
            return;
        m_services.clear();
        for (const Service &service : *list)
            m_services.append(
                {Kind::Service, service.name, regionName(service.region), ServiceTarget{service.region, service.name}});
        emit objectsChanged();
    });
}

} // namespace slipway
