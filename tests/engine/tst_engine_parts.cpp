#include "app/engine/event_log.h"
#include "app/engine/reasons.h"
#include "app/engine/timer_queue.h"
#include "tests/support/fake_clock.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestEngineParts : public QObject
{
    Q_OBJECT

private slots:
    void timersRingInOrder();
    void aTimerForNowWaitsForTheNextRing();
    void aCancelledTimerIsSilent();
    void eventsSinceARevision();
    void aGapIsToldFromNothingNew();
    void listenersHearUntilTheyLeave();
    void durations_data();
    void durations();
    void ends_data();
    void ends();
};

void TestEngineParts::timersRingInOrder()
{
    FakeClock clock(utc(u"2026-11-22 01:00"_s));
    FakeAlarm alarm;
    TimerQueue timers(clock, alarm);
    QStringList rung;
    timers.at(utc(u"2026-11-22 01:03"_s), [&rung] { rung.append(u"c"_s); });
    timers.at(utc(u"2026-11-22 01:01"_s), [&rung] { rung.append(u"a"_s); });
    timers.at(utc(u"2026-11-22 01:01"_s), [&rung] { rung.append(u"b"_s); });
    QCOMPARE(alarm.moment(), utc(u"2026-11-22 01:01"_s));
    clock.set(utc(u"2026-11-22 01:02"_s));
    alarm.ring();
    QCOMPARE(rung, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(alarm.moment(), utc(u"2026-11-22 01:03"_s));
}

void TestEngineParts::aTimerForNowWaitsForTheNextRing()
{
    FakeClock clock(utc(u"2026-11-22 01:00"_s));
    FakeAlarm alarm;
    TimerQueue timers(clock, alarm);
    int rung = 0;
    std::function<void()> again = [&] {
        ++rung;
        timers.at(clock.now(), again);
    };
    timers.at(clock.now(), again);
    alarm.ring();
    QCOMPARE(rung, 1);
    alarm.ring();
    QCOMPARE(rung, 2);
}

void TestEngineParts::aCancelledTimerIsSilent()
{
    FakeClock clock(utc(u"2026-11-22 01:00"_s));
    FakeAlarm alarm;
    TimerQueue timers(clock, alarm);
    bool rung = false;
    const TimerQueue::Token token = timers.at(clock.now(), [&rung] { rung = true; });
    timers.cancel(token);
    timers.cancel(token);
    QVERIFY(!alarm.moment());
    alarm.ring();
    QVERIFY(!rung);
}

void TestEngineParts::eventsSinceARevision()
{
    EventLog log(3);
    for (qint64 id = 1; id <= 5; ++id)
        log.publish(WorkflowRemoved{WorkflowId{id}});
    const auto events = log.since(3);
    QVERIFY(events);
    QCOMPARE(events->size(), 2U);
    QCOMPARE(events->front().revision, 4);
    QCOMPARE(std::get<WorkflowRemoved>(events->front().event).id, WorkflowId{4});
}

void TestEngineParts::aGapIsToldFromNothingNew()
{
    EventLog log(3);
    for (qint64 id = 1; id <= 5; ++id)
        log.publish(WorkflowRemoved{WorkflowId{id}});
    QVERIFY(!log.since(1)); // 2 is gone
    QVERIFY(log.since(2));
    QVERIFY(log.since(5)->empty());
    QVERIFY(!log.since(6)); // of another process
    QVERIFY(!log.since(-1));
}

void TestEngineParts::listenersHearUntilTheyLeave()
{
    EventLog log;
    QList<qint64> heard;
    const int subscription = log.subscribe([&heard](const NumberedEvent &event) { heard.append(event.revision); });
    log.publish(WorkflowRemoved{});
    log.publish(WorkflowRemoved{});
    log.unsubscribe(subscription);
    log.publish(WorkflowRemoved{});
    QCOMPARE(heard, QList<qint64>({1, 2}));
}

void TestEngineParts::durations_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("rounded up") << qint64{1} << u"1 s"_s;
    QTest::newRow("seconds") << qint64{59000} << u"59 s"_s;
    QTest::newRow("minutes and seconds") << qint64{61000} << u"1 min 1 s"_s;
    QTest::newRow("hours") << qint64{3600000} << u"1 h"_s;
    QTest::newRow("hours and minutes") << qint64{(3 * 60 + 12) * 60000} << u"3 h 12 min"_s;
    QTest::newRow("days") << qint64{49 * 3600000} << u"2 d 1 h"_s;
    QTest::newRow("negative") << qint64{-5} << u"0 s"_s;
}

void TestEngineParts::durations()
{
    QFETCH(qint64, milliseconds);
    QTEST(durationText(Millis{milliseconds}), "text");
}

void TestEngineParts::ends_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("text");
    const auto row = [](AttemptEnd end, int number, const QString &text) {
        QTest::newRow(qPrintable(text)) << static_cast<int>(end) << number << text;
    };
    row(AttemptEnd::Exited, 3, u"exited with status 3"_s);
    row(AttemptEnd::Signalled, 9, u"killed by signal 9 (SIGKILL)"_s);
    row(AttemptEnd::Signalled, 11, u"killed by signal 11 (SIGSEGV)"_s);
    row(AttemptEnd::TimedOut, 0, u"timed out after 1 h"_s);
    row(AttemptEnd::Stopped, 0, u"stopped by the user"_s);
    row(AttemptEnd::Lost, 0, u"the run was lost: neither its process nor its exit record was found"_s);
}

void TestEngineParts::ends()
{
    QFETCH(int, end);
    QFETCH(int, number);
    const RunEnd how{static_cast<AttemptEnd>(end), number, number, {}, {}};
    QTEST(endText(how, std::chrono::hours(1)), "text");
}

QTEST_GUILESS_MAIN(TestEngineParts)
#include "tst_engine_parts.moc"
