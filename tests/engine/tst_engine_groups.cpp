#include "tests/engine/engine_fixture.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestEngineGroups : public QObject
{
    Q_OBJECT

private slots:
    void becomesRunningByItself();
    void goesOnBecomingRunningAfterAKill();
    void refusesBadSpecifications_data();
    void refusesBadSpecifications();
    void aNameIsUniqueInTheTenant();
    void anOrderNumberCountsOnce();
    void cannotBeDeletedWhileBound();
    void cannotBeUnboundWhileANodeUsesIt();
    void aStoppedGroupStartsNothing();
    void aFullDiskLeavesItAsItWas();
};

namespace {

Outcome<ResourceGroup> create(EngineFixture &fixture, const ResourceGroupSpec &spec)
{
    return fixture.ask<ResourceGroup>(
        [&](Answer<ResourceGroup> answer) { fixture.engine->groups().create(spec, answer); });
}

ResourceGroupSpec named(const QString &name, const QString &order = {})
{
    ResourceGroupSpec spec;
    spec.name = name;
    spec.orderNumber = order;
    return spec;
}

ResourceGroupState stateOf(const EngineFixture &fixture)
{
    return fixture.engine->groups().groups().value(0).state;
}

} // namespace

void TestEngineGroups::becomesRunningByItself()
{
    EngineFixture fixture;
    const auto group = create(fixture, named(u"excl_1"_s));
    QVERIFY(group);
    QCOMPARE(group->state, ResourceGroupState::Creating);
    QVERIFY(!group->orderNumber.isEmpty());
    QCOMPARE(group->slotCount, fixture.options.defaultSlots);
    fixture.advanceTo(u"2026-11-22 01:00:01"_s);
    QCOMPARE(stateOf(fixture), ResourceGroupState::Initialising);
    fixture.advanceTo(u"2026-11-22 01:00:02"_s);
    QCOMPARE(stateOf(fixture), ResourceGroupState::Running);
}

void TestEngineGroups::goesOnBecomingRunningAfterAKill()
{
    EngineFixture fixture;
    QVERIFY(create(fixture, named(u"excl_1"_s)));
    fixture.kill();
    fixture.start();
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    QCOMPARE(stateOf(fixture), ResourceGroupState::Running);
}

void TestEngineGroups::refusesBadSpecifications_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("slotCount");
    QTest::addColumn<QString>("field");
    QTest::newRow("no name") << u""_s << 0 << u"Name"_s;
    QTest::newRow("a space") << u"my group"_s << 0 << u"Name"_s;
    QTest::newRow("61 characters") << QString(61, u'a') << 0 << u"Name"_s;
    QTest::newRow("negative slots") << u"good"_s << -1 << u"SlotCount"_s;
    QTest::newRow("too many slots") << u"good"_s << 1025 << u"SlotCount"_s;
}

void TestEngineGroups::refusesBadSpecifications()
{
    QFETCH(QString, name);
    QFETCH(int, slotCount);
    EngineFixture fixture;
    ResourceGroupSpec spec = named(name);
    spec.slotCount = slotCount;
    const auto group = create(fixture, spec);
    QVERIFY(group.failed());
    QTEST(group.error().field, "field");
    QVERIFY(fixture.engine->groups().groups().isEmpty());
}

void TestEngineGroups::aNameIsUniqueInTheTenant()
{
    EngineFixture fixture;
    QVERIFY(create(fixture, named(u"excl_1"_s)));
    const auto second = create(fixture, named(u"excl_1"_s));
    QVERIFY(second.failed());
    QCOMPARE(second.error().kind, ErrorKind::Conflict);
    QVERIFY2(second.error().message.contains(u"`excl_1`"_s), qPrintable(second.error().message));
}

void TestEngineGroups::anOrderNumberCountsOnce()
{
    EngineFixture fixture;
    QVERIFY(create(fixture, named(u"one"_s, u"4711"_s)));
    const auto second = create(fixture, named(u"two"_s, u"4711"_s));
    QVERIFY(second.failed());
    QCOMPARE(second.error().field, u"OrderNumber"_s);
}

void TestEngineGroups::cannotBeDeletedWhileBound()
{
    EngineFixture fixture;
    fixture.group();
    const ResourceGroup group = fixture.engine->groups().groups().value(0);
    const auto remove = [&] {
        return fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->groups().remove(group.id, answer); });
    };
    QVERIFY(remove().failed());
    QVERIFY(fixture.ask<Nothing>(
        [&](Answer<> answer) { fixture.engine->groups().unbind(group.id, fixture.workspace().id, answer); }));
    QVERIFY(remove());
    QVERIFY(fixture.engine->groups().groups().isEmpty());
}

void TestEngineGroups::cannotBeUnboundWhileANodeUsesIt()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0"_s);
    const ResourceGroup group = fixture.engine->groups().groups().value(0);
    const auto unbound = fixture.ask<Nothing>(
        [&](Answer<> answer) { fixture.engine->groups().unbind(group.id, fixture.workspace().id, answer); });
    QVERIFY(unbound.failed());
    QVERIFY2(unbound.error().message.contains(u"`clean`"_s), qPrintable(unbound.error().message));
}

void TestEngineGroups::aStoppedGroupStartsNothing()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0 | at-once"_s);
    const ResourceGroup group = fixture.engine->groups().groups().value(0);
    QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->groups().stop(group.id, answer); }));
    fixture.advanceTo(u"2026-11-22 02:10"_s);
    QVERIFY(fixture.executor.started.empty());
    QVERIFY2(fixture.instance(u"clean"_s, {}).reason.startsWith(u"queued in excl_1, which is"_s),
             qPrintable(fixture.instance(u"clean"_s, {}).reason));
    QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->groups().start(group.id, answer); }));
    QCOMPARE(fixture.executor.started.size(), 1U);
}

void TestEngineGroups::aFullDiskLeavesItAsItWas()
{
    EngineFixture fixture;
    fixture.store.commitError = Error::internal(u"the disk is full"_s);
    const auto group = create(fixture, named(u"excl_1"_s));
    QVERIFY(group.failed());
    QCOMPARE(group.error().kind, ErrorKind::Unavailable);
    QVERIFY2(group.error().message.contains(u"the disk is full"_s), qPrintable(group.error().message));
    QVERIFY(fixture.engine->groups().groups().isEmpty());
    fixture.store.commitError.reset();
    QVERIFY(create(fixture, named(u"excl_1"_s)));
}

QTEST_GUILESS_MAIN(TestEngineGroups)
#include "tst_engine_groups.moc"
