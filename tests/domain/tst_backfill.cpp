#include "models/domain/backfill.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

// Reference: dataworks 5.6.
class TestBackfill : public QObject
{
    Q_OBJECT

private slots:
    void chains_data();
    void chains();
    void refusals_data();
    void refusals();
    void states_data();
    void states();
    void actions_data();
    void actions();
};

namespace {

BackfillSpec goodSpec()
{
    BackfillSpec spec;
    spec.name = u"again"_s;
    spec.nodes = {NodeId(1)};
    spec.ranges = {{QDate(2026, 11, 1), QDate(2026, 11, 7)}};
    return spec;
}

// "1,2|3": days of November, chains apart.
QString textOf(const std::vector<std::vector<QDate>> &chains)
{
    QStringList parts;
    for (const auto &chain : chains) {
        QStringList days;
        for (const QDate day : chain)
            days.append(QString::number(day.day()));
        parts.append(days.join(u','));
    }
    return parts.join(u'|');
}

} // namespace

void TestBackfill::chains_data()
{
    QTest::addColumn<QList<int>>("ranges"); // pairs of days
    QTest::addColumn<bool>("descending");
    QTest::addColumn<int>("groups");
    QTest::addColumn<QString>("expected");
    QTest::newRow("one chain") << QList{1, 3} << false << 1 << u"1,2,3"_s;
    QTest::newRow("descending") << QList{1, 3} << true << 1 << u"3,2,1"_s;
    QTest::newRow("as many groups as dates") << QList{1, 3} << false << 3 << u"1|2|3"_s;
    QTest::newRow("more groups than dates") << QList{1, 3} << false << 10 << u"1|2|3"_s;
    QTest::newRow("contiguous blocks") << QList{1, 7} << false << 3 << u"1,2,3|4,5|6,7"_s;
    QTest::newRow("blocks of a descending order") << QList{1, 5} << true << 2 << u"5,4,3|2,1"_s;
    QTest::newRow("several ranges, in any order") << QList{9, 10, 1, 2} << false << 2 << u"1,2|9,10"_s;
}

void TestBackfill::chains()
{
    QFETCH(QList<int>, ranges);
    QFETCH(bool, descending);
    QFETCH(int, groups);
    BackfillSpec spec = goodSpec();
    spec.ranges.clear();
    for (qsizetype i = 0; i < ranges.size(); i += 2)
        spec.ranges.append({QDate(2026, 11, ranges[i]), QDate(2026, 11, ranges[i + 1])});
    spec.order = descending ? BackfillOrder::Descending : BackfillOrder::Ascending;
    spec.groups = groups;
    QTEST(textOf(backfillChains(spec)), "expected");
}

void TestBackfill::refusals_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("field");
    QTest::newRow("no name") << u"name"_s << u"Name"_s;
    QTest::newRow("129 characters") << u"long"_s << u"Name"_s;
    QTest::newRow("no nodes") << u"nodes"_s << u"Nodes"_s;
    QTest::newRow("no range") << u"empty"_s << u"Ranges"_s;
    QTest::newRow("a range that ends before it begins") << u"backward"_s << u"Ranges"_s;
    QTest::newRow("overlapping ranges") << u"overlap"_s << u"Ranges"_s;
    QTest::newRow("1001 dates") << u"many"_s << u"Ranges"_s;
    QTest::newRow("11 groups") << u"groups"_s << u"Groups"_s;
    QTest::newRow("a window that ends before it begins") << u"window"_s << u"WindowEnd"_s;
}

void TestBackfill::refusals()
{
    QFETCH(QString, fault);
    BackfillSpec spec = goodSpec();
    QVERIFY(checkBackfill(spec));
    if (fault == u"name"_s || fault == u"long"_s)
        spec.name = fault == u"name"_s ? u" "_s : QString(129, u'x');
    if (fault == u"nodes"_s)
        spec.nodes.clear();
    if (fault == u"empty"_s)
        spec.ranges.clear();
    if (fault == u"backward"_s)
        spec.ranges.append({QDate(2026, 12, 2), QDate(2026, 12, 1)});
    if (fault == u"overlap"_s)
        spec.ranges.append({QDate(2026, 11, 7), QDate(2026, 11, 9)});
    if (fault == u"many"_s)
        spec.ranges = {{QDate(2020, 1, 1), QDate(2020, 1, 1).addDays(1000)}};
    if (fault == u"groups"_s)
        spec.groups = 11;
    if (fault == u"window"_s)
        spec.windowStart = QTime(23, 59, 59, 500);
    const Outcome<> refused = checkBackfill(spec);
    QVERIFY(refused.failed());
    QTEST(refused.error().field, "field");
}

void TestBackfill::states_data()
{
    QTest::addColumn<QString>("dates"); // chains apart; c created, r running, f failed, s successful
    QTest::addColumn<int>("state");
    QTest::newRow("all successful") << u"ss|s"_s << int(BackfillState::Succeeded);
    QTest::newRow("the next is about to start") << u"sc"_s << int(BackfillState::Running);
    QTest::newRow("a failure stops what follows") << u"sfc"_s << int(BackfillState::Failed);
    QTest::newRow("another chain still runs") << u"fc|r"_s << int(BackfillState::Running);
    QTest::newRow("all chains are over, one failed") << u"fc|s"_s << int(BackfillState::Failed);
}

void TestBackfill::states()
{
    QFETCH(QString, dates);
    QList<BackfillDate> list;
    int chain = 0;
    for (const QChar c : dates) {
        if (c == u'|') {
            ++chain;
            continue;
        }
        BackfillDate date;
        date.chain = chain;
        date.state = c == u'c'   ? DagState::Created
                     : c == u'r' ? DagState::Running
                     : c == u'f' ? DagState::Failure
                                 : DagState::Success;
        list.append(date);
    }
    QTEST(int(backfillStateOf(list)), "state");
}

void TestBackfill::actions_data()
{
    QTest::addColumn<BackfillState>("state");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("pause");
    QTest::addColumn<bool>("resume");
    QTest::addColumn<bool>("stop");
    QTest::newRow("running") << BackfillState::Running << u"running"_s << true << false << true;
    QTest::newRow("failed") << BackfillState::Failed << u"failed"_s << true << false << true;
    QTest::newRow("paused") << BackfillState::Paused << u"paused"_s << false << true << true;
    QTest::newRow("stopping") << BackfillState::Stopping << u"being stopped"_s << false << false << false;
    QTest::newRow("stopped") << BackfillState::Stopped << u"stopped"_s << false << false << false;
    QTest::newRow("succeeded") << BackfillState::Succeeded << u"successful"_s << false << false << false;
}

void TestBackfill::actions()
{
    QFETCH(BackfillState, state);
    QFETCH(QString, words);
    Backfill backfill;
    backfill.spec = goodSpec();
    backfill.state = state;
    QTEST(checkAction(BackfillAction::Pause, backfill).ok(), "pause");
    QTEST(checkAction(BackfillAction::Resume, backfill).ok(), "resume");
    QTEST(checkAction(BackfillAction::Stop, backfill).ok(), "stop");
    for (const auto action : {BackfillAction::Pause, BackfillAction::Resume, BackfillAction::Stop}) {
        const Outcome<> allowed = checkAction(action, backfill);
        if (allowed)
            continue;
        QCOMPARE(allowed.error().code, u"InvalidBackfillState"_s);
        QVERIFY2(allowed.error().message.startsWith(u"\"again\" is %1; only "_s.arg(words)),
                 qPrintable(allowed.error().message));
    }
}

QTEST_GUILESS_MAIN(TestBackfill)
#include "tst_backfill.moc"
