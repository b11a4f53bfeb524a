#include "ui/shell/main_window.h"

#include "models/backend/event_feed.h"
#include "ui/shell/activity_bar.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/connection_bar.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/frame_meter.h"
#include "ui/shell/header_bar.h"
#include "ui/shell/issues_popover.h"
#include "ui/shell/new_workspace_dialog.h"
#include "ui/shell/page.h"
#include "ui/shell/shell_actions.h"
#include "ui/shell/shell_context.h"
#include "ui/shell/status_strip.h"
#include "widgets/kit/dialog_frame.h"
#include "widgets/kit/message_bar.h"

#include <QAction>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(ShellContext &context, PageRegistry pages, QWidget *parent)
    : QMainWindow(parent), m_context(context), m_pages(std::move(pages))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Slipway"));
    setMinimumSize(900, 560);
    resize(1360, 860);
    makeActions();
    build();
    connect(&m_context, &ShellContext::openRequested, this, &MainWindow::open);
    connect(&m_context, &ShellContext::pageRequested, this, &MainWindow::showPage);
    connect(&m_context.backends().events, &EventFeed::resynchronise, this, [this] {
        for (MessageBar *bar : findChildren<MessageBar *>())
            bar->clearRetryable();
    });
    measureFrames(m_context.settings().showFrameTime());
    connect(&m_context.settings(), &ConsoleSettings::showFrameTimeChanged, this, &MainWindow::measureFrames);
}

void MainWindow::makeActions()
{
    ActionRegistry &actions = m_context.actions();
    actions.add(shellActions());
    for (const PageEntry &entry : m_pages) {
        const QString id = entry.id;
        const QByteArray action = "page." + id.toLatin1();
        if (actions.find(QString::fromLatin1(action)))
            actions.make(action.constData(), this, [this, id] { showPage(id); });
    }
    actions.make("palette.open", this, [this] { m_palette->openPalette(); });
    actions.make("workspace.new", this, [this] { (new NewWorkspaceDialog(m_context, this))->open(); });
    actions.make("issues.open", this, [this] { openIssues(); });
    actions.make("theme.toggle", this, [this] { toggleTheme(); });
    actions.make("engine.refresh", this, [this] { m_context.engine().refresh(); });
    actions.make("window.close", this, [this] { close(); });
}

void MainWindow::build()
{
    const auto own = [this](const char *id) { return findChild<QAction *>(u"action."_s + QLatin1StringView(id)); };
    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    m_activity = new ActivityBar(m_pages, centre);
    row->addWidget(m_activity);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(
        new HeaderBar(m_context, {own("palette.open"), own("theme.toggle"), own("workspace.new")}, centre));
    right->addWidget(new ConnectionBar(m_context, centre));
    m_stack = new QStackedWidget(centre);
    right->addWidget(m_stack, 1);
    row->addLayout(right, 1);
    column->addLayout(row, 1);
    m_status = new StatusStrip(m_context, centre);
    column->addWidget(m_status);
    setCentralWidget(centre);
    m_palette = new CommandPalette(m_context, this);
    m_issues = new IssuesPopover(m_context, this);
    connect(m_activity, &ActivityBar::pageChosen, this, &MainWindow::showPage);
    connect(m_status, &StatusStrip::problemsRequested, this, &MainWindow::openIssues);
}

Page *MainWindow::page(const QString &id)
{
    if (Page *made = m_made.value(id))
        return made;
    const auto entry = std::find_if(m_pages.begin(), m_pages.end(), [&id](const PageEntry &e) { return e.id == id; });
    if (entry == m_pages.end())
        return nullptr;
    Page *made = entry->make(m_context, m_stack);
    if (made->objectName().isEmpty())
        made->setObjectName(u"page."_s + id);
    m_made.insert(id, made);
    m_stack->addWidget(made);
    return made;
}

void MainWindow::showPage(const QString &id)
{
    Page *wanted = page(id);
    if (!wanted)
        return;
    const bool changed = m_stack->currentWidget() != wanted || m_current.isEmpty();
    m_current = id;
    m_stack->setCurrentWidget(wanted);
    m_activity->setCurrent(id);
    setWindowTitle(tr("%1 – Slipway").arg(wanted->title()));
    if (changed) {
        m_context.settings().setLastPage(id);
        wanted->activate();
    }
}

Page *MainWindow::currentPage() const
{
    return m_made.value(m_current);
}

void MainWindow::open(const Target &target)
{
    for (const PageEntry &entry : m_pages) {
        if (!entry.opens || !entry.opens(target))
            continue;
        showPage(entry.id);
        currentPage()->openTarget(target);
        return;
    }
}

void MainWindow::restoreSession(const QString &page)
{
    restoreGeometry(m_context.settings().layout().value("layout/window"_L1).toByteArray());
    showPage(page.isEmpty() ? m_context.settings().lastPage() : page);
    if (!currentPage() && !m_pages.empty())
        showPage(m_pages.front().id);
}

void MainWindow::toggleTheme()
{
    const ThemeChoice choice = m_context.theme().mode() == ColourMode::Dark ? ThemeChoice::Light : ThemeChoice::Dark;
    m_context.theme().setChoice(choice);
    m_context.settings().setTheme(choice);
}

void MainWindow::openIssues()
{
    const QWidget *button = m_status->problemsButton();
    const QPoint corner = button->mapTo(this, QPoint(button->width(), 0));
    m_issues->openAbove(corner - QPoint(0, spacing::s));
}

void MainWindow::measureFrames(bool measure)
{
    auto *meter = findChild<FrameMeter *>();
    if (!measure) {
        delete meter;
        m_status->setNote({});
    } else if (!meter) {
        connect(new FrameMeter(this), &FrameMeter::measured, m_status, &StatusStrip::setNote);
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QStringList unsaved;
    for (const Page *made : std::as_const(m_made)) {
        if (const QString work = made->unsavedWork(); !work.isEmpty())
            unsaved.append(work);
    }
    if (!unsaved.isEmpty() && !m_closing) {
        event->ignore();
        confirmClose(unsaved);
        return;
    }
    m_context.settings().layout().setValue("layout/window"_L1, saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::confirmClose(const QStringList &unsaved)
{
    confirmDestructive(this, tr("Close with unsaved work?"), unsaved.join(u'\n'), tr("Close and lose it"), [this] {
        m_closing = true;
        close();
    });
}

bool MainWindow::event(QEvent *event)
{
    const bool handled = QMainWindow::event(event);
    // The first expose of the window has drawn the whole tree by the time that control returns to the event loop.
    if (event->type() == QEvent::Paint && !m_painted) {
        m_painted = true;
        QTimer::singleShot(0, this, &MainWindow::firstFramePainted);
    }
    return handled;
}

} // namespace slipway
