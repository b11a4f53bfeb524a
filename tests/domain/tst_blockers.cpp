#include "models/domain/blockers.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestBlockers : public QObject
{
    Q_OBJECT

private slots:
    void findsInstances_data();
    void findsInstances();
};

void TestBlockers::findsInstances_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QStringList>("named"); // node, wall clock, words
    QTest::newRow("nobody") << u"waits for its time 02:00"_s << QStringList();
    QTest::newRow("a failed parent") << u"waits for `clean` of 2026-11-22 02:00, which failed"_s
                                     << QStringList{u"clean|2026-11-22T02:00:00|`clean` of 2026-11-22 02:00"_s};
    QTest::newRow("with seconds") << u"waits for `a.b-c` of 2026-11-22 02:00:30, which is running"_s
                                  << QStringList{u"a.b-c|2026-11-22T02:00:30|`a.b-c` of 2026-11-22 02:00:30"_s};
    QTest::newRow("one behind another")
        << u"waits for `clean` of 2026-11-22 02:00, which waits for `load` of 2026-11-21 23:05, which was stopped"_s
        << QStringList{u"clean|2026-11-22T02:00:00|`clean` of 2026-11-22 02:00"_s,
                       u"load|2026-11-21T23:05:00|`load` of 2026-11-21 23:05"_s};
    QTest::newRow("a name without a time")
        << u"is isolated: its parent `clean` has no instance on this day"_s << QStringList();
    QTest::newRow("no such day") << u"waits for `clean` of 2026-02-31 02:00, which failed"_s << QStringList();
}

void TestBlockers::findsInstances()
{
    QFETCH(QString, reason);
    QStringList named;
    for (const NamedInstance &instance : instancesNamedIn(reason))
        named << instance.node + u'|' + instance.scheduled.toString(Qt::ISODate) + u'|' +
                     reason.mid(instance.begin, instance.length);
    QTEST(named, "named");
}

QTEST_GUILESS_MAIN(TestBlockers)
#include "tst_blockers.moc"
