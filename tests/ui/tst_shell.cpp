#include "tests/support/fake_backends.h"
#include "ui/shell/all_pages.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"
#include "ui/shell/shell_actions.h"
#include "ui/shell/shell_context.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

// A whole console over fakes.
struct Console
{
    Console(ThemeController &theme, const QString &file, void (*fill)(FakeWorld &) = fillWorld) : settings(file)
    {
        fill(fake.world());
        backends = std::make_unique<Backends>(fake.backends());
        context = std::make_unique<ShellContext>(*backends, theme, settings);
        window = std::make_unique<MainWindow>(*context, allPages(nullptr));
    }
    void show(const QString &page)
    {
        window->restoreSession(page);
        window->show();
        QApplication::setActiveWindow(window.get());
    }
    template <class Widget>
    Widget *find(const QString &name) const
    {
        return window->findChild<Widget *>(name);
    }
    void click(const QString &name) const { QTest::mouseClick(find<QWidget>(name), Qt::LeftButton); }

    FakeBackends fake;
    ConsoleSettings settings;
    std::unique_ptr<Backends> backends;
    std::unique_ptr<ShellContext> context;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestShell : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void everyPageShowsInEveryWorld_data();
    void everyPageShowsInEveryWorld();
    void actionsHaveUniqueIdsAndKeys();
    void everyControlHasANameAndAnObjectName();
    void pagesByKeys();
    void paletteRunsACommand();
    void paletteOpensAnObject();
    void lostConnectionIsShownAndTypedTextKept();
    void issueLeadsToItsPlace();
    void sessionIsRemembered();
    void createAGroup();
    void bindAGroup();
    void groupMenuGivesReasons();
    void groupToolBarActsOnTheChosenRow();
    void firstFrameIsAnnouncedOnce();
    void makesAWorkspaceInAnotherTimeZone();

private:
    QString settingsFile() const { return m_home->filePath(u"console.ini"_s); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<ThemeController> m_theme;
};

void TestShell::initTestCase()
{
    m_theme = std::make_unique<ThemeController>(*qApp);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QCoreApplication::setOrganizationName(u"slipway-test"_s);
}

void TestShell::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home->path());
}

void TestShell::everyPageShowsInEveryWorld_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<bool>("full");
    QTest::addColumn<bool>("failing");
    for (const PageEntry &page : allPages(nullptr)) {
        QTest::addRow("%s full", qPrintable(page.id)) << page.id << true << false;
        QTest::addRow("%s empty", qPrintable(page.id)) << page.id << false << false;
        QTest::addRow("%s failing", qPrintable(page.id)) << page.id << false << true;
    }
}

void TestShell::everyPageShowsInEveryWorld()
{
    QFETCH(QString, page);
    QFETCH(bool, full);
    QFETCH(bool, failing);
    const auto widgets = QApplication::topLevelWidgets().size();
    {
        Console console(*m_theme, settingsFile(), full ? fillWorld : emptyWorld);
        if (failing)
            console.fake.world().failure = Error::unavailable(u"The database is locked."_s);
        console.show(page);
        QVERIFY(QTest::qWaitForWindowExposed(console.window.get()));
        QTRY_VERIFY(console.fake.world().calls.contains(u"status"_s));
        QVERIFY(console.window->currentPage());
        QVERIFY(!console.window->grab().isNull());
    }
    QCOMPARE(QApplication::topLevelWidgets().size(), widgets);
}

void TestShell::actionsHaveUniqueIdsAndKeys()
{
    Console console(*m_theme, settingsFile());
    for (const PageEntry &page : allPages(nullptr))
        console.window->showPage(page.id);
    console.context->openWorkflow(WorkflowId(50));
    console.context->openScript(FileId(500));
    const QStringList found = clashes(console.context->actions().specs());
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    for (const PageEntry &page : allPages(nullptr))
        QVERIFY2(console.context->actions().find(u"page."_s + page.id), qPrintable(page.id));
}

