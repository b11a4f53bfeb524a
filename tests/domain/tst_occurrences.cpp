#include "models/domain/schedule_rules.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(slipway::Schedule)

namespace {

Instant utc(const QString &text)
{
    return fromDateTime(QDateTime::fromString(text, Qt::ISODate));
}

// "2026-03-29T01:00Z", with `*` for an off-day, `>02:30` for one that is moved from 02:30, `(2)` for a repeated one.
QString text(const Occurrence &occurrence)
{
    QString result = toDateTime(occurrence.time, QTimeZone::utc()).toString(u"yyyy-MM-ddTHH:mm"_s) + u'Z';
    if (occurrence.offDay)
        result += u'*';
    if (occurrence.shiftedByDst)
        result += u'>' + occurrence.scheduledClock.toString(u"HH:mm"_s);
    if (occurrence.repeatedByDst)
        result += u"(2)"_s;
    return result;
}

QString text(const QList<Occurrence> &occurrences)
{
    QStringList texts;
    for (const Occurrence &occurrence : occurrences)
        texts += text(occurrence);
    return texts.join(u' ');
}

Schedule daily(int hour, int minute)
{
    Schedule schedule;
    schedule.time = QTime(hour, minute);
    return schedule;
}

Schedule weekly(const QList<int> &days)
{
    Schedule schedule = daily(0, 5);
    schedule.recurrence = Recurrence::Week;
    schedule.weekDays = days;
    return schedule;
}

Schedule window(Recurrence recurrence, int interval, QTime from, QTime until)
{
    Schedule schedule;
    schedule.recurrence = recurrence;
    schedule.interval = interval;
    schedule.windowStart = from;
    schedule.windowEnd = until;
    return schedule;
}

} // namespace

class TestOccurrences : public QObject
{
    Q_OBJECT

private slots:
    void ofADay_data();
    void ofADay();
    void countsOnChangeOfClocks_data();
    void countsOnChangeOfClocks();
    void next_data();
    void next();
    void nextIsInOrderOverMidnightChanges();
    void everyHourOfFourYearsOnce_data();
    void everyHourOfFourYearsOnce();
    void secondsAreQuick();
    void badSchedulesHaveNone();
    void bizdate_data();
    void bizdate();
};

