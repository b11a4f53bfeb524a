#include "ui/scripts/script_page.h"

#include "models/backend/runs_backend.h"
#include "models/items/group_names.h"
#include "models/items/time_words.h"
#include "ui/operations/log_panel.h"
#include "ui/schedules/properties_pane.h"
#include "ui/scripts/run_flow.h"
#include "ui/scripts/side_strip.h"
#include "ui/scripts/versions_pane.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/editor/script_editor.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/table.h"
#include "widgets/kit/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace slipway {

namespace {
constexpr int panelWidth = 420;
constexpr auto clockInterval = std::chrono::seconds(15);

constexpr ActionSpec actionTable[] = {
    {"script.save", QT_TRANSLATE_NOOP("Action", "Save"), "Ctrl+S", Icon::Save, ActionContext::Script},
    {"script.commit", QT_TRANSLATE_NOOP("Action", "Commit"), "Ctrl+Shift+S", Icon::Commit, ActionContext::Script},
    {"script.run", QT_TRANSLATE_NOOP("Action", "Run"), "F8", Icon::Play, ActionContext::Script},
    {"script.runWith", QT_TRANSLATE_NOOP("Action", "Run with Parameters"), "Shift+F8", Icon::PlayWith,
     ActionContext::Script},
    {"script.stop", QT_TRANSLATE_NOOP("Action", "Stop"), "Ctrl+F8", Icon::Stop, ActionContext::Script},
};

// "Run 100000123 · 4.1 s", or why it stands as it does.
QString runWords(const Instance &run)
{
    if (!run.reason.isEmpty())
        return run.reason;
    const QString number = ScriptPage::tr("Run %1").arg(run.id.toString());
    if (!isSet(run.startedAt) || !isSet(run.finishedAt) || run.finishedAt < run.startedAt)
        return number;
    return ScriptPage::tr("%1 · %2").arg(number, durationWords(run.finishedAt - run.startedAt));
}

QTableView *problemTable(ProblemsPresenter &problems, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setObjectName(QStringLiteral("problemsTable"));
    table->setAccessibleName(ScriptPage::tr("Problems"));
    table->setModel(&problems.table());
    table->setItemDelegateForColumn(ProblemTableModel::Severity, new StateDelegate(table));
    setUpTable(table, QStringLiteral("problems"),
               {{ProblemTableModel::Severity, 100},
                {ProblemTableModel::Line, 56},
                {ProblemTableModel::Message, 0},
                {ProblemTableModel::Code, 150}});
    table->setSortingEnabled(false); // errors first, then by line
    return table;
}
} // namespace

ScriptPage::ScriptPage(ShellContext &context, ScriptLinter *linter, FileId file, QWidget *parent)
    : EditorTab(parent),
      m_context(context),
      m_script(context.backends(), file),
      m_problems(linter),
      m_run(context.backends()),
      m_flow(new RunFlow(context, m_script, m_run, this)),
      m_status(textLabel({}, TextSize::Caption, this, true)),
      m_runChip(new StateChip(this)),
      m_bar(new MessageBar(this)),
      m_editor(new ScriptEditor(this)),
      m_properties(new PropertiesPane(context.backends(), this)),
      m_versions(new VersionsPane(context.backends(), this)),
      m_log(new LogPanel(m_run.log(), this)),
      m_side(new SideStrip(panelWidth, this))
{
    m_status->setObjectName(QStringLiteral("scriptStatus"));
    makeActions();
    m_side->addPanel(tr("Properties"), QStringLiteral("propertiesTab"), m_properties);
    m_side->addPanel(tr("Versions"), QStringLiteral("versionsTab"), m_versions);
    auto *vertical = new QSplitter(Qt::Vertical, this);
    vertical->addWidget(m_editor);
    vertical->addWidget(makeLowerPane());
    vertical->setStretchFactor(0, 3);
    vertical->setStretchFactor(1, 1);
    vertical->setChildrenCollapsible(false);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(vertical, 1);
    middle->addWidget(m_side);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(separatorLine(Qt::Horizontal, this));
    layout->addWidget(m_bar);
    layout->addLayout(middle, 1);
    setFocusProxy(m_editor);
    connectPresenters();
    workspaceChanged();
    updateRun();
    m_editor->setReadOnly(true);
    m_clock.start(clockInterval);
    m_script.load();
}

void ScriptPage::makeActions()
{
    ActionRegistry &registry = m_context.actions();
    registry.add(actionTable);
    m_saveAction = registry.make("script.save", this, [this] { m_script.save(); });
    m_commitAction = registry.make("script.commit", this, [this] { commit(); });
    m_runAction = registry.make("script.run", this, [this] { startRun(false); });
    m_runWithAction = registry.make("script.runWith", this, [this] { startRun(true); });
    m_stopAction = registry.make("script.stop", this, [this] { m_run.stop(); });
}

