#include "ui/schedules/dependency_preview.h"
#include "ui/schedules/parameter_preview.h"
#include "ui/schedules/schedule_preview.h"

#include <QLocale>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {
const QTimeZone shanghai("Asia/Shanghai");
const QTimeZone berlin("Europe/Berlin");
const QString rootOutput = u"demo_root"_s;

Instant at(const QTimeZone &zone, int year, int month, int day, int hour, int minute)
{
    return fromDateTime(QDateTime(QDate(year, month, day), QTime(hour, minute), zone));
}

const Instant morning = at(shanghai, 2026, 11, 22, 10, 48);

Schedule daily(int hour, int minute)
{
    Schedule schedule;
    schedule.time = QTime(hour, minute);
    return schedule;
}

Schedule hourly(int interval)
{
    Schedule schedule;
    schedule.recurrence = Recurrence::Hour;
    schedule.interval = interval;
    return schedule;
}

QString text(const QList<PreviewLine> &lines)
{
    QStringList texts;
    for (const PreviewLine &line : lines) {
        QStringList parts{line.lead, line.text, line.note};
        parts.removeAll(QString());
        texts << parts.join(u" | "_s) + (line.tone == PreviewLine::Tone::Attention ? u"!"_s : QString());
    }
    return texts.join(u'\n');
}

Node nodeWith(int id, const QString &name, const Schedule &schedule)
{
    Node node;
    node.id = NodeId(id);
    node.current.name = name;
    node.current.properties.schedule = schedule;
    node.current.properties.outputs = {u"demo.%1_out"_s.arg(id)};
    return node;
}

} // namespace

class TestSchedulePreview : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void tellsTheNextRuns();
    void clockChanges_data();
    void clockChanges();
    void tellsThatAClockSkipsTheTime();
    void tellsThatItNeverRuns();
    void tellsTheFirstRunAfterACommit();
    void readsCron_data();
    void readsCron();
    void resolvesParameters_data();
    void resolvesParameters();
    void runsOfADataTimestamp();
    void waits_data();
    void waits();
};

void TestSchedulePreview::tellsTheNextRuns()
{
    QCOMPARE(text(nextRunLines(daily(2, 0), shanghai, morning, 2)),
             u"Mon 2026-11-23 02:00 | in 15 h 12 min\nTue 2026-11-24 02:00 | in 1 d 15 h"_s);
}

void TestSchedulePreview::tellsThatAClockSkipsTheTime()
{
    const QList<PreviewLine> lines = nextRunLines(daily(2, 30), berlin, at(berlin, 2026, 3, 28, 12, 0), 2);
    QCOMPARE(text(lines.first(1)), u"Sun 2026-03-29 03:00 | 02:30 is skipped!"_s);
    QVERIFY(lines[0].detail.contains(u"next moment that exists"_s));
    QVERIFY(lines[1].text.startsWith(u"Mon 2026-03-30 02:30"_s));
}

// What a year's changes do to a schedule, seen from 2026-11-22.
void TestSchedulePreview::clockChanges_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("lines");
    const QByteArray inBerlin = "Europe/Berlin";
    QTest::newRow("3.9: both touch it") << daily(2, 30) << inBerlin
                                        << u"Sun 2027-03-28 03:00 | 02:30 is skipped!\n"
                                           "Sun 2027-10-31 02:30 | comes twice, runs once!"_s;
    QTest::newRow("3.9: neither does") << daily(4, 0) << inBerlin << QString();
    QTest::newRow("3.9: no changes") << daily(2, 30) << QByteArray("Asia/Shanghai") << QString();
    QTest::newRow("3.9: an hourly node has 23") << hourly(1) << inBerlin
                                                << u"Sun 2027-03-28 | 23 runs, not 24!\n"
                                                   "Sun 2027-10-31 02:00 | comes twice, runs once!"_s;
    Schedule minutes = hourly(20);
    minutes.recurrence = Recurrence::Minute;
    QTest::newRow("3.9: several at once") << minutes << inBerlin
                                          << u"Sun 2027-03-28 | 69 runs, not 72!\n"
                                             "Sun 2027-10-31 02:00 | comes twice, runs once, 2 more alike!"_s;
    Schedule ends = daily(2, 30);
    ends.effectiveUntil = QDate(2027, 1, 1);
    QTest::newRow("3.5: it ends before") << ends << inBerlin << QString();
    Schedule mondays = daily(2, 30);
    mondays.recurrence = Recurrence::Week;
    mondays.weekDays = {1};
    QTest::newRow("3.2: only its off-days are touched") << mondays << inBerlin << QString();
}

void TestSchedulePreview::clockChanges()
{
    QFETCH(Schedule, schedule);
    QFETCH(QByteArray, zone);
    QTEST(text(clockChangeLines(schedule, QTimeZone(zone), morning, 5)), "lines");
}

void TestSchedulePreview::tellsThatItNeverRuns()
{
    Schedule over = daily(2, 0);
    over.effectiveUntil = QDate(2020, 1, 1);
    QVERIFY(nextRunLines(over, shanghai, morning, 5).isEmpty());
    QVERIFY(clockChangeLines(over, shanghai, morning, 5).isEmpty());
    QVERIFY(firstRunText(over, shanghai, morning).contains(u"never"_s));
}

void TestSchedulePreview::tellsTheFirstRunAfterACommit()
{
    Schedule schedule = daily(12, 0);
    QCOMPARE(firstRunText(schedule, shanghai, morning), u"Committed now, it first runs Mon 2026-11-23 12:00."_s);
    schedule.generation = InstanceGeneration::Immediately;
    QCOMPARE(firstRunText(schedule, shanghai, morning), u"Committed now, it first runs Sun 2026-11-22 12:00."_s);
}

