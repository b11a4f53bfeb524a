#include "tests/support/fake_backends.h"
#include "ui/operations/backfill_form_presenter.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace slipway;
using namespace Qt::StringLiterals;
using State = BackfillFormPresenter::State;

namespace {

Node node(qint64 id, const QStringList &inputs, Recurrence recurrence = Recurrence::Day)
{
    Node made;
    made.id = NodeId(id);
    made.file = FileId(100 + id);
    made.current.name = u"node_%1"_s.arg(id);
    made.current.properties.inputs = inputs;
    made.current.properties.outputs = {u"demo.%1_out"_s.arg(id)};
    made.current.properties.schedule.recurrence = recurrence;
    return made;
}

// 1 before 2 before 3, and 1 before 4; 9 by itself.
struct Bench
{
    explicit Bench(qint64 root = 1)
    {
        Node rootNode = node(50, {});
        rootNode.file = {};
        fake.world().tasks = {rootNode,
                              node(1, {u"demo.50_out"_s}),
                              node(2, {u"demo.1_out"_s}, Recurrence::Hour),
                              node(3, {u"demo.2_out"_s}),
                              node(4, {u"demo.1_out"_s}),
                              node(9, {u"demo.50_out"_s})};
        ResourceGroup group;
        group.identifier = u"group_1"_s;
        fake.world().groups = {group};
        fake.world().status.now = fromDateTime(QDateTime(QDate(2026, 11, 22), QTime(2, 48), Qt::UTC));
        form = std::make_unique<BackfillFormPresenter>(fake.backends(), WorkspaceId(1), QTimeZone("Asia/Shanghai"),
                                                       NodeId(root));
    }
    bool load()
    {
        form->load();
        [this] { QTRY_VERIFY(form->state() == State::Ready); }();
        return form->state() == State::Ready;
    }
    void tick(std::initializer_list<qint64> keys)
    {
        form->nodes().setAllChecked(false);
        for (const qint64 key : keys)
            form->nodes().setData(form->nodes().indexOf(key), Qt::Checked, Qt::CheckStateRole);
    }
    FakeBackends fake;
    std::unique_ptr<BackfillFormPresenter> form;
};

QList<qint64> numbers(const QList<NodeId> &ids)
{
    QList<qint64> list;
    for (const NodeId id : ids)
        list.append(id.value());
    std::sort(list.begin(), list.end());
    return list;
}

} // namespace

using Edit = std::function<void(BackfillFormPresenter &)>;
Q_DECLARE_METATYPE(Edit)

class TestBackfillForm : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithTheNodeAndYesterday();
    void choosesNodes_data();
    void choosesNodes();
    void offersTheWindowWhereItMeansSomething();
    void changesTheNodeToBeginWith();
    void keepsANameThatWasTyped();
    void refusesAtTheField_data();
    void refusesAtTheField();
    void countsWhatItComesTo();
    void starts();
    void tellsTheEnginesRefusal();
    void tellsThatTheNodeHasGone();
};

void TestBackfillForm::beginsWithTheNodeAndYesterday()
{
    Bench bench;
    QVERIFY(bench.load());
    QCOMPARE(bench.form->spec().name, u"node_1 2026-11-22"_s);
    QCOMPARE(bench.form->spec().ranges, (QList<DateRange>{{QDate(2026, 11, 21), QDate(2026, 11, 21)}}));
    QCOMPARE(numbers(bench.form->spec().nodes), QList<qint64>{1});
    ChoiceTree &tree = bench.form->nodes();
    QCOMPARE(tree.count(), 4);
    QCOMPARE(tree.indexOf(3).parent(), tree.indexOf(2));
    QCOMPARE(tree.indexOf(4).parent(), tree.indexOf(1));
}

void TestBackfillForm::choosesNodes_data()
{
    QTest::addColumn<QList<qint64>>("ticked");
    QTest::addColumn<QList<qint64>>("dry");
    QTest::newRow("one") << QList<qint64>{1} << QList<qint64>{};
    QTest::newRow("a chain") << QList<qint64>{1, 2, 3} << QList<qint64>{};
    QTest::newRow("both ends of a chain") << QList<qint64>{1, 3} << QList<qint64>{2};
    QTest::newRow("beside each other") << QList<qint64>{3, 4} << QList<qint64>{};
}

void TestBackfillForm::choosesNodes()
{
    QFETCH(QList<qint64>, ticked);
    Bench bench;
    QVERIFY(bench.load());
    bench.form->nodes().setAllChecked(false);
    for (const qint64 key : std::as_const(ticked))
        bench.form->nodes().setData(bench.form->nodes().indexOf(key), Qt::Checked, Qt::CheckStateRole);
    QCOMPARE(numbers(bench.form->spec().nodes), ticked);
    QTEST(numbers(bench.form->spec().dryNodes), "dry");
}

