#include "ui/schedules/schedule_preview.h"

#include <QLocale>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {
const QTimeZone shanghai("Asia/Shanghai");
const QTimeZone berlin("Europe/Berlin");

Instant at(const QTimeZone &zone, int year, int month, int day, int hour, int minute)
{
    return fromDateTime(QDateTime(QDate(year, month, day), QTime(hour, minute), zone));
}

Schedule daily(int hour, int minute)
{
    Schedule schedule;
    schedule.time = QTime(hour, minute);
    return schedule;
}
} // namespace

class TestSchedulePreview : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void tellsTheNextRuns();
    void tellsThatAClockSkipsTheTime();
    void tellsThatItNeverRuns();
    void resolvesParametersForTheNextRun_data();
    void resolvesParametersForTheNextRun();
};

void TestSchedulePreview::tellsTheNextRuns()
{
    const QStringList lines = nextRunLines(daily(2, 0), shanghai, at(shanghai, 2026, 11, 22, 10, 48), 3);
    QCOMPARE(lines, (QStringList{u"Mon 2026-11-23 02:00"_s, u"Tue 2026-11-24 02:00"_s, u"Wed 2026-11-25 02:00"_s}));
}

void TestSchedulePreview::tellsThatAClockSkipsTheTime()
{
    const QStringList lines = nextRunLines(daily(2, 30), berlin, at(berlin, 2026, 3, 28, 12, 0), 2);
    QVERIFY2(lines[0].startsWith(u"Sun 2026-03-29 03:00"_s), qPrintable(lines[0]));
    QVERIFY(lines[0].contains(u"clock skips"_s));
    QCOMPARE(lines[1], u"Mon 2026-03-30 02:30"_s);
}

void TestSchedulePreview::tellsThatItNeverRuns()
{
    Schedule over = daily(2, 0);
    over.effectiveUntil = QDate(2020, 1, 1);
    QVERIFY(nextRunLines(over, shanghai, at(shanghai, 2026, 11, 22, 10, 48), 5).isEmpty());
}

void TestSchedulePreview::resolvesParametersForTheNextRun_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("nothing") << u""_s << QStringList{};
    QTest::newRow("a constant and a date")
        << u"prod $bizdate"_s << QStringList{u"$1   prod → prod"_s, u"$2   $bizdate → 20261122"_s};
    QTest::newRow("the scheduled time") << u"$[yyyymmddhh24]"_s << QStringList{u"$1   $[yyyymmddhh24] → 2026112302"_s};
}

void TestSchedulePreview::resolvesParametersForTheNextRun()
{
    QFETCH(QString, line);
    QFETCH(QStringList, lines);
    QCOMPARE(parameterLines(line, daily(2, 0), shanghai, at(shanghai, 2026, 11, 22, 10, 48)), lines);
}

QTEST_GUILESS_MAIN(TestSchedulePreview)
#include "tst_schedule_preview.moc"
