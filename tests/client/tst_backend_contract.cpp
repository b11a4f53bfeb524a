// What pages rely on, asked of the fakes that pages are tested with and of a real engine alike, so that the two agree.

#include "models/backend/backfills_backend.h"
#include "models/backend/event_feed.h"
#include "models/backend/logs_backend.h"
#include "models/backend/runs_backend.h"
#include "models/domain/instance_actions.h"
#include "tests/client/backend_sides.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;

using Ask = std::function<Outcome<>(Backends &, InstanceId)>;
Q_DECLARE_METATYPE(Ask)
using Fault = std::function<void(BackfillSpec &)>;
Q_DECLARE_METATYPE(Fault)

class TestBackendContract : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();
    void cleanup() { m_side.reset(); }

    void startsBackfills();
    void refusesBackfills_data();
    void refusesBackfills();
    void pausesAndStopsBackfills();
    void knowsNoOtherBackfill();

    void listsInstances_data();
    void listsInstances();
    void pagesInstances();
    void knowsNoOtherInstance_data();
    void knowsNoOtherInstance();
    void refusesActionsByState();
    void setsSuccessful();
    void freezes();
    void changesPriority();
    void stops();
    void reruns();
    void removesDependencies();
    void readsLineage();
    void comparesWithTheLastSuccess();
    void readsAttemptsAndLogs();

private:
    BackfillSpec spec() const;
    Instance instance(InstanceId id) { return *resultOf(m_side->backends().runs.instance(id)); }
    InstanceQuery query() const;

    std::unique_ptr<Side> m_side;
};

namespace {

template <class T>
Outcome<> withoutValue(const Outcome<T> &outcome)
{
    return outcome ? Outcome<>() : Outcome<>(outcome.error());
}

} // namespace

void TestBackendContract::initTestCase_data()
{
    QTest::addColumn<bool>("live");
    QTest::newRow("fakes") << false;
    QTest::newRow("engine") << true;
}

void TestBackendContract::init()
{
    QFETCH_GLOBAL(bool, live);
    m_side = live ? engineSide() : fakeSide();
}

// --- backfills ---

BackfillSpec TestBackendContract::spec() const
{
    BackfillSpec spec;
    spec.name = u"again"_s;
    spec.root = m_side->load;
    spec.nodes = {m_side->load, m_side->clean};
    spec.ranges = {{QDate(2026, 2, 1), QDate(2026, 2, 2)}, {QDate(2026, 2, 9), QDate(2026, 2, 9)}};
    spec.order = BackfillOrder::Descending;
    spec.groups = 2;
    return spec;
}

void TestBackendContract::startsBackfills()
{
    Backends backends = m_side->backends();
    QSignalSpy told(&backends.events, &EventFeed::backfillChanged);
    const Outcome<Backfill> made = resultOf(backends.backfills.start(m_side->workspace, spec()));
    QVERIFY2(made, made.failed() ? qPrintable(made.error().message) : "");
    QCOMPARE(made->spec, spec());
    QCOMPARE(made->state, BackfillState::Running);
    QStringList dates;
    for (const BackfillDate &date : made->dates) {
        dates.append(u"%1 %2 %3"_s.arg(date.bizdate.toString(Qt::ISODate)).arg(date.chain).arg(date.position));
        QCOMPARE(date.backfill, made->id);
        QVERIFY(date.dag.isValid());
    }
    QCOMPARE(dates, (QStringList{u"2026-02-09 0 0"_s, u"2026-02-02 0 1"_s, u"2026-02-01 1 0"_s}));
    QCOMPARE(resultOf(backends.backfills.list(m_side->workspace))->first().id, made->id);
    QCOMPARE(resultOf(backends.backfills.backfill(made->id))->spec, spec());
    QTRY_VERIFY(!told.isEmpty());
}

