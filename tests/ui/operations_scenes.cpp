#include "tests/ui/operations_scenes.h"

#include "tests/support/fake_backends.h"
#include "ui/operations/operations_page.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"

#include <QApplication>
#include <QDialog>
#include <QListWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeView>

namespace slipway::gallery {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using World = std::function<void(FakeWorld &)>;
using Act = std::function<void(QWidget &, FakeBackends &)>;

enum Section { Tasks, Instances, Backfills, OneOff };
enum Row { Waiting = 9, Failed = 11, Succeeded = 14 }; // in the list of instances

QByteArray runLog(int hour, bool failed)
{
    QByteArray log;
    const auto line = [&log, hour](int second, const QByteArray &text) {
        log +=
            "0" + QByteArray::number(hour) + ":00:" + QByteArray::number(second).rightJustified(2, '0') + "  " + text;
        log += '\n';
    };
    line(1, "[INFO] description file echo.json written");
    line(1, "[RequestId]: 0B7C4B54-2F1E-4B44-9E0C-6C2A7E1D50A" + QByteArray::number(hour));
    for (int second = 2; second < 24; ++second)
        line(second, "[OK] Waiting for instance churn-5d9c to become ready [Total: 1, Pending: 1, Running: 0]");
    line(25, failed ? "[FAILED] The readiness probe failed: connection refused" : "[OK] Service is running");
    line(26, failed ? "exit status 1" : "rows compared: 1200, all as before");
    return log;
}

void schedule(FakeWorld &world)
{
    const QStringList outputs{u"slipway_demo.500_out"_s, u"slipway_demo.501_out"_s, u"slipway_demo.502_out"_s,
                              u"slipway_demo.503_out"_s};
    const QList<QStringList> inputs{{outputs[1]}, {outputs[3]}, {outputs[0]}, {u"slipway_demo_root"_s}};
    for (int at = 0; at < int(world.tasks.size()); ++at) {
        NodeProperties &properties = world.tasks[at].current.properties;
        properties.inputs = inputs.at(at);
        properties.schedule.time = QTime(2, 10 * at);
    }
    world.tasks[2].current.properties.schedule.recurrence = Recurrence::Hour;
}

// A failed instance, and others that wait for it; a script that has changed since it last went well.
void entangle(FakeWorld &world)
{
    Instance &waiting = world.instances[Waiting];
    Instance &failed = world.instances[Failed];
    waiting.state = InstanceState::NotRun;
    waiting.startedAt = waiting.finishedAt = {};
    waiting.attempts = 0;
    waiting.reason = u"waits for `%1` of %2, which failed"_s.arg(
        failed.nodeName, toDateTime(failed.scheduledTime, QTimeZone("Asia/Shanghai")).toString(u"yyyy-MM-dd HH:mm"_s));
    failed.reason = u"exited with status 1"_s;
    failed.parameters = {u"prod"_s, u"20261121"_s, u"full"_s};
    const Instance &parent = world.instances[Row::Failed + 1];
    world.links = {{failed.id, parent.id},
                   {waiting.id, failed.id},
                   {world.instances[8].id, waiting.id},
                   {world.instances[7].id, waiting.id},
                   {world.instances[6].id, world.instances[7].id},
                   {world.instances[6].id, world.instances[8].id}};
    for (const Instance &instance : std::as_const(world.instances)) {
        const bool bad = instance.state == InstanceState::Failure;
        world.logs[instance.id] = runLog(bad ? 3 : 2, bad);
        world.scripts[instance.id] = world.drafts[0].script + (bad ? u"set -e\nexit 1\n"_s : u"exit 0\n"_s);
    }
}

BackfillDate madeDate(const Backfill &backfill, int at, DagState state, int total, int succeeded, int failed)
{
    BackfillDate date;
    date.dag = DagId(backfill.id.value() * 100 + at);
    date.backfill = backfill.id;
    date.bizdate = QDate(2026, 11, 1).addDays(at);
    date.chain = at / 4;
    date.position = at % 4;
    date.state = state;
    date.total = total;
    date.succeeded = succeeded;
    date.failed = failed;
    if (state != DagState::Created)
        date.startedAt = backfill.createdAt + at * 1min;
    if (state == DagState::Success || state == DagState::Failure)
        date.finishedAt = date.startedAt + 52s;
    return date;
}

void backfill(FakeWorld &world)
{
    const auto make = [&world](qint64 id, const QString &name, BackfillState state, const QString &reason) {
        Backfill made;
        made.id = BackfillId(id);
        made.workspace = WorkspaceId(1);
        made.spec.name = name;
        made.spec.nodes = {NodeId(700), NodeId(701), NodeId(702)};
        made.spec.ranges = {{QDate(2026, 11, 1), QDate(2026, 11, 8)}};
        made.spec.groups = 2;
        made.state = state;
        made.reason = reason;
        made.createdAt = world.status.now - id * 7min;
        return made;
    };
    Backfill running = make(1, u"Train 2026-11-22"_s, BackfillState::Running, {});
    for (int at = 0; at < 8; ++at) {
        const DagState state = at % 4 == 0 ? DagState::Success : at % 4 == 1 ? DagState::Running : DagState::Created;
        running.dates.append(madeDate(running, at, state, at % 4 < 2 ? 3 : 0,
                                      at % 4 == 0   ? 3
                                      : at % 4 == 1 ? 1
                                                    : 0,
                                      0));
    }
    Backfill failed = make(2, u"Repair of October"_s, BackfillState::Failed, u"2026-11-02 has failed instances"_s);
    for (int at = 0; at < 8; ++at)
        failed.dates.append(madeDate(failed, at,
                                     at == 1   ? DagState::Failure
                                     : at == 0 ? DagState::Success
                                               : DagState::Created,
                                     at < 2 ? 3 : 0,
                                     at == 0   ? 3
                                     : at == 1 ? 1
                                               : 0,
                                     at == 1 ? 1 : 0));
    Backfill paused = make(3, u"Smoke test 2026-11-21"_s, BackfillState::Paused, u"paused by the user"_s);
    paused.dates.append(madeDate(paused, 0, DagState::Running, 24, 9, 0));
    Backfill done = make(4, u"churn_model, all of it"_s, BackfillState::Succeeded, {});
    done.finishedAt = done.createdAt + 12min;
    done.dates.append(madeDate(done, 0, DagState::Success, 4, 4, 0));
    world.backfills = {running, failed, paused, done};
    for (int at = 0; at < 3; ++at) {
        Instance instance = world.instances[Succeeded + at];
        instance.id = InstanceId(8000 + at);
        instance.dag = running.dates[1].dag;
        instance.dagType = DagType::Backfill;
        instance.state = at == 0 ? InstanceState::Success : at == 1 ? InstanceState::Running : InstanceState::NotRun;
        if (at == 2) {
            instance.startedAt = instance.finishedAt = {};
            instance.reason = u"waits for `Deployment` of 2026-11-03 02:00, which is running"_s;
        }
        world.instances.append(instance);
    }
}

void inUse(FakeWorld &world)
{
    fillWorld(world);
    entangle(world);
    for (Instance &instance : world.instances) {
        if (instance.parameters.isEmpty())
            instance.parameters = {u"prod"_s, u"20261121"_s};
        if (instance.state == InstanceState::WaitResource)
            instance.reason = u"queued in excl_deploy: 4 of 4 slots are used"_s;
        if (instance.state == InstanceState::WaitTime)
            instance.reason = u"waits for its time 11:03"_s;
        QList<Attempt> attempts;
        for (int number = 1; number <= instance.attempts; ++number) {
            Attempt attempt;
            attempt.instance = instance.id;
            attempt.number = number;
            attempt.startedAt = instance.startedAt - (instance.attempts - number) * 2min;
            attempts.append(attempt);
        }
        world.attempts.insert(instance.id, attempts);
    }
    schedule(world);
    backfill(world);
}

void fail(FakeBackends &fake)
{
    fake.world().failure =
        Error::unavailable(u"The engine's database is locked by another program. Close it and try again."_s);
}

void section(QWidget &page, Section row)
{
    if (auto *list = page.findChild<QListWidget *>(u"operationsSections"_s))
        list->setCurrentRow(row);
    settle();
}

void chooseRow(QWidget &page, int row)
{
    choose(page, u"cycleInstancesTable"_s, row);
}

void chooseBackfill(QWidget &page, int row, bool open)
{
    section(page, Backfills);
    auto *tree = page.findChild<QTreeView *>(u"backfillsTree"_s);
    const QModelIndex index = tree->model()->index(row, 0);
    tree->setCurrentIndex(index);
    if (open) {
        tree->expand(index);
        tree->expand(tree->model()->index(1, 0, index));
    }
    settle();
}

void openMenu(QWidget &page)
{
    auto *table = page.findChild<QTableView *>(u"cycleInstancesTable"_s);
    emit table->customContextMenuRequested(table->visualRect(table->currentIndex()).center());
    settle();
}

// An action of the list's keys, by the list's own bar.
Act command(int row, const QString &button)
{
    return [row, button](QWidget &page, FakeBackends &) {
        chooseRow(page, row);
        press(page, u"cycleInstances"_s + button);
    };
}

Act comparison(int tab)
{
    return [tab](QWidget &page, FakeBackends &) {
        chooseRow(page, Failed);
        press(page, u"cycleInstancesCompareWithSuccess"_s);
        openTab(page, u"compareTabs"_s, tab);
    };
}

Act newBackfill(const std::function<void(QWidget &)> &fill)
{
    return [fill](QWidget &page, FakeBackends &fake) {
        static_cast<OperationsPage &>(page).openTarget(BackfillTarget{fake.world().tasks[1].id});
        settle();
        fill(page);
        settle();
        settle();
    };
}

Picture picture(const QString &name, const World &world, const Act &act)
{
    return {u"operations-"_s + name, [world, act](ThemeController &theme, const Take &take) {
                QTemporaryDir home;
                FakeBackends fake;
                world(fake.world());
                ConsoleSettings settings(home.filePath(u"console.ini"_s));
                Backends backends = fake.backends();
                ShellContext context(backends, theme, settings);
                emit fake.feed().resynchronise();
                settle();
                OperationsPage page(context);
                page.resize(1280, 760);
                page.show();
                QApplication::setActiveWindow(&page);
                page.activate();
                settle();
                if (act)
                    act(page, fake);
                settle();
                take(page);
            }};
}

} // namespace

