#include "tests/store/sample_records.h"
#include "tests/store/store_fixture.h"

#include <QThread>

using namespace slipway;
using namespace sample;
using namespace Qt::StringLiterals;

class TestSqliteStore : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<StoreFixture>(); }
    void everyRecordComesBack();
    void rowsAreReplacedWhole();
    void removals();
    void answersToQuestions();
    void finishedInstancesThatOthersNeed();
    void highestIdIsNeverForgotten();
    void generatedDaysOfLate();
    void commitIsWholeOrAbsent();
    void oneBadCommitHarmsNoOther();
    void commitsKeepTheirOrder();
    void callbacksComeLaterOnTheSameThread();
    void fullDiskFailsOneCommit();
    void destructionWritesWhatWaits();

private:
    StoredState reopened() { return m_fixture->open() ? m_fixture->load() : StoredState(); }

    std::unique_ptr<StoreFixture> m_fixture;
};

void TestSqliteStore::everyRecordComesBack()
{
    const GeneratedDay day{NodeId(5), QDate::currentDate(), 2};
    const InstanceDependency dependency{InstanceId(10), InstanceId(9), true};
    const RunCode code{InstanceId(10), u"echo 演练\n"_s, properties()};
    QVERIFY(m_fixture
                ->commit({workspace(), group(), workflow(), draft(), nodeVersion(), node(), instance(), dependency,
                          code, attempt(), day, service(), serviceVersion(), serviceInstance(), serviceEvent(1),
                          Setting{u"k"_s, u"v"_s}})
                .ok());
    const StoredState state = reopened();
    QCOMPARE(state.workspaces, std::vector{workspace()});
    QCOMPARE(state.groups, std::vector{group()});
    QCOMPARE(state.workflows, std::vector{workflow()});
    QCOMPARE(state.drafts, std::vector{draft()});
    QCOMPARE(state.nodes, std::vector{node()});
    QCOMPARE(state.openInstances, std::vector{instance()});
    QCOMPARE(state.openDependencies, std::vector{dependency});
    QCOMPARE(state.openRunCodes, std::vector{code});
    QCOMPARE(state.openAttempts, std::vector{attempt()});
    QCOMPARE(state.generatedDays.size(), size_t(1));
    QCOMPARE(state.generatedDays.front().day, day.day);
    QCOMPARE(state.services.size(), size_t(1));
    QCOMPARE(state.services.front().service, service().service);
    QCOMPARE(state.services.front().wantStopped, true);
    QCOMPARE(state.services.front().rolloutState, service().rolloutState);
    QCOMPARE(state.serviceVersions.front().version, serviceVersion().version);
    QCOMPARE(state.serviceVersions.front().serviceUid, u"eas-m-1"_s);
    QCOMPARE(state.serviceInstances.front().instance, serviceInstance().instance);
    QCOMPARE(state.serviceInstances.front().supervisorStart, 1234);
    QCOMPARE(state.serviceInstances.front().socketPath, u"/run/s.sock"_s);
    QCOMPARE(state.settings.front().value, u"v"_s);
    QCOMPARE(state.highestId, 10);
}

void TestSqliteStore::rowsAreReplacedWhole()
{
    Workspace plain;
    plain.id = WorkspaceId(1);
    plain.identifier = u"rehearsal"_s;
    Instance bare;
    bare.id = InstanceId(10);
    NodeDraft empty;
    empty.id = FileId(4);
    QVERIFY(m_fixture->commit({workspace(), instance(), draft(), attempt()}).ok());
    QVERIFY(m_fixture->commit({plain, bare, empty, attempt(AttemptEnd::Exited)}).ok());
    const StoredState state = reopened();
    QCOMPARE(state.workspaces, std::vector{plain});
    QCOMPARE(state.openInstances, std::vector{bare});
    QCOMPARE(state.drafts, std::vector{empty});
    QVERIFY(state.openAttempts.empty());
}

void TestSqliteStore::removals()
{
    QVERIFY(
        m_fixture
            ->commit({group(), workflow(), draft(), service(), serviceVersion(), serviceInstance(), serviceEvent(1)})
            .ok());
    ServiceInstanceRecord second = serviceInstance();
    second.instance.name = u"echo-2-y"_s;
    QVERIFY(m_fixture->commit({second, RemoveServiceInstance{u"echo-1-x"_s}}).ok());
    QCOMPARE(reopened().serviceInstances.size(), size_t(1));
    QVERIFY(m_fixture
                ->commit({RemoveGroup{ResourceGroupId(2)}, RemoveWorkflow{WorkflowId(3)}, RemoveDraft{FileId(4)},
                          RemoveService{u"cn-shanghai"_s, u"echo"_s}})
                .ok());
    const StoredState state = reopened();
    QVERIFY(state.groups.empty() && state.workflows.empty() && state.drafts.empty());
    QVERIFY(state.services.empty() && state.serviceVersions.empty() && state.serviceInstances.empty());
    const auto events = StoreFixture::wait<std::vector<ServiceEvent>>(
        [&](auto done) { m_fixture->store->serviceEvents(u"cn-shanghai"_s, u"echo"_s, 10, done); });
    QVERIFY(events->empty());
}

