#include "ui/scripts/property_changes.h"

#include <QTest>

#include <functional>

using namespace slipway;
using namespace Qt::StringLiterals;

using Edit = std::function<void(NodeProperties &)>;
Q_DECLARE_METATYPE(Edit)

class TestPropertyChanges : public QObject
{
    Q_OBJECT

private slots:
    void equalPropertiesHaveNone();
    void everyPropertyIsTold_data();
    void everyPropertyIsTold();
    void namesGroupsAsPeopleDo();
};

void TestPropertyChanges::equalPropertiesHaveNone()
{
    QVERIFY(propertyChanges({}, {}).isEmpty());
}

void TestPropertyChanges::everyPropertyIsTold_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<PropertyChange>("expected");
    const auto row = [](const QString &name, const QString &before, const QString &after, const Edit &edit) {
        QTest::newRow(qPrintable(name)) << edit << PropertyChange{name, before, after};
    };
    using P = NodeProperties;
    row(u"Schedule"_s, u"daily 00:05"_s, u"daily 02:00"_s, [](P &p) { p.schedule.time = QTime(2, 0); });
    row(u"Scheduling mode"_s, u"Normal"_s, u"Dry run"_s, [](P &p) { p.schedule.mode = ScheduleMode::DryRun; });
    row(u"Instance generation"_s, u"Next day"_s, u"Immediately after commit"_s,
        [](P &p) { p.schedule.generation = InstanceGeneration::Immediately; });
    row(u"Effective from"_s, u"1970-01-01"_s, u"2026-11-22"_s,
        [](P &p) { p.schedule.effectiveFrom = QDate(2026, 11, 22); });
    row(u"Effective until"_s, u"9999-01-01"_s, u"2026-11-22"_s,
        [](P &p) { p.schedule.effectiveUntil = QDate(2026, 11, 22); });
    row(u"Missed runs"_s, u"Run all of them"_s, u"Skip them"_s, [](P &p) { p.schedule.catchUp = CatchUp::Skip; });
    row(u"Greatest lateness"_s, u"no limit"_s, u"15 min"_s, [](P &p) { p.schedule.maxLatenessMinutes = 15; });
    row(u"Parent nodes"_s, {}, u"demo_root, demo.5_out"_s, [](P &p) { p.inputs = {u"demo_root"_s, u"demo.5_out"_s}; });
    row(u"Outputs"_s, {}, u"demo.clean"_s, [](P &p) { p.outputs = {u"demo.clean"_s}; });
    row(u"Previous cycle of"_s, u"None"_s, u"This node"_s, [](P &p) { p.crossCycle = CrossCycle::Self; });
    row(u"Dry run of the previous cycle"_s, u"Handed down"_s, u"Ignored"_s, [](P &p) { p.ignoreParentDryRun = true; });
    row(u"Chosen nodes"_s, {}, u"7, 8"_s, [](P &p) { p.crossCycleNodes = {NodeId{7}, NodeId{8}}; });
    row(u"Parameters"_s, {}, u"prod $bizdate"_s, [](P &p) { p.parameters = u"prod $bizdate"_s; });
    row(u"Resource group"_s, {}, u"group_9"_s, [](P &p) { p.resourceGroup = u"group_9"_s; });
    row(u"Rerun allowed"_s, u"After success or failure"_s, u"Never"_s, [](P &p) { p.rerun = RerunPolicy::AllDenied; });
    row(u"Automatic reruns"_s, u"off"_s, u"3 times, after 2 min"_s, [](P &p) { p.autoRerunTimes = 3; });
    row(u"Timeout"_s, u"system default (3 days)"_s, u"10 min"_s, [](P &p) { p.timeout = Seconds{600}; });
    row(u"Priority"_s, u"1"_s, u"8"_s, [](P &p) { p.priority = 8; });
    row(u"Other properties"_s, u"as committed"_s, u"changed"_s, [](P &p) { p.schedule.hours = {3}; });
}

void TestPropertyChanges::everyPropertyIsTold()
{
    QFETCH(Edit, edit);
    QFETCH(PropertyChange, expected);
    NodeProperties after;
    edit(after);
    const QList<PropertyChange> changes = propertyChanges({}, after);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0].name, expected.name);
    QCOMPARE(changes[0].before, expected.before);
    QCOMPARE(changes[0].after, expected.after);
}

void TestPropertyChanges::namesGroupsAsPeopleDo()
{
    NodeProperties after;
    after.resourceGroup = u"group_9"_s;
    QCOMPARE(propertyChanges({}, after, {{u"group_9"_s, u"excl_deploy"_s}}).value(0).after, u"excl_deploy"_s);
}

QTEST_GUILESS_MAIN(TestPropertyChanges)
#include "tst_property_changes.moc"
