// gallery FOLDER [--only TEXT]: pictures of every page and dialog, light and dark, at 1x and 2x, full, empty and
// failing, drawn offscreen over fake backends.

#include "tests/support/fake_backends.h"
#include "ui/shell/all_pages.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"
#include "ui/shell/shell_context.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <functional>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

struct Scene
{
    QString name;
    std::function<void(FakeBackends &)> world;
    QString page;
    std::function<void(MainWindow &, FakeBackends &)> act;
};

void settle()
{
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

void press(QWidget &window, const QString &objectName)
{
    auto *button = window.findChild<QAbstractButton *>(objectName);
    if (!button) {
        std::fprintf(stderr, "gallery: no button %s\n", qPrintable(objectName));
        return;
    }
    button->click();
    settle();
}

void type(QWidget &window, const QString &objectName, const QString &text)
{
    if (auto *edit = window.findChild<QLineEdit *>(objectName)) {
        edit->setFocus();
        QTest::keyClicks(edit, text);
        settle();
    }
}

void trigger(QWidget &window, const QString &id)
{
    if (auto *action = window.findChild<QAction *>(u"action."_s + id))
        action->trigger();
    settle();
}

void failing(FakeBackends &fake)
{
    emptyWorld(fake.world());
    fake.world().failure =
        Error::unavailable(u"The engine's database is locked by another program. Close it and try again."_s);
    fake.world().failure->detail = u"SQLITE_BUSY in listGroups"_s;
}

QList<Scene> scenes(const PageRegistry &pages)
{
    const auto full = [](FakeBackends &fake) { fillWorld(fake.world()); };
    const auto empty = [](FakeBackends &fake) { emptyWorld(fake.world()); };
    QList<Scene> list;
    for (const PageEntry &page : pages) {
        list.append({page.id + u"-full"_s, full, page.id, {}});
        list.append({page.id + u"-empty"_s, empty, page.id, {}});
        list.append({page.id + u"-failing"_s, failing, page.id, {}});
    }
    list.append({u"groups-create"_s, full, u"groups"_s, [](MainWindow &window, FakeBackends &) {
                     press(window, u"createGroupButton"_s);
                     press(window, u"groupPurchase"_s);
                     type(window, u"groupName"_s, u"excl deploy"_s);
                 }});
    list.append({u"groups-bind"_s, full, u"groups"_s,
                 [](MainWindow &window, FakeBackends &) { press(window, u"changeWorkspace.excl_train_gpu"_s); }});
    list.append({u"groups-menu"_s, full, u"groups"_s,
                 [](MainWindow &window, FakeBackends &) { press(window, u"groupMore.excl_deploy"_s); }});
    list.append({u"palette"_s, full, u"overview"_s, [](MainWindow &window, FakeBackends &) {
                     trigger(window, u"palette.open"_s);
                     type(window, u"paletteInput"_s, u"de"_s);
                 }});
    list.append({u"issues"_s, full, u"overview"_s, [](MainWindow &window, FakeBackends &fake) {
                     for (const Instance &instance : fake.world().instances)
                         emit fake.feed().instanceChanged(instance);
                     for (const Service &service : fake.world().services)
                         emit fake.feed().serviceChanged(service);
                     trigger(window, u"issues.open"_s);
                 }});
    list.append({u"offline"_s, full, u"groups"_s, [](MainWindow &, FakeBackends &fake) {
                     fake.feed().setState(ConnectionState::Offline, u"Connection refused at 127.0.0.1:8787."_s);
                     settle();
                 }});
    return list;
}

void drawFloating(QPainter &painter, const MainWindow &window)
{
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (top == &window || !top->isVisible() || top->size().isEmpty())
            continue;
        QPoint at = top->pos() - window.pos();
        if (qobject_cast<QDialog *>(top)) {
            at = QPoint((window.width() - top->width()) / 2, (window.height() - top->height()) / 3);
            painter.fillRect(window.rect(), QColor(0, 0, 0, 60));
        }
        painter.drawPixmap(at, top->grab());
    }
}

void render(const Scene &scene, ThemeController &theme, const QString &file)
{
    QTemporaryDir home;
    FakeBackends fake;
    scene.world(fake);
    ConsoleSettings settings(home.filePath(u"console.ini"_s));
    Backends backends = fake.backends();
    ShellContext context(backends, theme, settings);
    MainWindow window(context, allPages(nullptr));
    window.resize(1360, 860);
    window.restoreSession(scene.page);
    window.resize(1360, 860);
    window.show();
    QApplication::setActiveWindow(&window);
    settle();
    if (scene.act)
        scene.act(window, fake);
    settle();
    QPixmap picture = window.grab();
    QPainter painter(&picture);
    drawFloating(painter, window);
    painter.end();
    picture.save(file);
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (top != &window)
            top->close();
    }
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: slipway-gallery FOLDER [PART-OF-A-NAME]\n");
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QTemporaryDir home;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
    QApplication::setOrganizationName(u"slipway-gallery"_s);
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    folder.mkpath(u"."_s);
    const QString only = argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString();
    ThemeController theme(application);
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        theme.setChoice(choice);
        const QString tone = choice == ThemeChoice::Dark ? u"dark"_s : u"light"_s;
        for (const Scene &scene : scenes(allPages(nullptr))) {
            const QString name = u"%1-%2-%3x.png"_s.arg(scene.name, tone).arg(application.devicePixelRatio());
            if (name.contains(only))
                render(scene, theme, folder.filePath(name));
        }
    }
    return 0;
}
