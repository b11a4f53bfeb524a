#include "models/domain/generation.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QTimeZone shanghai("Asia/Shanghai");

QDateTime wall(const QString &text, const QTimeZone &zone = shanghai)
{
    const QDateTime read = QDateTime::fromString(text, u"yyyy-MM-dd HH:mm"_s);
    return {read.date(), read.time(), zone};
}

} // namespace

class TestGeneration : public QObject
{
    Q_OBJECT

private slots:
    void days_data();
    void days();
    void commits_data();
    void commits();
    void firstRuns_data();
    void firstRuns();
    void taskTypes_data();
    void taskTypes();
    void dryRuns_data();
    void dryRuns();
};

void TestGeneration::days_data()
{
    QTest::addColumn<QString>("at");
    QTest::addColumn<QDate>("last");        // that exists
    QTest::addColumn<QDate>("nextDay");     // first that a commit makes
    QTest::addColumn<QDate>("immediately"); // the same with generation at once
    QTest::newRow("3.3: before 23:30, tomorrow")
        << u"2026-11-22 23:29"_s << QDate(2026, 11, 22) << QDate(2026, 11, 23) << QDate(2026, 11, 22);
    QTest::newRow("3.3: at 23:30, the third day")
        << u"2026-11-22 23:30"_s << QDate(2026, 11, 23) << QDate(2026, 11, 24) << QDate(2026, 11, 24);
    QTest::newRow("3.4: 23:59, at once is the third day too")
        << u"2026-11-22 23:59"_s << QDate(2026, 11, 23) << QDate(2026, 11, 24) << QDate(2026, 11, 24);
    QTest::newRow("3.3: the first minute of a day")
        << u"2026-11-23 00:00"_s << QDate(2026, 11, 23) << QDate(2026, 11, 24) << QDate(2026, 11, 23);
}

void TestGeneration::days()
{
    QFETCH(QString, at);
    QTEST(lastGeneratedDay(wall(at)), "last");
    QTEST(firstGeneratedDay(InstanceGeneration::NextDay, wall(at)), "nextDay");
    QTEST(firstGeneratedDay(InstanceGeneration::Immediately, wall(at)), "immediately");
}

void TestGeneration::commits_data()
{
    QTest::addColumn<int>("secondsAfterCommit");
    QTest::addColumn<bool>("isNew");
    QTest::addColumn<CommitEffect>("effect");
    QTest::newRow("3.4: later, new") << 601 << true << CommitEffect::Planned;
    QTest::newRow("3.4: later, changed") << 601 << false << CommitEffect::Planned;
    QTest::newRow("3.4: at the border, new") << 600 << true << CommitEffect::Expired;
    QTest::newRow("3.4: at the border, changed") << 600 << false << CommitEffect::Kept;
    QTest::newRow("3.4: earlier, new") << -3600 << true << CommitEffect::Expired;
    QTest::newRow("3.4: earlier, changed") << -3600 << false << CommitEffect::Kept;
}

void TestGeneration::commits()
{
    QFETCH(int, secondsAfterCommit);
    QFETCH(bool, isNew);
    const Instant committed = fromDateTime(wall(u"2026-11-22 10:00"_s));
    QTEST(commitEffect(committed + Seconds(secondsAfterCommit), committed, isNew), "effect");
}

void TestGeneration::firstRuns_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<bool>("immediately");
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("first"); // empty: none
    QTest::newRow("3.3: tomorrow, though today's time is to come")
        << u"0 0 12 * * ?"_s << false << u"2026-11-22 10:00"_s << u"2026-11-23 12:00"_s;
    QTest::newRow("3.3: midnight counts as of its day")
        << u"0 0 0 * * ?"_s << false << u"2026-11-22 10:00"_s << u"2026-11-23 00:00"_s;
    QTest::newRow("3.3: late in the evening, the third day")
        << u"0 0 12 * * ?"_s << false << u"2026-11-22 23:30"_s << u"2026-11-24 12:00"_s;
    QTest::newRow("3.4: at once, today's time is to come")
        << u"0 0 12 * * ?"_s << true << u"2026-11-22 10:00"_s << u"2026-11-22 12:00"_s;
    QTest::newRow("3.4: at once, too soon")
        << u"0 10 10 * * ?"_s << true << u"2026-11-22 10:00"_s << u"2026-11-23 10:10"_s;
    QTest::newRow("3.4: at once, just late enough")
        << u"0 11 10 * * ?"_s << true << u"2026-11-22 10:00"_s << u"2026-11-22 10:11"_s;
    QTest::newRow("3.2: the next selected day")
        << u"0 0 12 ? * MON"_s << true << u"2026-11-24 10:00"_s << u"2026-11-30 12:00"_s;
    QTest::newRow("3.5: never again") << u"0 0 12 * * ? 2025"_s << true << u"2026-11-24 10:00"_s << QString();
}

