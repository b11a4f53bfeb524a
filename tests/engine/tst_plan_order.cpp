#include "app/engine/catalog_state.h"
#include "app/engine/plan_order.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

// In which order the nodes of a day are planned.
class TestPlanOrder : public QObject
{
    Q_OBJECT

private slots:
    void groups_data();
    void groups();
    void aLongChainComesOutFromItsRoot();
    void aNodeThatIsGoneIsAGroupOfItsOwn();
};

namespace {

Node nodeNumbered(qint64 id)
{
    Node node;
    node.id = NodeId(id);
    node.file = FileId(id + 1000000);
    node.current.properties.outputs = {u"w.%1_out"_s.arg(id)};
    return node;
}

// "2:1 3:1,2 1~3": 2 waits for 1; 3 for 1 and 2; 1 for the previous cycle of 3.
void fill(CatalogState &catalog, const QString &edges, int count)
{
    QHash<qint64, Node> nodes;
    for (int id = 1; id <= count; ++id)
        nodes.insert(id, nodeNumbered(id));
    for (const QString &edge : edges.split(u' ', Qt::SkipEmptyParts)) {
        const bool cycle = edge.contains(u'~');
        const QStringList sides = edge.split(cycle ? u'~' : u':');
        NodeProperties &properties = nodes[sides[0].toLongLong()].current.properties;
        for (const QString &other : sides[1].split(u',')) {
            if (cycle)
                properties.crossCycleNodes.append(NodeId(other.toLongLong()));
            else
                properties.inputs.append(u"w.%1_out"_s.arg(other));
        }
    }
    for (const Node &node : std::as_const(nodes))
        catalog.put(node);
}

QString allGroups(PlanOrder &order)
{
    QStringList groups;
    for (std::vector<NodeId> group = order.next(); !group.empty(); group = order.next()) {
        QStringList ids;
        for (const NodeId id : group)
            ids.append(id.toString());
        groups.append(ids.join(u'+'));
    }
    return groups.join(u' ');
}

} // namespace

void TestPlanOrder::groups_data()
{
    QTest::addColumn<QString>("edges");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing waits: by id") << u""_s << u"1 2 3 4"_s;
    QTest::newRow("parents first") << u"1:3 3:4 2:1"_s << u"4 3 1 2"_s;
    QTest::newRow("a diamond") << u"1:2,3 2:4 3:4"_s << u"4 2 3 1"_s;
    QTest::newRow("the previous cycle counts") << u"1~4"_s << u"4 1 2 3"_s;
    QTest::newRow("its own previous cycle does not") << u"2~2"_s << u"1 2 3 4"_s;
    QTest::newRow("those that wait for each other are one group") << u"3:1 1~3"_s << u"1+3 2 4"_s;
    QTest::newRow("a ring of three and what hangs on it") << u"2:1 3:2 1~3 4:2"_s << u"1+2+3 4"_s;
    QTest::newRow("a group after its parent") << u"3:1 1~3 1:4"_s << u"4 1+3 2"_s;
    QTest::newRow("beyond the nodes") << u"1:9 2~9"_s << u"1 2 3 4"_s;
}

void TestPlanOrder::groups()
{
    QFETCH(const QString, edges);
    QFETCH(const QString, expected);
    CatalogState catalog;
    fill(catalog, edges, 4);
    PlanOrder order(catalog, {NodeId(4), NodeId(2), NodeId(3), NodeId(1)});
    QCOMPARE(allGroups(order), expected);
    QVERIFY(order.next().empty());
}

void TestPlanOrder::aLongChainComesOutFromItsRoot()
{
    constexpr int length = 20000;
    CatalogState catalog;
    std::vector<NodeId> nodes;
    for (int id = 1; id <= length; ++id) {
        Node node = nodeNumbered(id);
        if (id < length)
            node.current.properties.inputs = {u"w.%1_out"_s.arg(id + 1)};
        catalog.put(node);
        nodes.push_back(node.id);
    }
    PlanOrder order(catalog, nodes);
    for (int id = length; id >= 1; --id)
        QCOMPARE(order.next(), std::vector<NodeId>{NodeId(id)});
    QVERIFY(order.next().empty());
}

void TestPlanOrder::aNodeThatIsGoneIsAGroupOfItsOwn()
{
    CatalogState catalog;
    fill(catalog, u"2:1"_s, 2);
    PlanOrder order(catalog, {NodeId(1), NodeId(2), NodeId(7)});
    QCOMPARE(allGroups(order), u"1 2 7"_s);
}

QTEST_GUILESS_MAIN(TestPlanOrder)
#include "tst_plan_order.moc"
