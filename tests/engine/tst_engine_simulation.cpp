#include "app/engine/runs.h"
#include "models/domain/schedule_rules.h"
#include "tests/engine/engine_fixture.h"

#include <QRandomGenerator>
#include <QtTest>

#include <set>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

#ifdef NDEBUG
constexpr int usualDays = 365;
#else
constexpr int usualDays = 20;
#endif
constexpr int nodeCount = 300;
constexpr int slotCount = 8;

int fromEnvironment(const char *name, int fallback)
{
    bool ok = false;
    const int value = qEnvironmentVariableIntValue(name, &ok);
    return ok ? value : fallback;
}

} // namespace

// A year in the life of an engine: mixed cycles, failures, absences and kills, all from one printed seed. Invariants
// hold after every step: an instance runs only when its parents have succeeded and its time has come, never twice
// without a rerun, never beyond the slots; and clients know what the store has.
//
// SLIPWAY_SEED repeats a run, SLIPWAY_SIMULATION_DAYS sets its length.
class TestEngineSimulation : public QObject
{
    Q_OBJECT

private slots:
    void aYear();

private:
    using Slot = std::pair<NodeId, Instant>;

    int below(int limit) { return m_random.bounded(limit); }
    bool chance(int percent) { return below(100) < percent; }
    Instant now() const { return m_fixture->clock.now(); }
    QString text(Instant moment) const { return toDateTime(moment, QTimeZone::utc()).toString(u"yyyy-MM-dd HH:mm:ss"); }

    void deployNodes();
    QString schedule();
    QString options();
    void observe();
    void noteTold(const Instance &instance);
    void noteStored(InstanceId id);
    void noteStart(const RunRequest &run);
    void step();
    void killSomewhere();
    void repair();
    void checkTold();
    void checkEverything();
    void complain(const QString &what) { m_complaints.append(text(now()) + u": "_s + what); }

    QRandomGenerator m_random;
    std::unique_ptr<EngineFixture> m_fixture;
    std::map<InstanceId, Instance> m_told; // since the last check; so the next
    std::set<InstanceId> m_stored;
    std::set<InstanceId> m_failed;
    std::map<Slot, InstanceId> m_slots;
    std::map<InstanceId, int> m_allowedStarts;
    std::map<std::pair<InstanceId, int>, int> m_starts;
    std::map<NodeId, QDate> m_firstDay;
    QStringList m_complaints;
    int m_kills = 0;
};

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

QString TestEngineSimulation::options()
{
    QStringList options;
    if (chance(15))
        options.append(u"self"_s);
    if (chance(30))
        options.append(u"retry=%1/%2"_s.arg(1 + below(3)).arg(60 * (1 + below(20))));
    if (chance(10))
        options.append(u"skip-missed"_s);
    else if (chance(10))
        options.append(u"latest-missed"_s);
    if (chance(5))
        options.append(u"dry"_s);
    if (chance(5))
        options.append(u"zero"_s);
    options.append(u"priority=%1"_s.arg(QList<int>{1, 3, 5, 7, 8}.at(below(5))));
    return options.join(u", "_s);
}

void TestEngineSimulation::deployNodes()
{
    m_fixture->group(slotCount);
    for (int i = 0; i < nodeCount; ++i) {
        QStringList parents;
        for (int k = below(3); k > 0 && i > 0; --k)
            parents.append(u"n%1"_s.arg(below(i)));
        parents.removeDuplicates();
        m_fixture->deploy(u"n%1 | %2 | %3 | run | %4"_s.arg(i).arg(
            schedule(), parents.isEmpty() ? u"root"_s : parents.join(u", "_s), options()));
    }
}

void TestEngineSimulation::observe()
{
    m_fixture->onEvent = [this](const Event &event) {
        if (const auto *instance = std::get_if<Instance>(&event))
            noteTold(*instance);
    };
    m_fixture->store.onStored = [this](InstanceId id) { noteStored(id); };
    m_fixture->executor.onStart = [this](const RunRequest &run) { noteStart(run); };
    m_fixture->runPlan = [this](const RunRequest &) {
        return std::pair{Seconds{1 + below(chance(5) ? 20000 : 900)}, chance(8) ? 1 : 0};
    };
}

void TestEngineSimulation::noteTold(const Instance &instance)
{
    m_told[instance.id] = instance;
}

void TestEngineSimulation::noteStored(InstanceId id)
{
    m_stored.insert(id);
    const Instance &instance = m_fixture->store.instances().at(id);
    if (instance.state == InstanceState::Failure)
        m_failed.insert(id);
    else
        m_failed.erase(id);
    const auto [slot, isNew] = m_slots.try_emplace({instance.node, instance.scheduledTime}, id);
    if (slot->second != id)
        complain(u"%1 of %2 has two instances"_s.arg(instance.nodeName, text(instance.scheduledTime)));
}

