#include "models/domain/cron.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestCron : public QObject
{
    Q_OBJECT

private slots:
    void days_data();
    void days();
    void times_data();
    void times();
    void errors_data();
    void errors();
    void counts_data();
    void counts();
    void noDayAfterTheLast();
    void everyDayAgreesWithItsRule();
};

// 2026-01-01 is a Thursday.
void TestCron::days_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("days"); // the first ones from 2026-01-01 on

    QTest::newRow("every day, 3.2") << u"00 30 05 * * ?"_s << u"2026-01-01 2026-01-02 2026-01-03"_s;
    QTest::newRow("Tue and Fri, 3.2") << u"00 05 00 * * 2,5"_s << u"2026-01-02 2026-01-06 2026-01-09"_s;
    QTest::newRow("1 is Monday, 3.2") << u"00 05 00 ? * 1"_s << u"2026-01-05 2026-01-12"_s;
    QTest::newRow("7 is Sunday, 3.2") << u"00 05 00 ? * 7"_s << u"2026-01-04 2026-01-11"_s;
    QTest::newRow("first of month, 3.2") << u"00 20 00 1 * ?"_s << u"2026-01-01 2026-02-01 2026-03-01"_s;
    QTest::newRow("every third month, 3.2") << u"00 10 00 1 1-12/3 ?"_s << u"2026-01-01 2026-04-01 2026-07-01"_s;
    QTest::newRow("3.2: weekday names") << u"0 0 0 ? * MON-FRI"_s << u"2026-01-01 2026-01-02 2026-01-05"_s;
    QTest::newRow("3.2: weekday names, any case") << u"0 0 0 ? * sat,Sun"_s << u"2026-01-03 2026-01-04"_s;
    QTest::newRow("3.2: weekdays over the week's end")
        << u"0 0 0 ? * 6-1"_s << u"2026-01-03 2026-01-04 2026-01-05 2026-01-10"_s;
    QTest::newRow("3.2: weekday step") << u"0 0 0 ? * 1/3"_s << u"2026-01-01 2026-01-04 2026-01-05"_s;
    QTest::newRow("3.2: month names over the year's end")
        << u"0 0 0 1 NOV-FEB ?"_s << u"2026-01-01 2026-02-01 2026-11-01"_s;
    QTest::newRow("3.2: L") << u"0 0 0 L * ?"_s << u"2026-01-31 2026-02-28 2026-03-31"_s;
    QTest::newRow("L in a list, 3.2") << u"0 0 0 1,15,L * ?"_s << u"2026-01-01 2026-01-15 2026-01-31 2026-02-01"_s;
    QTest::newRow("3.2: L-2") << u"0 0 0 L-2 * ?"_s << u"2026-01-29 2026-02-26 2026-03-29"_s;
    QTest::newRow("3.2: L-30 only in long months") << u"0 0 0 L-30 * ?"_s << u"2026-01-01 2026-03-01 2026-05-01"_s;
    QTest::newRow("3.2: LW") << u"0 0 0 LW * ?"_s << u"2026-01-30 2026-02-27 2026-03-31 2026-04-30 2026-05-29"_s;
    QTest::newRow("3.2: 15W") << u"0 0 0 15W * ?"_s << u"2026-01-15 2026-02-16 2026-03-16"_s;
    QTest::newRow("3.2: 15W, Saturday") << u"0 0 0 15W 8 ?"_s << u"2026-08-14"_s;
    QTest::newRow("3.2: 1W stays in its month") << u"0 0 0 1W * ?"_s << u"2026-01-01 2026-02-02 2026-03-02"_s;
    QTest::newRow("3.2: 1W, Saturday") << u"0 0 0 1W 8 ?"_s << u"2026-08-03"_s;
    QTest::newRow("3.2: 31W stays in its month") << u"0 0 0 31W * ?"_s << u"2026-01-30 2026-03-31 2026-05-29"_s;
    QTest::newRow("3.2: L-2W") << u"0 0 0 L-2W * ?"_s << u"2026-01-29 2026-02-26 2026-03-30"_s;
    QTest::newRow("3.2: third Friday") << u"0 0 0 ? * 5#3"_s << u"2026-01-16 2026-02-20 2026-03-20"_s;
    QTest::newRow("3.2: fifth Friday") << u"0 0 0 ? * FRI#5"_s << u"2026-01-30 2026-05-29 2026-07-31"_s;
    QTest::newRow("3.2: last Monday") << u"0 0 0 ? * 1L"_s << u"2026-01-26 2026-02-23 2026-03-30"_s;
    QTest::newRow("3.2: last Friday by name") << u"0 0 0 ? * FRIL"_s << u"2026-01-30 2026-02-27"_s;
    QTest::newRow("3.2: L as weekday is Sunday") << u"0 0 0 ? * L"_s << u"2026-01-04 2026-01-11"_s;
    QTest::newRow("3.2: leap day") << u"0 0 0 29 2 ?"_s << u"2028-02-29 2032-02-29 2036-02-29"_s;
    QTest::newRow("3.2: leap day of a year") << u"0 0 0 29 2 ? 2028"_s << u"2028-02-29"_s;
    QTest::newRow("3.2: years by step") << u"0 0 0 1 1 ? 2026-2030/2"_s << u"2026-01-01 2028-01-01 2030-01-01"_s;
    QTest::newRow("3.2: years as a list") << u"0 0 0 1 1 ? 2027,2099"_s << u"2027-01-01 2099-01-01"_s;
    QTest::newRow("3.2: days by step") << u"0 0 0 */10 * ?"_s
                                       << u"2026-01-01 2026-01-11 2026-01-21 2026-01-31 2026-02-01"_s;
    QTest::newRow("3.2: days from") << u"0 0 0 20/10 * ?"_s << u"2026-01-20 2026-01-30 2026-02-20"_s;
    QTest::newRow("3.2: day 31") << u"0 0 0 31 * ?"_s << u"2026-01-31 2026-03-31 2026-05-31"_s;
    QTest::newRow("3.2: blanks do not matter") << u"  0  0 0   1 * ? "_s << u"2026-01-01 2026-02-01"_s;
    QTest::newRow("misprint of seven fields, 3.2") << u"00 00-59/10 8-23 * * * ?"_s << u"2026-01-01 2026-01-02"_s;
}

