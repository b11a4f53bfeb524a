#include "models/domain/dependencies.h"
#include "models/domain/schedule_rules.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(slipway::Schedule)

namespace {

Schedule every(Recurrence recurrence, int interval, QTime from = {0, 0}, QTime until = {23, 59})
{
    Schedule schedule;
    schedule.recurrence = recurrence;
    schedule.interval = interval;
    schedule.windowStart = from;
    schedule.windowEnd = until;
    return schedule;
}

Schedule hoursAt(const QList<int> &hours, int minute)
{
    Schedule schedule = every(Recurrence::Hour, 1, QTime(0, minute));
    schedule.hours = hours;
    return schedule;
}

Schedule at(QTime time, Recurrence recurrence = Recurrence::Day)
{
    Schedule schedule;
    schedule.recurrence = recurrence;
    schedule.time = time;
    return schedule;
}

Schedule weekly(QTime time, const QList<int> &days)
{
    Schedule schedule = at(time, Recurrence::Week);
    schedule.weekDays = days;
    return schedule;
}

Schedule monthly(QTime time, const QList<int> &days)
{
    Schedule schedule = at(time, Recurrence::Month);
    schedule.monthDays = days;
    return schedule;
}

Schedule yearly(QTime time, const QList<int> &months, const QList<int> &days)
{
    Schedule schedule = monthly(time, days);
    schedule.recurrence = Recurrence::Year;
    schedule.months = months;
    return schedule;
}

Schedule byCron(const QString &cron)
{
    Schedule schedule;
    schedule.recurrence = Recurrence::Cron;
    schedule.cron = cron;
    return schedule;
}

} // namespace

class TestSchedule : public QObject
{
    Q_OBJECT

private slots:
    void forms_data();
    void forms();
    void readsCron_data();
    void readsCron();
    void refusesCycleType_data();
    void refusesCycleType();
    void checks_data();
    void checks();
};

// Every form in which a schedule is told: cron, cycle type, words, count a day, kind for dependencies.
void TestSchedule::forms_data()
{
    using enum Recurrence;
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("cycleType");
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("perDay");
    QTest::addColumn<int>("kind");
    const int day = static_cast<int>(CycleKind::Day);
    const int hour = static_cast<int>(CycleKind::Hour);
    const int minute = static_cast<int>(CycleKind::Minute);
    const QString isDay = u"DAY"_s;
    const QString notDay = u"NOT_DAY"_s;
    const QTime lastMinute(23, 59);

    QTest::newRow("3.2: every minute") << every(Minute, 1) << u"00 00-59/1 00-23 * * ?"_s << notDay << u"every minute"_s
                                       << 1440 << minute;
    QTest::newRow("every 5 min from 01:00, 3.2") << every(Minute, 5, {1, 0}) << u"00 00-59/5 01-23 * * ?"_s << notDay
                                                 << u"every 5 min 01:00-23:59"_s << 276 << minute;
    QTest::newRow("every 30 min, 3.2") << every(Minute, 30) << u"00 00-59/30 00-23 * * ?"_s << notDay
                                       << u"every 30 min"_s << 48 << minute;
    QTest::newRow("3.2: every 7 min is no cron")
        << every(Minute, 7) << QString() << notDay << u"every 7 min"_s << 206 << minute;
    QTest::newRow("3.2: a window's end within the steps is no cron")
        << every(Minute, 30, {0, 0}, {3, 0}) << QString() << notDay << u"every 30 min 00:00-03:00"_s << 7 << minute;
    QTest::newRow("closed window of hours, 3.2") << every(Hour, 1, {0, 0}, {3, 0}) << u"00 00 00-03/1 * * ?"_s << notDay
                                                 << u"every hour 00:00-03:00"_s << 4 << hour;
    QTest::newRow("minute 15 of each hour, 3.2") << every(Hour, 1, {0, 15}, lastMinute) << u"00 15 00-23/1 * * ?"_s
                                                 << notDay << u"every hour at minute 15"_s << 24 << hour;
    QTest::newRow("3.2: every 6 h") << every(Hour, 6) << u"00 00 00-23/6 * * ?"_s << notDay << u"every 6 h"_s << 4
                                    << hour;
    QTest::newRow("hour list, 3.2") << hoursAt({16, 0, 8}, 15) << u"00 15 00,08,16 * * ?"_s << notDay
                                    << u"daily 00:15, 08:15, 16:15"_s << 3 << hour;
    QTest::newRow("3.2: hour list of one")
        << hoursAt({5}, 30) << u"00 30 05 * * ?"_s << notDay << u"daily 05:30"_s << 1 << hour;
    QTest::newRow("day, 3.2") << at({5, 30}) << u"00 30 05 * * ?"_s << isDay << u"daily 05:30"_s << 1 << day;
    QTest::newRow("week, 3.2") << weekly({0, 5}, {5, 2}) << u"00 05 00 * * 2,5"_s << isDay << u"Tue, Fri 00:05"_s << 1
                               << day;
    QTest::newRow("month, 3.2") << monthly({0, 20}, {1}) << u"00 20 00 1 * ?"_s << isDay << u"monthly on 1, 00:20"_s
                                << 1 << day;
    QTest::newRow("month's last day, 3.2") << monthly({0, 20}, {Schedule::lastDayOfMonth, 15}) << u"00 20 00 15,L * ?"_s
                                           << isDay << u"monthly on 15, last day, 00:20"_s << 1 << day;
    QTest::newRow("year, 3.2") << yearly({0, 10}, {1, 4, 7, 10}, {1}) << u"00 10 00 1 1,4,7,10 ?"_s << isDay
                               << u"Jan, Apr, Jul, Oct on 1, 00:10"_s << 1 << day;
    QTest::newRow("3.2: cron, several a day") << byCron(u"0 0/20 8-9 ? * MON-FRI"_s) << u"0 0/20 8-9 ? * MON-FRI"_s
                                              << notDay << u"cron 0 0/20 8-9 ? * MON-FRI"_s << 6 << minute;
    QTest::newRow("3.2: cron, hours") << byCron(u"0 0 8,9 LW * ?"_s) << u"0 0 8,9 LW * ?"_s << notDay
                                      << u"cron 0 0 8,9 LW * ?"_s << 2 << hour;
    QTest::newRow("3.2: cron, once a day")
        << byCron(u"0 0 8 LW * ?"_s) << u"0 0 8 LW * ?"_s << isDay << u"cron 0 0 8 LW * ?"_s << 1 << day;
}