void TestBackendContract::refusesBackfills_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QString &field, Fault fault) { QTest::newRow(name) << fault << field; };
    row("no name", u"Name"_s, [](BackfillSpec &spec) { spec.name.clear(); });
    row("no nodes", u"Nodes"_s, [](BackfillSpec &spec) { spec.nodes.clear(); });
    row("a node that is not there", u"Nodes"_s, [](BackfillSpec &spec) { spec.nodes.append(NodeId(99)); });
    row("no dates", u"Ranges"_s, [](BackfillSpec &spec) { spec.ranges.clear(); });
    row("too many groups", u"Groups"_s, [](BackfillSpec &spec) { spec.groups = 11; });
    row("a window that ends before it begins", u"WindowEnd"_s,
        [](BackfillSpec &spec) { spec.windowStart = QTime(12, 0), spec.windowEnd = QTime(11, 59); });
    row("a group that is not bound", u"ResourceGroup"_s,
        [](BackfillSpec &spec) { spec.resourceGroup = u"group_elsewhere"_s; });
}

void TestBackendContract::refusesBackfills()
{
    QFETCH(Fault, fault);
    BackfillSpec bad = spec();
    fault(bad);
    Backends backends = m_side->backends();
    const qsizetype before = resultOf(backends.backfills.list(m_side->workspace))->size();
    const Outcome<Backfill> refused = resultOf(backends.backfills.start(m_side->workspace, bad));
    QVERIFY(refused.failed());
    QCOMPARE(refused.error().kind, ErrorKind::InvalidArgument);
    QTEST(refused.error().field, "field");
    QCOMPARE(resultOf(backends.backfills.list(m_side->workspace))->size(), before);
}

void TestBackendContract::pausesAndStopsBackfills()
{
    Backends backends = m_side->backends();
    BackfillsBackend &backfills = backends.backfills;
    const BackfillId id = resultOf(backfills.start(m_side->workspace, spec()))->id;
    const auto state = [&] { return resultOf(backfills.backfill(id))->state; };
    const auto refuses = [](const Outcome<> &outcome) {
        return outcome.failed() && outcome.error().kind == ErrorKind::Conflict &&
               outcome.error().code == u"InvalidBackfillState"_s;
    };
    QSignalSpy told(&backends.events, &EventFeed::backfillChanged);
    QVERIFY(refuses(resultOf(backfills.resume(id))));
    QVERIFY(resultOf(backfills.pause(id)));
    QCOMPARE(state(), BackfillState::Paused);
    const auto hasTold = [&](BackfillState expected) {
        return !told.isEmpty() && told.last()[0].value<Backfill>().state == expected;
    };
    QTRY_VERIFY(hasTold(BackfillState::Paused));
    QVERIFY(refuses(resultOf(backfills.pause(id))));
    QVERIFY(resultOf(backfills.resume(id)));
    QCOMPARE(state(), BackfillState::Running);
    QVERIFY(resultOf(backfills.stop(id)));
    QVERIFY(refuses(resultOf(backfills.resume(id))));
    QVERIFY(refuses(resultOf(backfills.stop(id))));
    QTRY_COMPARE((m_side->settle(), state()), BackfillState::Stopped);
}

void TestBackendContract::knowsNoOtherBackfill()
{
    BackfillsBackend &backfills = m_side->backends().backfills;
    const BackfillId none(77);
    for (const Outcome<> &outcome : {withoutValue(resultOf(backfills.backfill(none))), resultOf(backfills.pause(none)),
                                     resultOf(backfills.resume(none)), resultOf(backfills.stop(none))}) {
        QVERIFY(outcome.failed());
        QCOMPARE(outcome.error().kind, ErrorKind::NotFound);
    }
}

// --- instances ---

InstanceQuery TestBackendContract::query() const
{
    InstanceQuery query;
    query.workspace = m_side->workspace;
    return query;
}