QList<Picture> operationsPictures()
{
    const auto at = [](Section row) { return [row](QWidget &page, FakeBackends &) { section(page, row); }; };
    const auto tab = [](int row, int index) {
        return [row, index](QWidget &page, FakeBackends &) {
            chooseRow(page, row);
            openTab(page, u"cycleInstancesTabs"_s, index);
        };
    };
    return {
        picture(u"instances"_s, inUse, {}),
        picture(u"detail"_s, inUse, tab(Failed, 0)),
        picture(u"waiting"_s, inUse, tab(Waiting, 1)),
        picture(u"facts"_s, inUse, tab(Failed, 2)),
        picture(u"script"_s, inUse, tab(Succeeded, 3)),
        picture(u"menu"_s, inUse,
                [](QWidget &page, FakeBackends &) {
                    chooseRow(page, Waiting);
                    openMenu(page);
                }),
        picture(u"several"_s, inUse,
                [](QWidget &page, FakeBackends &) {
                    auto *table = page.findChild<QTableView *>(u"cycleInstancesTable"_s);
                    for (const int row : {10, 11, 15})
                        table->selectionModel()->select(table->model()->index(row, 0),
                                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
                    settle();
                }),
        picture(u"rerun-downstream"_s, inUse, command(Failed, u"RerunDownstream"_s)),
        picture(u"remove-dependencies"_s, inUse, command(Waiting, u"RemoveDependencies"_s)),
        picture(u"stop"_s, inUse, command(6, u"Stop"_s)),
        picture(u"compare-facts"_s, inUse, comparison(0)),
        picture(u"compare-script"_s, inUse, comparison(1)),
        picture(u"compare-log"_s, inUse, comparison(2)),
        picture(u"tasks"_s, inUse, at(Tasks)),
        picture(u"oneoff"_s, inUse, at(OneOff)),
        picture(u"backfills"_s, inUse, [](QWidget &page, FakeBackends &) { chooseBackfill(page, 0, false); }),
        picture(u"backfill-open"_s, inUse, [](QWidget &page, FakeBackends &) { chooseBackfill(page, 0, true); }),
        picture(u"backfill-new"_s, inUse, newBackfill([](QWidget &page) {
                    press(page, u"backfillLastWeek"_s);
                    press(page, u"backfillAllNodes"_s);
                })),
        picture(u"backfill-refused"_s, inUse, newBackfill([](QWidget &page) {
                    press(page, u"backfillAddRange"_s);
                    press(page, u"backfillLastWeek"_s);
                    press(page, u"backfillAddRange"_s);
                    type(page, u"backfillName"_s, u""_s);
                })),
        picture(u"backfills-empty"_s, emptyWorld, at(Backfills)),
        picture(u"empty"_s, emptyWorld, {}),
        picture(u"tasks-empty"_s, emptyWorld, at(Tasks)),
        picture(u"failing"_s, inUse,
                [](QWidget &page, FakeBackends &fake) {
                    fail(fake);
                    press(page, u"cycleInstancesRefresh"_s);
                }),
    };
}

} // namespace slipway::gallery