QWidget *ScriptPage::makeToolBar()
{
    auto *bar = new QWidget(this);
    bar->setFixedHeight(metric::toolBar);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(spacing::s, 0, spacing::m, 0);
    layout->setSpacing(spacing::xs);
    for (QAction *action : {m_saveAction, m_commitAction, m_runAction, m_runWithAction, m_stopAction})
        layout->addWidget(actionButton(action, true, bar));
    layout->addStretch(1);
    layout->addWidget(m_status);
    QPushButton *operations = quietButton(tr("Operation Center"), QStringLiteral("scriptOperations"), bar);
    layout->addSpacing(spacing::s);
    layout->addWidget(operations);
    connect(operations, &QPushButton::clicked, this, [this] {
        if (m_script.draft().node.isValid())
            m_context.openNodeInstances(m_script.draft().node, m_script.draft().name);
        else
            m_context.showPage(QStringLiteral("operations"));
    });
    return bar;
}

QWidget *ScriptPage::makeLowerPane()
{
    m_lower = new QTabWidget(this);
    m_lower->setObjectName(QStringLiteral("scriptLowerTabs"));
    m_lower->setDocumentMode(true);
    QTableView *table = problemTable(m_problems, this);
    m_lower->addTab(m_log, tr("Run log"));
    m_lower->addTab(table, tr("Problems"));
    m_log->setLeading(m_runChip);
    const auto jump = [this](const QModelIndex &index) {
        if (const ProblemRow *row = m_problems.table().rowAt(index))
            m_editor->goTo(row->problem.line, row->problem.column);
    };
    connect(table, &QTableView::activated, this, jump);
    connect(table, &QTableView::clicked, this, jump);
    return m_lower;
}

void ScriptPage::connectPresenters()
{
    connect(m_editor, &ScriptEditor::textEdited, this, [this] {
        m_script.setScript(m_editor->text());
        m_problems.setScript(m_editor->text());
    });
    connect(m_properties, &PropertiesPane::propertiesEdited, &m_script, &ScriptPresenter::setProperties);
    connect(m_properties, &PropertiesPane::descriptionEdited, &m_script, &ScriptPresenter::setDescription);
    connect(m_versions, &VersionsPane::restoreRequested, this, &ScriptPage::restore);
    connect(m_versions, &VersionsPane::compareRequested, this, &ScriptPage::compare);
    connect(&m_script, &ScriptPresenter::loaded, this, &ScriptPage::showLoaded);
    connect(&m_script, &ScriptPresenter::metadataChanged, this, &ScriptPage::updateHeader);
    connect(&m_script, &ScriptPresenter::modifiedChanged, this, [this] {
        updateHeader();
        emit modifiedChanged();
    });
    connect(&m_script, &ScriptPresenter::saveStateChanged, this, &ScriptPage::updateHeader);
    connect(&m_script, &ScriptPresenter::saved, this, [this] {
        m_savedAt = m_context.engine().engineNow();
        m_bar->clear();
        updateHeader();
    });
    connect(&m_script, &ScriptPresenter::committed, this, &ScriptPage::showCommitted);
    connect(&m_script, &ScriptPresenter::commitRefused, this, &ScriptPage::showCommitRefused);
    connect(&m_script, &ScriptPresenter::failed, m_bar, &MessageBar::showError);
    connect(&m_script, &ScriptPresenter::conflict, this, &ScriptPage::showConflict);
    connect(&m_script, &ScriptPresenter::removed, this, &ScriptPage::closeRequested);
    connect(&m_clock, &QTimer::timeout, this, [this] { m_properties->setNow(m_context.engine().engineNow()); });
    connect(&m_context.engine(), &EnginePresenter::statusChanged, this,
            [this] { m_properties->setNow(m_context.engine().engineNow()); });
    connect(&m_problems, &ProblemsPresenter::changed, this, &ScriptPage::updateProblems);
    connect(&m_run, &DraftRunPresenter::runChanged, this, &ScriptPage::updateRun);
    connect(&m_run, &DraftRunPresenter::started, this, [this] { m_lower->setCurrentIndex(RunLogTab); });
    connect(&m_run, &DraftRunPresenter::failed, m_bar, &MessageBar::showError);
    connect(&m_run, &DraftRunPresenter::groupsKnown, m_properties, &PropertiesPane::setGroups);
    connect(&m_run, &DraftRunPresenter::groupsKnown, this,
            [this](const QList<ResourceGroup> &groups) { m_groupNames = namesByIdentifier(groups); });
    connect(&m_context.workspace(), &WorkspaceContext::currentChanged, this, &ScriptPage::workspaceChanged);
}

