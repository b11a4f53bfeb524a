#pragma once

#include "tests/support/fake_backends.h"
#include "ui/operations/operations_page.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"

#include <QApplication>
#include <QListWidget>
#include <QTableView>
#include <QTemporaryDir>

#include <memory>

namespace slipway::test {

using namespace Qt::StringLiterals;

// One failed instance, one that waits for it, one that runs; newest first.
inline void threeInstances(FakeWorld &world)
{
    fillWorld(world);
    Instance failed = world.instances.last();
    failed.id = InstanceId(1);
    failed.nodeName = u"clean"_s;
    failed.state = InstanceState::Failure;
    failed.scheduledTime = fromDateTime(QDateTime(QDate(2026, 11, 22), QTime(2, 0), QTimeZone("Asia/Shanghai")));
    Instance waiting = failed;
    waiting.id = InstanceId(2);
    waiting.nodeName = u"train"_s;
    waiting.state = InstanceState::NotRun;
    waiting.attempts = 0;
    waiting.reason = u"waits for `clean` of 2026-11-22 02:00, which failed"_s;
    Instance running = failed;
    running.id = InstanceId(3);
    running.nodeName = u"load"_s;
    running.state = InstanceState::Running;
    world.instances = {running, waiting, failed};
    world.links = {{waiting.id, failed.id}};
    Backfill backfill;
    backfill.id = BackfillId(9);
    backfill.workspace = WorkspaceId(1);
    backfill.spec.name = u"repair"_s;
    world.backfills = {backfill};
}

// The Operation Center over them.
struct OperationsBench
{
    OperationsBench() : settings(home.filePath(u"console.ini"_s)), theme(*qApp), context(backends, theme, settings)
    {
        threeInstances(fake.world());
        emit fake.feed().resynchronise();
        page = std::make_unique<OperationsPage>(context);
        page->resize(1400, 1000);
        page->show();
        page->activate();
    }
    template <class Widget>
    Widget *find(const QString &name) const
    {
        return page->findChild<Widget *>(name);
    }
    QTableView *table() const { return find<QTableView>(u"cycleInstancesTable"_s); }
    bool isReady() const { return table()->model()->rowCount() == 3; }
    void section(int row) { find<QListWidget>(u"operationsSections"_s)->setCurrentRow(row); }
    int called(const QString &call) const { return int(fake.world().calls.count(call)); }

    mutable FakeBackends fake;
    Backends backends = fake.backends();
    QTemporaryDir home;
    ConsoleSettings settings;
    ThemeController theme;
    ShellContext context;
    std::unique_ptr<OperationsPage> page;
};

} // namespace slipway::test
