#include "tests/store/store_fixture.h"

#include <QRandomGenerator>

using namespace slipway;
using namespace Qt::StringLiterals;

// Pages of instances against the same question answered by looking at every one.
class TestInstancePages : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void pagesEqualBruteForce_data();
    void pagesEqualBruteForce();
    void pageIsStableWhileRowsArrive();
    void countersFollowEveryChange();
    void badQueriesAreRefused_data();
    void badQueriesAreRefused();

private:
    Instance randomInstance(qint64 id);
    std::vector<Instance> expected(const InstanceQuery &query) const;
    std::vector<qint64> idsOfAllPages(InstanceQuery query, qint64 &total, bool &good);

    static constexpr int count = 3000;
    QRandomGenerator m_random{20261122};
    std::unique_ptr<StoreFixture> m_fixture;
    std::vector<Instance> m_all;
};

Instance TestInstancePages::randomInstance(qint64 id)
{
    static const QStringList names = {u"Deployment"_s, u"load_data"_s, u"100%"_s, u"train\\model"_s, u"LoadData"_s};
    Instance instance;
    instance.id = InstanceId(id);
    instance.workspace = WorkspaceId(1 + m_random.bounded(2));
    instance.workflow = WorkflowId(1 + m_random.bounded(3));
    instance.node = NodeId(1 + m_random.bounded(20));
    instance.dag = DagId(1 + m_random.bounded(30));
    instance.dagType = m_random.bounded(4) ? DagType::Daily : DagType::SmokeTest;
    instance.state = static_cast<InstanceState>(m_random.bounded(7));
    instance.nodeName = names[m_random.bounded(static_cast<int>(names.size()))];
    instance.resourceGroup = m_random.bounded(2) ? u"group_1"_s : u"group_2"_s;
    const int day = m_random.bounded(10);
    instance.bizdate = fromMillis(1'700'000'000'000 + day * 86'400'000LL);
    instance.scheduledTime = instance.bizdate + std::chrono::hours(24 + m_random.bounded(24)); // many at the same time
    return instance;
}

void TestInstancePages::initTestCase()
{
    m_fixture = std::make_unique<StoreFixture>();
    Changes changes;
    for (qint64 id = 1; id <= count; ++id) {
        m_all.push_back(randomInstance(id));
        changes.push_back(m_all.back());
    }
    QVERIFY(m_fixture->commit(std::move(changes)).ok());
    changes.clear();
    for (Instance &instance : m_all) { // states move on, so that indexes and counters have to follow
        if (m_random.bounded(2)) {
            instance.state = static_cast<InstanceState>(m_random.bounded(7));
            changes.push_back(instance);
        }
    }
    QVERIFY(m_fixture->commit(std::move(changes)).ok());
}

std::vector<Instance> TestInstancePages::expected(const InstanceQuery &query) const
{
    const auto matches = [&query](const Instance &i) {
        const auto within = [](Instant t, Instant from, Instant to) {
            return (!isSet(from) || t >= from) && (!isSet(to) || t <= to);
        };
        const bool text = query.text.isEmpty() || i.nodeName.contains(query.text, Qt::CaseInsensitive) ||
                          i.id.toString() == query.text;
        return text && (!query.workspace.isValid() || i.workspace == query.workspace) &&
               (query.states.isEmpty() || query.states.contains(i.state)) &&
               (query.dagTypes.isEmpty() || query.dagTypes.contains(i.dagType)) &&
               (!query.node.isValid() || i.node == query.node) && (!query.dag.isValid() || i.dag == query.dag) &&
               (!query.workflow.isValid() || i.workflow == query.workflow) &&
               (query.resourceGroup.isEmpty() || i.resourceGroup == query.resourceGroup) &&
               within(i.bizdate, query.bizdateFrom, query.bizdateTo) &&
               within(i.scheduledTime, query.scheduledFrom, query.scheduledTo);
    };
    std::vector<Instance> found;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(found), matches);
    std::sort(found.begin(), found.end(), [&query](const Instance &a, const Instance &b) {
        const bool less = std::pair(a.scheduledTime, a.id) < std::pair(b.scheduledTime, b.id);
        return query.newestFirst ? !less && a.id != b.id : less;
    });
    return found;
}

std::vector<qint64> TestInstancePages::idsOfAllPages(InstanceQuery query, qint64 &total, bool &good)
{
    std::vector<qint64> ids;
    good = true;
    do {
        const Outcome<InstancePage> page = m_fixture->list(query);
        if (!page || page->instances.size() > query.limit) {
            good = false;
            break;
        }
        total = page->total;
        for (const Instance &instance : page->instances)
            ids.push_back(instance.id.value());
        query.cursor = page->nextCursor;
    } while (!query.cursor.isEmpty());
    return ids;
}