void TestOccurrences::ofADay_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("expected");
    const QByteArray berlin = "Europe/Berlin";
    const QByteArray shanghai = "Asia/Shanghai";

    QTest::newRow("3.2: day, in its zone") << daily(2, 0) << shanghai << QDate(2026, 11, 22) << u"2026-11-21T18:00Z"_s;
    QTest::newRow("3.2: day, odd offset")
        << daily(0, 0) << QByteArray("Asia/Kathmandu") << QDate(2026, 11, 22) << u"2026-11-21T18:15Z"_s;
    QTest::newRow("week, its day, 3.2") << weekly({2, 5}) << shanghai << QDate(2026, 1, 6) << u"2026-01-05T16:05Z"_s;
    QTest::newRow("week, off-day, 3.2") << weekly({2, 5}) << shanghai << QDate(2026, 1, 7) << u"2026-01-06T16:05Z*"_s;
    Schedule month = daily(0, 20);
    month.recurrence = Recurrence::Month;
    month.monthDays = {1, Schedule::lastDayOfMonth};
    QTest::newRow("month, last day, 3.2") << month << QByteArray("UTC") << QDate(2028, 2, 29) << u"2028-02-29T00:20Z"_s;
    QTest::newRow("month, off-day, 3.2") << month << QByteArray("UTC") << QDate(2028, 2, 28) << u"2028-02-28T00:20Z*"_s;
    Schedule year = month;
    year.recurrence = Recurrence::Year;
    year.months = {3};
    QTest::newRow("year, its day, 3.2") << year << QByteArray("UTC") << QDate(2028, 3, 1) << u"2028-03-01T00:20Z"_s;
    QTest::newRow("year, off-day, 3.2") << year << QByteArray("UTC") << QDate(2028, 2, 29) << u"2028-02-29T00:20Z*"_s;
    QTest::newRow("closed window, 3.2") << window(Recurrence::Hour, 1, {0, 0}, {3, 0}) << QByteArray("UTC")
                                        << QDate(2026, 1, 1)
                                        << u"2026-01-01T00:00Z 2026-01-01T01:00Z 2026-01-01T02:00Z 2026-01-01T03:00Z"_s;
    QTest::newRow("minutes to the window's end, 3.2")
        << window(Recurrence::Minute, 20, {23, 10}, {23, 50}) << QByteArray("UTC") << QDate(2026, 1, 1)
        << u"2026-01-01T23:10Z 2026-01-01T23:30Z 2026-01-01T23:50Z"_s;
    Schedule cron;
    cron.recurrence = Recurrence::Cron;
    cron.cron = u"0 0 8 LW * ?"_s;
    QTest::newRow("3.2: cron, its day") << cron << QByteArray("UTC") << QDate(2026, 1, 30) << u"2026-01-30T08:00Z"_s;
    QTest::newRow("3.2: cron by days, off-day")
        << cron << QByteArray("UTC") << QDate(2026, 1, 31) << u"2026-01-31T08:00Z*"_s;
    cron.cron = u"0 0/20 8 ? * MON-FRI"_s;
    QTest::newRow("3.2: cron by days, several a day: one dry run, the first")
        << cron << QByteArray("UTC") << QDate(2026, 1, 31) << u"2026-01-31T08:00Z*"_s;
    cron.cron = u"0 0 8 1 2 ? 2027"_s;
    QTest::newRow("3.2: cron, another year: nothing") << cron << QByteArray("UTC") << QDate(2026, 2, 2) << QString();
    QTest::newRow("3.2: cron, its year, off-day")
        << cron << QByteArray("UTC") << QDate(2027, 2, 2) << u"2027-02-02T08:00Z*"_s;
    cron.cron = u"0 0 8 * * ? 2027"_s;
    QTest::newRow("3.2: cron of every day has no off-days")
        << cron << QByteArray("UTC") << QDate(2026, 2, 2) << QString();

    Schedule bounded = daily(1, 0);
    bounded.effectiveFrom = QDate(2026, 1, 2);
    bounded.effectiveUntil = QDate(2026, 1, 3);
    QTest::newRow("before the effective dates, 3.5") << bounded << QByteArray("UTC") << QDate(2026, 1, 1) << QString();
    QTest::newRow("first effective date, 3.5")
        << bounded << QByteArray("UTC") << QDate(2026, 1, 2) << u"2026-01-02T01:00Z"_s;
    QTest::newRow("last effective date, 3.5")
        << bounded << QByteArray("UTC") << QDate(2026, 1, 3) << u"2026-01-03T01:00Z"_s;
    QTest::newRow("after the effective dates, 3.5") << bounded << QByteArray("UTC") << QDate(2026, 1, 4) << QString();

    // Changes of clocks: Berlin 2026-03-29 02:00 -> 03:00, 2026-10-25 03:00 -> 02:00.
    QTest::newRow("skipped, 3.9") << daily(2, 30) << berlin << QDate(2026, 3, 29) << u"2026-03-29T01:00Z>02:30"_s;
    QTest::newRow("skipped, first moment, 3.9")
        << daily(2, 0) << berlin << QDate(2026, 3, 29) << u"2026-03-29T01:00Z>02:00"_s;
    QTest::newRow("just behind the gap, 3.9") << daily(3, 0) << berlin << QDate(2026, 3, 29) << u"2026-03-29T01:00Z"_s;
    QTest::newRow("just before the gap, 3.9") << daily(1, 59) << berlin << QDate(2026, 3, 29) << u"2026-03-29T00:59Z"_s;
    QTest::newRow("repeated, the second counts, 3.9")
        << daily(2, 30) << berlin << QDate(2026, 10, 25) << u"2026-10-25T01:30Z(2)"_s;
    QTest::newRow("repeated, its first moment, 3.9")
        << daily(2, 0) << berlin << QDate(2026, 10, 25) << u"2026-10-25T01:00Z(2)"_s;
    QTest::newRow("not repeated any more, 3.9")
        << daily(3, 0) << berlin << QDate(2026, 10, 25) << u"2026-10-25T02:00Z"_s;
    QTest::newRow("3.9: skipped on an off-day") << [] {
        Schedule schedule = weekly({1});
        schedule.time = QTime(2, 30);
        return schedule;
    }() << berlin << QDate(2026, 3, 29) << u"2026-03-29T01:00Z*>02:30"_s;
    QTest::newRow("3.9: moved ones merge with what is there")
        << window(Recurrence::Minute, 30, {1, 30}, {3, 30}) << berlin << QDate(2026, 3, 29)
        << u"2026-03-29T00:30Z 2026-03-29T01:00Z 2026-03-29T01:30Z"_s;
    QTest::newRow("3.9: moved ones merge with each other") << window(Recurrence::Minute, 20, {2, 10}, {2, 50}) << berlin
                                                           << QDate(2026, 3, 29) << u"2026-03-29T01:00Z>02:10"_s;
    QTest::newRow("3.9: half an hour skipped")
        << daily(2, 15) << QByteArray("Australia/Lord_Howe") << QDate(2026, 10, 4) << u"2026-10-03T15:30Z>02:15"_s;
    QTest::newRow("3.9: midnight skipped")
        << daily(0, 0) << QByteArray("America/Sao_Paulo") << QDate(2018, 11, 4) << u"2018-11-04T03:00Z>00:00"_s;
    QTest::newRow("3.9: a date that the zone leaves out")
        << daily(5, 0) << QByteArray("Pacific/Apia") << QDate(2011, 12, 30) << QString();
    QTest::newRow("3.9: the day before it")
        << daily(5, 0) << QByteArray("Pacific/Apia") << QDate(2011, 12, 29) << u"2011-12-29T15:00Z"_s;
}

