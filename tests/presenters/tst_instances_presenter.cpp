#include "models/backend/runs_backend.h"
#include "tests/support/fake_backends.h"
#include "tests/support/later.h"
#include "ui/operations/instances_presenter.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr WorkspaceId workspace(1);

// Scheduled at minute `id` of some hour, so that a larger id is a newer instance.
Instance instance(qint64 id, InstanceState state = InstanceState::Success)
{
    Instance made;
    made.id = InstanceId(id);
    made.workspace = workspace;
    made.state = state;
    made.nodeName = u"Deployment"_s;
    made.scheduledTime = fromMillis(1'790'000'000'000 + id * 60'000);
    return made;
}

// Instances in pages of two; the other questions go to the fake backends.
class PagedRuns : public RunsBackend
{
public:
    Reply<InstancePage> listInstances(const InstanceQuery &query) override
    {
        queries << query;
        if (!failure.message.isEmpty())
            return answer<InstancePage>(failure);
        const qsizetype from = query.cursor.toInt();
        InstancePage page;
        page.instances = all.mid(from, 2);
        page.total = all.size();
        if (from + 2 < all.size())
            page.nextCursor = QString::number(from + 2);
        return answer<InstancePage>(page);
    }
    Reply<Instance> instance(InstanceId id) override
    {
        for (const Instance &made : std::as_const(all)) {
            if (made.id == id)
                return answer<Instance>(made);
        }
        return answer<Instance>(Error::notFound(u"NotFound"_s, u"There is no such instance."_s));
    }
    Reply<> stop(InstanceId) override { return done(); }
    Reply<> rerun(InstanceId) override { return done(); }
    Reply<> setSuccess(InstanceId) override { return done(); }
    Reply<> freeze(InstanceId) override { return done(); }
    Reply<> unfreeze(InstanceId) override { return done(); }
    Reply<QList<Node>> listCycleTasks(WorkspaceId) override { return answer<QList<Node>>(QList<Node>()); }
    Reply<> freezeNode(NodeId, bool) override { return done(); }
    Reply<Instance> runDraft(const DraftRun &) override { return answer<Instance>(Instance()); }
    Reply<Instance> runSmokeTest(NodeId, Instant) override { return answer<Instance>(Instance()); }
    Reply<QList<Attempt>> listAttempts(InstanceId) override { return answer<QList<Attempt>>(QList<Attempt>()); }
    Reply<QString> scriptAsRun(InstanceId, int) override { return answer<QString>(QString()); }

    Reply<InstanceLineage> lineage(const LineageQuery &) override { return answer<InstanceLineage>(InstanceLineage()); }
    Reply<> rerunDownstream(const DownstreamRerun &) override { return done(); }
    Reply<> removeDependencies(InstanceId, const QList<InstanceId> &) override { return done(); }
    Reply<> changePriority(InstanceId, int) override { return done(); }
    Reply<InstanceComparison> compare(InstanceId, InstanceId) override
    {
        return answer<InstanceComparison>(InstanceComparison());
    }

    QList<Instance> all;
    QList<InstanceQuery> queries;
    Error failure;

private:
    template <class T>
    static Reply<T> answer(const Outcome<T> &outcome)
    {
        return later(outcome);
    }
    Reply<> done() { return failure.message.isEmpty() ? answer<Nothing>(Nothing()) : answer<Nothing>(failure); }
};

struct Bench
{
    Bench()
    {
        const Backends b = fake.backends();
        presenter = std::make_unique<InstancesPresenter>(
            Backends{b.engine, b.events, b.groups, b.workflows, runs, b.backfills, b.logs, b.services});
    }
    void show(const QList<Instance> &instances, InstanceQuery query = {})
    {
        runs.all = instances;
        query.workspace = workspace;
        presenter->setQuery(query);
    }
    bool isReady() const { return presenter->state() == InstancesPresenter::State::Ready; }
    QList<qint64> ids() const
    {
        QList<qint64> ids;
        for (const Instance &row : presenter->table().rows())
            ids << row.id.value();
        return ids;
    }
    void tell(const Instance &news) { emit fake.feed().instanceChanged(news); }

    FakeBackends fake;
    PagedRuns runs;
    std::unique_ptr<InstancesPresenter> presenter;
};

} // namespace

class TestInstancesPresenter : public QObject
{
    Q_OBJECT

private slots:
    void readsPageAfterPage();
    void takesNewsInTheirPlace();
    void leavesNewsOfLaterPagesToThem();
    void admitsOnlyWhatTheFilterLets_data();
    void admitsOnlyWhatTheFilterLets();
    void dropsWhatNoLongerMatches();
    void keepsTheOneThatIsLookedAt();
    void fetchesAnInstanceOutsideTheFilter();
    void tellsThatAnInstanceIsNotThere();
    void keepsItsRowsWhenReadingFails();
    void dropsAnswersToAnOlderFilter();
    void readsAgainAfterAGapInTheFeed();
    void showsGroupsByTheirNames();
};