void TestSqliteStore::answersToQuestions()
{
    Changes changes = {instance(),
                       attempt(AttemptEnd::Exited, 1),
                       attempt(AttemptEnd::None, 2),
                       nodeVersion(1),
                       nodeVersion(2),
                       InstanceDependency{InstanceId(10), InstanceId(9), false},
                       InstanceDependency{InstanceId(11), InstanceId(10), true},
                       InstanceDependency{InstanceId(11), InstanceId(9), true}};
    for (int n = 1; n <= 5; ++n)
        changes.push_back(serviceEvent(n));
    QVERIFY(m_fixture->commit(std::move(changes)).ok());
    SqliteStore &store = *m_fixture->store;

    QCOMPARE(StoreFixture::wait<Instance>([&](auto done) { store.instance(InstanceId(10), done); }).value(),
             instance());
    QCOMPARE(StoreFixture::wait<Instance>([&](auto done) { store.instance(InstanceId(404), done); }).error().kind,
             ErrorKind::NotFound);
    const auto attempts =
        StoreFixture::wait<std::vector<Attempt>>([&](auto done) { store.attempts(InstanceId(10), done); });
    QCOMPARE(attempts.value(), (std::vector{attempt(AttemptEnd::Exited, 1), attempt(AttemptEnd::None, 2)}));
    const auto edges = StoreFixture::wait<std::vector<InstanceDependency>>(
        [&](auto done) { store.dependencies(InstanceId(10), done); });
    QCOMPARE(edges->size(), size_t(2));
    const auto versions =
        StoreFixture::wait<std::vector<NodeVersion>>([&](auto done) { store.nodeVersions(FileId(4), done); });
    QCOMPARE(versions.value(), (std::vector{nodeVersion(2), nodeVersion(1)}));
    const auto events = StoreFixture::wait<std::vector<ServiceEvent>>(
        [&](auto done) { store.serviceEvents(u"cn-shanghai"_s, u"echo"_s, 2, done); });
    QCOMPARE(events.value(), (std::vector{serviceEvent(5).event, serviceEvent(4).event}));
}

void TestSqliteStore::finishedInstancesThatOthersNeed()
{
    const auto daily = [](qint64 id, int days, InstanceState state) {
        Instance i = instance(id, state);
        i.scheduledTime = at(0) + std::chrono::days(days);
        i.taskType = TaskType::Normal;
        return i;
    };
    Instance dry = daily(21, 8, InstanceState::Success);
    dry.taskType = TaskType::Skip;
    Instance smoke = daily(25, 10, InstanceState::Success);
    smoke.dagType = DagType::SmokeTest;
    QVERIFY(m_fixture
                ->commit({workspace(), daily(20, 10, InstanceState::NotRun), dry,
                          daily(22, 7, InstanceState::Success), // three days before the latest: too old ...
                          daily(23, 1, InstanceState::Failure), // ... and so is this, but 20 waits for it
                          daily(24, 9, InstanceState::Stopped), smoke,
                          InstanceDependency{InstanceId(20), InstanceId(23), false},
                          InstanceDependency{InstanceId(20), InstanceId(21), false},
                          InstanceDependency{InstanceId(21), InstanceId(22), false}})
                .ok());
    std::vector<qint64> ids;
    for (const InstanceMark &mark : reopened().finishedInstances) {
        ids.push_back(mark.id.value());
        QCOMPARE(mark.taskType == TaskType::Skip, mark.id == dry.id);
    }
    std::sort(ids.begin(), ids.end());
    QCOMPARE(ids, (std::vector<qint64>{21, 23, 24}));
}

void TestSqliteStore::highestIdIsNeverForgotten()
{
    QVERIFY(m_fixture->commit({group(77), RemoveGroup{ResourceGroupId(77)}}).ok());
    QVERIFY(m_fixture->commit({workspace()}).ok());
    QVERIFY(reopened().groups.empty());
    QCOMPARE(m_fixture->load().highestId, 77);
    Instance withDag = instance(80);
    withDag.dag = DagId(90);
    QVERIFY(m_fixture->commit({withDag}).ok());
    QCOMPARE(m_fixture->load().highestId, 90);
}