void TestBackendContract::listsInstances_data()
{
    QTest::addColumn<int>("filter");
    QTest::addColumn<QString>("expected"); // in order: newest first
    QTest::newRow("all") << 0 << u"waiting running blocked failed done succeeded"_s;
    QTest::newRow("by state") << 1 << u"failed"_s;
    QTest::newRow("by two states") << 2 << u"failed done succeeded"_s;
    QTest::newRow("by node") << 3 << u"running failed succeeded"_s;
    QTest::newRow("by DAG") << 4 << u"blocked failed"_s;
    QTest::newRow("by part of the name") << 5 << u"waiting blocked done"_s;
    QTest::newRow("by id") << 6 << u"failed"_s;
    QTest::newRow("oldest first") << 7 << u"succeeded done failed blocked running waiting"_s;
    QTest::newRow("by kind") << 8 << QString();
    QTest::newRow("of another workspace") << 9 << QString();
}

void TestBackendContract::listsInstances()
{
    QFETCH(int, filter);
    const Side &side = *m_side;
    InstanceQuery asked = query();
    const std::function<void()> filters[] = {
        [] {},
        [&] { asked.states = {InstanceState::Failure}; },
        [&] {
            asked.states = {InstanceState::Failure, InstanceState::Success};
        },
        [&] { asked.node = side.load; },
        [&] { asked.dag = side.failedDag; },
        [&] { asked.text = u"LEA"_s; },
        [&] { asked.text = side.failed.toString(); },
        [&] { asked.newestFirst = false; },
        [&] { asked.dagTypes = {DagType::OneOff}; },
        [&] { asked.workspace = WorkspaceId(side.workspace.value() + 1); },
    };
    filters[filter]();
    const QHash<InstanceId, QString> names{{side.succeeded, u"succeeded"_s}, {side.done, u"done"_s},
                                           {side.failed, u"failed"_s},       {side.blocked, u"blocked"_s},
                                           {side.running, u"running"_s},     {side.waiting, u"waiting"_s}};
    const Outcome<InstancePage> page = resultOf(m_side->backends().runs.listInstances(asked));
    QVERIFY2(page, page.failed() ? qPrintable(page.error().message) : "");
    QStringList found;
    for (const Instance &instance : page->instances)
        found.append(names.value(instance.id));
    QTEST(found.join(u' '), "expected");
    QVERIFY(page->nextCursor.isEmpty());
    QVERIFY(page->total < 0 || page->total == found.size());
}

void TestBackendContract::pagesInstances()
{
    InstanceQuery asked = query();
    asked.limit = 4;
    RunsBackend &runs = m_side->backends().runs;
    const Outcome<InstancePage> first = resultOf(runs.listInstances(asked));
    QCOMPARE(first->instances.size(), 4);
    QVERIFY(!first->nextCursor.isEmpty());
    asked.cursor = first->nextCursor;
    const Outcome<InstancePage> second = resultOf(runs.listInstances(asked));
    QCOMPARE(second->instances.size(), 2);
    QCOMPARE(second->instances.last().id, m_side->succeeded);
    QVERIFY(second->nextCursor.isEmpty());
}

void TestBackendContract::knowsNoOtherInstance_data()
{
    QTest::addColumn<Ask>("ask");
    const auto row = [](const char *name, Ask ask) { QTest::newRow(name) << ask; };
    row("read", [](Backends &b, InstanceId id) { return withoutValue(resultOf(b.runs.instance(id))); });
    row("attempts", [](Backends &b, InstanceId id) { return withoutValue(resultOf(b.runs.listAttempts(id))); });
    row("script", [](Backends &b, InstanceId id) { return withoutValue(resultOf(b.runs.scriptAsRun(id, 1))); });
    row("stop", [](Backends &b, InstanceId id) { return resultOf(b.runs.stop(id)); });
    row("rerun", [](Backends &b, InstanceId id) { return resultOf(b.runs.rerun(id)); });
    row("set successful", [](Backends &b, InstanceId id) { return resultOf(b.runs.setSuccess(id)); });
    row("freeze", [](Backends &b, InstanceId id) { return resultOf(b.runs.freeze(id)); });
    row("unfreeze", [](Backends &b, InstanceId id) { return resultOf(b.runs.unfreeze(id)); });
    row("priority", [](Backends &b, InstanceId id) { return resultOf(b.runs.changePriority(id, 8)); });
    row("dependencies", [](Backends &b, InstanceId id) { return resultOf(b.runs.removeDependencies(id, {})); });
    row("downstream", [](Backends &b, InstanceId id) { return resultOf(b.runs.rerunDownstream({id, {}})); });
    row("lineage", [](Backends &b, InstanceId id) { return withoutValue(resultOf(b.runs.lineage({id}))); });
    row("comparison", [](Backends &b, InstanceId id) { return withoutValue(resultOf(b.runs.compare(id, {}))); });
    row("log", [](Backends &b, InstanceId id) { return withoutValue(resultOf(b.logs.read(id, 1, 0, 100))); });
}

