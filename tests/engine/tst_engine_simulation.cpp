#include "tests/engine/simulated_people.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

#ifdef NDEBUG
constexpr int usualDays = 365;
constexpr int usualSeed = 1;
#else
constexpr int usualDays = 20;
#endif
constexpr int nodeCount = 300;
constexpr int slotCount = 8;
constexpr int slotsOfTheOther = 3;

int fromEnvironment(const char *name, int fallback)
{
    bool ok = false;
    const int value = qEnvironmentVariableIntValue(name, &ok);
    return ok ? value : fallback;
}

} // namespace

// A year in the life of an engine: mixed cycles, failures, absences and kills, a clock that is set, and people who
// repair, rerun, stop, freeze and fill back, all from one printed seed. What must hold after every step is in
// SimulationLedger; at the end everybody helps, and nothing may be left over.
//
// SLIPWAY_SEED chooses the year, 0 one at random; without it the year is always the same, so that a failure comes from
// a change. SLIPWAY_SIMULATION_DAYS sets its length.
class TestEngineSimulation : public QObject
{
    Q_OBJECT

private slots:
    void aYear();

private:
    int below(int limit) { return m_random.bounded(limit); }
    bool chance(int percent) { return below(100) < percent; }
    Instant now() const { return m_fixture->clock.now(); }
    void advance(Seconds time);

    void deployNodes();
    QString schedule();
    QString options(int node);
    QString crossCycle(int node);
    EngineFixture::PlannedRun run();
    void step();
    void setClock();
    void killSomewhere();
    void finishAll();
    bool isGood() const { return m_ledger->complaints().isEmpty(); }
    std::string complaints() const { return m_ledger->complaints().mid(0, 5).join(u'\n').toStdString(); }

    QRandomGenerator m_random;
    std::unique_ptr<EngineFixture> m_fixture;
    std::unique_ptr<SimulationLedger> m_ledger;
    std::unique_ptr<SimulatedPeople> m_people;
    QString m_otherGroup;
    bool m_finishing = false;
    int m_kills = 0;
};

void TestEngineSimulation::advance(Seconds time)
{
    m_fixture->advanceTo(toDateTime(now() + time, QTimeZone::utc()).toString(u"yyyy-MM-dd HH:mm:ss"));
}

QString TestEngineSimulation::schedule()
{
    const QString time = QTime(below(24), below(60)).toString(u"HH:mm");
    switch (below(10)) {
    case 0:
        return u"hour 00:%1-23:59/%2"_s.arg(below(60), 2, 10, QChar(u'0')).arg(3 + below(10));
    case 1:
        return u"minute 0%1:00-1%2:59/59"_s.arg(below(10)).arg(below(10));
    case 2:
        return u"week %1 %2"_s.arg(1 + below(7)).arg(time);
    default:
        return u"day "_s + time;
    }
}

QString TestEngineSimulation::crossCycle(int node)
{
    if (chance(15))
        return u"self"_s;
    if (chance(5))
        return u"children"_s;
    return node > 0 && chance(5) ? u"cycle-of=n%1"_s.arg(below(node)) : QString();
}

QString TestEngineSimulation::options(int node)
{
    QStringList options{crossCycle(node)};
    if (chance(30))
        options.append(u"retry=%1/%2"_s.arg(1 + below(3)).arg(60 * (1 + below(20))));
    else if (chance(5))
        options.append(u"denied"_s);
    if (chance(10))
        options.append(u"skip-missed"_s);
    else if (chance(10))
        options.append(u"latest-missed"_s);
    if (chance(5))
        options.append(u"dry"_s);
    if (chance(5))
        options.append(u"zero"_s);
    if (chance(15))
        options.append(u"group="_s + m_otherGroup);
    options.append(u"priority=%1"_s.arg(QList<int>{1, 3, 5, 7, 8}.at(below(5))));
    options.removeAll(QString());
    return options.join(u", "_s);
}

void TestEngineSimulation::deployNodes()
{
    m_otherGroup = m_fixture->group(slotsOfTheOther, u"excl_2"_s);
    m_fixture->group(slotCount);
    for (int i = 0; i < nodeCount; ++i) {
        QStringList parents;
        for (int k = below(3); k > 0 && i > 0; --k)
            parents.append(u"n%1"_s.arg(below(i)));
        parents.removeDuplicates();
        m_fixture->deploy(u"n%1 | %2 | %3 | run | %4"_s.arg(i).arg(
            schedule(), parents.isEmpty() ? u"root"_s : parents.join(u", "_s), options(i)));
    }
}

