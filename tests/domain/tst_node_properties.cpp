#include "models/domain/node_properties.h"

#include <QTest>

#include <functional>

using namespace slipway;
using namespace Qt::StringLiterals;

using Change = std::function<void(NodeProperties &)>;
Q_DECLARE_METATYPE(Change)

class TestNodeProperties : public QObject
{
    Q_OBJECT

private slots:
    void checks_data();
    void checks();
    void tellsEveryFault();
};

void TestNodeProperties::checks_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("field"); // empty: good
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QString &field, const QString &said, Change change) {
        QTest::newRow(name) << change << field << said;
    };
    const QString none;
    using P = NodeProperties;

    row("as it comes", none, none, [](P &) {});
    row("timeout of a minute, 3.6", none, none, [](P &p) { p.timeout = Seconds{60}; });
    row("timeout of 168 hours, 3.6", none, none, [](P &p) { p.timeout = Seconds{168 * 3600}; });
    row("timeout too short, 3.6", u"Timeout"_s, u"59 s"_s, [](P &p) { p.timeout = Seconds{59}; });
    row("timeout too long, 3.6", u"Timeout"_s, u"168 hours"_s, [](P &p) { p.timeout = Seconds{168 * 3600 + 1}; });
    row("timeout negative, 3.6", u"Timeout"_s, u"-1 s"_s, [](P &p) { p.timeout = Seconds{-1}; });
    row("ten automatic reruns, 3.6", none, none, [](P &p) { p.autoRerunTimes = 10; });
    row("eleven automatic reruns, 3.6", u"AutoRerunTimes"_s, u"0 to 10"_s, [](P &p) { p.autoRerunTimes = 11; });
    row("automatic reruns that are denied, 3.6", u"AutoRerunTimes"_s, u"denies"_s, [](P &p) {
        p.autoRerunTimes = 1;
        p.rerun = RerunPolicy::AllDenied;
    });
    row("interval of 30 minutes, 3.6", none, none, [](P &p) { p.autoRerunInterval = Millis{1800000}; });
    row("interval too long, 3.6", u"AutoRerunIntervalMillis"_s, u"1800001"_s,
        [](P &p) { p.autoRerunInterval = Millis{1800001}; });
    row("interval negative, 3.6", u"AutoRerunIntervalMillis"_s, u"-1"_s,
        [](P &p) { p.autoRerunInterval = Millis{-1}; });
    row("interval of a minute, 3.6", none, none, [](P &p) {
        p.autoRerunTimes = 1;
        p.autoRerunInterval = Millis{60000};
    });
    row("interval too short, 3.6", u"AutoRerunIntervalMillis"_s, u"59999 ms; it takes 60000 (1 minute)"_s, [](P &p) {
        p.autoRerunTimes = 1;
        p.autoRerunInterval = Millis{59999};
    });
    row("interval that counts for nothing, 3.6", none, none, [](P &p) { p.autoRerunInterval = Millis{1500}; });
    for (const int priority : {1, 3, 5, 7, 8})
        row(qPrintable(u"priority %1, 3.6"_s.arg(priority)), none, none, [priority](P &p) { p.priority = priority; });
    for (const int priority : {0, 2, 4, 6, 9})
        row(qPrintable(u"priority %1, 3.6"_s.arg(priority)), u"Priority"_s, u"1, 3, 5, 7 or 8"_s,
            [priority](P &p) { p.priority = priority; });
    row("parameters, 4.2", none, none, [](P &p) { p.parameters = u"prod $bizdate $[yyyymmddhh24-1/24]"_s; });
    row("bad parameters, 4.2", u"ParaValue"_s, u"$bizdat"_s, [](P &p) { p.parameters = u"$bizdat"_s; });
    row("bad schedule, 3.2", u"Interval"_s, u"1 to 59"_s, [](P &p) {
        p.schedule.recurrence = Recurrence::Minute;
        p.schedule.interval = 0;
    });
    row("parents, 1.3", none, none, [](P &p) { p.inputs = {u"demo_root"_s, u"demo.12_out"_s}; });
    row("bad parent, 1.3", u"InputList"_s, u"a space"_s, [](P &p) { p.inputs = {u"demo root"_s}; });
    row("parent twice, 1.3", u"InputList"_s, u"twice"_s, [](P &p) { p.inputs = {u"demo_root"_s, u"demo_root"_s}; });
    row("output twice, 1.2", u"OutputList"_s, u"twice"_s, [](P &p) { p.outputs = {u"a"_s, u"a"_s}; });
    row("its own parent, 1.3", u"InputList"_s, u"itself"_s, [](P &p) {
        p.inputs = {u"demo.1_out"_s};
        p.outputs = {u"demo.1_out"_s};
    });
    row("other nodes, 3.8", none, none, [](P &p) {
        p.crossCycle = CrossCycle::Others;
        p.crossCycleNodes = {NodeId(7)};
    });
    row("no other nodes, 3.8", u"DependentNodeIdList"_s, u"at least one"_s,
        [](P &p) { p.crossCycle = CrossCycle::SelfAndOthers; });
    row("another node twice, 3.8", u"DependentNodeIdList"_s, u"7"_s, [](P &p) {
        p.crossCycle = CrossCycle::Others;
        p.crossCycleNodes = {NodeId(7), NodeId(7)};
    });
}

void TestNodeProperties::checks()
{
    QFETCH(Change, change);
    QFETCH(QString, field);
    QFETCH(QString, said);
    NodeProperties properties;
    change(properties);
    const Outcome<> outcome = checkProperties(properties);
    QCOMPARE(outcome.failed() ? outcome.error().field : QString(), field);
    if (outcome.failed())
        QVERIFY2(outcome.error().message.contains(said), qPrintable(outcome.error().message));
}

// One of each kind, so that each can be told at its field.
void TestNodeProperties::tellsEveryFault()
{
    NodeProperties properties;
    properties.schedule.recurrence = Recurrence::Minute;
    properties.schedule.interval = 0;
    properties.parameters = u"$bizdat"_s;
    properties.timeout = Seconds{1};
    properties.autoRerunTimes = 11;
    properties.priority = 2;
    properties.crossCycle = CrossCycle::Others;
    QStringList fields;
    for (const Error &fault : propertyFaults(properties))
        fields += fault.field;
    QCOMPARE(fields, (QStringList{u"Interval"_s, u"ParaValue"_s, u"Timeout"_s, u"AutoRerunTimes"_s, u"Priority"_s,
                                  u"DependentNodeIdList"_s}));
    QCOMPARE(checkProperties(properties).error().field, u"Interval"_s);
    QVERIFY(propertyFaults(NodeProperties()).isEmpty());
}

QTEST_GUILESS_MAIN(TestNodeProperties)
#include "tst_node_properties.moc"