void TestCron::days()
{
    QFETCH(QString, cron);
    QFETCH(QString, days);
    const Outcome<CronExpression> parsed = CronExpression::parse(cron);
    QVERIFY2(parsed.ok(), parsed.ok() ? "" : qPrintable(parsed.error().message));
    QStringList found;
    QDate from(2026, 1, 1);
    const qsizetype wanted = days.split(u' ').size();
    while (found.size() < wanted) {
        const std::optional<QDate> day = parsed->nextDay(from);
        QVERIFY(day.has_value());
        QVERIFY(parsed->firesOn(*day));
        found += day->toString(Qt::ISODate);
        from = day->addDays(1);
    }
    QCOMPARE(found.join(u' '), days);
}

void TestCron::times_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("times");

    QTest::newRow("once, 3.2") << u"00 30 05 * * ?"_s << u"05:30:00"_s;
    QTest::newRow("3.2: every 10 min of an hour")
        << u"00 00/10 8 * * ?"_s << u"08:00:00 08:10:00 08:20:00 08:30:00 08:40:00 08:50:00"_s;
    QTest::newRow("every 30 min, 3.2") << u"00 */30 00-01 * * ?"_s << u"00:00:00 00:30:00 01:00:00 01:30:00"_s;
    QTest::newRow("closed window, 3.2") << u"00 00 00-03/1 * * ?"_s << u"00:00:00 01:00:00 02:00:00 03:00:00"_s;
    QTest::newRow("hour list, 3.2") << u"00 15 00,08,16 * * ?"_s << u"00:15:00 08:15:00 16:15:00"_s;
    QTest::newRow("3.2: hours over midnight") << u"0 0 22-2/2 * * ?"_s << u"00:00:00 02:00:00 22:00:00"_s;
    QTest::newRow("3.2: minutes over the hour") << u"0 50-10/10 3 * * ?"_s << u"03:00:00 03:10:00 03:50:00"_s;
    QTest::newRow("3.2: seconds") << u"0,30 0 3 * * ?"_s << u"03:00:00 03:00:30"_s;
    QTest::newRow("3.2: list with ranges and steps")
        << u"0 0,10-12,40/15 3 * * ?"_s << u"03:00:00 03:10:00 03:11:00 03:12:00 03:40:00 03:55:00"_s;
    QTest::newRow("3.2: step from the first") << u"0 0 /8 * * ?"_s << u"00:00:00 08:00:00 16:00:00"_s;
    QTest::newRow("3.2: step that does not divide") << u"0 0 5-23/7 * * ?"_s << u"05:00:00 12:00:00 19:00:00"_s;
}

