#include "ui/workflows/workflows_presenter.h"

#include "models/backend/event_feed.h"
#include "models/backend/workflows_backend.h"
#include "models/domain/names.h"
#include "ui/workflows/node_run_states.h"

#include <algorithm>

namespace slipway {
namespace {

Error errorOf(const auto &outcome)
{
    return outcome.failed() ? outcome.error()
                            : Error::unavailable(WorkflowsPresenter::tr("The request was cancelled."));
}

} // namespace

WorkflowsPresenter::WorkflowsPresenter(const Backends &backends, NodeRunStates &runs, QObject *parent)
    : QObject(parent), m_backends(backends), m_runs(runs)
{
    EventFeed &feed = backends.events;
    connect(&feed, &EventFeed::workflowChanged, this, [this](const Workflow &workflow) {
        if (workflow.workspace == m_workspace)
            m_tree.putWorkflow(workflow);
    });
    connect(&feed, &EventFeed::workflowRemoved, this, &WorkflowsPresenter::removeWorkflow);
    connect(&feed, &EventFeed::draftChanged, this, [this](const NodeDraft &draft) {
        m_tree.putDraft(draft);
        showRun(draft.id);
    });
    connect(&feed, &EventFeed::draftRemoved, this, &WorkflowsPresenter::removeDraft);
    connect(&feed, &EventFeed::resynchronise, this, [this] {
        if (m_workspace.isValid())
            load(m_workspace);
    });
    connect(&runs, &NodeRunStates::changed, this, &WorkflowsPresenter::showRun);
}

void WorkflowsPresenter::load(WorkspaceId workspace)
{
    const bool again = workspace == m_workspace && m_loaded;
    m_workspace = workspace;
    if (!again) {
        m_loaded = false;
        m_tree.reset({});
    }
    m_backends.workflows.listWorkflows(workspace).then(this, [this, workspace](const Outcome<QList<Workflow>> &answer) {
        if (workspace != m_workspace)
            return;
        if (!answer.ok()) {
            emit loadFailed(errorOf(answer));
            return;
        }
        for (const Workflow &known : m_tree.workflows()) {
            const bool stays = std::any_of(answer->cbegin(), answer->cend(),
                                           [&known](const Workflow &workflow) { return workflow.id == known.id; });
            if (!stays)
                removeWorkflow(known.id);
        }
        for (const Workflow &workflow : *answer) {
            m_tree.putWorkflow(workflow);
            readDrafts(workflow.id);
        }
        m_loaded = true;
        emit loaded();
    });
}

void WorkflowsPresenter::readDrafts(WorkflowId workflow)
{
    m_backends.workflows.listDrafts(workflow).then(this, [this, workflow](const Outcome<QList<NodeDraft>> &answer) {
        if (!answer.ok()) {
            emit failed(tr("The nodes of a workflow could not be read."), errorOf(answer));
            return;
        }
        for (const NodeDraft &known : m_tree.drafts(workflow)) {
            const bool stays = std::any_of(answer->cbegin(), answer->cend(),
                                           [&known](const NodeDraft &draft) { return draft.id == known.id; });
            if (!stays)
                removeDraft(known.id);
        }
        for (const NodeDraft &draft : *answer) {
            m_tree.putDraft(draft);
            showRun(draft.id);
        }
    });
}

void WorkflowsPresenter::showRun(FileId file)
{
    if (const Instance *run = m_runs.latest(file))
        m_tree.setState(file, stateCell(*run));
}

void WorkflowsPresenter::removeWorkflow(WorkflowId id)
{
    m_tree.removeWorkflow(id);
    emit workflowRemoved(id);
}

void WorkflowsPresenter::removeDraft(FileId file)
{
    m_tree.removeDraft(file);
    emit draftRemoved(file);
}

QString WorkflowsPresenter::workflowNameFault(const QString &name, WorkflowId except) const
{
    if (const Outcome<> rule = checkWorkflowName(name); rule.failed())
        return rule.error().message;
    for (const Workflow &workflow : m_tree.workflows()) {
        if (workflow.name == name && workflow.id != except)
            return tr("This workspace already has a workflow “%1”. Choose another name.").arg(name);
    }
    return {};
}

QString WorkflowsPresenter::nodeNameFault(WorkflowId workflow, const QString &name, FileId except) const
{
    if (const Outcome<> rule = checkNodeName(name); rule.failed())
        return rule.error().message;
    for (const NodeDraft &draft : m_tree.drafts(workflow)) {
        if (draft.name == name && draft.id != except)
            return tr("This workflow already has a node “%1”. Choose another name.").arg(name);
    }
    return {};
}

void WorkflowsPresenter::createWorkflow(const QString &name, const QString &description,
                                        std::function<void(const Outcome<Workflow> &)> done)
{
    m_backends.workflows.createWorkflow(m_workspace, name, description)
        .then(this, [this, done = std::move(done)](const Outcome<Workflow> &answer) {
            if (answer.ok())
                m_tree.putWorkflow(*answer);
            done(answer);
        });
}

void WorkflowsPresenter::updateWorkflow(WorkflowId id, const QString &name, const QString &description,
                                        std::function<void(const Outcome<> &)> done)
{
    m_backends.workflows.updateWorkflow(id, name, description)
        .then(this, [done = std::move(done)](const Outcome<> &answer) { done(answer); });
}

void WorkflowsPresenter::createNode(WorkflowId workflow, NodeKind kind, const QString &name,
                                    std::function<void(const Outcome<NodeDraft> &)> done)
{
    QPointF position; // below what is there; canvases lay out better than a guess here
    for (const NodeDraft &draft : m_tree.drafts(workflow))
        position.setY(std::max(position.y(), draft.position.y() + 120));
    m_backends.workflows.createNode(workflow, kind, name, position)
        .then(this, [this, done = std::move(done)](const Outcome<NodeDraft> &answer) {
            if (answer.ok())
                m_tree.putDraft(*answer);
            done(answer);
        });
}

void WorkflowsPresenter::deleteWorkflow(WorkflowId id)
{
    m_backends.workflows.deleteWorkflow(id).then(this, [this, id](const Outcome<> &answer) {
        if (answer.ok())
            removeWorkflow(id);
        else
            emit failed(tr("The workflow could not be deleted."), errorOf(answer));
    });
}

void WorkflowsPresenter::renameNode(FileId file, const QString &name)
{
    // The tree keeps no scripts: read the draft as it is now, and save it under the new name.
    m_backends.workflows.draft(file).then(this, [this, name](const Outcome<NodeDraft> &answer) {
        if (answer.ok())
            saveName(*answer, name);
        else
            emit failed(tr("The node could not be renamed."), errorOf(answer));
    });
}

void WorkflowsPresenter::saveName(const NodeDraft &draft, const QString &name)
{
    NodeDraft renamed = draft;
    renamed.name = name;
    m_backends.workflows.saveDraft(renamed).then(this, [this](const Outcome<NodeDraft> &answer) {
        if (answer.ok())
            m_tree.putDraft(*answer);
        else
            emit failed(tr("The node could not be renamed."), errorOf(answer));
    });
}

void WorkflowsPresenter::deleteNode(FileId file)
{
    m_backends.workflows.deleteNode(file).then(this, [this, file](const Outcome<> &answer) {
        if (answer.ok())
            removeDraft(file);
        else
            emit failed(tr("The node could not be deleted."), errorOf(answer));
    });
}

} // namespace slipway