void TestOccurrences::ofADay()
{
    QFETCH(Schedule, schedule);
    QFETCH(QByteArray, zone);
    QFETCH(QDate, day);
    const QTimeZone timeZone(zone);
    QVERIFY(timeZone.isValid());
    const QList<Occurrence> occurrences = occurrencesOn(schedule, timeZone, day);
    QTEST(text(occurrences), "expected");
    for (const Occurrence &occurrence : occurrences) {
        QCOMPARE(fromDateTime(occurrence.local), occurrence.time);
        QCOMPARE(occurrence.local.timeZone(), timeZone);
        if (!occurrence.shiftedByDst)
            QCOMPARE(occurrence.scheduledClock, occurrence.local.time());
    }
}

void TestOccurrences::countsOnChangeOfClocks_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<int>("hourly");
    QTest::addColumn<int>("everyTenMinutes");
    QTest::newRow("spring, 3.9") << QByteArray("Europe/Berlin") << QDate(2026, 3, 29) << 23 << 138;
    QTest::newRow("autumn, 3.9") << QByteArray("Europe/Berlin") << QDate(2026, 10, 25) << 24 << 144;
    QTest::newRow("3.9: spring, New York") << QByteArray("America/New_York") << QDate(2026, 3, 8) << 23 << 138;
    QTest::newRow("3.9: autumn, New York") << QByteArray("America/New_York") << QDate(2026, 11, 1) << 24 << 144;
    QTest::newRow("3.9: no change") << QByteArray("Asia/Shanghai") << QDate(2026, 3, 29) << 24 << 144;
    QTest::newRow("3.9: UTC") << QByteArray("UTC") << QDate(2026, 3, 29) << 24 << 144;
}

void TestOccurrences::countsOnChangeOfClocks()
{
    QFETCH(QByteArray, zone);
    QFETCH(QDate, day);
    const QTimeZone timeZone(zone);
    const QTime last(23, 59);
    QTEST(static_cast<int>(occurrencesOn(window(Recurrence::Hour, 1, {0, 0}, last), timeZone, day).size()), "hourly");
    QTEST(static_cast<int>(occurrencesOn(window(Recurrence::Minute, 10, {0, 0}, last), timeZone, day).size()),
          "everyTenMinutes");
}

