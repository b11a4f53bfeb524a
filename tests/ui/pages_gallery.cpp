// slipway-pages-gallery: pictures of the script page, the Operation Center and Model Services with their dialogs, drawn
// offscreen over fake backends (arguments: gallery_stage.h). Not a test.

#include "tests/support/fake_backends.h"
#include "tests/ui/operations_scenes.h"
#include "ui/scripts/script_page.h"
#include "ui/services/services_page.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/editor/script_editor.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTableView>
#include <QTemporaryDir>

#include <functional>

using namespace slipway;
using namespace slipway::gallery;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum class Which { Script, Services };

struct Scene
{
    QString name;
    Which page;
    std::function<void(FakeWorld &)> world;
    std::function<void(QWidget &, FakeBackends &)> act;
};

const FileId deploymentFile(500);

const QString deploymentScript = uR"(# Compile the service deployment description file.
cat << EOF > echo.json
{
"name": "churn",
"generate_token": "true",
"model_path": "file:///srv/models/churn.tar.gz",
"processor": "xgboost",
"metadata": {
"instance": 1,
"cpu": 2,
"memory": 4000
}
}
EOF
# Update and deploy the model. For each scheduled deployment, a new version is added.
/home/admin/usertools/tools/eascmd -i $ID -k $KEY -e pai-eas.cn-shanghai.aliyuncs.com modify churn -s echo.json
# Define the test logic for the service.
if ! curl -sf "$ENDPOINT" -d '[{"tenure": 3}]' | grep -q 0.9; then
    eascmd -e pai-eas.cn-shanghai.aliyuncs.com version -f churn $1
fi
)"_s;

QString brokenScript()
{
    QString script = deploymentScript;
    script.replace(u"\nEOF\n"_s, u"\nEOF # The 14th line of code.\n"_s);
    return script.replace(u"modify churn -s"_s, u"modify <yourModelName> -s"_s);
}

QByteArray runLog()
{
    QByteArray log = "[INFO] description file echo.json written\n"
                     "[RequestId]: 0B7C4B54-2F1E-4B44-9E0C-6C2A7E1D50AA\n"
                     "+-------------------+------------------------------------------------+\n"
                     "| Internet Endpoint | http://127.0.0.1:8090/api/predict/churn        |\n"
                     "|             Token | ****                                           |\n"
                     "+-------------------+------------------------------------------------+\n";
    for (int second = 1; second <= 40; ++second)
        log += "[OK] Waiting for instance churn-5d9c-" + QByteArray::number(second) +
               " to become ready [Total: 1, "
               "Pending: 1, Running: 0]\n";
    return log + "[OK] Service is running\n";
}