void TestCron::times()
{
    QFETCH(QString, cron);
    QFETCH(QString, times);
    const Outcome<CronExpression> parsed = CronExpression::parse(cron);
    QVERIFY2(parsed.ok(), parsed.ok() ? "" : qPrintable(parsed.error().message));
    QStringList found;
    for (const QTime &time : parsed->timesOn(QDate(2026, 3, 2)))
        found += time.toString(u"HH:mm:ss"_s);
    QCOMPARE(found.join(u' '), times);
    QCOMPARE(parsed->timesPerDay(), static_cast<int>(found.size()));
}

void TestCron::errors_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QStringList>("said");

    QTest::newRow("3.2: empty") << u"  "_s << QStringList{u"empty"_s, u"six fields"_s};
    QTest::newRow("3.2: five fields") << u"0 2 * * ?"_s << QStringList{u"has 5 fields"_s, u"six"_s};
    QTest::newRow("3.2: eight fields") << u"0 0 2 * * ? * *"_s << QStringList{u"has 8 fields"_s};
    QTest::newRow("3.2: minute 60") << u"0 60 2 * * ?"_s << QStringList{u"\"minute\""_s, u"\"60\""_s, u"0 to 59"_s};
    QTest::newRow("3.2: hour 24") << u"0 0 1,24 * * ?"_s << QStringList{u"\"hour\""_s, u"\"24\""_s, u"0 to 23"_s};
    QTest::newRow("3.2: second -1") << u"-1 0 1 * * ?"_s << QStringList{u"\"second\""_s};
    QTest::newRow("3.2: day 0") << u"0 0 1 0 * ?"_s << QStringList{u"\"day\""_s, u"1 to 31"_s};
    QTest::newRow("3.2: day 32W") << u"0 0 1 32W * ?"_s << QStringList{u"\"day\""_s, u"1 to 31"_s};
    QTest::newRow("3.2: month 13") << u"0 0 1 1 13 ?"_s << QStringList{u"\"month\""_s, u"JAN to DEC"_s};
    QTest::newRow("3.2: month name") << u"0 0 1 1 FOO ?"_s << QStringList{u"\"month\""_s, u"FOO"_s};
    QTest::newRow("3.2: weekday 0") << u"0 0 1 ? * 0"_s << QStringList{u"\"weekday\""_s, u"1 is Monday"_s};
    QTest::newRow("3.2: weekday 8") << u"0 0 1 ? * 8"_s << QStringList{u"\"weekday\""_s, u"MON to SUN"_s};
    QTest::newRow("3.2: sixth Friday") << u"0 0 1 ? * 5#6"_s << QStringList{u"\"weekday\""_s, u"1 to 5"_s};
    QTest::newRow("3.2: year 1969") << u"0 0 1 1 1 ? 1969"_s << QStringList{u"\"year\""_s, u"1970 to 2099"_s};
    QTest::newRow("3.2: years backwards") << u"0 0 1 1 1 ? 2030-2026"_s << QStringList{u"\"year\""_s, u"backwards"_s};
    QTest::newRow("3.2: step 0") << u"0 0/0 1 * * ?"_s << QStringList{u"\"minute\""_s, u"1 to 59"_s};
    QTest::newRow("3.2: step 60") << u"0 0/60 1 * * ?"_s << QStringList{u"\"minute\""_s, u"1 to 59"_s};
    QTest::newRow("3.2: step missing") << u"0 0/ 1 * * ?"_s << QStringList{u"\"minute\""_s};
    QTest::newRow("3.2: comma too many") << u"0 0,,5 1 * * ?"_s << QStringList{u"\"minute\""_s, u"comma"_s};
    QTest::newRow("3.2: ? in hour") << u"0 0 ? * * ?"_s << QStringList{u"\"hour\""_s, u"day and weekday only"_s};
    QTest::newRow("3.2: letters") << u"0 0 x * * ?"_s << QStringList{u"\"hour\""_s, u"\"x\""_s};
    QTest::newRow("3.2: other digits") << u"0 0 ٣ * * ?"_s << QStringList{u"\"hour\""_s};
    QTest::newRow("3.2: place marker is text") << u"0 0 %2 * * ?"_s << QStringList{u"\"%2\""_s};
    QTest::newRow("3.2: huge number") << u"0 0 99999999999 * * ?"_s << QStringList{u"\"hour\""_s};
    QTest::newRow("3.2: LX") << u"0 0 1 LX * ?"_s << QStringList{u"\"day\""_s, u"\"L\""_s};
    QTest::newRow("3.2: day and weekday") << u"0 0 1 5 * 1"_s << QStringList{u"both day"_s, u"\"?\""_s};
    QTest::newRow("3.2: never: 30 February") << u"0 0 1 30 2 ?"_s << QStringList{u"never fire"_s, u"\"30\""_s};
    QTest::newRow("3.2: never: 31 June") << u"0 0 1 31 6 ?"_s << QStringList{u"never fire"_s};
    QTest::newRow("3.2: never: leap day of no leap year")
        << u"0 0 1 29 2 ? 2027"_s << QStringList{u"never fire"_s, u"2027"_s};
    QTest::newRow("3.2: too long") << QString(600, u'1') << QStringList{u"600"_s, u"512"_s};
}