void TestOccurrences::next_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("includeOffDays");
    QTest::addColumn<QString>("expected");

    QTest::newRow("3.2: strictly after") << daily(2, 0) << u"2026-01-01T02:00:00Z"_s << 2 << false
                                         << u"2026-01-02T02:00Z 2026-01-03T02:00Z"_s;
    QTest::newRow("3.2: later today") << daily(2, 0) << u"2026-01-01T01:59:59Z"_s << 1 << false
                                      << u"2026-01-01T02:00Z"_s;
    QTest::newRow("3.2: week") << weekly({2, 5}) << u"2026-01-01T00:00:00Z"_s << 3 << false
                               << u"2026-01-02T00:05Z 2026-01-06T00:05Z 2026-01-09T00:05Z"_s;
    QTest::newRow("3.2: week with off-days") << weekly({2, 5}) << u"2026-01-01T00:00:00Z"_s << 3 << true
                                             << u"2026-01-01T00:05Z* 2026-01-02T00:05Z 2026-01-03T00:05Z*"_s;
    Schedule leap = daily(0, 0);
    leap.recurrence = Recurrence::Year;
    leap.months = {2};
    leap.monthDays = {29};
    QTest::newRow("3.2: leap day over 2100")
        << leap << u"2096-03-01T00:00:00Z"_s << 2 << false << u"2104-02-29T00:00Z 2108-02-29T00:00Z"_s;
    Schedule ends = daily(2, 0);
    ends.effectiveUntil = QDate(2026, 1, 2);
    QTest::newRow("3.5: the schedule ends")
        << ends << u"2026-01-01T00:00:00Z"_s << 5 << false << u"2026-01-01T02:00Z 2026-01-02T02:00Z"_s;
    Schedule begins = daily(2, 0);
    begins.effectiveFrom = QDate(2030, 1, 2);
    QTest::newRow("3.5: the schedule begins later")
        << begins << u"2026-01-01T00:00:00Z"_s << 1 << false << u"2030-01-02T02:00Z"_s;
    QTest::newRow("3.2: over midnight") << window(Recurrence::Minute, 30, {0, 0}, {23, 59}) << u"2026-01-01T23:15:00Z"_s
                                        << 3 << false << u"2026-01-01T23:30Z 2026-01-02T00:00Z 2026-01-02T00:30Z"_s;
    Schedule cron;
    cron.recurrence = Recurrence::Cron;
    cron.cron = u"0 0 12 ? * FRI#5 2026"_s;
    QTest::newRow("3.2: cron until its year ends")
        << cron << u"2026-07-01T00:00:00Z"_s << 5 << false << u"2026-07-31T12:00Z 2026-10-30T12:00Z"_s;
    QTest::newRow("3.2: none wanted") << daily(2, 0) << u"2026-01-01T00:00:00Z"_s << 0 << false << QString();
}

void TestOccurrences::next()
{
    QFETCH(Schedule, schedule);
    QFETCH(QString, after);
    QFETCH(int, count);
    QFETCH(bool, includeOffDays);
    QTEST(text(nextOccurrences(schedule, QTimeZone::utc(), utc(after), count, includeOffDays)), "expected");
}

// St John's turned its clocks back at 00:01, to 23:01 of the day before: 23:30 came again behind 00:00.
void TestOccurrences::nextIsInOrderOverMidnightChanges()
{
    const Schedule halfHours = window(Recurrence::Minute, 30, {0, 0}, {23, 59});
    const QTimeZone zone("America/St_Johns");
    const QList<Occurrence> found = nextOccurrences(halfHours, zone, utc(u"2010-11-07T00:00:00Z"_s), 10);
    QCOMPARE(static_cast<int>(found.size()), 10);
    for (qsizetype i = 1; i < found.size(); ++i)
        QVERIFY(found[i - 1].time < found[i].time);
}

void TestOccurrences::everyHourOfFourYearsOnce_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *zone :
         {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "Africa/Casablanca",
          "America/Sao_Paulo", "Asia/Tehran", "Pacific/Apia", "America/Havana", "Asia/Beirut", "Atlantic/Azores"})
        QTest::newRow(zone) << QByteArray(zone);
}