EngineFixture::PlannedRun TestEngineSimulation::run()
{
    if (m_finishing)
        return {};
    const Seconds length{1 + below(chance(5) ? 20000 : 900)};
    if (chance(1))
        return {length, {AttemptEnd::TimedOut, 0, 15, {}, {}}};
    return {length, EngineFixture::exited(chance(8) ? 1 : 0)};
}

void TestEngineSimulation::step()
{
    if (chance(3))
        killSomewhere();
    else if (chance(1))
        setClock();
    advance(Seconds{60 + below(2 * 3600)});
    m_ledger->checkTold();
    if (chance(10))
        m_people->repair();
    if (chance(25))
        m_people->act();
    if (chance(50))
        m_fixture->settle();
}

// Forward: the machine slept.
void TestEngineSimulation::setClock()
{
    m_fixture->clock.set(chance(80) ? now() + Seconds{below(12 * 3600)} : now() - Seconds{below(26 * 3600)});
}

// In the middle of whatever is going on; what was on its way to the store is lost, or is durable and nobody knows.
void TestEngineSimulation::killSomewhere()
{
    ++m_kills;
    if (m_fixture->alarm.moment() && *m_fixture->alarm.moment() > now())
        m_fixture->clock.set(*m_fixture->alarm.moment());
    if (m_fixture->alarm.moment())
        m_fixture->alarm.ring();
    for (int i = below(6); i > 0; --i)
        m_fixture->store.pumpOne();
    if (chance(50))
        m_fixture->store.crashAfterCommit();
    m_fixture->kill();
    m_fixture->clock.set(now() + Seconds{chance(10) ? below(3 * 86400) : below(1800)});
    m_fixture->start();
    m_ledger->restarted();
}

void TestEngineSimulation::finishAll()
{
    m_finishing = true;
    const Instant last = now();
    // A node that was frozen for months fails day by day, each when the one before was helped.
    for (int i = 0; i < 3000 && (now() < last + Seconds{3 * 86400} || !m_ledger->isDone(last)); ++i) {
        while (m_people->help()) {
        }
        advance(Seconds{600});
        m_ledger->checkTold();
    }
    m_ledger->checkDone(last);
}

void TestEngineSimulation::aYear()
{
    int seed = fromEnvironment("SLIPWAY_SEED", usualSeed);
    if (seed == 0)
        seed = static_cast<int>(QRandomGenerator::global()->bounded(1 << 30));
    const int days = fromEnvironment("SLIPWAY_SIMULATION_DAYS", usualDays);
    qInfo("SLIPWAY_SEED=%d, %d days", seed, days);
    QHashSeed::setDeterministicGlobalSeed(); // the order in a hash is part of what the seed repeats
    m_random.seed(static_cast<quint32>(seed));
    m_fixture = std::make_unique<EngineFixture>();
    m_fixture->keepTrace = false;
    m_fixture->sink.keepsEvents = false;
    deployNodes();
    m_ledger = std::make_unique<SimulationLedger>(*m_fixture);
    m_ledger->observe();
    m_people = std::make_unique<SimulatedPeople>(*m_fixture, *m_ledger, m_random);
    m_fixture->runPlan = [this](const RunRequest &) { return run(); };
    const Instant end = now() + Seconds{86400LL * days};
    while (now() < end && isGood())
        step();
    QVERIFY2(isGood(), complaints().c_str());
    m_ledger->checkRecords(QDate(2026, 11, 23));
    QVERIFY2(isGood(), complaints().c_str());
    finishAll();
    QVERIFY2(isGood(), complaints().c_str());
    qInfo("%zu instances, %zu runs, %d kills, %d reruns, %d backfills, %d other things done",
          m_fixture->store.instances().size(), m_ledger->starts(), m_kills, m_ledger->reruns(), m_people->backfills(),
          m_people->others());
    QVERIFY(m_ledger->starts() > static_cast<std::size_t>(days) * nodeCount / 4);
}

QTEST_GUILESS_MAIN(TestEngineSimulation)
#include "tst_engine_simulation.moc"
