#pragma once

#include "models/backend/backends.h"
#include "models/items/issues_model.h"
#include "models/items/target.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/workspace_context.h"

#include <QObject>

namespace slipway {

class ConsoleSettings;
class EnginePresenter;
class ThemeController;

// All that a page gets. Made once by main, lives as long as the window.
class ShellContext : public QObject
{
    Q_OBJECT

public:
    ShellContext(Backends &backends, ThemeController &theme, ConsoleSettings &settings, QObject *parent = nullptr);

    Backends &backends() const { return m_backends; }
    WorkspaceContext &workspace() { return m_workspace; }
    IssuesModel &issues() { return m_issues; }
    ActionRegistry &actions() { return m_actions; }
    ThemeController &theme() const { return m_theme; }
    ConsoleSettings &settings() const { return m_settings; }
    // Connection, status and clock of the engine.
    EnginePresenter &engine() const { return *m_engine; }

    // Navigation: the shell shows the page that the target belongs to.
    void open(const Target &target) { emit openRequested(target); }
    void openWorkflow(WorkflowId workflow) { open(workflow); }
    void openScript(FileId file) { open(file); }
    void openInstance(InstanceId instance) { open(instance); }
    void openNodeInstances(NodeId node, const QString &name) { open(NodeInstancesTarget{node, name}); }
    void openService(const QString &region, const QString &name) { open(ServiceTarget{region, name}); }
    void openGroups() { open(GroupsTarget{}); }
    // By PageEntry::id.
    void showPage(const QString &id) { emit pageRequested(id); }

    // Somebody wants an engine where none answers.
    void startEngine() { emit engineStartRequested(); }

signals:
    void openRequested(const slipway::Target &target);
    void pageRequested(const QString &id);
    void engineStartRequested();

private:
    Backends &m_backends;
    ThemeController &m_theme;
    ConsoleSettings &m_settings;
    WorkspaceContext m_workspace;
    IssuesModel m_issues;
    ActionRegistry m_actions;
    EnginePresenter *m_engine;
};

} // namespace slipway