// Each wall clock hour that exists is met by exactly one moment, the moments grow, and only skipped hours are moved.
void TestOccurrences::everyHourOfFourYearsOnce()
{
    QFETCH(QByteArray, zone);
    const QTimeZone timeZone(zone);
    if (!timeZone.isValid())
        QSKIP("the system has no data for this zone");
    const Schedule hourly = window(Recurrence::Hour, 1, {0, 0}, {23, 59});
    Instant before{};
    for (QDate day(2017, 1, 1); day.year() < 2021; day = day.addDays(1)) {
        const QList<Occurrence> occurrences = occurrencesOn(hourly, timeZone, day);
        QVERIFY(occurrences.size() >= 22 && occurrences.size() <= 24);
        for (const Occurrence &occurrence : occurrences) {
            QVERIFY(occurrence.time > before);
            before = occurrence.time;
            const bool wholeHour = occurrence.local.time().minute() == 0;
            QVERIFY2(wholeHour || occurrence.shiftedByDst, qPrintable(occurrence.local.toString(Qt::ISODate)));
            const QDateTime anHourLater = toDateTime(occurrence.time + std::chrono::hours(1), timeZone);
            QVERIFY2(anHourLater.time() != occurrence.local.time(), "the first of two was taken");
        }
    }
}

// What a person sees while editing is made anew on each key.
void TestOccurrences::secondsAreQuick()
{
    Schedule everySecond;
    everySecond.recurrence = Recurrence::Cron;
    everySecond.cron = u"* * * * * ?"_s;
    const Instant now = utc(u"2026-03-28T12:00:00Z"_s);
    const QList<Occurrence> found = nextOccurrences(everySecond, QTimeZone("Europe/Berlin"), now, 5);
    QCOMPARE(static_cast<int>(found.size()), 5);
    QCOMPARE(found.last().time, now + Seconds(5));
    QCOMPARE(found.last().local.time(), QTime(13, 0, 5));
}

void TestOccurrences::badSchedulesHaveNone()
{
    Schedule bad = window(Recurrence::Minute, 0, {0, 0}, {23, 59});
    QVERIFY(occurrencesOn(bad, QTimeZone::utc(), QDate(2026, 1, 1)).isEmpty());
    QVERIFY(nextOccurrences(bad, QTimeZone::utc(), utc(u"2026-01-01T00:00:00Z"_s), 5).isEmpty());
    QCOMPARE(instancesPerDay(bad), 0);
    bad.recurrence = Recurrence::Cron;
    bad.cron = u"nonsense"_s;
    QVERIFY(occurrencesOn(bad, QTimeZone::utc(), QDate(2026, 1, 1)).isEmpty());
    QVERIFY(nextOccurrences(bad, QTimeZone::utc(), utc(u"2026-01-01T00:00:00Z"_s), 5).isEmpty());
    QVERIFY(occurrencesOn(daily(1, 0), QTimeZone(), QDate(2026, 1, 1)).isEmpty());
    QVERIFY(occurrencesOn(daily(1, 0), QTimeZone::utc(), QDate()).isEmpty());
}

void TestOccurrences::bizdate_data()
{
    QTest::addColumn<QString>("scheduled");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("bizdate");
    QTest::newRow("the day before, 3.1") << u"2026-03-01T00:10:00Z"_s << QByteArray("UTC") << u"2026-02-28T00:00:00Z"_s;
    QTest::newRow("in its zone, 3.1") << u"2026-02-28T16:10:00Z"_s << QByteArray("Asia/Shanghai")
                                      << u"2026-02-27T16:00:00Z"_s;
    QTest::newRow("all of a day share it, 3.1")
        << u"2026-03-01T15:59:00Z"_s << QByteArray("Asia/Shanghai") << u"2026-02-27T16:00:00Z"_s;
    QTest::newRow("3.1: behind a change of clocks")
        << u"2026-03-29T22:30:00Z"_s << QByteArray("Europe/Berlin") << u"2026-03-28T23:00:00Z"_s;
    QTest::newRow("3.9: midnight skipped")
        << u"2018-11-05T12:00:00Z"_s << QByteArray("America/Sao_Paulo") << u"2018-11-04T03:00:00Z"_s;
}

void TestOccurrences::bizdate()
{
    QFETCH(QString, scheduled);
    QFETCH(QByteArray, zone);
    QFETCH(QString, bizdate);
    QCOMPARE(bizdateOf(utc(scheduled), QTimeZone(zone)), utc(bizdate));
}

QTEST_GUILESS_MAIN(TestOccurrences)
#include "tst_occurrences.moc"