void TestBackfillForm::offersTheWindowWhereItMeansSomething()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(!bench.form->mayHaveWindow());
    bench.tick({1, 2});
    QVERIFY(bench.form->mayHaveWindow());
}

void TestBackfillForm::changesTheNodeToBeginWith()
{
    Bench bench(0); // not given: the first by name
    QVERIFY(bench.load());
    QCOMPARE(bench.form->spec().root, NodeId(1));
    QCOMPARE(bench.form->candidates().size(), 5); // without the workspace's root
    bench.form->setRoot(NodeId(9));
    QCOMPARE(bench.form->nodes().count(), 1);
    QCOMPARE(numbers(bench.form->spec().nodes), QList<qint64>{9});
    QCOMPARE(bench.form->spec().name, u"node_9 2026-11-22"_s);
}

void TestBackfillForm::keepsANameThatWasTyped()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.form->setName(u"repair"_s);
    bench.form->setRoot(NodeId(9));
    QCOMPARE(bench.form->spec().name, u"repair"_s);
}

void TestBackfillForm::refusesAtTheField_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QString &field, const Edit &edit) {
        QTest::newRow(name) << edit << field;
    };
    row("no name", u"Name"_s, [](BackfillFormPresenter &form) { form.setName(u"  "_s); });
    row("no node", u"Nodes"_s, [](BackfillFormPresenter &form) { form.nodes().setAllChecked(false); });
    row("a range that ends before it begins", u"Ranges"_s, [](BackfillFormPresenter &form) {
        form.setRanges({{QDate(2026, 11, 3), QDate(2026, 11, 1)}});
    });
    row("ranges that overlap", u"Ranges"_s, [](BackfillFormPresenter &form) {
        form.setRanges({{QDate(2026, 11, 1), QDate(2026, 11, 3)}, {QDate(2026, 11, 3), QDate(2026, 11, 4)}});
    });
    row("a window that ends before it begins", u"WindowEnd"_s,
        [](BackfillFormPresenter &form) { form.setWindow(QTime(3, 0), QTime(2, 0)); });
}

void TestBackfillForm::refusesAtTheField()
{
    QFETCH(Edit, edit);
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.form->check().ok());
    edit(*bench.form);
    const Outcome<> allowed = bench.form->check();
    QVERIFY(allowed.failed());
    QTEST(allowed.error().field, "field");
    QSignalSpy refused(bench.form.get(), &BackfillFormPresenter::refused);
    bench.form->submit();
    QCOMPARE(refused.size(), 1);
    QVERIFY(bench.fake.world().backfillSpecs.isEmpty());
}

void TestBackfillForm::countsWhatItComesTo()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.tick({1, 3});
    bench.form->setRanges({{QDate(2026, 11, 1), QDate(2026, 11, 2)}});
    bench.form->setGroups(2);
    QVERIFY(!bench.form->preview()); // not the one of before
    QTRY_VERIFY(bench.form->preview().has_value());
    const BackfillPreview preview = *bench.form->preview();
    QCOMPARE(preview.instances, 2 * (1 + 24 + 1));
    QCOMPARE(preview.dryRuns, 2 * 24);
    QCOMPARE(preview.chains, 2);
}

void TestBackfillForm::starts()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.form->setOrder(BackfillOrder::Descending);
    bench.form->setGroups(3);
    bench.form->setSkipSucceeded(true);
    bench.form->setRunFutureNow(true);
    bench.form->setResourceGroup(u"group_1"_s);
    QSignalSpy started(bench.form.get(), &BackfillFormPresenter::started);
    bench.form->submit();
    QVERIFY(bench.form->isBusy());
    bench.form->submit(); // a second press while the first is under way
    QTRY_COMPARE(started.size(), 1);
    QCOMPARE(bench.fake.world().backfillSpecs.size(), 1);
    const BackfillSpec spec = bench.fake.world().backfillSpecs.first();
    QCOMPARE(spec, bench.form->spec());
    QCOMPARE(spec.order, BackfillOrder::Descending);
    QCOMPARE(spec.groups, 3);
    QVERIFY(spec.skipSucceeded && spec.runFutureNow);
    QVERIFY(!bench.form->isBusy());
}

void TestBackfillForm::tellsTheEnginesRefusal()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.fake.world().failure = Error::invalid(u"ResourceGroup"_s, u"It is not bound."_s);
    QSignalSpy refused(bench.form.get(), &BackfillFormPresenter::refused);
    bench.form->submit();
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused[0][0].value<Error>().field, u"ResourceGroup"_s);
}

void TestBackfillForm::tellsThatTheNodeHasGone()
{
    Bench bench(77);
    bench.form->load();
    QTRY_COMPARE(bench.form->state(), State::Failed);
    QVERIFY(!bench.form->check());
}

QTEST_GUILESS_MAIN(TestBackfillForm)
#include "tst_backfill_form.moc"