void TestSchedulePreview::readsCron_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("reading");
    QTest::newRow("once") << u"0 0 8 * * ?"_s << u"At 08:00, every day."_s;
    QTest::newRow("several") << u"0 0/5 * * * ?"_s << u"Every 5 minutes, every day. 288 runs on such a day."_s;
    QTest::newRow("days") << u"0 0 8 LW * ?"_s
                          << u"At 08:00, on the last working day of the month. A dry run on other days."_s;
    QTest::newRow("wrong") << u"0 61 8 * * ?"_s << QString();
}

void TestSchedulePreview::readsCron()
{
    QFETCH(QString, cron);
    QTEST(cronReading(cron), "reading");
}

void TestSchedulePreview::resolvesParameters_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("lines");
    QTest::newRow("nothing") << u""_s << QString();
    QTest::newRow("4.4: a constant and a date") << u"prod $bizdate"_s << u"$1 | prod\n$2 | 20261122 | $bizdate"_s;
    QTest::newRow("4.2: the scheduled time") << u"$[yyyymmddhh24]"_s << u"$1 | 2026112302 | $[yyyymmddhh24]"_s;
    QTest::newRow("4.2: named") << u"x day=$bizdate"_s << u"$1 | x\n$2 day | 20261122 | $bizdate"_s;
    QTest::newRow("4.2: the ids") << u"$jobid-$nodeid $taskid"_s
                                  << u"$1 | 7-8 | $jobid-$nodeid\n$2 | known when the instance is made!"_s;
    QTest::newRow("wrong") << u"$bizdat"_s << QString();
}

void TestSchedulePreview::resolvesParameters()
{
    QFETCH(QString, line);
    const QDate bizdate = nextBizdate(daily(2, 0), shanghai, morning);
    QCOMPARE(bizdate, QDate(2026, 11, 22));
    ParameterContext context;
    context.scheduledTime = runsOfBizdate(daily(2, 0), shanghai, bizdate).first().time;
    context.zone = shanghai;
    context.jobId = WorkflowId(7);
    context.nodeId = NodeId(8);
    QTEST(text(parameterLines(line, context)), "lines");
}

void TestSchedulePreview::runsOfADataTimestamp()
{
    QCOMPARE(runsOfBizdate(hourly(6), shanghai, QDate(2026, 2, 28)).size(), 4);
    Schedule over = daily(2, 0);
    over.effectiveUntil = QDate(2020, 1, 1);
    const QList<Occurrence> runs = runsOfBizdate(over, shanghai, QDate(2026, 2, 28));
    QCOMPARE(runs.size(), 1);
    QCOMPARE(runs.first().local, QDateTime(QDate(2026, 3, 1), QTime(0, 0), shanghai));
}

void TestSchedulePreview::waits_data()
{
    QTest::addColumn<QStringList>("inputs");
    QTest::addColumn<CrossCycle>("crossCycle");
    QTest::addColumn<QString>("lines");
    QTest::newRow("1.3: the root node") << QStringList{rootOutput} << CrossCycle::None << u"Root node | always done"_s;
    QTest::newRow("3.7: a daily parent") << QStringList{u"demo.1_out"_s} << CrossCycle::None
                                         << u"Train | 2026-11-23 05:00"_s;
    QTest::newRow("3.7: all of an hourly parent")
        << QStringList{u"demo.2_out"_s} << CrossCycle::None << u"Clean | 24 runs to 2026-11-23 23:00"_s;
    QTest::newRow("3.8: itself") << QStringList{rootOutput} << CrossCycle::Self
                                 << u"Root node | always done\nIts own previous run | 2026-11-22 02:00"_s;
    QTest::newRow("3.8: chosen nodes") << QStringList{rootOutput} << CrossCycle::Others
                                       << u"Root node | always done\nTrain, previous cycle | 2026-11-22 05:00"_s;
    QTest::newRow("3.8: children") << QStringList{rootOutput} << CrossCycle::Children
                                   << u"Root node | always done\nScore, previous cycle | 2026-11-22 06:00"_s;
    QTest::newRow("3.5: a frozen parent")
        << QStringList{u"demo.4_out"_s} << CrossCycle::None << u"Frozen | frozen: it would wait for ever!"_s;
    QTest::newRow("3.4: a parent without a run that day")
        << QStringList{u"demo.5_out"_s} << CrossCycle::None << u"Gone | no run on that day: it would wait for ever!"_s;
    QTest::newRow("1.3: nobody has it") << QStringList{u"demo.9_out"_s} << CrossCycle::None
                                        << u"demo.9_out | no committed node has it!"_s;
}

void TestSchedulePreview::waits()
{
    QFETCH(QStringList, inputs);
    QFETCH(CrossCycle, crossCycle);
    Node score = nodeWith(3, u"Score"_s, daily(6, 0));
    score.current.properties.inputs = {u"demo.7_out"_s};
    Node frozen = nodeWith(4, u"Frozen"_s, daily(1, 0));
    frozen.frozen = true;
    Schedule over = daily(2, 0);
    over.effectiveUntil = QDate(2020, 1, 1);
    NodeDraft draft;
    draft.properties.schedule = daily(2, 0);
    draft.properties.outputs = {u"demo.7_out"_s};
    draft.properties.inputs = inputs;
    draft.properties.crossCycle = crossCycle;
    draft.properties.crossCycleNodes = {NodeId(1)};
    const QList<Node> committed{nodeWith(1, u"Train"_s, daily(5, 0)), nodeWith(2, u"Clean"_s, hourly(1)), score, frozen,
                                nodeWith(5, u"Gone"_s, over)};
    QTEST(text(waitLines(draft, committed, rootOutput, shanghai, morning)), "lines");
}

QTEST_GUILESS_MAIN(TestSchedulePreview)
#include "tst_schedule_preview.moc"
