#pragma once

#include "models/domain/workspace.h"
#include "ui/shell/page.h"
#include "ui/shell/page_registry.h"
#include "ui/workflows/editor_tab.h"
#include "ui/workflows/node_run_states.h"
#include "ui/workflows/workflow_dialogs.h"
#include "ui/workflows/workflows_presenter.h"

class QStackedWidget;

namespace slipway {

class CanvasTab;

class ShellContext;
class StudioTabs;
class WorkflowTreePanel;

// DataStudio: the tree at the left; canvases and node editors as tabs at the right. Open tabs are remembered per
// workspace. A closed tab whose content is not saved yet lives on, unseen, until it is.
class DataStudioPage : public Page
{
    Q_OBJECT

public:
    DataStudioPage(ShellContext &context, ScriptTabFactory scripts, QWidget *parent = nullptr);
    ~DataStudioPage() override;

    QString title() const override { return tr("DataStudio"); }
    void activate() override;
    bool openTarget(const Target &target) override;
    QList<QAction *> pageActions() const override { return m_actions; }
    QString unsavedWork() const override;

private:
    void makeActions();
    QWidget *makeWorkArea();
    void connectTree();
    void changeWorkspace(const Workspace &workspace);
    void showEngineProblem();
    void workflowsLoaded();

    void openCanvas(WorkflowId id);
    EditorTab *openScript(FileId file);
    void prepare(CanvasTab *tab, const QString &key);
    void prepare(EditorTab *tab, const QString &key);
    void closeTab(const QString &key);
    void dropTab(const QString &key);
    void releaseWhenSaved(QWidget *tab);
    void showArea();
    void tabShown(const QString &key);
    void rememberSession();
    void restoreSession();
    void saveScripts();

    void createWorkflow();
    void editWorkflow(WorkflowId id);
    // `canvas` null: from the tree; the engine chooses the place.
    void createNode(WorkflowId workflow, NodeKind kind, CanvasTab *canvas, QPointF position);
    void createWished(CreateNodeDialog *dialog, CanvasTab *canvas, QPointF position);

    ShellContext &m_context;
    ScriptTabFactory m_scripts;
    NodeRunStates m_runs;
    WorkflowsPresenter m_presenter;
    QList<QAction *> m_actions;
    WorkflowTreePanel *m_tree = nullptr;
    StudioTabs *m_tabs = nullptr;
    QStackedWidget *m_area = nullptr;
    QHash<QString, QWidget *> m_leaving; // closed, not yet saved
    Target m_wanted;                     // to be opened once the workflows are known
    bool m_restoring = false;
};

// For the frame's page table.
PageEntry dataStudioPageEntry(ScriptTabFactory scripts);

} // namespace slipway
