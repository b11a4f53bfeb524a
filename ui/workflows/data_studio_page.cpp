#include "ui/workflows/data_studio_page.h"

#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "ui/workflows/canvas_tab.h"
#include "ui/workflows/studio_actions.h"
#include "ui/workflows/studio_tabs.h"
#include "ui/workflows/workflow_tree_panel.h"
#include "widgets/kit/states.h"

#include <QAction>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

constexpr int treeWidth = 248;

QString keyOf(WorkflowId id)
{
    return u"w:"_s + id.toString();
}

QString keyOf(FileId file)
{
    return u"f:"_s + file.toString();
}

qint64 numberOf(const QString &key)
{
    return key.mid(2).toLongLong();
}

bool isSaved(QWidget *tab)
{
    if (auto *canvas = qobject_cast<CanvasTab *>(tab))
        return canvas->isSaved();
    auto *editor = qobject_cast<EditorTab *>(tab);
    return editor == nullptr || !editor->isModified();
}

} // namespace

DataStudioPage::DataStudioPage(ShellContext &context, ScriptTabFactory scripts, QWidget *parent)
    : Page(parent),
      m_context(context),
      m_scripts(std::move(scripts)),
      m_runs(context.backends().runs, context.backends().events),
      m_presenter(context.backends(), m_runs)
{
    setObjectName(u"dataStudioPage"_s);
    makeActions();
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(u"dataStudioSplitter"_s);
    splitter->setChildrenCollapsible(false);
    m_tree = new WorkflowTreePanel(m_presenter, m_actions.mid(0, 2), this);
    splitter->addWidget(m_tree);
    splitter->addWidget(makeWorkArea());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({treeWidth, 1000});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connectTree();
    connect(&m_context.workspace(), &WorkspaceContext::currentChanged, this, &DataStudioPage::changeWorkspace);
    changeWorkspace(m_context.workspace().current());
    showEngineProblem();
    showArea();
}

DataStudioPage::~DataStudioPage()
{
    // Before the presenters that they show.
    m_tabs->disconnect(this);
    delete m_area;
    delete m_tree;
}

void DataStudioPage::makeActions()
{
    ActionRegistry &registry = m_context.actions();
    registry.add(studioActions());
    m_actions = {
        registry.make("workflow.create", this, [this] { createWorkflow(); }),
        registry.make("node.create", this,
                      [this] { createNode(m_tree->selectedWorkflow(), NodeKind::Shell, nullptr, {}); }),
        registry.make("studio.filter", this, [this] { m_tree->focusFilter(); }),
        registry.make("studio.closeTab", this, [this] { closeTab(m_tabs->currentKey()); }),
    };
}

QWidget *DataStudioPage::makeWorkArea()
{
    m_tabs = new StudioTabs(this);
    auto *empty =
        new EmptyState(Icon::DataStudio, tr("Nothing is open"),
                       tr("Open a workflow at the left, or create one. Draw its nodes on the canvas, write their "
                          "scripts, and commit them to be scheduled."),
                       this);
    empty->setAction(tr("Create Workflow"));
    connect(empty, &EmptyState::actionTriggered, this, &DataStudioPage::createWorkflow);
    m_area = new QStackedWidget(this);
    m_area->addWidget(empty);
    m_area->addWidget(m_tabs);
    connect(m_tabs, &StudioTabs::closeRequested, this, &DataStudioPage::closeTab);
    connect(m_tabs, &StudioTabs::currentKeyChanged, this, &DataStudioPage::tabShown);
    connect(m_tabs, &StudioTabs::orderChanged, this, &DataStudioPage::rememberSession);
    return m_area;
}

void DataStudioPage::connectTree()
{
    connect(m_tree, &WorkflowTreePanel::workflowActivated, this, &DataStudioPage::openCanvas);
    connect(m_tree, &WorkflowTreePanel::nodeActivated, this, [this](FileId file) { openTarget(file); });
    connect(m_tree, &WorkflowTreePanel::createWorkflowRequested, this, &DataStudioPage::createWorkflow);
    connect(m_tree, &WorkflowTreePanel::editRequested, this, &DataStudioPage::editWorkflow);
    connect(m_tree, &WorkflowTreePanel::createNodeRequested, this,
            [this](WorkflowId id) { createNode(id, NodeKind::Shell, nullptr, {}); });
    connect(m_tree, &WorkflowTreePanel::reloadRequested, this, [this] {
        if (m_presenter.workspace().isValid())
            m_presenter.load(m_presenter.workspace());
        else
            m_context.engine().loadWorkspaces();
    });
    connect(&m_context.engine(), &EnginePresenter::statusChanged, this, &DataStudioPage::showEngineProblem);
    connect(m_tree, &WorkflowTreePanel::instancesRequested, this, [this](FileId file) {
        if (const std::optional<NodeDraft> draft = m_presenter.tree().draft(file))
            m_context.openNodeInstances(draft->node, draft->name);
    });
    connect(&m_presenter, &WorkflowsPresenter::loaded, this, &DataStudioPage::workflowsLoaded);
    connect(&m_presenter, &WorkflowsPresenter::workflowRemoved, this, [this](WorkflowId id) { dropTab(keyOf(id)); });
    connect(&m_presenter, &WorkflowsPresenter::draftRemoved, this, [this](FileId file) { dropTab(keyOf(file)); });
    connect(&m_presenter.tree(), &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent, int row) {
        const QModelIndex index = m_presenter.tree().index(row, 0, parent); // a renamed workflow comes in anew
        if (!parent.isValid())
            m_tabs->setTitle(keyOf(WorkflowId{index.data(KeyRole).toLongLong()}), index.data().toString());
        else
            m_tabs->setTitle(keyOf(FileId{index.data(KeyRole).toLongLong()}), index.data().toString());
    });
}