void TestSchedule::forms()
{
    QFETCH(Schedule, schedule);
    QFETCH(QString, cron);
    QFETCH(QString, cycleType);
    QVERIFY(checkSchedule(schedule).ok());
    QCOMPARE(toCron(schedule), cron);
    QCOMPARE(cycleTypeOf(schedule), cycleType);
    QTEST(describe(schedule), "words");
    QTEST(instancesPerDay(schedule), "perDay");
    QTEST(static_cast<int>(cycleKindOf(schedule)), "kind");
    if (cron.isEmpty())
        return;
    const Outcome<Schedule> back = fromCron(cron, cycleType);
    QVERIFY2(back.ok(), back.ok() ? "" : qPrintable(back.error().message));
    QCOMPARE(back->recurrence, schedule.recurrence);
    QCOMPARE(toCron(*back), cron);
    QCOMPARE(cycleTypeOf(*back), cycleType);
    for (QDate date(2028, 2, 1); date < QDate(2028, 5, 2); date = date.addDays(1))
        QCOMPARE(occurrencesOn(*back, QTimeZone::utc(), date), occurrencesOn(schedule, QTimeZone::utc(), date));
}

void TestSchedule::readsCron_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("cycleType");
    QTest::addColumn<Recurrence>("recurrence");
    QTest::addColumn<QString>("words");
    using enum Recurrence;
    const QString any;
    const QString isDay = u"DAY"_s;
    const QString notDay = u"NOT_DAY"_s;

    QTest::newRow("every 10 min, 3.2") << u"00 00/10 * * * ?"_s << notDay << Minute << u"every 10 min"_s;
    QTest::newRow("every 5 min from 01:00, 3.2")
        << u"00 00-59/5 1-23 * * ?"_s << any << Minute << u"every 5 min 01:00-23:59"_s;
    QTest::newRow("every 30 min, 3.2") << u"00 */30 00-23 * * ?"_s << notDay << Minute << u"every 30 min"_s;
    QTest::newRow("misprint, 3.2") << u"00 00-59/10 8-23 * * * ?"_s << notDay << Minute
                                   << u"every 10 min 08:00-23:59"_s;
    QTest::newRow("minute 15, 3.2") << u"00 15 * * * ?"_s << notDay << Hour << u"every hour at minute 15"_s;
    QTest::newRow("every hour, 3.2") << u"00 00 00-23/1 * * ?"_s << any << Hour << u"every hour"_s;
    QTest::newRow("3.2: odd hours are a list")
        << u"00 00 22-2 * * ?"_s << any << Hour << u"daily 00:00, 01:00, 02:00, 22:00, 23:00"_s;
    QTest::newRow("3.2: one hour, not a day") << u"00 30 05 * * ?"_s << notDay << Hour << u"daily 05:30"_s;
    QTest::newRow("3.2: one hour, a day") << u"00 30 05 * * ?"_s << isDay << Day << u"daily 05:30"_s;
    QTest::newRow("3.2: one hour, unsaid") << u"00 30 05 * * ?"_s << any << Day << u"daily 05:30"_s;
    QTest::newRow("3.2: week, Quartz form") << u"0 5 0 ? * TUE,FRI"_s << isDay << Week << u"Tue, Fri 00:05"_s;
    QTest::newRow("3.2: month, L") << u"00 20 00 L * ?"_s << isDay << Month << u"monthly on last day, 00:20"_s;
    QTest::newRow("year, 3.2") << u"00 10 00 1 1-12/3 ?"_s << isDay << Year << u"Jan, Apr, Jul, Oct on 1, 00:10"_s;
    QTest::newRow("3.2: every year step is a month")
        << u"00 10 00 1 1-12 ?"_s << isDay << Month << u"monthly on 1, 00:10"_s;
    QTest::newRow("3.2: LW") << u"0 10 0 LW * ?"_s << isDay << Cron << u"cron 0 10 0 LW * ?"_s;
    QTest::newRow("3.2: nth weekday") << u"0 10 0 ? * 1#2"_s << any << Cron << u"cron 0 10 0 ? * 1#2"_s;
    QTest::newRow("3.2: year field") << u"0 10 0 * * ? 2027"_s << any << Cron << u"cron 0 10 0 * * ? 2027"_s;
    QTest::newRow("3.2: seconds") << u"30 10 0 * * ?"_s << any << Cron << u"cron 30 10 0 * * ?"_s;
    QTest::newRow("3.2: uneven minutes") << u"0 0,10 * * * ?"_s << any << Cron << u"cron 0 0,10 * * * ?"_s;
    QTest::newRow("3.2: weekdays in months") << u"0 0 1 ? 3 MON"_s << any << Cron << u"cron 0 0 1 ? 3 MON"_s;
    QTest::newRow("3.2: hours on weekdays")
        << u"0 0 8-18 ? * MON-FRI"_s << notDay << Cron << u"cron 0 0 8-18 ? * MON-FRI"_s;
}

