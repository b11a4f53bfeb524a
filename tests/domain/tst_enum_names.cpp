#include "models/domain/instance_actions.h"
#include "models/domain/resource_group.h"
#include "models/domain/service.h"

#include <QSet>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestEnumNames : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip();
    void wireWords_data();
    void wireWords();
    void unknownWords();
};

namespace {

// Every value has a word, every word one value, and the values are without a hole up to the last.
template <class E>
void checkNames(E last)
{
    QSet<QString> words;
    QSet<int> values;
    for (const auto &[value, name] : enumNames<E>()) {
        QCOMPARE(toText(value), QString(name));
        const std::optional<E> back = fromText<E>(QString(name));
        QVERIFY(back.has_value());
        QCOMPARE(*back, value);
        words.insert(QString(name));
        values.insert(static_cast<int>(value));
    }
    QCOMPARE(words.size(), values.size());
    QVERIFY(values.contains(static_cast<int>(last)));
}

} // namespace

void TestEnumNames::roundTrip()
{
    checkNames(ResourceGroupState::Deleting);
    checkNames(ResourceGroupBackend::Slurm);
    checkNames(Recurrence::Cron);
    checkNames(ScheduleMode::Frozen);
    checkNames(InstanceGeneration::Immediately);
    checkNames(CatchUp::Skip);
    checkNames(NodeKind::ZeroLoad);
    checkNames(RerunPolicy::AllDenied);
    checkNames(CrossCycle::SelfAndOthers);
    checkNames(InstanceState::Stopped);
    checkNames(TaskType::Expired);
    checkNames(DagType::OneOff);
    checkNames(AttemptEnd::NotStarted);
    checkNames(ServiceState::Deleting);
    checkNames(VersionState::Superseded);
    checkNames(InstanceAction::ChangePriority);
}

// The words that the vendor's API has.
void TestEnumNames::wireWords_data()
{
    QTest::addColumn<QString>("ours");
    QTest::addColumn<QString>("wire");
    QTest::newRow("dry run, 2.5") << toText(ScheduleMode::DryRun) << u"SKIP"_s;
    QTest::newRow("frozen, 2.5") << toText(ScheduleMode::Frozen) << u"PAUSE"_s;
    QTest::newRow("waiting, 5.4") << toText(InstanceState::WaitTime) << u"WAIT_TIME"_s;
    QTest::newRow("off-day, 5.4") << toText(TaskType::SkipCycle) << u"SKIP_CYCLE"_s;
    QTest::newRow("expired, 5.4") << toText(TaskType::Expired) << u"REALTIME_DEPRECATED"_s;
    QTest::newRow("backfill, 5.4") << toText(DagType::Backfill) << u"SUPPLY_DATA"_s;
    QTest::newRow("cross-cycle, 3.8") << toText(CrossCycle::SelfAndOthers) << u"USER_DEFINE_AND_SELF"_s;
    QTest::newRow("rerun, 3.6") << toText(RerunPolicy::FailureAllowed) << u"FAILURE_ALLOWED"_s;
}

void TestEnumNames::wireWords()
{
    QFETCH(QString, ours);
    QTEST(ours, "wire");
}

void TestEnumNames::unknownWords()
{
    QVERIFY(!fromText<InstanceState>(u"FROZEN"));
    QVERIFY(!fromText<InstanceState>(u"success"));
    QVERIFY(!fromText<Recurrence>(u""));
}

QTEST_GUILESS_MAIN(TestEnumNames)
#include "tst_enum_names.moc"
