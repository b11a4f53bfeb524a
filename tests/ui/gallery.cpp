// slipway-gallery: pictures of the window with every page, full, empty, loading and failing, and with the dialogs of
// the first pages, drawn offscreen over fake backends (arguments: gallery_stage.h). Not a test.

#include "tests/support/fake_backends.h"
#include "tests/ui/gallery_stage.h"
#include "ui/shell/all_pages.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"
#include "ui/shell/shell_context.h"

#include <QApplication>
#include <QTemporaryDir>

#include <functional>

using namespace slipway;
using namespace slipway::gallery;
using namespace Qt::StringLiterals;

namespace {

struct Scene
{
    QString name;
    std::function<void(FakeBackends &)> world;
    QString page;
    std::function<void(MainWindow &, FakeBackends &, ShellContext &)> act;
};

void failing(FakeBackends &fake)
{
    emptyWorld(fake.world());
    fake.world().failure =
        Error::unavailable(u"The engine's database is locked by another program. Close it and try again."_s);
    fake.world().failure->detail = u"SQLITE_BUSY in listGroups"_s;
}

// The engine is there, and nothing has been answered yet.
void loading(FakeBackends &fake)
{
    fillWorld(fake.world());
    fake.world().silent = true;
}

void addStudioScenes(QList<Scene> &list)
{
    const auto full = [](FakeBackends &fake) {
        fillWorld(fake.world());
        fake.world().drafts[1].changedSinceCommit = true;
    };
    const auto canvas = [](MainWindow &, FakeBackends &fake, ShellContext &context) {
        context.openWorkflow(fake.world().workflows.first().id);
        settle();
    };
    const QString page = u"datastudio"_s;
    list.append({u"datastudio-canvas"_s, full, page, canvas});
    list.append(
        {u"datastudio-commit"_s, full, page, [canvas](MainWindow &window, FakeBackends &fake, ShellContext &context) {
             canvas(window, fake, context);
             trigger(window, u"canvas.commit"_s);
         }});
    list.append({u"datastudio-create-node"_s, full, page,
                 [canvas](MainWindow &window, FakeBackends &fake, ShellContext &context) {
                     canvas(window, fake, context);
                     trigger(window, u"node.create"_s);
                 }});
    list.append({u"datastudio-create-workflow"_s, full, page, [](MainWindow &window, FakeBackends &, ShellContext &) {
                     trigger(window, u"workflow.create"_s);
                     type(window, u"workflowName"_s, u"churn model"_s);
                 }});
    list.append({u"datastudio-script"_s, full, page, [](MainWindow &, FakeBackends &fake, ShellContext &context) {
                     context.openScript(fake.world().drafts.first().id);
                     settle();
                 }});
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
        list.append({page.id + u"-loading"_s, loading, page.id,
                     [](MainWindow &, FakeBackends &, ShellContext &) { letTimePass(); }});
    }
    addStudioScenes(list);
    list.append({u"groups-create"_s, full, u"groups"_s, [](MainWindow &window, FakeBackends &, ShellContext &) {
                     press(window, u"createGroupButton"_s);
                     press(window, u"groupPurchase"_s);
                     type(window, u"groupName"_s, u"excl deploy"_s);
                 }});
    list.append({u"groups-bind"_s, full, u"groups"_s, [](MainWindow &window, FakeBackends &, ShellContext &) {
                     press(window, u"changeWorkspace.excl_train_gpu"_s);
                 }});
    list.append({u"groups-menu"_s, full, u"groups"_s, [](MainWindow &window, FakeBackends &, ShellContext &) {
                     press(window, u"groupMore.excl_deploy"_s);
                 }});
    list.append({u"groups-chosen"_s, full, u"groups"_s,
                 [](MainWindow &window, FakeBackends &, ShellContext &) { choose(window, u"groupsTable"_s, 0); }});
    list.append({u"groups-delete"_s, full, u"groups"_s, [](MainWindow &window, FakeBackends &, ShellContext &) {
                     choose(window, u"groupsTable"_s, 0);
                     trigger(window, u"group.delete"_s);
                 }});
    list.append({u"workspace-new"_s, full, u"overview"_s, [](MainWindow &window, FakeBackends &, ShellContext &) {
                     trigger(window, u"workspace.new"_s);
                     type(window, u"workspaceIdentifier"_s, u"ab"_s);
                 }});
    list.append({u"palette"_s, full, u"overview"_s, [](MainWindow &window, FakeBackends &, ShellContext &) {
                     trigger(window, u"palette.open"_s);
                     type(window, u"paletteInput"_s, u"de"_s);
                 }});
    list.append({u"issues"_s, full, u"overview"_s, [](MainWindow &window, FakeBackends &fake, ShellContext &) {
                     for (const Instance &instance : fake.world().instances)
                         emit fake.feed().instanceChanged(instance);
                     for (const Service &service : fake.world().services)
                         emit fake.feed().serviceChanged(service);
                     trigger(window, u"issues.open"_s);
                 }});
    list.append({u"offline"_s, full, u"groups"_s, [](MainWindow &, FakeBackends &fake, ShellContext &) {
                     fake.feed().setState(ConnectionState::Offline, u"Connection refused at 127.0.0.1:8787."_s);
                     settle();
                 }});
    return list;
}

void play(const Scene &scene, ThemeController &theme, const Take &take)
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
        scene.act(window, fake, context);
    settle();
    take(window);
}

QList<Picture> pictures()
{
    QList<Picture> list;
    for (const Scene &scene : scenes(allPages(nullptr)))
        list.append({scene.name, [scene](ThemeController &theme, const Take &take) { play(scene, theme, take); }});
    return list;
}

} // namespace

int main(int argc, char *argv[])
{
    return run(argc, argv, pictures);
}