void ScriptPage::workspaceChanged()
{
    const Workspace *workspace = m_context.workspace().find(m_script.draft().workspace);
    if (!workspace)
        return;
    const QTimeZone zone(workspace->timeZone);
    m_properties->setWorkspace(*workspace, zone);
    m_versions->setTimeZone(zone);
}

void ScriptPage::showLoaded()
{
    const NodeDraft &draft = m_script.draft();
    m_editor->setReadOnly(false);
    if (!m_shown)
        m_editor->setText(draft.script);
    else if (m_editor->text() != draft.script)
        m_editor->replaceText(draft.script); // what was typed can be brought back by undo
    m_problems.setScript(draft.script);
    workspaceChanged();
    m_properties->setNow(m_context.engine().engineNow());
    m_properties->setDraft(draft);
    m_versions->show(file());
    m_run.askGroups(draft.workspace);
    readParents();
    updateRun();
    if (!std::exchange(m_shown, true))
        m_run.findLatest(draft);
}

// Parents are kept by their output names; people know them by the nodes' names.
void ScriptPage::readParents()
{
    m_context.backends()
        .runs.listCycleTasks(m_script.draft().workspace)
        .then(this, [this](const Outcome<QList<Node>> &nodes) {
            if (nodes.ok())
                m_properties->setCommittedNodes(*nodes);
        });
}

void ScriptPage::updateHeader()
{
    const NodeDraft &draft = m_script.draft();
    QStringList parts;
    parts << (m_script.isInConflict()    ? tr("Not saved: changed in two places")
              : m_script.hasSaveFailed() ? tr("Not saved yet: kept here and tried again")
              : m_script.isModified()    ? tr("Saving…")
              : isSet(m_savedAt)         ? tr("Saved %1").arg(clockTime(m_savedAt, m_context.workspace().timeZone()))
                                         : tr("Saved"));
    if (draft.latestVersion == 0)
        parts << tr("never committed");
    else
        parts << (draft.changedSinceCommit ? tr("V%1, changed since").arg(draft.latestVersion)
                                           : tr("V%1 committed").arg(draft.latestVersion));
    m_status->setText(parts.join(QStringLiteral(" · ")));
    m_saveAction->setEnabled(m_script.isLoaded());
    m_commitAction->setEnabled(m_script.isLoaded());
    m_properties->setIdentity(draft);
    emit titleChanged();
}

void ScriptPage::updateRun()
{
    const bool running = m_run.isRunning();
    m_runAction->setEnabled(!running && m_script.isLoaded());
    m_runWithAction->setEnabled(!running && m_script.isLoaded());
    m_stopAction->setEnabled(running);
    m_runChip->setVisible(m_run.run().id.isValid());
    if (!m_run.run().id.isValid()) {
        m_log->setCaption(tr("Run shows its log here."));
        return;
    }
    m_runChip->setState(stateCell(m_run.run()));
    m_log->setCaption(runWords(m_run.run()));
}

void ScriptPage::updateProblems()
{
    const QList<ScriptProblem> &problems = m_problems.problems();
    m_editor->setProblems(problems);
    m_lower->setTabText(ProblemsTab, problems.isEmpty() ? tr("Problems") : tr("Problems %1").arg(problems.size()));
}

// A script that the shell would misread is not run: the Problems pane says where and why.
void ScriptPage::startRun(bool askValues)
{
    if (!m_script.isLoaded() || m_run.isRunning())
        return;
    if (m_problems.blocksRun()) {
        m_lower->setCurrentIndex(ProblemsTab);
        m_bar->showMessage(
            MessageBar::Kind::Error,
            tr("The script was not run: it has an error that the shell would not report. See Problems below."));
        return;
    }
    m_bar->clear();
    m_script.save();
    m_flow->begin(askValues);
}

void ScriptPage::showCommitted(const NodeVersion &version)
{
    m_bar->showMessage(MessageBar::Kind::Info, tr("Committed as V%1.").arg(version.version));
    m_versions->show(file());
    readParents();
}

// Where the error names a field of Properties, it is shown there as well.
void ScriptPage::showCommitRefused(const Error &error)
{
    m_bar->showError(tr("The node could not be committed."), error);
    if (m_properties->hasField(error.field)) {
        m_side->openPanel(PropertiesPanel);
        m_properties->showError(error);
    }
}

} // namespace slipway
