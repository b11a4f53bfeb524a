#include "models/domain/graph.h"

#include <QTest>

#include <numeric>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

QString nameOf(qint64 node)
{
    return u"node%1"_s.arg(node);
}

// "1>2 2>3"
QList<GraphEdge> edgesOf(const QString &text)
{
    QList<GraphEdge> edges;
    for (const QString &edge : text.split(u' ', Qt::SkipEmptyParts))
        edges += {edge.section(u'>', 0, 0).toLongLong(), edge.section(u'>', 1).toLongLong()};
    return edges;
}

QString textOf(const QList<qint64> &nodes)
{
    QStringList texts;
    for (const qint64 node : nodes)
        texts += QString::number(node);
    return texts.join(u',');
}

QList<GraphEdge> chain(qint64 size)
{
    QList<GraphEdge> edges;
    for (qint64 node = 1; node < size; ++node)
        edges += {node, node + 1};
    return edges;
}

} // namespace

class TestGraph : public QObject
{
    Q_OBJECT

private slots:
    void newEdge_data();
    void newEdge();
    void layers_data();
    void layers();
    void descendants();
    void longChain();
    void namelessNodesShowTheirNumber();
};

void TestGraph::newEdge_data()
{
    QTest::addColumn<QString>("edges");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("said");

    QTest::newRow("first") << QString() << qint64(1) << qint64(2) << QString() << QString();
    QTest::newRow("second parent") << u"1>3"_s << qint64(2) << qint64(3) << QString() << QString();
    QTest::newRow("a way around") << u"1>2 2>3"_s << qint64(1) << qint64(3) << QString() << QString();
    QTest::newRow("itself") << u"1>2"_s << qint64(1) << qint64(1) << u"InvalidDependency.Self"_s
                            << u"node1 cannot depend on itself"_s;
    QTest::newRow("twice") << u"1>2"_s << qint64(1) << qint64(2) << u"InvalidDependency.Duplicate"_s
                           << u"node2 depends on node1 already"_s;
    QTest::newRow("back") << u"1>2"_s << qint64(2) << qint64(1) << u"InvalidDependency.Cycle"_s
                          << u"node2 → node1 → node2"_s;
    QTest::newRow("cycle of three") << u"1>2 2>3 5>1"_s << qint64(3) << qint64(1) << u"InvalidDependency.Cycle"_s
                                    << u"node3 → node1 → node2 → node3"_s;
    QTest::newRow("the shortest path is named")
        << u"1>2 2>3 3>4 1>4"_s << qint64(4) << qint64(1) << u"InvalidDependency.Cycle"_s << u"node4 → node1 → node4"_s;
}

void TestGraph::newEdge()
{
    QFETCH(QString, edges);
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(QString, code);
    QFETCH(QString, said);
    const Outcome<> outcome = checkNewEdge(edgesOf(edges), from, to, nameOf);
    QCOMPARE(outcome.failed() ? outcome.error().code : QString(), code);
    if (outcome.failed())
        QVERIFY2(outcome.error().message.contains(said), qPrintable(outcome.error().message));
}

void TestGraph::layers_data()
{
    QTest::addColumn<QList<qint64>>("nodes");
    QTest::addColumn<QString>("edges");
    QTest::addColumn<QString>("expected"); // layers, or what the error says

    QTest::newRow("none") << QList<qint64>{} << QString() << QString();
    QTest::newRow("without edges, order kept") << QList<qint64>{3, 1, 2} << QString() << u"3,1,2"_s;
    QTest::newRow("diamond") << QList<qint64>{4, 3, 2, 1} << u"1>2 1>3 2>4 3>4"_s << u"1 / 3,2 / 4"_s;
    QTest::newRow("below the lowest parent") << QList<qint64>{1, 2, 3} << u"1>2 2>3 1>3"_s << u"1 / 2 / 3"_s;
    QTest::newRow("double edges count as one") << QList<qint64>{1, 2} << u"1>2 1>2"_s << u"1 / 2"_s;
    QTest::newRow("edges to others do not count") << QList<qint64>{1, 2} << u"9>1 1>2 2>8"_s << u"1 / 2"_s;
    QTest::newRow("a node given twice is one") << QList<qint64>{1, 2, 1} << u"1>2"_s << u"1 / 2"_s;
    QTest::newRow("cycle") << QList<qint64>{1, 2, 3, 4} << u"1>2 2>3 3>2 3>4"_s << u"node2 → node3 → node2"_s;
    QTest::newRow("edge to itself") << QList<qint64>{1} << u"1>1"_s << u"node1 → node1"_s;
}

void TestGraph::layers()
{
    QFETCH(QList<qint64>, nodes);
    QFETCH(QString, edges);
    QFETCH(QString, expected);
    const auto outcome = topologicalLayers(nodes, edgesOf(edges), nameOf);
    if (outcome.failed()) {
        QCOMPARE(outcome.error().code, u"InvalidDependency.Cycle"_s);
        QVERIFY2(outcome.error().message.contains(expected), qPrintable(outcome.error().message));
        return;
    }
    QStringList texts;
    for (const QList<qint64> &layer : *outcome)
        texts += textOf(layer);
    QCOMPARE(texts.join(u" / "_s), expected);
}

void TestGraph::descendants()
{
    QCOMPARE(textOf(descendantsOf(edgesOf(u"1>2 1>3 3>4 4>2 7>1"_s), 1)), u"2,3,4"_s);
    QVERIFY(descendantsOf(edgesOf(u"1>2"_s), 2).isEmpty());
}

void TestGraph::longChain()
{
    constexpr qint64 size = 100000;
    const QList<GraphEdge> edges = chain(size);
    const Outcome<> back = checkNewEdge(edges, size, 1, nameOf);
    QVERIFY(back.failed());
    QVERIFY2(back.error().message.size() < 300, "a message is for people");
    QVERIFY(back.error().message.contains(u"…"_s));
    QList<qint64> nodes(size);
    std::iota(nodes.begin(), nodes.end(), 1);
    const auto layers = topologicalLayers(nodes, edges);
    QVERIFY(layers.ok());
    QCOMPARE(layers->size(), qsizetype(size));
}

void TestGraph::namelessNodesShowTheirNumber()
{
    const Outcome<> outcome = checkNewEdge({}, 5, 5, {});
    QVERIFY(outcome.error().message.startsWith(u"5 "_s));
}

QTEST_GUILESS_MAIN(TestGraph)
#include "tst_graph.moc"
