#include "app/model/restart_policy.h"

#include <QTest>

namespace slipway::host {

using namespace std::chrono_literals;

class TestRestartPolicy : public QObject
{
    Q_OBJECT

private slots:
    void waitsLongerWhenNeverReady();
    void restartsAtOnceWhenItWasReady();
    void forgetsAfterAMinute();
};

void TestRestartPolicy::waitsLongerWhenNeverReady()
{
    RestartPolicy policy;
    const TimePoint now{100s};
    const long expected[] = {200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000};
    for (const long delay : expected) {
        policy.started(now);
        QCOMPARE(policy.died(now + 1s, 0).count(), delay);
    }
    policy.started(now);
    QCOMPARE(policy.died(now, 1).count(), 36000L);
    QCOMPARE(policy.earlyDeaths(), 11);
}

void TestRestartPolicy::restartsAtOnceWhenItWasReady()
{
    RestartPolicy policy;
    policy.started(TimePoint{10s});
    policy.becameReady(TimePoint{10s});
    QCOMPARE(policy.died(TimePoint{11s}, 1).count(), 0L);
    policy.started(TimePoint{11s});
    policy.becameReady(TimePoint{11s});
    QCOMPARE(policy.died(TimePoint{11s} + 50ms, 1).count(), 150L); // not more often than every 0.2 s
    QCOMPARE(policy.earlyDeaths(), 0);
}

void TestRestartPolicy::forgetsAfterAMinute()
{
    RestartPolicy policy;
    policy.started(TimePoint{0s});
    policy.died(TimePoint{0s}, 0);
    policy.started(TimePoint{1s});
    policy.becameReady(TimePoint{1s});
    policy.died(TimePoint{2s}, 0);
    QCOMPARE(policy.earlyDeaths(), 1);
    policy.started(TimePoint{2s});
    policy.becameReady(TimePoint{2s});
    policy.died(TimePoint{62s}, 0);
    QCOMPARE(policy.earlyDeaths(), 0);
}

} // namespace slipway::host

QTEST_GUILESS_MAIN(slipway::host::TestRestartPolicy)
#include "tst_restart_policy.moc"