void TestInstancePages::pagesEqualBruteForce_data()
{
    QTest::addColumn<InstanceQuery>("query");
    const Instant day = fromMillis(1'700'000'000'000 + 3 * 86'400'000LL);
    InstanceQuery all;
    all.limit = 97;
    const auto row = [&all](const char *name, auto change) {
        InstanceQuery query = all;
        change(query);
        QTest::newRow(name) << query;
        query.newestFirst = false;
        QTest::addRow("%s, oldest first", name) << query;
    };
    row("no filter", [](InstanceQuery &) {});
    all.workspace = WorkspaceId(1);
    row("workspace", [](InstanceQuery &) {});
    row("one state", [](InstanceQuery &q) { q.states = {InstanceState::Failure}; });
    row("states", [](InstanceQuery &q) {
        q.states = {InstanceState::Running, InstanceState::Success, InstanceState::Running};
    });
    row("states and type", [](InstanceQuery &q) {
        q.states = {InstanceState::Running, InstanceState::NotRun};
        q.dagTypes = {DagType::SmokeTest};
    });
    row("types", [](InstanceQuery &q) { q.dagTypes = {DagType::SmokeTest, DagType::Daily}; });
    row("node", [](InstanceQuery &q) { q.node = NodeId(7); });
    row("node and state", [](InstanceQuery &q) { q.node = NodeId(7), q.states = {InstanceState::Success}; });
    row("workflow", [](InstanceQuery &q) { q.workflow = WorkflowId(2); });
    row("workflow and states",
        [](InstanceQuery &q) { q.workflow = WorkflowId(2), q.states = {InstanceState::Stopped}; });
    row("dag", [](InstanceQuery &q) { q.dag = DagId(5); });
    row("dag of another node", [](InstanceQuery &q) { q.dag = DagId(5), q.node = NodeId(1); });
    row("name", [](InstanceQuery &q) { q.text = u"load"_s; });
    row("name with a percent sign", [](InstanceQuery &q) { q.text = u"0%"_s; });
    row("name with an underscore", [](InstanceQuery &q) { q.text = u"d_d"_s; });
    row("name with a backslash", [](InstanceQuery &q) { q.text = u"n\\m"_s; });
    row("id", [](InstanceQuery &q) { q.text = u"1234"_s; });
    row("resource group", [](InstanceQuery &q) { q.resourceGroup = u"group_2"_s; });
    row("one bizdate", [day](InstanceQuery &q) { q.bizdateFrom = q.bizdateTo = day; });
    row("bizdates", [day](InstanceQuery &q) { q.bizdateFrom = day, q.bizdateTo = day + std::chrono::days(2); });
    row("scheduled from", [day](InstanceQuery &q) { q.scheduledFrom = day + std::chrono::hours(36); });
    row("scheduled between", [day](InstanceQuery &q) {
        q.scheduledFrom = day + std::chrono::hours(25);
        q.scheduledTo = day + std::chrono::hours(26);
        q.states = {InstanceState::Success, InstanceState::Failure};
    });
    row("nothing matches", [](InstanceQuery &q) { q.workspace = WorkspaceId(77); });
    row("pages of one", [](InstanceQuery &q) { q.limit = 1, q.dag = DagId(9); });
    row("exactly one page", [](InstanceQuery &q) { q.limit = 500, q.dag = DagId(9); });
}

void TestInstancePages::pagesEqualBruteForce()
{
    QFETCH(InstanceQuery, query);
    std::vector<qint64> wanted;
    for (const Instance &instance : expected(query))
        wanted.push_back(instance.id.value());
    qint64 total = 0;
    bool good = false;
    QCOMPARE(idsOfAllPages(query, total, good), wanted);
    QVERIFY(good);
    if (total >= 0)
        QCOMPARE(total, static_cast<qint64>(wanted.size()));
}

void TestInstancePages::pageIsStableWhileRowsArrive()
{
    InstanceQuery query;
    query.workspace = WorkspaceId(1);
    query.node = NodeId(3);
    query.limit = 10;
    const InstancePage first = m_fixture->list(query).value();
    Instance late = randomInstance(count + 1);
    late.workspace = query.workspace;
    late.node = query.node;
    late.scheduledTime += std::chrono::days(365); // sorts before the first page
    QVERIFY(m_fixture->commit({late}).ok());
    query.cursor = first.nextCursor;
    const InstancePage second = m_fixture->list(query).value();
    QCOMPARE(second.instances.first(), expected(query).at(10)); // m_all does not know the late one
    m_all.push_back(late);
}

void TestInstancePages::countersFollowEveryChange()
{
    InstanceQuery query;
    query.workspace = WorkspaceId(9);
    query.states = {InstanceState::Running};
    Instance instance = randomInstance(count + 10);
    instance.workspace = query.workspace;
    instance.state = InstanceState::Running;
    const auto total = [&](const Instance &written) {
        return m_fixture->commit({written}).ok() ? m_fixture->list(query)->total : -2;
    };
    QCOMPARE(total(instance), 1);
    instance.reason = u"still running"_s;
    QCOMPARE(total(instance), 1);
    instance.state = InstanceState::Success;
    QCOMPARE(total(instance), 0);
    instance.state = InstanceState::Running;
    instance.node = NodeId(4711); // a lasting column: the row is written as a whole
    QCOMPARE(total(instance), 1);
    instance.workspace = WorkspaceId(10);
    QCOMPARE(total(instance), 0);
}

void TestInstancePages::badQueriesAreRefused_data()
{
    QTest::addColumn<InstanceQuery>("query");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QString &field, auto change) {
        InstanceQuery query;
        change(query);
        QTest::newRow(name) << query << field;
    };
    row("no rows", u"limit"_s, [](InstanceQuery &q) { q.limit = 0; });
    row("too many rows", u"limit"_s, [](InstanceQuery &q) { q.limit = 501; });
    for (const char *cursor :
         {"x", "d.1", "d.1.2.3", "d.1.x", "a.1.2", "d.01.2", "d.1.2 ", "d.99999999999999999999.1", "d..1"})
        row(cursor, u"cursor"_s, [cursor](InstanceQuery &q) { q.cursor = QString::fromLatin1(cursor); });
}

void TestInstancePages::badQueriesAreRefused()
{
    QFETCH(InstanceQuery, query);
    const Outcome<InstancePage> page = m_fixture->list(query);
    QVERIFY(page.failed());
    QCOMPARE(page.error().kind, ErrorKind::InvalidArgument);
    QTEST(page.error().field, "field");
}

QTEST_GUILESS_MAIN(TestInstancePages)
#include "tst_instance_pages.moc"