void fillPages(FakeWorld &world)
{
    fillWorld(world);
    const Instant now = world.status.now;
    world.drafts[0].script = deploymentScript;
    world.drafts[0].description = u"A new version of churn every night"_s;
    world.drafts[0].properties.schedule.time = QTime(2, 0);
    world.drafts[0].properties.parameters = u"prod $bizdate"_s;
    world.versions[deploymentFile].clear();
    for (int number = 12; number >= 1; --number) {
        NodeVersion version = world.tasks[0].current;
        version.version = number;
        version.script = deploymentScript;
        version.comment = number % 3 == 0 ? u"Wait for the new version before the test"_s : QString();
        version.committedAt = now - (13 - number) * 26h;
        world.versions[deploymentFile].append(version);
    }
    for (Instance &instance : world.instances) {
        QList<Attempt> attempts;
        for (int number = 1; number <= instance.attempts; ++number) {
            Attempt attempt;
            attempt.instance = instance.id;
            attempt.number = number;
            attempt.startedAt = instance.startedAt - (instance.attempts - number) * 2min;
            attempts.append(attempt);
        }
        world.attempts.insert(instance.id, attempts);
        world.logs.insert(instance.id, runLog());
        instance.parameters = {u"prod"_s, u"20261121"_s};
        if (instance.state == InstanceState::WaitResource)
            instance.reason = u"Waits for a slot of excl_deploy: 4 of 4 are taken."_s;
        if (instance.state == InstanceState::WaitTime)
            instance.reason = u"Its scheduled time has not come."_s;
    }
    Instance draftRun = world.instances.last();
    draftRun.id = InstanceId(9000);
    draftRun.dagType = DagType::OneOff;
    draftRun.file = deploymentFile;
    draftRun.nodeVersion = 0;
    world.instances.append(draftRun);
    world.logs.insert(draftRun.id, runLog());
    for (int number = 0; number < 2; ++number) {
        ServiceInstance instance;
        instance.name = u"churn-5d9c7f6b8-%1"_s.arg(number ? u"q7x2k"_s : u"b8m4z"_s);
        instance.version = 12;
        instance.status = u"Running"_s;
        instance.ready = true;
        instance.startedAt = now - 40min;
        world.serviceInstances[u"churn"_s].append(instance);
    }
    for (int number = 0; number < 6; ++number)
        world.serviceEvents[u"churn"_s].append({now - (40 + number) * 1min, number == 3,
                                                number == 3 ? u"Unhealthy"_s : u"Started"_s, u"Pod"_s,
                                                number == 3 ? u"The readiness probe failed: connection refused."_s
                                                            : u"Instance churn-5d9c7f6b8-q7x2k has started."_s});
    for (int line = 0; line < 30; ++line)
        world.serviceLogs << u"[2026-11-22 10:%1:07] POST /api/predict/churn 200 1.9 ms"_s.arg(10 + line);
    for (ServiceVersion &version : world.serviceVersions[u"churn"_s])
        version.message = version.number == 12 ? u"Serves all traffic."_s : QString();
    world.serviceVersions[u"churn"_s][3].state = VersionState::Failed;
    world.serviceVersions[u"churn"_s][3].message = u"The model file is not an XGBoost model."_s;
    world.serviceVersions[u"churn"_s].last().provenance = {};
    world.serviceVersions[u"churn"_s].last().provenance.caller = u"LTAItestkey0001"_s;
    world.services[0].config = u"{\n  \"name\": \"churn\",\n  \"generate_token\": \"true\",\n  \"model_path\": "
                               "\"file:///srv/models/churn.tar.gz\",\n  \"processor\": \"xgboost\",\n  \"metadata\": "
                               "{\n    \"instance\": 2,\n    \"cpu\": 2,\n    \"memory\": 4000\n  }\n}"_s;
}

void brokenWorld(FakeWorld &world)
{
    fillPages(world);
    world.drafts[0].script = brokenScript();
}

void failing(FakeWorld &world)
{
    emptyWorld(world);
    world.failure =
        Error::unavailable(u"The engine's database is locked by another program. Close it and try again."_s);
}

