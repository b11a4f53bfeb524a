#pragma once

#include "ui/scripts/draft_run_presenter.h"
#include "ui/scripts/problems_presenter.h"
#include "ui/scripts/script_presenter.h"
#include "ui/workflows/editor_tab.h"

#include <QTimer>

class QAction;
class QLabel;
class QTabWidget;

namespace slipway {

class LogPanel;
class MessageBar;
class PropertiesPane;
class RunFlow;
class ScriptEditor;
class ScriptLinter;
class ShellContext;
class SideStrip;
class StateChip;
class VersionsPane;

// The editor tab of a Shell node: script, run, Properties and Versions at the right, Run log and Problems below.
class ScriptPage : public EditorTab
{
    Q_OBJECT

public:
    // `linter` may be null and must outlive the page.
    ScriptPage(ShellContext &context, ScriptLinter *linter, FileId file, QWidget *parent = nullptr);

    FileId file() const override { return m_script.file(); }
    QString title() const override { return m_script.draft().name; }
    bool isModified() const override { return m_script.isModified(); }
    void save() override { m_script.save(); }
    void run() override { startRun(false); }

private:
    enum LowerTab { RunLogTab, ProblemsTab };
    enum SidePanel { PropertiesPanel, VersionsPanel };

    void makeActions();
    QWidget *makeToolBar();
    QWidget *makeLowerPane();
    void connectPresenters();
    void showLoaded();
    void updateHeader();
    void updateRun();
    void updateProblems();
    void readParents();
    void workspaceChanged();

    void startRun(bool askValues);
    void commit();
    void askCommit(bool manyInstances);
    void showCommitted(const NodeVersion &version);
    void showCommitRefused(const Error &error);
    void restore(const NodeVersion &version);
    void compare(const NodeVersion &version);
    void showConflict(const QStringList &fields);

    ShellContext &m_context;
    ScriptPresenter m_script;
    ProblemsPresenter m_problems;
    DraftRunPresenter m_run;
    RunFlow *m_flow;
    Instant m_savedAt; // the last time somebody or the page itself saved
    QTimer m_clock;    // the next runs move on while one looks at them
    QAction *m_saveAction = nullptr;
    QAction *m_commitAction = nullptr;
    QAction *m_runAction = nullptr;
    QAction *m_runWithAction = nullptr;
    QAction *m_stopAction = nullptr;
    QLabel *m_status;
    StateChip *m_runChip;
    MessageBar *m_bar;
    ScriptEditor *m_editor;
    PropertiesPane *m_properties;
    VersionsPane *m_versions;
    LogPanel *m_log;
    SideStrip *m_side;
    QTabWidget *m_lower = nullptr;
    QHash<QString, QString> m_groupNames; // by identifier
    bool m_shown = false;                 // the draft has been put on screen once
};

} // namespace slipway
