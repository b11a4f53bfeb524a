#include "tests/support/fake_backends.h"
#include "ui/operations/backfill_dialog.h"
#include "ui/operations/compare_dialog.h"
#include "ui/operations/instance_choice_dialog.h"
#include "widgets/kit/form.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

// Dialogs delete themselves when they close; what stays open goes with the window.
struct Bench
{
    Bench() { fillWorld(fake.world()); }
    template <class Dialog>
    Dialog *shown(Dialog *dialog)
    {
        dialog->open();
        return dialog;
    }
    BackfillDialog *backfill()
    {
        return shown(new BackfillDialog(fake.backends(), WorkspaceId(1), QTimeZone("Asia/Shanghai"),
                                        fake.world().tasks[1].id, &window));
    }
    InstanceChoiceDialog *choice(InstanceChoicePresenter::Purpose purpose, const Instance &root)
    {
        return shown(new InstanceChoiceDialog(fake.backends(), purpose, root, QTimeZone::utc(), {}, &window));
    }
    CompareDialog *comparison(InstanceId left, InstanceId right)
    {
        auto *dialog = shown(new CompareDialog(fake.backends(), QTimeZone::utc(), &window));
        dialog->compare(left, right);
        return dialog;
    }
    FakeBackends fake;
    QWidget window;
};

QString messageAt(const QWidget &dialog, const char *field)
{
    const auto *line = dialog.findChild<QLabel *>(QLatin1StringView(field) + u"Message"_s);
    return line && line->isVisibleTo(&dialog) ? line->text() : QString();
}

template <class Widget>
Widget *part(QWidget &dialog, const char *name)
{
    return dialog.findChild<Widget *>(QLatin1StringView(name));
}

} // namespace

class TestOperationsDialogs : public QObject
{
    Q_OBJECT

private slots:
    void backfillTellsWhatItComesTo();
    void backfillRefusesAtTheField_data();
    void backfillRefusesAtTheField();
    void backfillKeepsWhatWasChosenWhenRefused();
    void backfillCloses();
    void rerunsWhatIsTicked();
    void saysThatNothingCanBeRemoved();
    void comparesInThreeTabs();
    void saysThatThereIsNoSuccess();
};

void TestOperationsDialogs::backfillTellsWhatItComesTo()
{
    Bench bench;
    BackfillDialog &dialog = *bench.backfill();
    auto *preview = part<QLabel>(dialog, "backfillPreview");
    QTRY_VERIFY2(preview->text().startsWith(u"1 instance on 1 date"_s), qPrintable(preview->text()));
    part<QPushButton>(dialog, "backfillLastWeek")->click();
    part<QPushButton>(dialog, "backfillAllNodes")->click();
    QTRY_VERIFY2(preview->text().startsWith(u"21 instances on 7 dates"_s), qPrintable(preview->text()));
    part<QComboBox>(dialog, "backfillGroups")->setCurrentIndex(2);
    QTRY_VERIFY2(preview->text().contains(u"3 dates side by side"_s), qPrintable(preview->text()));
}

void TestOperationsDialogs::backfillRefusesAtTheField_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("no name") << u"name"_s << QByteArray("Name");
    QTest::newRow("no node") << u"nodes"_s << QByteArray("Nodes");
    QTest::newRow("ends before it begins") << u"range"_s << QByteArray("Ranges");
}