void addScriptScenes(QList<Scene> &scenes)
{
    const auto properties = [](QWidget &page, FakeBackends &) { press(page, u"propertiesTab"_s); };
    scenes.append({u"script"_s, Which::Script, fillPages, {}});
    scenes.append({u"script-problems"_s, Which::Script, brokenWorld, [](QWidget &page, FakeBackends &) {
                       openTab(page, u"scriptLowerTabs"_s, 1);
                       choose(page, u"problemsTable"_s, 0);
                   }});
    scenes.append({u"script-refused"_s, Which::Script, brokenWorld,
                   [](QWidget &page, FakeBackends &) { trigger(page, u"script.run"_s); }});
    scenes.append({u"script-properties"_s, Which::Script, fillPages, properties});
    scenes.append({u"script-properties-below"_s, Which::Script, fillPages, [](QWidget &page, FakeBackends &) {
                       press(page, u"propertiesTab"_s);
                       if (auto *field = page.findChild<QWidget *>(u"nodePriority"_s))
                           field->setFocus();
                       for (auto *area : page.findChildren<QScrollArea *>())
                           area->ensureWidgetVisible(area->findChild<QWidget *>(u"nodePriority"_s));
                       settle();
                   }});
    for (const auto &[name, recurrence] :
         std::initializer_list<std::pair<QString, Recurrence>>{{u"minute"_s, Recurrence::Minute},
                                                               {u"hours"_s, Recurrence::Hour},
                                                               {u"week"_s, Recurrence::Week},
                                                               {u"year"_s, Recurrence::Year},
                                                               {u"cron-wrong"_s, Recurrence::Cron}}) {
        scenes.append({u"script-properties-"_s + name, Which::Script,
                       [recurrence = recurrence](FakeWorld &world) {
                           fillPages(world);
                           Schedule &schedule = world.drafts[0].properties.schedule;
                           schedule.recurrence = recurrence;
                           schedule.interval = 5;
                           schedule.hours = recurrence == Recurrence::Hour ? QList<int>{2, 8, 14, 20} : QList<int>{};
                           schedule.weekDays = {1, 5};
                           schedule.monthDays = {1, Schedule::lastDayOfMonth};
                           schedule.months = {3, 6, 9, 12};
                           schedule.cron = u"00 61 2 ? * MON"_s;
                       },
                       properties});
    }
    const auto changed = [](auto change) {
        return [change](FakeWorld &world) {
            fillPages(world);
            change(world, world.drafts[0].properties);
        };
    };
    scenes.append({u"script-properties-clocks"_s, Which::Script, changed([](FakeWorld &world, NodeProperties &p) {
                       world.workspaces[0].timeZone = "Europe/Berlin";
                       p.schedule.time = QTime(2, 30);
                       p.schedule.mode = ScheduleMode::Frozen;
                   }),
                   properties});
    scenes.append({u"script-properties-cron"_s, Which::Script, changed([](FakeWorld &, NodeProperties &p) {
                       p.schedule.recurrence = Recurrence::Cron;
                       p.schedule.cron = u"0 0/20 8-18 ? MAR-NOV MON-FRI"_s;
                   }),
                   properties});
    scenes.append({u"script-properties-waits"_s, Which::Script, changed([](FakeWorld &world, NodeProperties &p) {
                       p.inputs = {u"slipway_demo_root"_s, u"slipway_demo.501_out"_s, u"slipway_demo.999_out"_s};
                       p.crossCycle = CrossCycle::SelfAndOthers;
                       p.crossCycleNodes = {world.tasks[2].id};
                       p.autoRerunTimes = 3;
                       p.timeout = std::chrono::hours(2);
                       p.schedule.catchUp = CatchUp::RunLatest;
                       p.schedule.maxLatenessMinutes = 120;
                       p.schedule.effectiveUntil = QDate(2027, 12, 31);
                       world.tasks[1].current.properties.schedule.recurrence = Recurrence::Hour;
                   }),
                   [](QWidget &page, FakeBackends &) {
                       press(page, u"propertiesTab"_s);
                       press(page, u"sectionGeneral"_s);
                       auto *list = page.findChild<QWidget *>(u"waitsFor"_s);
                       for (auto *area : page.findChildren<QScrollArea *>())
                           area->ensureWidgetVisible(list, 0, 60);
                       settle();
                   }});
    scenes.append({u"script-versions"_s, Which::Script, fillPages,
                   [](QWidget &page, FakeBackends &) { press(page, u"versionsTab"_s); }});
    scenes.append({u"script-compare"_s, Which::Script,
                   [](FakeWorld &world) {
                       fillPages(world);
                       world.drafts[0].script.replace(u"\"cpu\": 2"_s, u"\"cpu\": 4,\n\"rps\": 200"_s);
                       world.drafts[0].properties.priority = 7;
                   },
                   [](QWidget &page, FakeBackends &) {
                       press(page, u"versionsTab"_s);
                       press(page, u"versionCompare"_s);
                   }});
    scenes.append({u"script-warning"_s, Which::Script, fillPages,
                   [](QWidget &page, FakeBackends &) { trigger(page, u"script.run"_s); }});
    scenes.append({u"script-parameters"_s, Which::Script, fillPages, [](QWidget &page, FakeBackends &) {
                       trigger(page, u"script.run"_s);
                       press(page, u"continueToRun"_s);
                   }});
    scenes.append({u"script-no-group"_s, Which::Script,
                   [](FakeWorld &world) {
                       fillPages(world);
                       world.groups = {world.groups[3]};
                       world.groups[0].workspaces = {WorkspaceId(1)};
                   },
                   [](QWidget &page, FakeBackends &) {
                       trigger(page, u"script.run"_s);
                       press(page, u"continueToRun"_s);
                   }});
    scenes.append({u"script-commit"_s, Which::Script, fillPages,
                   [](QWidget &page, FakeBackends &) { trigger(page, u"script.commit"_s); }});
    scenes.append({u"script-never-run"_s, Which::Script,
                   [](FakeWorld &world) {
                       fillPages(world);
                       world.instances.clear();
                       world.drafts[0].latestVersion = 0;
                       world.drafts[0].script.clear();
                       world.versions.clear();
                   },
                   [](QWidget &page, FakeBackends &) { press(page, u"versionsTab"_s); }});
}