void DataStudioPage::activate()
{
    if (QWidget *current = m_tabs->currentWidget())
        current->setFocus(Qt::OtherFocusReason);
    else
        m_tree->setFocus(Qt::OtherFocusReason);
}

void DataStudioPage::changeWorkspace(const Workspace &workspace)
{
    if (!workspace.id.isValid() || workspace.id == m_presenter.workspace())
        return;
    m_restoring = true; // closing these is not what the session is to remember
    for (const QString &key : m_tabs->keys())
        closeTab(key);
    m_runs.load(workspace.id);
    m_presenter.load(workspace.id);
}

void DataStudioPage::showEngineProblem()
{
    const QString why = m_context.engine().workspacesProblem();
    if (!m_presenter.workspace().isValid() && !why.isEmpty())
        m_tree->showUnreadable(why);
}

void DataStudioPage::workflowsLoaded()
{
    if (std::exchange(m_restoring, false))
        restoreSession();
    const Target wanted = std::exchange(m_wanted, Target{});
    if (!std::holds_alternative<std::monostate>(wanted))
        openTarget(wanted);
}

bool DataStudioPage::openTarget(const Target &target)
{
    const auto *workflow = std::get_if<WorkflowId>(&target);
    const auto *file = std::get_if<FileId>(&target);
    if (workflow == nullptr && file == nullptr)
        return false;
    if (!m_presenter.isLoaded()) {
        m_wanted = target;
        return true;
    }
    if (workflow != nullptr) {
        openCanvas(*workflow);
        return true;
    }
    openScript(*file);
    return true;
}

void DataStudioPage::openCanvas(WorkflowId id)
{
    const QString key = keyOf(id);
    if (m_tabs->tab(key) == nullptr) {
        const std::optional<Workflow> workflow = m_presenter.tree().workflow(id);
        if (!workflow)
            return;
        auto *tab = qobject_cast<CanvasTab *>(m_leaving.take(key));
        if (tab == nullptr) {
            tab = new CanvasTab(m_context, m_runs, *workflow, m_tabs);
            prepare(tab, key);
        }
        m_tabs->addTab(key, tab, Icon::Workflow, workflow->name);
    }
    m_tabs->show(key);
    showArea();
}

EditorTab *DataStudioPage::openScript(FileId file)
{
    const QString key = keyOf(file);
    auto *tab = qobject_cast<EditorTab *>(m_tabs->tab(key));
    if (tab == nullptr) {
        tab = qobject_cast<EditorTab *>(m_leaving.take(key));
        if (tab == nullptr) {
            tab = m_scripts(file, m_tabs);
            prepare(tab, key);
        }
        const std::optional<NodeDraft> draft = m_presenter.tree().draft(file);
        const bool zeroLoad = draft && draft->kind == NodeKind::ZeroLoad;
        m_tabs->addTab(key, tab, zeroLoad ? Icon::ZeroLoad : Icon::Shell, draft ? draft->name : tab->title());
        m_tabs->setModified(key, tab->isModified());
    }
    m_tabs->show(key);
    showArea();
    return tab;
}

void DataStudioPage::prepare(CanvasTab *tab, const QString &key)
{
    connect(tab, &CanvasTab::scriptRequested, this, [this](FileId file) { openScript(file); });
    connect(tab, &CanvasTab::runRequested, this, [this](FileId file) { openScript(file)->run(); });
    connect(tab, &CanvasTab::aboutToCommit, this, &DataStudioPage::saveScripts);
    connect(tab, &CanvasTab::savedChanged, this, [this, tab, key] { m_tabs->setModified(key, !tab->isSaved()); });
    connect(tab, &CanvasTab::nodeWanted, this,
            [this, tab](NodeKind kind, QPointF position) { createNode(tab->workflow(), kind, tab, position); });
}