void TestInstancesPresenter::readsPageAfterPage()
{
    Bench bench;
    bench.show({instance(5), instance(4), instance(3), instance(2), instance(1)});
    QTRY_VERIFY(bench.isReady());
    QCOMPARE(bench.ids(), (QList<qint64>{5, 4}));
    QCOMPARE(bench.presenter->total(), 5);
    bench.presenter->loadMore();
    bench.presenter->loadMore(); // while the first is under way: asked once
    QTRY_COMPARE(bench.ids(), (QList<qint64>{5, 4, 3, 2}));
    QCOMPARE(bench.runs.queries.size(), 2);
    bench.presenter->loadMore();
    QTRY_COMPARE(bench.ids(), (QList<qint64>{5, 4, 3, 2, 1}));
    QVERIFY(!bench.presenter->hasMore());
    bench.presenter->loadMore();
    QCOMPARE(bench.runs.queries.size(), 3);
}

void TestInstancesPresenter::takesNewsInTheirPlace()
{
    Bench bench;
    bench.show({instance(6), instance(3)});
    QTRY_VERIFY(bench.isReady());
    bench.tell(instance(4, InstanceState::WaitTime));
    bench.tell(instance(9, InstanceState::WaitTime));
    bench.tell(instance(1, InstanceState::WaitTime));
    QCOMPARE(bench.ids(), (QList<qint64>{9, 6, 4, 3, 1}));
    QCOMPARE(bench.presenter->total(), 5);
    bench.tell(instance(4, InstanceState::Running));
    QCOMPARE(bench.presenter->table().find(InstanceId(4))->state, InstanceState::Running);
    QCOMPARE(bench.presenter->total(), 5);
}

void TestInstancesPresenter::leavesNewsOfLaterPagesToThem()
{
    Bench bench;
    bench.show({instance(9), instance(8), instance(3)});
    QTRY_VERIFY(bench.isReady());
    bench.tell(instance(5));
    QCOMPARE(bench.ids(), (QList<qint64>{9, 8}));
}

void TestInstancesPresenter::admitsOnlyWhatTheFilterLets_data()
{
    QTest::addColumn<InstanceQuery>("query");
    QTest::addColumn<bool>("admitted");
    const auto row = [](const char *name, bool admitted, auto set) {
        InstanceQuery query;
        set(query);
        QTest::newRow(name) << query << admitted;
    };
    row("no filter", true, [](InstanceQuery &) {});
    row("its state", true, [](InstanceQuery &q) { q.states = {InstanceState::Success, InstanceState::Failure}; });
    row("another state", false, [](InstanceQuery &q) { q.states = {InstanceState::Failure}; });
    row("its kind", true, [](InstanceQuery &q) { q.dagTypes = {DagType::Daily}; });
    row("another kind", false, [](InstanceQuery &q) { q.dagTypes = {DagType::OneOff}; });
    row("its node", true, [](InstanceQuery &q) { q.node = NodeId(7); });
    row("another node", false, [](InstanceQuery &q) { q.node = NodeId(8); });
    row("its workflow", true, [](InstanceQuery &q) { q.workflow = WorkflowId(3); });
    row("another workflow", false, [](InstanceQuery &q) { q.workflow = WorkflowId(4); });
    row("part of its name", true, [](InstanceQuery &q) { q.text = u"ploy"_s; });
    row("letters of the other case", true, [](InstanceQuery &q) { q.text = u"DEPLOY"_s; });
    row("another name", false, [](InstanceQuery &q) { q.text = u"Train"_s; });
    row("its id", true, [](InstanceQuery &q) { q.text = u"5"_s; });
    row("its group", true, [](InstanceQuery &q) { q.resourceGroup = u"group_1"_s; });
    row("another group", false, [](InstanceQuery &q) { q.resourceGroup = u"group_2"_s; });
    row("its day", true, [](InstanceQuery &q) { q.bizdateFrom = q.bizdateTo = fromMillis(86'400'000); });
    row("another day", false, [](InstanceQuery &q) { q.bizdateFrom = q.bizdateTo = fromMillis(2 * 86'400'000); });
}