void TestEngineSimulation::noteStart(const RunRequest &run)
{
    const auto found = m_fixture->store.instances().find(run.instance);
    if (found == m_fixture->store.instances().end())
        return complain(u"a run of an unknown instance"_s);
    const Instance &instance = found->second;
    const QString name = instance.nodeName + u" of "_s + text(instance.scheduledTime);
    if (++m_starts[{run.instance, run.attempt}] > 1)
        complain(name + u" started an attempt twice"_s);
    const Node node = *m_fixture->engine->deployments().node(instance.node);
    const int allowed = 1 + node.current.properties.autoRerunTimes * (1 + m_allowedStarts[run.instance]) +
                        m_allowedStarts[run.instance];
    if (run.attempt > allowed)
        complain(name + u" ran again without a rerun"_s);
    if (instance.scheduledTime > now())
        complain(name + u" ran before its time"_s);
    for (const InstanceId parent : m_fixture->store.parentsOf(run.instance)) {
        const auto state = m_fixture->store.instances().find(parent);
        if (state == m_fixture->store.instances().end() || state->second.state != InstanceState::Success)
            complain(name + u" ran before its parent"_s);
    }
    const std::size_t running = m_fixture->executor.running.size();
    if (running > slotCount)
        complain(u"%1 runs in %2 slots"_s.arg(running).arg(slotCount));
}

void TestEngineSimulation::step()
{
    if (chance(3)) {
        killSomewhere();
    } else if (chance(1)) { // the machine sleeps
        m_fixture->clock.set(now() + Seconds{below(12 * 3600)});
    }
    m_fixture->advanceTo(text(now() + Seconds{60 + below(2 * 3600)}));
    if (chance(10))
        repair();
    checkTold();
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
    m_told.clear(); // clients read everything again
    m_stored.clear();
    m_fixture->start();
}

// Somebody looks at what failed.
void TestEngineSimulation::repair()
{
    for (const InstanceId id : std::set<InstanceId>(m_failed)) {
        if (chance(20))
            continue;
        if (chance(70)) {
            m_fixture->engine->runs().rerun(id, [this, id](const Outcome<> &outcome) {
                if (outcome)
                    ++m_allowedStarts[id];
            });
        } else {
            m_fixture->engine->runs().setSuccess(id, [](const Outcome<> &) {});
        }
    }
    m_fixture->settle();
}

// Nothing is on its way: what was written was told, and what was told was written.
void TestEngineSimulation::checkTold()
{
    for (const InstanceId id : m_stored) {
        const auto told = m_told.find(id);
        if (told == m_told.end() || told->second != m_fixture->store.instances().at(id))
            complain(u"clients know another instance %1 than the store"_s.arg(id.toString()));
    }
    for (const auto &[id, instance] : m_told) {
        if (!m_stored.contains(id))
            complain(u"clients were told of an instance %1 that was not stored"_s.arg(id.toString()));
    }
    m_told.clear();
    m_stored.clear();
}

// Every occurrence since its node was deployed has exactly one record.
void TestEngineSimulation::checkEverything()
{
    const QTimeZone zone = QTimeZone::utc();
    const QDate first(2026, 11, 23);
    const QDate last = toDateTime(now(), zone).date();
    std::size_t expected = 0;
    for (const Node &node : m_fixture->engine->deployments().cycleTasks(m_fixture->workspace().id)) {
        if (!node.file.isValid())
            continue;
        for (QDate day = first; day <= last; day = day.addDays(1)) {
            for (const Occurrence &occurrence : occurrencesOn(node.current.properties.schedule, zone, day)) {
                ++expected;
                if (!m_slots.contains({node.id, occurrence.time}))
                    complain(u"%1 has no record of %2"_s.arg(node.current.name, text(occurrence.time)));
            }
        }
    }
    const QDate next = last.addDays(1);
    std::size_t ofTomorrow = 0;
    for (const auto &[slot, id] : m_slots)
        ofTomorrow += toDateTime(slot.second, zone).date() >= next;
    if (m_slots.size() != expected + ofTomorrow)
        complain(u"%1 records for %2 occurrences"_s.arg(m_slots.size() - ofTomorrow).arg(expected));
    for (const auto &[id, instance] : m_fixture->store.instances()) {
        if (!isFinished(instance.state) && m_fixture->instance(id)->reason.isEmpty() &&
            instance.state != InstanceState::Running)
            complain(u"nobody knows why %1 does not run"_s.arg(instance.nodeName));
    }
}

void TestEngineSimulation::aYear()
{
    const int seed = fromEnvironment("SLIPWAY_SEED", static_cast<int>(QRandomGenerator::global()->bounded(1 << 30)));
    const int days = fromEnvironment("SLIPWAY_SIMULATION_DAYS", usualDays);
    qInfo("SLIPWAY_SEED=%d, %d days", seed, days);
    QHashSeed::setDeterministicGlobalSeed(); // the order in a hash is part of what the seed repeats
    m_random.seed(static_cast<quint32>(seed));
    m_fixture = std::make_unique<EngineFixture>();
    m_fixture->keepTrace = false;
    m_fixture->sink.keepsEvents = false;
    deployNodes();
    observe();
    const Instant end = now() + Seconds{86400LL * days};
    while (now() < end) {
        step();
        QVERIFY2(m_complaints.isEmpty(), qPrintable(m_complaints.mid(0, 5).join(u'\n')));
    }
    checkEverything();
    QVERIFY2(m_complaints.isEmpty(), qPrintable(m_complaints.mid(0, 5).join(u'\n')));
    qInfo("%zu instances, %zu runs, %d kills", m_fixture->store.instances().size(), m_starts.size(), m_kills);
    QVERIFY(m_starts.size() > static_cast<std::size_t>(days) * nodeCount / 4);
}

QTEST_GUILESS_MAIN(TestEngineSimulation)
#include "tst_engine_simulation.moc"