void DataStudioPage::prepare(EditorTab *tab, const QString &key)
{
    connect(tab, &EditorTab::titleChanged, this, [this, tab, key] { m_tabs->setTitle(key, tab->title()); });
    connect(tab, &EditorTab::modifiedChanged, this, [this, tab, key] { m_tabs->setModified(key, tab->isModified()); });
    connect(tab, &EditorTab::closeRequested, this, [this, key] { dropTab(key); });
    connect(tab, &EditorTab::canvasRequested, this, [this](WorkflowId workflow, FileId file) {
        openCanvas(workflow);
        if (auto *canvas = qobject_cast<CanvasTab *>(m_tabs->tab(keyOf(workflow))))
            canvas->reveal(file);
    });
}

void DataStudioPage::closeTab(const QString &key)
{
    if (auto *editor = qobject_cast<EditorTab *>(m_tabs->tab(key)))
        editor->save();
    QWidget *tab = m_tabs->take(key);
    if (tab == nullptr)
        return;
    if (isSaved(tab)) {
        tab->deleteLater();
    } else {
        m_leaving.insert(key, tab);
        releaseWhenSaved(tab);
    }
    showArea();
}

void DataStudioPage::releaseWhenSaved(QWidget *tab)
{
    const auto release = [this, tab] {
        const QString key = m_leaving.key(tab);
        if (key.isEmpty() || !isSaved(tab))
            return;
        m_leaving.remove(key);
        tab->deleteLater();
    };
    if (auto *canvas = qobject_cast<CanvasTab *>(tab))
        connect(canvas, &CanvasTab::savedChanged, this, release);
    else if (auto *editor = qobject_cast<EditorTab *>(tab))
        connect(editor, &EditorTab::modifiedChanged, this, release);
}

void DataStudioPage::dropTab(const QString &key)
{
    if (QWidget *left = m_leaving.take(key))
        left->deleteLater();
    if (QWidget *tab = m_tabs->take(key))
        tab->deleteLater();
    showArea();
}

void DataStudioPage::showArea()
{
    m_area->setCurrentIndex(m_tabs->count() > 0 ? 1 : 0);
}

void DataStudioPage::tabShown(const QString &key)
{
    if (key.startsWith(u"w:"_s))
        m_tree->showCurrent(WorkflowId{numberOf(key)});
    else if (key.startsWith(u"f:"_s))
        m_tree->showCurrent(FileId{numberOf(key)});
    rememberSession();
}

void DataStudioPage::rememberSession()
{
    if (m_restoring || !m_presenter.workspace().isValid())
        return;
    QSettings &layout = m_context.settings().layout();
    const QString group = u"layout/datastudio/%1/"_s.arg(m_presenter.workspace().value());
    layout.setValue(group + u"tabs"_s, m_tabs->keys());
    layout.setValue(group + u"current"_s, m_tabs->currentKey());
}

void DataStudioPage::restoreSession()
{
    QSettings &layout = m_context.settings().layout();
    const QString group = u"layout/datastudio/%1/"_s.arg(m_presenter.workspace().value());
    const QStringList keys = layout.value(group + u"tabs"_s).toStringList();
    const QString current = layout.value(group + u"current"_s).toString();
    m_restoring = true;
    for (const QString &key : keys) {
        if (key.startsWith(u"w:"_s))
            openCanvas(WorkflowId{numberOf(key)});
        else if (key.startsWith(u"f:"_s) && numberOf(key) > 0)
            openScript(FileId{numberOf(key)});
    }
    m_restoring = false;
    if (m_tabs->tab(current) != nullptr)
        m_tabs->show(current);
}

void DataStudioPage::saveScripts()
{
    for (const QString &key : m_tabs->keys()) {
        auto *editor = qobject_cast<EditorTab *>(m_tabs->tab(key));
        if (editor != nullptr && editor->isModified())
            editor->save();
    }
}

QString DataStudioPage::unsavedWork() const
{
    QStringList names;
    for (const QString &key : m_tabs->keys()) {
        if (!isSaved(m_tabs->tab(key)))
            names.append(m_tabs->tabText(m_tabs->indexOf(m_tabs->tab(key))));
    }
    const auto count = names.size() + m_leaving.size();
    return count == 0 ? QString()
                      : tr("%n tabs of DataStudio are not saved yet, because the engine has not answered.", nullptr,
                           int(count));
}

PageEntry dataStudioPageEntry(ScriptTabFactory scripts)
{
    PageEntry entry;
    entry.id = u"datastudio"_s;
    entry.title = DataStudioPage::tr("DataStudio");
    entry.icon = Icon::DataStudio;
    entry.make = [scripts = std::move(scripts)](ShellContext &context, QWidget *parent) -> Page * {
        return new DataStudioPage(context, scripts, parent);
    };
    entry.opens = [](const Target &target) {
        return std::holds_alternative<WorkflowId>(target) || std::holds_alternative<FileId>(target);
    };
    return entry;
}

} // namespace slipway
