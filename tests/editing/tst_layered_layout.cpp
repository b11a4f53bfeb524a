#include "models/editing/layered_layout.h"

#include <QRectF>
#include <QTest>

using namespace slipway;

namespace {

QList<DraftEdge> edgesOf(const QList<std::pair<int, int>> &pairs)
{
    QList<DraftEdge> edges;
    for (const auto &[from, to] : pairs)
        edges.append({FileId{from}, FileId{to}});
    return edges;
}

QList<FileId> filesTo(int count)
{
    QList<FileId> files;
    for (int i = 1; i <= count; ++i)
        files.append(FileId{i});
    return files;
}

} // namespace

Q_DECLARE_METATYPE(QList<slipway::DraftEdge>)

class TestLayeredLayout : public QObject
{
    Q_OBJECT

private slots:
    void parentsAboveAndNoneOverlap_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QList<DraftEdge>>("edges");
        QTest::newRow("alone") << 1 << QList<DraftEdge>{};
        QTest::newRow("apart") << 5 << QList<DraftEdge>{};
        QTest::newRow("chain") << 4 << edgesOf({{1, 2}, {2, 3}, {3, 4}});
        QTest::newRow("diamond") << 4 << edgesOf({{1, 2}, {1, 3}, {2, 4}, {3, 4}});
        QTest::newRow("long edge") << 4 << edgesOf({{1, 2}, {2, 3}, {1, 3}, {1, 4}});
        QList<std::pair<int, int>> wide;
        for (int i = 2; i <= 40; ++i)
            wide.append({1 + (i % 3 == 0 ? i / 3 - 1 : 0), i});
        QTest::newRow("wide") << 40 << edgesOf(wide);
    }

    void parentsAboveAndNoneOverlap()
    {
        QFETCH(int, count);
        QFETCH(QList<DraftEdge>, edges);
        const QHash<FileId, QPointF> places = layeredLayout(filesTo(count), edges);
        QCOMPARE(places.size(), count);
        for (const DraftEdge &edge : edges)
            QVERIFY(places[edge.from].y() + 52 < places[edge.to].y());
        QList<QRectF> boxes;
        for (const QPointF &place : places) {
            const QRectF box(place - QPointF(88, 26), QSizeF(176, 52));
            for (const QRectF &other : boxes)
                QVERIFY(!box.intersects(other));
            boxes.append(box);
        }
        QCOMPARE(layeredLayout(filesTo(count), edges), places);
    }

    void aChainIsStraight()
    {
        const auto places = layeredLayout(filesTo(3), edgesOf({{1, 2}, {2, 3}}));
        QCOMPARE(places[FileId{1}].x(), places[FileId{2}].x());
        QCOMPARE(places[FileId{2}].x(), places[FileId{3}].x());
    }

    void aCycleHasNoLayout() { QVERIFY(layeredLayout(filesTo(2), edgesOf({{1, 2}, {2, 1}})).isEmpty()); }

    void noNodesNoPlaces() { QVERIFY(layeredLayout({}, {}).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestLayeredLayout)
#include "tst_layered_layout.moc"
