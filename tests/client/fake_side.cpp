#include "tests/client/backend_sides.h"
#include "tests/support/fake_backends.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace slipway::test {

using namespace Qt::StringLiterals;

namespace {

struct FakeSide : Side
{
    FakeSide()
    {
        workspace = WorkspaceId(1);
        load = NodeId(700);
        clean = NodeId(701);
        FakeWorld &world = fake.world();
        world.tasks = {task(load, u"load"_s), task(clean, u"clean"_s)};
        succeeded = run(1, load, InstanceState::Success);
        done = run(1, clean, InstanceState::Success);
        failed = run(2, load, InstanceState::Failure);
        blocked = run(2, clean, InstanceState::NotRun);
        running = run(3, load, InstanceState::Running);
        waiting = run(3, clean, InstanceState::NotRun);
        failedDag = DagId(2);
        world.links = {{done, succeeded, false}, {blocked, failed, false}, {waiting, running, false}};
    }
    Backends backends() override { return fake.backends(); }

    void settle() override
    {
        for (Backfill &backfill : fake.world().backfills) {
            if (backfill.state == BackfillState::Stopping)
                backfill.state = BackfillState::Stopped;
        }
    }

    Node task(NodeId id, const QString &name) const
    {
        Node made;
        made.id = id;
        made.workspace = workspace;
        made.current.node = id;
        made.current.name = name;
        return made;
    }

    // The world's list is newest first.
    InstanceId run(int day, NodeId node, InstanceState state)
    {
        FakeWorld &world = fake.world();
        Instance made;
        made.id = InstanceId(1000 + world.instances.size());
        made.dag = DagId(day);
        made.workspace = workspace;
        made.dagType = DagType::Backfill;
        made.node = node;
        made.nodeName = node == load ? u"load"_s : u"clean"_s;
        made.state = state;
        made.scheduledTime = fromDateTime(QDateTime(QDate(2026, 1, day + 1), QTime(0, 5), Qt::UTC));
        if (state != InstanceState::NotRun) {
            made.attempts = 1;
            Attempt attempt;
            attempt.instance = made.id;
            attempt.number = 1;
            attempt.end = isFinished(state) ? AttemptEnd::Exited : AttemptEnd::None;
            world.attempts[made.id] = {attempt};
            world.logs[made.id] = sideLog;
            world.scripts[made.id] = u"echo hello"_s;
        }
        world.instances.prepend(made);
        return made.id;
    }

    FakeBackends fake;
};

} // namespace

bool until(const std::function<bool()> &question)
{
    const QDeadlineTimer patience(10'000);
    QTimer alarm; // so that time passes even where nothing happens
    alarm.start(100);
    while (!question() && !patience.hasExpired())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    return question();
}

std::unique_ptr<Side> fakeSide()
{
    return std::make_unique<FakeSide>();
}

} // namespace slipway::test