void TestInstancesPresenter::admitsOnlyWhatTheFilterLets()
{
    QFETCH(InstanceQuery, query);
    QFETCH(bool, admitted);
    Bench bench;
    bench.show({}, query);
    QTRY_VERIFY(bench.isReady());
    Instance news = instance(5);
    news.node = NodeId(7);
    news.workflow = WorkflowId(3);
    news.bizdate = fromMillis(86'400'000);
    news.resourceGroup = u"group_1"_s;
    bench.tell(news);
    QCOMPARE(!bench.ids().isEmpty(), admitted);
    news.id = InstanceId(6);
    news.workspace = WorkspaceId(2);
    bench.tell(news);
    QVERIFY(!bench.ids().contains(6));
}

void TestInstancesPresenter::dropsWhatNoLongerMatches()
{
    Bench bench;
    InstanceQuery query;
    query.states = {InstanceState::Running};
    bench.show({instance(5, InstanceState::Running), instance(4, InstanceState::Running)}, query);
    QTRY_VERIFY(bench.isReady());
    bench.tell(instance(5, InstanceState::Success));
    QCOMPARE(bench.ids(), QList<qint64>{4});
}

void TestInstancesPresenter::keepsTheOneThatIsLookedAt()
{
    Bench bench;
    InstanceQuery query;
    query.states = {InstanceState::Running};
    bench.show({instance(5, InstanceState::Running)}, query);
    QTRY_VERIFY(bench.isReady());
    bench.presenter->pin(InstanceId(5));
    bench.tell(instance(5, InstanceState::Success));
    QCOMPARE(bench.ids(), QList<qint64>{5});
    bench.runs.all.clear();
    bench.presenter->reload();
    QTRY_COMPARE(bench.presenter->total(), 0);
    QCOMPARE(bench.ids(), QList<qint64>{5});
    bench.presenter->pin({});
    QVERIFY(bench.ids().isEmpty());
}

void TestInstancesPresenter::fetchesAnInstanceOutsideTheFilter()
{
    Bench bench;
    bench.show({instance(9), instance(8), instance(3)});
    QTRY_VERIFY(bench.isReady());
    QSignalSpy updates(bench.presenter.get(), &InstancesPresenter::instanceUpdated);
    bench.presenter->fetch(InstanceId(3));
    QTRY_COMPARE(updates.size(), 1);
    QCOMPARE(bench.ids(), (QList<qint64>{9, 8, 3}));
}

void TestInstancesPresenter::tellsThatAnInstanceIsNotThere()
{
    Bench bench;
    QSignalSpy failures(bench.presenter.get(), &InstancesPresenter::fetchFailed);
    bench.presenter->fetch(InstanceId(77));
    QTRY_COMPARE(failures.size(), 1);
}

void TestInstancesPresenter::keepsItsRowsWhenReadingFails()
{
    Bench bench;
    bench.show({instance(2), instance(1)});
    QTRY_VERIFY(bench.isReady());
    bench.runs.failure = Error::unavailable(u"The engine does not answer."_s);
    bench.presenter->reload();
    QTRY_COMPARE(bench.presenter->state(), InstancesPresenter::State::Failed);
    QCOMPARE(bench.presenter->error().message, u"The engine does not answer."_s);
    QCOMPARE(bench.ids(), (QList<qint64>{2, 1}));
    bench.runs.failure = {};
    bench.presenter->reload();
    QTRY_VERIFY(bench.isReady());
}

void TestInstancesPresenter::dropsAnswersToAnOlderFilter()
{
    Bench bench;
    bench.show({instance(2), instance(1)});
    bench.show({instance(9)}); // the first answer is still under way
    QTRY_VERIFY(bench.isReady());
    QCoreApplication::processEvents();
    QCOMPARE(bench.ids(), QList<qint64>{9});
}

void TestInstancesPresenter::readsAgainAfterAGapInTheFeed()
{
    Bench bench;
    bench.show({instance(1)});
    QTRY_VERIFY(bench.isReady());
    bench.runs.all.prepend(instance(2));
    emit bench.fake.feed().resynchronise();
    QTRY_COMPARE(bench.ids(), (QList<qint64>{2, 1}));
}

void TestInstancesPresenter::showsGroupsByTheirNames()
{
    Bench bench;
    ResourceGroup group;
    group.identifier = u"group_1"_s;
    group.name = u"excl_deploy"_s;
    bench.fake.world().groups = {group};
    Instance known = instance(2);
    known.resourceGroup = u"group_1"_s;
    Instance unknown = instance(1);
    unknown.resourceGroup = u"group_9"_s; // deleted since
    bench.show({known, unknown});
    const auto text = [&bench](int row) {
        return bench.presenter->table().index(row, InstanceTableModel::Group).data().toString();
    };
    QTRY_COMPARE(text(0), u"excl_deploy"_s);
    QCOMPARE(text(1), u"group_9"_s);
}

QTEST_GUILESS_MAIN(TestInstancesPresenter)
#include "tst_instances_presenter.moc"
