#include "models/items/filter_proxy.h"
#include "models/items/issues_model.h"
#include "models/items/resource_group_table.h"
#include "models/items/state_kind.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

ResourceGroup group(int id, const QString &name)
{
    ResourceGroup made;
    made.id = ResourceGroupId(id);
    made.name = name;
    made.slotCount = 2;
    return made;
}

QStringList names(const QAbstractItemModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.index(row, 0).data().toString());
    return list;
}

} // namespace

class TestItemModels : public QObject
{
    Q_OBJECT

private slots:
    void setRowsKeepsPlaces_data();
    void setRowsKeepsPlaces();
    void upsertAndRemove();
    void filterFindsWordsInAnyColumn_data();
    void filterFindsWordsInAnyColumn();
    void textSortsNumbersByValue();
    void issuesMergeAndLeave();
    void frozenAndDryRunsAreTold();
};

void TestItemModels::setRowsKeepsPlaces_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    QTest::addColumn<int>("resets");
    QTest::newRow("same") << QStringList{u"a"_s, u"b"_s} << QStringList{u"a"_s, u"b"_s} << 0;
    QTest::newRow("one more at the end") << QStringList{u"a"_s} << QStringList{u"a"_s, u"b"_s} << 0;
    QTest::newRow("one more in front") << QStringList{u"b"_s} << QStringList{u"a"_s, u"b"_s} << 0;
    QTest::newRow("middle gone") << QStringList{u"a"_s, u"b"_s, u"c"_s} << QStringList{u"a"_s, u"c"_s} << 0;
    QTest::newRow("all new") << QStringList{u"a"_s, u"b"_s} << QStringList{u"c"_s, u"d"_s} << 0;
    QTest::newRow("emptied") << QStringList{u"a"_s, u"b"_s} << QStringList{} << 0;
    QTest::newRow("swapped") << QStringList{u"a"_s, u"b"_s} << QStringList{u"b"_s, u"a"_s} << 1;
}

void TestItemModels::setRowsKeepsPlaces()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, after);
    QFETCH(int, resets);
    const auto rows = [](const QStringList &wanted) {
        QList<ResourceGroup> list;
        for (const QString &name : wanted)
            list.append(group(name.front().unicode(), name));
        return list;
    };
    ResourceGroupTable table;
    FilterProxy proxy;
    proxy.setSourceModel(&table);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester proxyTester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setRows(rows(before));
    QSignalSpy reset(&table, &QAbstractItemModel::modelReset);
    table.setRows(rows(after));
    QCOMPARE(names(table), after);
    QCOMPARE(reset.count(), resets);
    QCOMPARE(table.rowCount(table.index(0, 0)), 0);
}

void TestItemModels::upsertAndRemove()
{
    ResourceGroupTable table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.upsert(group(1, u"a"_s));
    table.upsert(group(2, u"b"_s), true);
    QCOMPARE(names(table), (QStringList{u"b"_s, u"a"_s}));
    QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
    table.upsert(group(1, u"a"_s));
    QCOMPARE(changed.count(), 0); // nothing is different
    ResourceGroup stopped = group(1, u"a"_s);
    stopped.state = ResourceGroupState::Stopped;
    table.upsert(stopped);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(table.index(1, ResourceGroupTable::Status).data(StateRole).value<StateCell>().kind, StateKind::Stopped);
    table.remove(ResourceGroupId(7));
    table.remove(ResourceGroupId(2));
    QCOMPARE(names(table), QStringList{u"a"_s});
}

void TestItemModels::filterFindsWordsInAnyColumn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("nothing typed") << QString() << QStringList{u"excl_a"_s, u"excl_b"_s};
    QTest::newRow("case does not count") << u"NIGHTLY"_s << QStringList{u"excl_a"_s};
    QTest::newRow("two words, two columns") << u"night excl"_s << QStringList{u"excl_a"_s};
    QTest::newRow("a word that is nowhere") << u"night zzz"_s << QStringList{};
    QTest::newRow("a workspace") << u"demo"_s << QStringList{u"excl_b"_s};
}

void TestItemModels::filterFindsWordsInAnyColumn()
{
    QFETCH(QString, text);
    QFETCH(QStringList, found);
    ResourceGroupTable table;
    Workspace workspace;
    workspace.id = WorkspaceId(1);
    workspace.identifier = u"slipway_demo"_s;
    table.setWorkspaces({workspace});
    ResourceGroup a = group(1, u"excl_a"_s);
    a.description = u"Nightly runs"_s;
    ResourceGroup b = group(2, u"excl_b"_s);
    b.workspaces = {workspace.id};
    table.setRows({a, b});
    FilterProxy proxy;
    proxy.setSourceModel(&table);
    proxy.setFilterText(text);
    QCOMPARE(names(proxy), found);
}

void TestItemModels::textSortsNumbersByValue()
{
    ResourceGroupTable table;
    table.setRows({group(1, u"node 10"_s), group(2, u"node 2"_s), group(3, u"Node 1"_s)});
    FilterProxy proxy;
    proxy.setSourceModel(&table);
    proxy.sort(ResourceGroupTable::Name);
    QCOMPARE(names(proxy), (QStringList{u"Node 1"_s, u"node 2"_s, u"node 10"_s}));
}

void TestItemModels::issuesMergeAndLeave()
{
    IssuesModel issues;
    QAbstractItemModelTester tester(&issues, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy counted(&issues, &IssuesModel::countChanged);
    const Error error = Error::unavailable(u"why"_s);
    issues.report(u"instance.1"_s, u"one"_s, error, InstanceId(1), fromMillis(1));
    issues.report(u"instance.2"_s, u"two"_s, error, InstanceId(2), fromMillis(2));
    issues.report(u"instance.1"_s, u"one again"_s, error, InstanceId(1), fromMillis(3));
    QCOMPARE(issues.rowCount(), 2);
    QCOMPARE(counted.count(), 2);
    QCOMPARE(issues.index(1).data(IssuesModel::CountRole).toInt(), 2);
    QCOMPARE(issues.index(1).data().toString(), u"one again"_s);
    issues.report(u"engine.gateway"_s, u"gateway"_s, error, {}, fromMillis(4));
    issues.resolveAll(u"instance."_s);
    QCOMPARE(issues.rowCount(), 1);
    issues.resolve(u"engine.gateway"_s);
    issues.resolve(u"engine.gateway"_s);
    QCOMPARE(issues.rowCount(), 0);
}

void TestItemModels::frozenAndDryRunsAreTold()
{
    Instance instance;
    instance.state = InstanceState::WaitTime;
    instance.frozen = true;
    QCOMPARE(stateCell(instance).kind, StateKind::Frozen);
    instance.state = InstanceState::Running; // frozen holds from the next run on
    QCOMPARE(stateCell(instance).kind, StateKind::Running);
    instance.frozen = false;
    instance.state = InstanceState::Success;
    instance.taskType = TaskType::Skip;
    QCOMPARE(stateCell(instance).kind, StateKind::DryRun);
}

QTEST_GUILESS_MAIN(TestItemModels)
#include "tst_item_models.moc"