void TestGeneration::firstRuns()
{
    QFETCH(QString, cron);
    QFETCH(bool, immediately);
    QFETCH(QString, at);
    QFETCH(QString, first);
    Schedule schedule;
    schedule.recurrence = Recurrence::Cron;
    schedule.cron = cron;
    schedule.generation = immediately ? InstanceGeneration::Immediately : InstanceGeneration::NextDay;
    const auto found = firstRunAfterCommit(schedule, shanghai, fromDateTime(wall(at)));
    QCOMPARE(found ? found->local.toString(u"yyyy-MM-dd HH:mm"_s) : QString(), first);
}

void TestGeneration::taskTypes_data()
{
    QTest::addColumn<ScheduleMode>("mode");
    QTest::addColumn<bool>("frozen");
    QTest::addColumn<bool>("offDay");
    QTest::addColumn<TaskType>("type");
    using enum ScheduleMode;
    QTest::newRow("3.5: normal") << Normal << false << false << TaskType::Normal;
    QTest::newRow("3.2: off-day") << Normal << false << true << TaskType::SkipCycle;
    QTest::newRow("3.5: dry run") << DryRun << false << false << TaskType::Skip;
    QTest::newRow("3.5: dry run on an off-day") << DryRun << false << true << TaskType::Skip;
    QTest::newRow("3.5: frozen by its schedule") << Frozen << false << false << TaskType::Pause;
    QTest::newRow("3.5: frozen by an operator") << Normal << true << false << TaskType::Pause;
    QTest::newRow("3.5: frozen goes before dry run") << DryRun << true << true << TaskType::Pause;
}

void TestGeneration::taskTypes()
{
    QFETCH(ScheduleMode, mode);
    QFETCH(bool, frozen);
    QFETCH(bool, offDay);
    QTEST(taskTypeFor(mode, frozen, offDay), "type");
}

void TestGeneration::dryRuns_data()
{
    QTest::addColumn<TaskType>("before"); // of the cycle before
    QTest::addColumn<TaskType>("own");
    QTest::addColumn<DagType>("dag");
    QTest::addColumn<bool>("ignored");
    QTest::addColumn<bool>("dry");
    using enum TaskType;
    const DagType daily = DagType::Daily;
    QTest::newRow("3.5: a dry run is handed down") << Skip << Normal << daily << false << true;
    QTest::newRow("3.5: unless the child ignores it") << Skip << Normal << daily << true << false;
    QTest::newRow("3.5: a normal run hands nothing down") << Normal << Normal << daily << false << false;
    QTest::newRow("5.4: not chosen by a branch: a dry run") << ConditionUnchoose << Normal << daily << false << true;
    QTest::newRow("3.2: an off-day is not handed down") << SkipCycle << Normal << daily << false << false;
    QTest::newRow("3.4: an expired one is none") << Expired << Normal << daily << false << false;
    QTest::newRow("5.4: one that was not selected is none") << SkipUnchoose << Normal << daily << false << false;
    QTest::newRow("3.5: a frozen child stays frozen") << Skip << Pause << daily << false << false;
    QTest::newRow("3.2: an off-day stays one") << Skip << SkipCycle << daily << false << false;
    QTest::newRow("5.6: a backfill was asked for") << Skip << Normal << DagType::Backfill << false << false;
}

void TestGeneration::dryRuns()
{
    QFETCH(TaskType, before);
    QFETCH(TaskType, own);
    QFETCH(DagType, dag);
    QFETCH(bool, ignored);
    Instance instance;
    instance.taskType = own;
    instance.dagType = dag;
    QTEST(handsDownDryRun(before) && inheritsDryRun(instance, ignored), "dry");
}

QTEST_GUILESS_MAIN(TestGeneration)
#include "tst_generation.moc"