void TestSqliteStore::generatedDaysOfLate()
{
    const QDate today = QDate::currentDate();
    Changes changes;
    for (const int age : {0, 7, 30, -400}) // one was made by a clock that was a year ahead
        changes.push_back(GeneratedDay{NodeId(1), today.addDays(-age), 1});
    QVERIFY(m_fixture->commit(std::move(changes)).ok());
    QVERIFY(m_fixture->commit({GeneratedDay{NodeId(1), today, 2}}).ok());
    std::vector<QDate> days;
    for (const GeneratedDay &day : m_fixture->load().generatedDays)
        days.push_back(day.day);
    QCOMPARE(days, (std::vector{today.addDays(-7), today, today.addDays(400)}));
}

void TestSqliteStore::commitIsWholeOrAbsent()
{
    QVERIFY(m_fixture->commit({group(1, u"taken"_s)}).ok());
    const Outcome<> refused = m_fixture->commit({workspace(), group(2, u"taken"_s), workflow()});
    QVERIFY(refused.failed());
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QVERIFY2(refused.error().message.contains(u"resource_group.name"_s), qPrintable(refused.error().message));
    const StoredState state = m_fixture->load();
    QVERIFY(state.workspaces.empty() && state.workflows.empty());
    QCOMPARE(state.highestId, 1);
}

void TestSqliteStore::oneBadCommitHarmsNoOther()
{
    // All wait together, so that they share a transaction.
    std::vector<bool> answers;
    for (int i = 1; i <= 20; ++i) {
        const QString name = i % 5 == 0 ? u"taken"_s : i == 1 ? u"taken"_s : u"name%1"_s.arg(i);
        m_fixture->store->commit({Setting{QString::number(i), name}, group(i, name)},
                                 [&answers](const Outcome<> &done) { answers.push_back(done.ok()); });
    }
    QTRY_COMPARE(answers.size(), size_t(20));
    for (int i = 1; i <= 20; ++i)
        QCOMPARE(answers[static_cast<size_t>(i) - 1], i % 5 != 0);
    QCOMPARE(m_fixture->load().settings.size(), size_t(16));
    QCOMPARE(m_fixture->load().groups.size(), size_t(16));
}

void TestSqliteStore::commitsKeepTheirOrder()
{
    std::vector<int> order;
    for (int i = 0; i < 2000; ++i) {
        m_fixture->store->commit({Setting{u"last"_s, QString::number(i)}},
                                 [&order, i](const Outcome<> &) { order.push_back(i); });
    }
    QTRY_COMPARE(order.size(), size_t(2000));
    QVERIFY(std::is_sorted(order.begin(), order.end()));
    QCOMPARE(m_fixture->load().settings.front().value, u"1999"_s);
}

void TestSqliteStore::callbacksComeLaterOnTheSameThread()
{
    QThread *thread = nullptr;
    m_fixture->store->commit({Setting{u"k"_s, u"v"_s}},
                             [&thread](const Outcome<> &) { thread = QThread::currentThread(); });
    QCOMPARE(thread, nullptr);
    QTRY_COMPARE(thread, QThread::currentThread());
    thread = nullptr;
    m_fixture->store->listInstances({},
                                    [&thread](const Outcome<InstancePage> &) { thread = QThread::currentThread(); });
    QCOMPARE(thread, nullptr);
    QTRY_COMPARE(thread, QThread::currentThread());
}

void TestSqliteStore::fullDiskFailsOneCommit()
{
    QVERIFY(m_fixture->open({.maxPages = 120}));
    const Setting large{u"large"_s, QString(500'000, u'x')};
    std::vector<Outcome<>> answers;
    const auto keep = [&answers](const Outcome<> &done) { answers.push_back(done); };
    m_fixture->store->commit({Setting{u"before"_s, u"1"_s}}, keep);
    m_fixture->store->commit({Setting{u"with"_s, u"1"_s}, large}, keep);
    m_fixture->store->commit({Setting{u"after"_s, u"1"_s}}, keep);
    QTRY_COMPARE(answers.size(), size_t(3));
    QVERIFY(answers[0].ok());
    QVERIFY(answers[2].ok());
    QCOMPARE(answers[1].error().kind, ErrorKind::Unavailable);
    QVERIFY(answers[1].error().retryable);
    QVERIFY2(answers[1].error().message.contains(u"is full"_s), qPrintable(answers[1].error().message));

    QVERIFY(m_fixture->commit({Setting{u"later"_s, u"1"_s}}).ok());
    const StoredState state = reopened();
    QCOMPARE(state.settings.size(), size_t(3));
    QVERIFY(m_fixture->commit({large}).ok()); // there is room again
}

void TestSqliteStore::destructionWritesWhatWaits()
{
    bool called = false;
    for (int i = 0; i < 1000; ++i)
        m_fixture->store->commit({Setting{QString::number(i), u"v"_s}},
                                 [&called](const Outcome<> &) { called = true; });
    m_fixture->store.reset();
    QCOMPARE(reopened().settings.size(), size_t(1000));
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TestSqliteStore)
#include "tst_sqlite_store.moc"
