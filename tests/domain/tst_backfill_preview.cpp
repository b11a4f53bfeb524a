#include "models/domain/backfill_preview.h"

#include <QTest>

#include <functional>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

Node node(qint64 id, Recurrence recurrence)
{
    Node made;
    made.id = NodeId(id);
    made.current.properties.schedule.recurrence = recurrence;
    return made;
}

// Days 1 to 4 of one daily node.
BackfillSpec fourDays()
{
    BackfillSpec spec;
    spec.nodes = {NodeId(1)};
    spec.ranges = {{QDate(2026, 11, 1), QDate(2026, 11, 4)}};
    return spec;
}

} // namespace

using Edit = std::function<void(BackfillSpec &, QList<Node> &)>;
Q_DECLARE_METATYPE(Edit)

class TestBackfillPreview : public QObject
{
    Q_OBJECT

private slots:
    void counts_data();
    void counts();
    void tellsWhereItBegins();
};

void TestBackfillPreview::counts_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<qint64>("instances");
    QTest::addColumn<qint64>("dryRuns");
    const auto row = [](const char *name, qint64 instances, qint64 dryRuns, const Edit &edit) {
        QTest::newRow(name) << edit << instances << dryRuns;
    };
    row("one a day", 4, 0, [](BackfillSpec &, QList<Node> &) {});
    row("every hour", 96, 0, [](BackfillSpec &, QList<Node> &nodes) { nodes[0] = node(1, Recurrence::Hour); });
    row("every hour of a window", 8, 0, [](BackfillSpec &spec, QList<Node> &nodes) {
        nodes[0] = node(1, Recurrence::Hour);
        spec.windowStart = QTime(2, 0);
        spec.windowEnd = QTime(3, 30);
    });
    row("the window does not narrow daily nodes", 4, 0, [](BackfillSpec &spec, QList<Node> &) {
        spec.windowStart = QTime(2, 0);
        spec.windowEnd = QTime(3, 30);
    });
    row("a node between is a dry run", 8, 4, [](BackfillSpec &spec, QList<Node> &nodes) {
        nodes << node(2, Recurrence::Day);
        spec.dryNodes = {NodeId(2)};
    });
    row("others do not count", 4, 0, [](BackfillSpec &, QList<Node> &nodes) { nodes << node(2, Recurrence::Day); });
    row("an undeployed node makes none", 0, 0, [](BackfillSpec &, QList<Node> &nodes) { nodes[0].undeployed = true; });
    row("before it was effective", 2, 0, [](BackfillSpec &, QList<Node> &nodes) {
        nodes[0].current.properties.schedule.effectiveFrom = QDate(2026, 11, 4); // scheduled on the 4th and 5th
    });
    row("two ranges", 6, 0, [](BackfillSpec &spec, QList<Node> &) {
        spec.ranges << DateRange{QDate(2026, 12, 1), QDate(2026, 12, 2)};
    });
}

void TestBackfillPreview::counts()
{
    QFETCH(Edit, edit);
    BackfillSpec spec = fourDays();
    QList<Node> nodes{node(1, Recurrence::Day)};
    edit(spec, nodes);
    const BackfillPreview preview = previewBackfill(spec, nodes, QTimeZone("Asia/Shanghai"));
    QTEST(preview.instances, "instances");
    QTEST(preview.dryRuns, "dryRuns");
}

void TestBackfillPreview::tellsWhereItBegins()
{
    BackfillSpec spec = fourDays();
    spec.order = BackfillOrder::Descending;
    spec.groups = 3;
    const BackfillPreview preview = previewBackfill(spec, {node(1, Recurrence::Day)}, QTimeZone::utc());
    QCOMPARE(preview.first, QDate(2026, 11, 4));
    QCOMPARE(preview.last, QDate(2026, 11, 1));
    QCOMPARE(preview.dates, 4);
    QCOMPARE(preview.chains, 3);
}

QTEST_GUILESS_MAIN(TestBackfillPreview)
#include "tst_backfill_preview.moc"