void TestBackendContract::knowsNoOtherInstance()
{
    QFETCH(Ask, ask);
    Backends backends = m_side->backends();
    const Outcome<> outcome = ask(backends, InstanceId(77));
    QVERIFY(outcome.failed());
    QCOMPARE(outcome.error().kind, ErrorKind::NotFound);
}

// Only what is refused is asked for: the world stays as it is.
void TestBackendContract::refusesActionsByState()
{
    RunsBackend &runs = m_side->backends().runs;
    const QList<std::pair<InstanceAction, std::function<Reply<>(InstanceId)>>> actions{
        {InstanceAction::Stop, [&](InstanceId id) { return runs.stop(id); }},
        {InstanceAction::Rerun, [&](InstanceId id) { return runs.rerun(id); }},
        {InstanceAction::RerunDownstream,
         [&](InstanceId id) {
             return runs.rerunDownstream({id, {}});
         }},
        {InstanceAction::SetSuccess, [&](InstanceId id) { return runs.setSuccess(id); }},
        {InstanceAction::Freeze, [&](InstanceId id) { return runs.freeze(id); }},
        {InstanceAction::Unfreeze, [&](InstanceId id) { return runs.unfreeze(id); }},
        {InstanceAction::RemoveDependencies, [&](InstanceId id) { return runs.removeDependencies(id, {}); }},
        {InstanceAction::ChangePriority, [&](InstanceId id) { return runs.changePriority(id, 8); }},
    };
    int refused = 0;
    for (const InstanceId id : {m_side->succeeded, m_side->failed, m_side->running, m_side->blocked}) {
        const Instance before = instance(id);
        for (const auto &[action, ask] : actions) {
            const Outcome<> rule = checkAction(action, before, RerunPolicy::AllAllowed);
            if (rule)
                continue;
            const Outcome<> answer = resultOf(ask(id));
            QVERIFY2(answer.failed(), qPrintable(toText(before.state) + u' ' + toText(action)));
            QCOMPARE(answer.error().kind, ErrorKind::Conflict);
            QCOMPARE(answer.error().code, rule.error().code);
            QVERIFY2(answer.error().message.endsWith(rule.error().message), qPrintable(answer.error().message));
            ++refused;
        }
        QCOMPARE(instance(id).state, before.state);
    }
    QVERIFY(refused > 8);
}

void TestBackendContract::setsSuccessful()
{
    Backends backends = m_side->backends();
    QSignalSpy told(&backends.events, &EventFeed::instanceChanged);
    QVERIFY(resultOf(backends.runs.setSuccess(m_side->failed)));
    QCOMPARE(instance(m_side->failed).state, InstanceState::Success);
    const auto hasTold = [&] {
        return std::any_of(told.begin(), told.end(), [this](const QList<QVariant> &signal) {
            const auto changed = signal[0].value<Instance>();
            return changed.id == m_side->failed && changed.state == InstanceState::Success;
        });
    };
    QTRY_VERIFY(hasTold());
}

void TestBackendContract::freezes()
{
    RunsBackend &runs = m_side->backends().runs;
    QVERIFY(resultOf(runs.freeze(m_side->blocked)));
    QVERIFY(instance(m_side->blocked).frozen);
    QVERIFY(resultOf(runs.unfreeze(m_side->blocked)));
    QVERIFY(!instance(m_side->blocked).frozen);
}