void addServicesScenes(QList<Scene> &scenes)
{
    scenes.append({u"services"_s, Which::Services, fillPages,
                   [](QWidget &page, FakeBackends &) { choose(page, u"serviceVersionsTable"_s, 1); }});
    const QStringList tabs{u"versions"_s, u"instances"_s, u"test"_s, u"events"_s, u"logs"_s, u"description"_s};
    for (int tab = 1; tab < tabs.size(); ++tab) {
        scenes.append({u"services-"_s + tabs.at(tab), Which::Services, fillPages, [tab](QWidget &page, FakeBackends &) {
                           openTab(page, u"serviceTabs"_s, tab);
                           if (auto *body = page.findChild<QPlainTextEdit *>(u"requestBody"_s))
                               body->setPlainText(u"[{\"tenure\": 3, \"calls\": 12}]"_s);
                           if (tab == 2)
                               press(page, u"sendRequest"_s);
                       }});
    }
    scenes.append({u"services-rollback"_s, Which::Services, fillPages, [](QWidget &page, FakeBackends &) {
                       choose(page, u"serviceVersionsTable"_s, 1);
                       press(page, u"rollBack"_s);
                   }});
    scenes.append({u"services-menu"_s, Which::Services, fillPages,
                   [](QWidget &page, FakeBackends &) { press(page, u"serviceActions"_s); }});
    scenes.append({u"services-failed"_s, Which::Services, fillPages,
                   [](QWidget &page, FakeBackends &) { choose(page, u"servicesTable"_s, 2); }});
    scenes.append({u"services-empty"_s, Which::Services, emptyWorld, {}});
    scenes.append({u"services-failing"_s, Which::Services, fillPages, [](QWidget &page, FakeBackends &fake) {
                       failing(fake.world());
                       press(page, u"servicesRefresh"_s);
                   }});
}

QWidget *makePage(Which which, ShellContext &context)
{
    if (which == Which::Script)
        return new ScriptPage(context, nullptr, deploymentFile);
    return new ServicesPage(context);
}

void play(const Scene &scene, ThemeController &theme, const Take &take)
{
    QTemporaryDir home;
    FakeBackends fake;
    scene.world(fake.world());
    ConsoleSettings settings(home.filePath(u"console.ini"_s));
    Backends backends = fake.backends();
    ShellContext context(backends, theme, settings);
    emit fake.feed().resynchronise();
    settle();
    const std::unique_ptr<QWidget> page(makePage(scene.page, context));
    page->resize(1280, 760);
    page->show();
    QApplication::setActiveWindow(page.get());
    if (auto *shellPage = qobject_cast<Page *>(page.get()))
        shellPage->activate();
    settle();
    if (scene.act)
        scene.act(*page, fake);
    settle();
    take(*page);
}

QList<Picture> pictures()
{
    QList<Scene> scenes;
    addScriptScenes(scenes);
    addServicesScenes(scenes);
    QList<Picture> list;
    for (const Scene &scene : std::as_const(scenes))
        list.append({scene.name, [scene](ThemeController &theme, const Take &take) { play(scene, theme, take); }});
    return list + operationsPictures();
}

} // namespace

int main(int argc, char *argv[])
{
    return run(argc, argv, pictures);
}