void TestCron::errors()
{
    QFETCH(QString, cron);
    QFETCH(QStringList, said);
    const Outcome<CronExpression> parsed = CronExpression::parse(cron);
    QVERIFY(parsed.failed());
    QCOMPARE(parsed.error().field, u"CronExpress"_s);
    for (const QString &part : said)
        QVERIFY2(parsed.error().message.contains(part), qPrintable(parsed.error().message));
}

void TestCron::counts_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<int>("count");

    QTest::newRow("3.2: once") << u"0 0 0 * * ?"_s << 1;
    QTest::newRow("3.2: every minute") << u"0 * * * * ?"_s << 1440;
    QTest::newRow("3.2: every 30 s") << u"0/30 * * * * ?"_s << 2880;
    QTest::newRow("3.2: every second") << u"* * * * * ?"_s << 86400;
}

void TestCron::counts()
{
    QFETCH(QString, cron);
    QFETCH(int, count);
    const Outcome<CronExpression> parsed = CronExpression::parse(cron);
    QVERIFY(parsed.ok());
    QCOMPARE(parsed->timesPerDay(), count);
    QCOMPARE(static_cast<int>(parsed->timesOn(QDate(2026, 1, 1)).size()), count);
}

void TestCron::noDayAfterTheLast()
{
    const Outcome<CronExpression> parsed = CronExpression::parse(u"0 0 0 1 1 ? 2026");
    QVERIFY(parsed.ok());
    QVERIFY(!parsed->nextDay(QDate(2026, 1, 2)));
    QVERIFY(!parsed->firesOn(QDate(2027, 1, 1)));
    QVERIFY(!parsed->firesOn(QDate()));
    QVERIFY(!parsed->nextDay(QDate()));
}

// Ten years, day by day, against the rules said in another way.
void TestCron::everyDayAgreesWithItsRule()
{
    const auto lastWorkDay = CronExpression::parse(u"0 0 0 LW * ?");
    const auto secondTuesday = CronExpression::parse(u"0 0 0 ? * TUE#2");
    const auto lastSunday = CronExpression::parse(u"0 0 0 ? * 7L");
    const auto nearest = CronExpression::parse(u"0 0 0 10W * ?");
    QVERIFY(lastWorkDay && secondTuesday && lastSunday && nearest);
    for (QDate day(2020, 1, 1); day.year() < 2030; day = day.addDays(1)) {
        const bool workDay = day.dayOfWeek() <= 5;
        const int left = day.daysInMonth() - day.day();
        const bool laterWorkDay = left > (day.dayOfWeek() == 5 ? 2 : 0);
        QCOMPARE(lastWorkDay->firesOn(day), workDay && !laterWorkDay);
        QCOMPARE(secondTuesday->firesOn(day), day.dayOfWeek() == 2 && day.day() >= 8 && day.day() <= 14);
        QCOMPARE(lastSunday->firesOn(day), day.dayOfWeek() == 7 && left < 7);
        const bool near = (day.day() == 10 && workDay) || (day.day() == 9 && day.dayOfWeek() == 5) ||
                          (day.day() == 11 && day.dayOfWeek() == 1);
        QCOMPARE(nearest->firesOn(day), near);
    }
}

QTEST_GUILESS_MAIN(TestCron)
#include "tst_cron.moc"