void TestShell::everyControlHasANameAndAnObjectName()
{
    Console console(*m_theme, settingsFile());
    console.show(u"overview"_s);
    QTRY_VERIFY(console.context->workspace().current().id.isValid());
    for (const QString &page : {u"overview"_s, u"groups"_s, u"settings"_s})
        console.window->showPage(page);
    QTRY_VERIFY(console.find<QWidget>(u"changeWorkspace.excl_deploy"_s));
    QStringList nameless;
    const auto check = [&nameless](const QWidget *widget) {
        if (widget->isHidden())
            return; // not reachable
        const bool ownPart =
            widget->objectName().startsWith(u"qt_"_s) || qobject_cast<QSpinBox *>(widget->parentWidget());
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool spoken = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        const bool innerClear = widget->inherits("QLineEditIconButton");
        if (!ownPart && !innerClear && (widget->objectName().isEmpty() || !spoken))
            nameless.append(u"%1 '%2' in '%3'"_s.arg(QLatin1StringView(widget->metaObject()->className()),
                                                     widget->objectName(), widget->parentWidget()->objectName()));
    };
    for (const QWidget *widget : console.window->findChildren<QAbstractButton *>())
        check(widget);
    for (const QWidget *widget : console.window->findChildren<QLineEdit *>())
        check(widget);
    for (const QWidget *widget : console.window->findChildren<QComboBox *>())
        check(widget);
    for (const QWidget *widget : console.window->findChildren<QTableView *>())
        check(widget);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void TestShell::pagesByKeys()
{
    Console console(*m_theme, settingsFile());
    console.show(u"overview"_s);
    QVERIFY(QTest::qWaitForWindowExposed(console.window.get()));
    QTest::keyClick(console.window.get(), Qt::Key_5, Qt::ControlModifier);
    QCOMPARE(console.window->currentPage()->objectName(), u"groupsPage"_s);
    QVERIFY(console.find<QAbstractButton>(u"activity.groups"_s)->isChecked());
    QTest::keyClick(console.window.get(), Qt::Key_6, Qt::ControlModifier);
    QCOMPARE(console.window->currentPage()->objectName(), u"settingsPage"_s);
}

void TestShell::paletteRunsACommand()
{
    Console console(*m_theme, settingsFile());
    console.show(u"overview"_s);
    QVERIFY(QTest::qWaitForWindowExposed(console.window.get()));
    QTest::keyClick(console.window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *input = console.find<QLineEdit>(u"paletteInput"_s);
    QTRY_VERIFY(input->hasFocus());
    QTest::keyClicks(input, u"go resource"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QVERIFY(!console.find<QWidget>(u"commandPalette"_s)->isVisible());
    QCOMPARE(console.window->currentPage()->objectName(), u"groupsPage"_s);
}

void TestShell::paletteOpensAnObject()
{
    Console console(*m_theme, settingsFile());
    QSignalSpy opened(console.context.get(), &ShellContext::openRequested);
    console.show(u"overview"_s);
    QTRY_VERIFY(console.context->workspace().current().id.isValid());
    QTest::keyClick(console.window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *input = console.find<QLineEdit>(u"paletteInput"_s);
    QTest::keyClicks(input, u"legacy"_s);
    QTRY_COMPARE(console.find<QListView>(u"paletteList"_s)->model()->rowCount(), 1);
    QTest::keyClick(input, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
}

void TestShell::lostConnectionIsShownAndTypedTextKept()
{
    Console console(*m_theme, settingsFile());
    console.show(u"groups"_s);
    QTRY_VERIFY(console.find<QWidget>(u"changeWorkspace.excl_deploy"_s));
    console.click(u"createGroupButton"_s);
    QTest::keyClicks(console.find<QLineEdit>(u"groupName"_s), u"excl_typed"_s);
    auto *bar = console.find<QWidget>(u"connectionBar"_s);
    QVERIFY(!bar->isVisible());
    console.fake.feed().setState(ConnectionState::Offline, u"Connection refused."_s);
    QVERIFY(bar->isVisible());
    QVERIFY(console.find<QLabel>(u"connectionText"_s)->text().contains(u"Connection refused."_s));
    QSignalSpy start(console.context.get(), &ShellContext::engineStartRequested);
    console.click(u"startEngine"_s);
    QCOMPARE(start.count(), 1);
    console.fake.feed().setState(ConnectionState::Connecting);
    QVERIFY(bar->isVisible());
    console.fake.feed().setState(ConnectionState::Online);
    QVERIFY(!bar->isVisible());
    QCOMPARE(console.find<QLineEdit>(u"groupName"_s)->text(), u"excl_typed"_s);
    QCOMPARE(console.find<QTableView>(u"groupsTable"_s)->model()->rowCount(), 5);
}

void TestShell::issueLeadsToItsPlace()
{
    Console console(*m_theme, settingsFile());
    console.show(u"overview"_s);
    QTRY_VERIFY(console.context->engine().hasStatus());
    for (const Service &service : console.fake.world().services)
        emit console.fake.feed().serviceChanged(service);
    auto *button = console.find<QAbstractButton>(u"problemsButton"_s);
    QCOMPARE(button->text(), u"1 problem"_s);
    QSignalSpy opened(console.context.get(), &ShellContext::openRequested);
    button->click();
    auto *list = console.find<QListView>(u"issuesList"_s);
    QTRY_VERIFY(list->isVisible());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().value<Target>(), Target(ServiceTarget{u"cn-shanghai"_s, u"legacy_ranker"_s}));
}

void TestShell::sessionIsRemembered()
{
    {
        Console console(*m_theme, settingsFile());
        console.show(u"groups"_s);
        QTRY_VERIFY(console.context->workspace().current().id.isValid());
        console.context->workspace().setCurrent(WorkspaceId(3));
        console.context->workspace().setRegion(u"eu-central-1"_s);
        console.window->close();
    }
    Console console(*m_theme, settingsFile());
    console.show({});
    QCOMPARE(console.window->currentPage()->objectName(), u"groupsPage"_s);
    QTRY_COMPARE(console.context->workspace().current().identifier, u"sandbox"_s);
    QCOMPARE(console.find<QComboBox>(u"regionCombo"_s)->currentText(), u"Germany (Frankfurt)"_s);
}

void TestShell::createAGroup()
{
    Console console(*m_theme, settingsFile(), emptyWorld);
    console.show(u"groups"_s);
    console.click(u"createGroupButton"_s);
    auto *name = console.find<QLineEdit>(u"groupName"_s);
    auto *ok = console.find<QAbstractButton>(u"createGroupOk"_s);
    QTRY_VERIFY(name->hasFocus());
    QTest::keyClicks(name, u"excl 1"_s);
    QVERIFY(!ok->isEnabled());
    QVERIFY(console.find<QLabel>(u"NameMessage"_s)->text().contains(u"space"_s));
    QTest::keyClick(name, Qt::Key_Backspace);
    QTest::keyClick(name, Qt::Key_Backspace);
    QTest::keyClicks(name, u"_1"_s);
    QVERIFY(ok->isEnabled());
    console.click(u"groupPurchase"_s);
    QTRY_VERIFY(!console.find<QLineEdit>(u"groupOrderNumber"_s)->text().isEmpty());
    QVERIFY(!console.find<QWidget>(u"groupPurchase"_s)->isVisible());
    QTest::keyClicks(console.find<QPlainTextEdit>(u"groupDescription"_s), u"First"_s);
    QTest::mouseClick(ok, Qt::LeftButton);
    QTRY_VERIFY(!console.find<QWidget>(u"createGroupPanel"_s)->isVisible());
    QTRY_COMPARE(console.find<QTableView>(u"groupsTable"_s)->model()->rowCount(), 1);
    QVERIFY(console.find<QTableView>(u"groupsTable"_s)->isVisible());
    QCOMPARE(console.fake.world().groups.first().description, u"First"_s);
}

void TestShell::bindAGroup()
{
    Console console(*m_theme, settingsFile());
    console.show(u"groups"_s);
    QTRY_VERIFY(console.find<QWidget>(u"changeWorkspace.excl_batch"_s));
    console.click(u"changeWorkspace.excl_batch"_s);
    auto *dialog = console.find<QDialog>(u"bindWorkspaceDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QTest::mouseClick(dialog->findChild<QWidget *>(u"bind.fraud_team"_s), Qt::LeftButton);
    QTRY_VERIFY(dialog->findChild<QWidget *>(u"unbind.fraud_team"_s));
    QCOMPARE(console.fake.world().groups.at(2).workspaces, QList<WorkspaceId>{WorkspaceId(2)});
    QVERIFY(!dialog->findChild<QWidget *>(u"noWorkspaceMatches"_s)); // rows made on screen count as well
    QTest::mouseClick(dialog->findChild<QWidget *>(u"unbind.fraud_team"_s), Qt::LeftButton);
    QTRY_VERIFY(console.fake.world().groups.at(2).workspaces.isEmpty());
    dialog->reject();
}

void TestShell::groupMenuGivesReasons()
{
    Console console(*m_theme, settingsFile());
    console.show(u"groups"_s);
    QTRY_VERIFY(console.find<QWidget>(u"groupMore.excl_deploy"_s));
    console.find<QAbstractButton>(u"groupMore.excl_deploy"_s)->click();
    auto *menu = console.find<QWidget>(u"groupMenu"_s);
    QVERIFY(menu);
    int refused = 0;
    for (const QAction *action : menu->actions()) {
        if (action->isSeparator() || action->isEnabled())
            continue;
        ++refused;
        QVERIFY(!action->toolTip().isEmpty() && action->toolTip() != action->text());
    }
    QCOMPARE(refused, 2); // runs already; is bound
    menu->close();
}

// Screen readers and the keyboard reach a row's actions through the tool bar, for the chosen row.
void TestShell::groupToolBarActsOnTheChosenRow()
{
    Console console(*m_theme, settingsFile());
    console.show(u"groups"_s);
    auto *table = console.find<QTableView>(u"groupsTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 5);
    auto *change = console.find<QAbstractButton>(u"action.group.changeWorkspace.button"_s);
    auto *stop = console.find<QAbstractButton>(u"action.group.stop.button"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(change)->text(QAccessible::Name), u"Change Workspace"_s);
    table->clearSelection();
    table->setCurrentIndex({});
    QVERIFY(!change->isEnabled());
    table->setCurrentIndex(table->model()->index(1, 0)); // excl_deploy, running
    QVERIFY(change->isEnabled() && stop->isEnabled());
    stop->click();
    QTRY_VERIFY(!stop->isEnabled());
    QVERIFY(stop->toolTip() != u"Stop"_s);
    change->click();
    auto *dialog = console.find<QDialog>(u"bindWorkspaceDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->findChild<QWidget *>(u"unbind.slipway_demo"_s));
    dialog->reject();
}

void TestShell::firstFrameIsAnnouncedOnce()
{
    Console console(*m_theme, settingsFile());
    QSignalSpy painted(console.window.get(), &MainWindow::firstFramePainted);
    console.show(u"overview"_s);
    QTRY_COMPARE(painted.count(), 1);
    console.window->repaint();
    QTRY_VERIFY(console.context->engine().hasStatus());
    QCOMPARE(painted.count(), 1);
}

void TestShell::makesAWorkspaceInAnotherTimeZone()
{
    Console console(*m_theme, settingsFile());
    console.show(u"overview"_s);
    QTRY_VERIFY(console.context->workspace().current().id.isValid());
    console.click(u"newWorkspaceButton"_s);
    QTRY_VERIFY(console.find<QDialog>(u"newWorkspaceDialog"_s));
    auto *create = console.find<QAbstractButton>(u"newWorkspaceCreate"_s);
    QVERIFY(!create->isEnabled());
    auto *zone = console.find<QComboBox>(u"workspaceTimeZone"_s);
    QVERIFY(zone->findText(u"Europe/Berlin"_s) >= 0 && zone->findText(u"UTC"_s) >= 0);
    QTest::keyClicks(console.find<QLineEdit>(u"workspaceIdentifier"_s), u"berlin"_s);
    zone->setEditText(u"Europe/Atlantis"_s);
    QVERIFY(!create->isEnabled());
    zone->setEditText(u"Europe/Berlin"_s);
    QVERIFY(create->isEnabled());
    QTest::mouseClick(create, Qt::LeftButton);
    QTRY_COMPARE(console.context->workspace().current().identifier, u"berlin"_s);
    QCOMPARE(console.context->workspace().timeZone(), QTimeZone("Europe/Berlin"));
    QTRY_VERIFY(!console.find<QDialog>(u"newWorkspaceDialog"_s));
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