void TestBackendContract::changesPriority()
{
    RunsBackend &runs = m_side->backends().runs;
    QVERIFY(resultOf(runs.changePriority(m_side->blocked, 8)));
    QCOMPARE(instance(m_side->blocked).priority, 8);
    const Outcome<> refused = resultOf(runs.changePriority(m_side->blocked, 2));
    QVERIFY(refused.failed());
    QCOMPARE(refused.error().kind, ErrorKind::InvalidArgument);
    QCOMPARE(refused.error().field, u"Priority"_s);
}

void TestBackendContract::stops()
{
    QVERIFY(resultOf(m_side->backends().runs.stop(m_side->running)));
    QTRY_COMPARE((m_side->settle(), instance(m_side->running).state), InstanceState::Stopped);
}

void TestBackendContract::reruns()
{
    QVERIFY(resultOf(m_side->backends().runs.rerun(m_side->failed)));
    QTRY_COMPARE(instance(m_side->failed).state, InstanceState::Running);
    QCOMPARE(instance(m_side->failed).attempts, 2);
}

void TestBackendContract::removesDependencies()
{
    QVERIFY(resultOf(m_side->backends().runs.removeDependencies(m_side->blocked, {m_side->failed})));
    QTRY_COMPARE(instance(m_side->blocked).state, InstanceState::Running);
    QCOMPARE(instance(m_side->failed).state, InstanceState::Failure);
}

void TestBackendContract::readsLineage()
{
    RunsBackend &runs = m_side->backends().runs;
    const auto down = resultOf(runs.lineage({m_side->failed, LineageDirection::Downstream}));
    QCOMPARE(down->instances.size(), 2);
    QCOMPARE(down->instances[0].id, m_side->failed);
    QCOMPARE(down->instances[1].id, m_side->blocked);
    const InstanceDependency link{m_side->blocked, m_side->failed, false};
    QVERIFY(down->links.contains(link));
    const auto up = resultOf(runs.lineage({m_side->blocked, LineageDirection::Upstream}));
    QCOMPARE(up->instances[0].id, m_side->blocked);
    QVERIFY(up->links.contains(link));
}

void TestBackendContract::comparesWithTheLastSuccess()
{
    RunsBackend &runs = m_side->backends().runs;
    const auto compared = resultOf(runs.compare(m_side->failed, {}));
    QVERIFY2(compared, compared.failed() ? qPrintable(compared.error().message) : "");
    QCOMPARE(compared->left.instance.id, m_side->failed);
    QCOMPARE(compared->right.instance.id, m_side->succeeded);
    QCOMPARE(compared->left.script, u"echo hello"_s);
    const auto chosen = resultOf(runs.compare(m_side->succeeded, m_side->failed));
    QCOMPARE(chosen->right.instance.id, m_side->failed);
    const auto none = resultOf(runs.compare(m_side->succeeded, {}));
    QVERIFY(none.failed());
    QCOMPARE(none.error().kind, ErrorKind::NotFound);
}

void TestBackendContract::readsAttemptsAndLogs()
{
    Backends backends = m_side->backends();
    const auto attempts = resultOf(backends.runs.listAttempts(m_side->succeeded));
    QCOMPARE(attempts->size(), 1);
    QCOMPARE(attempts->first().number, 1);
    QCOMPARE(attempts->first().end, AttemptEnd::Exited);
    QVERIFY(resultOf(backends.runs.listAttempts(m_side->blocked))->isEmpty());
    QCOMPARE(*resultOf(backends.runs.scriptAsRun(m_side->succeeded, 1)), u"echo hello"_s);
    const auto whole = resultOf(backends.logs.read(m_side->succeeded, 1, 0, 1000));
    QCOMPARE(whole->bytes, sideLog);
    QCOMPARE(whole->size, sideLog.size());
    QVERIFY(whole->finished);
    const auto end = resultOf(backends.logs.read(m_side->succeeded, 1, -6, 3));
    QCOMPARE(end->offset, 6);
    QCOMPARE(end->bytes, QByteArray("wor"));
}

QTEST_GUILESS_MAIN(TestBackendContract)
#include "tst_backend_contract.moc"