void TestOperationsDialogs::backfillRefusesAtTheField()
{
    QFETCH(QString, action);
    QFETCH(QByteArray, field);
    Bench bench;
    BackfillDialog &dialog = *bench.backfill();
    auto *start = part<QPushButton>(dialog, "backfillStart");
    QTRY_VERIFY(start->isEnabled());
    if (action == u"name"_s) {
        part<QLineEdit>(dialog, "backfillName")->selectAll();
        QTest::keyClick(part<QLineEdit>(dialog, "backfillName"), Qt::Key_Delete);
    } else if (action == u"nodes"_s) {
        auto *tree = part<QTreeView>(dialog, "backfillNodesTree");
        tree->model()->setData(tree->model()->index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
    } else {
        part<QDateEdit>(dialog, "backfillTo1")->setDate(QDate(2026, 1, 1));
    }
    QVERIFY(!start->isEnabled());
    QVERIFY(!messageAt(dialog, field.constData()).isEmpty());
}

void TestOperationsDialogs::backfillKeepsWhatWasChosenWhenRefused()
{
    Bench bench;
    BackfillDialog &dialog = *bench.backfill();
    auto *start = part<QPushButton>(dialog, "backfillStart");
    QTRY_VERIFY(start->isEnabled());
    bench.fake.world().failure = Error::invalid(u"ResourceGroup"_s, u"It is not bound."_s);
    start->click();
    QTRY_COMPARE(messageAt(dialog, "ResourceGroup"), u"It is not bound."_s);
    QVERIFY(dialog.isVisible());
    QVERIFY(start->isEnabled());
}

void TestOperationsDialogs::backfillCloses()
{
    Bench bench;
    BackfillDialog &dialog = *bench.backfill();
    const QPointer<BackfillDialog> alive(&dialog);
    QSignalSpy started(&dialog, &BackfillDialog::started);
    QTRY_VERIFY(part<QPushButton>(dialog, "backfillStart")->isEnabled());
    part<QPushButton>(dialog, "backfillStart")->click();
    QTRY_COMPARE(started.size(), 1);
    QTRY_VERIFY(!alive);
}

void TestOperationsDialogs::rerunsWhatIsTicked()
{
    Bench bench;
    const Instance root = bench.fake.world().instances[12];
    const Instance below = bench.fake.world().instances[13];
    bench.fake.world().links = {{below.id, root.id}};
    InstanceChoiceDialog &dialog = *bench.choice(InstanceChoicePresenter::Purpose::RerunDownstream, root);
    const QPointer<InstanceChoiceDialog> alive(&dialog);
    auto *run = part<QPushButton>(dialog, "rerunDownstreamRun");
    QTRY_VERIFY(run->isEnabled());
    part<QPushButton>(dialog, "rerunDownstreamNone")->click();
    QVERIFY(!run->isEnabled());
    part<QPushButton>(dialog, "rerunDownstreamAll")->click();
    run->click();
    QTRY_VERIFY(!alive);
    QCOMPARE(bench.fake.world().calls.last(),
             u"rerunDownstream %1 [%2] with root"_s.arg(root.id.toString(), below.id.toString()));
}

void TestOperationsDialogs::saysThatNothingCanBeRemoved()
{
    Bench bench;
    InstanceChoiceDialog &dialog =
        *bench.choice(InstanceChoicePresenter::Purpose::RemoveDependencies, bench.fake.world().instances[0]);
    const auto shown = [&dialog] {
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text() == u"It waits for no other instance"_s)
                return true;
        }
        return false;
    };
    QTRY_VERIFY(shown());
    QVERIFY(!part<QPushButton>(dialog, "removeDependenciesRun")->isEnabled());
}

void TestOperationsDialogs::comparesInThreeTabs()
{
    Bench bench;
    FakeWorld &world = bench.fake.world();
    const InstanceId left = world.instances[7].id;
    const InstanceId right = world.instances[8].id;
    world.scripts = {{left, u"a\nb\n"_s}, {right, u"a\nc\n"_s}};
    world.logs[left] = "02:00:01 fine\nonly here\n";
    world.logs[right] = "03:00:01 fine\n";
    CompareDialog &dialog = *bench.comparison(left, right);
    auto *tabs = part<QTabWidget>(dialog, "compareTabs");
    QTRY_COMPARE(tabs->tabText(1), u"Script (1)"_s);
    QTRY_COMPARE(tabs->tabText(2), u"Log (1)"_s);
    QVERIFY(part<QTableView>(dialog, "compareFacts")->model()->rowCount() > 5);
}

void TestOperationsDialogs::saysThatThereIsNoSuccess()
{
    Bench bench;
    bench.fake.world().instances = {bench.fake.world().instances.last()};
    CompareDialog &dialog = *bench.comparison(bench.fake.world().instances[0].id, {});
    const auto shown = [&dialog] {
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text() == u"There is nothing to compare with"_s)
                return true;
        }
        return false;
    };
    QTRY_VERIFY(shown());
}

QTEST_MAIN(TestOperationsDialogs)
#include "tst_operations_dialogs.moc"