void TestSchedule::readsCron()
{
    QFETCH(QString, cron);
    QFETCH(QString, cycleType);
    const Outcome<Schedule> schedule = fromCron(cron, cycleType);
    QVERIFY2(schedule.ok(), schedule.ok() ? "" : qPrintable(schedule.error().message));
    QTEST(schedule->recurrence, "recurrence");
    QTEST(describe(*schedule), "words");
    QVERIFY(checkSchedule(*schedule).ok());
}

void TestSchedule::refusesCycleType_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("cycleType");
    QTest::addColumn<QString>("field");
    QTest::newRow("several times, 3.2") << u"00 15 * * * ?"_s << u"DAY"_s << u"CycleType"_s;
    QTest::newRow("3.2: unknown word") << u"00 15 05 * * ?"_s << u"HOUR"_s << u"CycleType"_s;
    QTest::newRow("3.2: bad cron") << u"00 15 25 * * ?"_s << u"DAY"_s << u"CronExpress"_s;
}

void TestSchedule::refusesCycleType()
{
    QFETCH(QString, cron);
    QFETCH(QString, cycleType);
    const Outcome<Schedule> schedule = fromCron(cron, cycleType);
    QVERIFY(schedule.failed());
    QTEST(schedule.error().field, "field");
}

void TestSchedule::checks_data()
{
    using enum Recurrence;
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QStringList>("said");

    QTest::newRow("3.2: minute 0") << every(Minute, 0) << u"Interval"_s << QStringList{u"0"_s, u"1 to 59 minutes"_s};
    QTest::newRow("3.2: minute 60") << every(Minute, 60) << u"Interval"_s << QStringList{u"60"_s, u"1 to 59 minutes"_s};
    QTest::newRow("3.2: hour 24") << every(Hour, 24) << u"Interval"_s << QStringList{u"24"_s, u"1 to 23 hours"_s};
    QTest::newRow("3.2: window backwards")
        << every(Hour, 1, {5, 0}, {4, 0}) << u"EndTime"_s << QStringList{u"04:00"_s, u"05:00"_s};
    QTest::newRow("3.2: window without an end")
        << every(Minute, 5, {5, 0}, QTime()) << u"EndTime"_s << QStringList{u"end time"_s};
    QTest::newRow("3.2: hour 25") << hoursAt({1, 25}, 0) << u"Hours"_s << QStringList{u"25"_s, u"0 to 23"_s};
    QTest::newRow("3.2: hour twice") << hoursAt({1, 1}, 0) << u"Hours"_s << QStringList{u"twice"_s};
    QTest::newRow("3.2: no time") << at(QTime()) << u"Time"_s << QStringList{u"00:00 to 23:59"_s};
    QTest::newRow("3.2: seconds") << at(QTime(1, 2, 3)) << u"Time"_s << QStringList{u"whole minutes"_s};
    QTest::newRow("3.2: no weekday") << weekly({1, 0}, {}) << u"WeekDays"_s << QStringList{u"at least one"_s};
    QTest::newRow("3.2: weekday 0") << weekly({1, 0}, {0}) << u"WeekDays"_s << QStringList{u"1 to 7"_s};
    QTest::newRow("3.2: day 32") << monthly({1, 0}, {32}) << u"MonthDays"_s << QStringList{u"32"_s, u"1 to 31"_s};
    QTest::newRow("3.2: no month") << yearly({1, 0}, {}, {1}) << u"Months"_s << QStringList{u"at least one"_s};
    QTest::newRow("3.2: never: 30 February")
        << yearly({1, 0}, {2}, {30}) << u"MonthDays"_s << QStringList{u"never fire"_s};
    QTest::newRow("3.2: bad cron") << byCron(u"0 0 0 30 2 ?"_s) << u"CronExpress"_s << QStringList{u"never fire"_s};

    Schedule backwards = at({1, 0});
    backwards.effectiveFrom = QDate(2026, 2, 1);
    backwards.effectiveUntil = QDate(2026, 1, 1);
    QTest::newRow("3.5: effective dates backwards")
        << backwards << u"EndEffectDate"_s << QStringList{u"2026-01-01"_s, u"2026-02-01"_s};
    Schedule between = weekly({1, 0}, {1});
    between.effectiveFrom = QDate(2026, 1, 6);
    between.effectiveUntil = QDate(2026, 1, 11);
    QTest::newRow("3.5: never: no Monday between")
        << between << u"EndEffectDate"_s << QStringList{u"never fire"_s, u"2026-01-11"_s};
    Schedule late = byCron(u"0 0 0 1 1 ? 2027"_s);
    late.effectiveFrom = QDate(2027, 1, 2);
    QTest::newRow("3.2: never: cron's year is over") << late << u"CronExpress"_s << QStringList{u"never fire"_s};
    Schedule lateness = at({1, 0});
    lateness.maxLatenessMinutes = -1;
    QTest::newRow("issue 3: negative lateness") << lateness << u"MaxLateness"_s << QStringList{u"-1"_s};
}

void TestSchedule::checks()
{
    QFETCH(Schedule, schedule);
    QFETCH(QStringList, said);
    const Outcome<> outcome = checkSchedule(schedule);
    QVERIFY(outcome.failed());
    QTEST(outcome.error().field, "field");
    for (const QString &part : said)
        QVERIFY2(outcome.error().message.contains(part), qPrintable(outcome.error().message));
}

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
