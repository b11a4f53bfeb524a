#include "models/domain/dependencies.h"

#include <QTest>

#include <algorithm>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 7, 15);

// "00:00 08:00", or "00:00+60*24" for 24 times an hour apart.
QList<Instant> timesOf(const QString &text, QDate day)
{
    QList<Instant> times;
    for (const QString &part : text.split(u' ', Qt::SkipEmptyParts)) {
        const QTime first = QTime::fromString(part.left(5), u"HH:mm"_s);
        const Instant start = fromDateTime(QDateTime(day, first, Qt::UTC));
        const QStringList series = part.mid(6).split(u'*');
        const int count = series.size() == 2 ? series[1].toInt() : 1;
        for (int i = 0; i < count; ++i)
            times += start + std::chrono::minutes(series[0].toInt() * i);
    }
    return times;
}

// "d 07:00", "h 00:00+60*24 self": kind, times, whether it depends on itself. The same times on both days.
DependencySide sideOf(const QString &text)
{
    DependencySide side;
    side.kind = text.startsWith(u'd') ? CycleKind::Day : text.startsWith(u'h') ? CycleKind::Hour : CycleKind::Minute;
    side.selfDependent = text.endsWith("self"_L1);
    QString times = text.mid(2);
    times.remove(u"self"_s);
    side.today = timesOf(times, today);
    side.yesterday = timesOf(times, today.addDays(-1));
    return side;
}

// "02:00<-01:00,y23:00; ..." : each child with its parents, y for yesterday.
QString textOf(const QList<DependencyLink> &links, const DependencySide &parent, const DependencySide &child)
{
    const auto clock = [](Instant time) { return toDateTime(time, QTimeZone::utc()).toString(u"HH:mm"_s); };
    QStringList texts;
    int last = -1;
    for (const DependencyLink &link : links) {
        const QString name =
            link.parentYesterday ? u"y"_s + clock(parent.yesterday[link.parent]) : clock(parent.today[link.parent]);
        if (link.child == last)
            texts.last() += u","_s + name;
        else
            texts += clock(child.today[link.child]) + u"<-"_s + name;
        last = link.child;
    }
    return texts.join(u"; "_s);
}

} // namespace

class TestDependencies : public QObject
{
    Q_OBJECT

private slots:
    void sameCycle_data();
    void sameCycle();
    void onItself_data();
    void onItself();
    void previousCycle_data();
    void previousCycle();
    void previousCycleOfChildren_data();
    void previousCycleOfChildren();
    void everyChildHasAParentToday();
    void selfDependent();
};

void TestDependencies::sameCycle_data()
{
    QTest::addColumn<QString>("parent");
    QTest::addColumn<QString>("child");
    QTest::addColumn<QString>("links");

    QTest::newRow("day <- day, 3.7") << u"d 07:00"_s << u"d 02:00"_s << u"02:00<-07:00"_s;
    QTest::newRow("day <- hour, 3.7: all of the day")
        << u"h 00:00+480*3"_s << u"d 02:00"_s << u"02:00<-00:00,08:00,16:00"_s;
    QTest::newRow("day <- minute, 3.7: all of the day")
        << u"m 10:00+30*3"_s << u"d 02:00"_s << u"02:00<-10:00,10:30,11:00"_s;
    QTest::newRow("day <- hour with self, 3.7") << u"h 00:00+60*24 self"_s << u"d 02:30"_s << u"02:30<-02:00"_s;
    QTest::newRow("day <- hour with self, none before, 3.7")
        << u"h 05:00+60*3 self"_s << u"d 02:30"_s << u"02:30<-05:00"_s;
    QTest::newRow("day <- minute with self, 3.7") << u"m 00:00+30*48 self"_s << u"d 02:40"_s << u"02:40<-02:30"_s;

    QTest::newRow("hour <- hour, same number, 3.7: by sequence")
        << u"h 05:00+60*3"_s << u"h 00:00+120*3"_s << u"00:00<-05:00; 02:00<-06:00; 04:00<-07:00"_s;
    QTest::newRow("minute <- minute, same number, 3.7: by sequence")
        << u"m 00:10+10*2"_s << u"m 00:00+30*2"_s << u"00:00<-00:10; 00:30<-00:20"_s;
    QTest::newRow("hour <- hour, fewer parents, 3.7")
        << u"h 00:00+480*3"_s << u"h 00:00+360*4"_s << u"00:00<-00:00; 06:00<-00:00; 12:00<-08:00; 18:00<-16:00"_s;
    QTest::newRow("hour <- hour, more parents, 3.7")
        << u"h 00:00+120*12"_s << u"h 00:00+360*4"_s
        << u"00:00<-00:00; 06:00<-02:00,04:00,06:00; 12:00<-08:00,10:00,12:00; "
           "18:00<-14:00,16:00,18:00"_s;
    QTest::newRow("hour <- hour, none before, 3.7: the first")
        << u"h 10:00+60*2"_s << u"h 01:00+600*3"_s << u"01:00<-10:00; 11:00<-11:00; 21:00<-11:00"_s;

    QTest::newRow("hour <- day, 3.7") << u"d 07:00"_s << u"h 00:00+480*3"_s
                                      << u"00:00<-07:00; 08:00<-07:00; 16:00<-07:00"_s;
    QTest::newRow("hour <- day, child with self, 3.7") << u"d 07:00"_s << u"h 00:00+480*3 self"_s << u"00:00<-07:00"_s;
    QTest::newRow("minute <- day, 3.7") << u"d 07:00"_s << u"m 00:00+30*2"_s << u"00:00<-07:00; 00:30<-07:00"_s;
    QTest::newRow("minute <- day, child with self, 3.7") << u"d 07:00"_s << u"m 00:00+30*2 self"_s << u"00:00<-07:00"_s;

    QTest::newRow("hour <- minute, 3.7: those of the hour")
        << u"m 00:00+20*7"_s << u"h 00:00+60*3"_s
        << u"00:00<-00:00; 01:00<-00:20,00:40,01:00; 02:00<-01:20,01:40,02:00"_s;
    QTest::newRow("hour <- minute, the first takes all before, 3.7")
        << u"m 00:00+20*7"_s << u"h 01:00+60*2"_s << u"01:00<-00:00,00:20,00:40,01:00; 02:00<-01:20,01:40,02:00"_s;
    QTest::newRow("hour <- minute, both self, 3.7: the latest of the hour")
        << u"m 00:00+20*7 self"_s << u"h 00:00+60*3 self"_s << u"00:00<-00:00; 01:00<-01:00; 02:00<-02:00"_s;
    QTest::newRow("hour <- minute, parent self, by proximity, 3.7")
        << u"m 00:00+20*7 self"_s << u"h 00:30+60*2"_s << u"00:30<-00:20; 01:30<-01:20"_s;
    QTest::newRow("hour <- minute, none in the hour, 3.7")
        << u"m 00:00+20*2"_s << u"h 00:30+60*3"_s << u"00:30<-00:00,00:20; 01:30<-00:20; 02:30<-00:20"_s;
    QTest::newRow("minute <- hour, 3.7") << u"h 00:00+60*2"_s << u"m 00:00+30*4"_s
                                         << u"00:00<-00:00; 00:30<-00:00; 01:00<-01:00; 01:30<-01:00"_s;
    QTest::newRow("minute <- hour, both self, 3.7") << u"h 00:00+60*2 self"_s << u"m 00:00+30*4 self"_s
                                                    << u"00:00<-00:00; 00:30<-00:00; 01:00<-01:00; 01:30<-01:00"_s;
    QTest::newRow("no parent today, 3.7") << u"d "_s << u"h 00:00+60*2"_s << QString();
    QTest::newRow("no child today, 3.7") << u"d 01:00"_s << u"h "_s << QString();
}

void TestDependencies::sameCycle()
{
    QFETCH(QString, parent);
    QFETCH(QString, child);
    const DependencySide parentSide = sideOf(parent);
    const DependencySide childSide = sideOf(child);
    QTEST(textOf(sameCycleLinks(parentSide, childSide), parentSide, childSide), "links");
}

void TestDependencies::onItself_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("links");
    QTest::newRow("day, 3.8: over midnight") << u"d 02:00"_s << u"02:00<-y02:00"_s;
    QTest::newRow("hour, 3.8") << u"h 00:00+480*3"_s << u"00:00<-y16:00; 08:00<-00:00; 16:00<-08:00"_s;
}

void TestDependencies::onItself()
{
    QFETCH(QString, node);
    DependencySide side = sideOf(node);
    QTEST(textOf(selfLinks(side), side, side), "links");
    side.yesterday.clear(); // the very first instance is not blocked (3.8)
    for (const DependencyLink &link : selfLinks(side))
        QVERIFY(!link.parentYesterday);
}

void TestDependencies::previousCycle_data()
{
    QTest::addColumn<QString>("other");
    QTest::addColumn<QString>("child");
    QTest::addColumn<QString>("links");
    QTest::newRow("day <- day, 3.8") << u"d 07:00"_s << u"d 02:00"_s << u"02:00<-y07:00"_s;
    QTest::newRow("day <- hour, 3.8: all of yesterday")
        << u"h 00:00+480*3"_s << u"d 02:00"_s << u"02:00<-y00:00,y08:00,y16:00"_s;
    QTest::newRow("day <- hour with self, 3.8: the last of yesterday")
        << u"h 00:00+480*3 self"_s << u"d 02:00"_s << u"02:00<-y16:00"_s;
    QTest::newRow("hour <- hour, 3.8: the one before")
        << u"h 00:00+60*3"_s << u"h 00:00+60*3"_s << u"00:00<-y02:00; 01:00<-00:00; 02:00<-01:00"_s;
    QTest::newRow("hour <- day, 3.8") << u"d 01:00"_s << u"h 00:00+120*2"_s << u"00:00<-y01:00; 02:00<-y01:00"_s;
    QTest::newRow("minute <- hour, 3.8") << u"h 00:00+60*2"_s << u"m 00:30+30*3"_s
                                         << u"00:30<-00:00; 01:00<-00:00; 01:30<-01:00"_s;
}

void TestDependencies::previousCycle()
{
    QFETCH(QString, other);
    QFETCH(QString, child);
    DependencySide otherSide = sideOf(other);
    const DependencySide childSide = sideOf(child);
    QTEST(textOf(previousCycleLinks(otherSide, childSide), otherSide, childSide), "links");
    otherSide.yesterday.clear(); // no predecessor blocks nobody (3.8)
    for (const DependencyLink &link : previousCycleLinks(otherSide, childSide))
        QVERIFY(!link.parentYesterday);
}

void TestDependencies::previousCycleOfChildren_data()
{
    QTest::addColumn<QString>("other");
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("links");
    QTest::newRow("hour <- hour, 3.8: the one before")
        << u"h 00:00+60*3"_s << u"h 00:00+60*3"_s << u"00:00<-y02:00; 01:00<-00:00; 02:00<-01:00"_s;
    QTest::newRow("3.7, 3.8: not the first, which waits for this one although it is earlier")
        << u"h 00:02+720*2"_s << u"h 00:15+300*5"_s
        << u"00:15<-y12:02; 05:15<-00:02; 10:15<-00:02; 15:15<-12:02; 20:15<-12:02"_s;
    QTest::newRow("hour <- minute, 3.8: the last before")
        << u"m 00:00+30*4"_s << u"h 00:00+60*2"_s << u"00:00<-y01:30; 01:00<-00:30"_s;
    QTest::newRow("day <- hour, 3.8: all of yesterday")
        << u"h 00:00+480*3"_s << u"d 02:00"_s << u"02:00<-y00:00,y08:00,y16:00"_s;
}

void TestDependencies::previousCycleOfChildren()
{
    QFETCH(QString, other);
    QFETCH(QString, node);
    const DependencySide otherSide = sideOf(other);
    const DependencySide nodeSide = sideOf(node);
    QTEST(textOf(previousCycleOfChildLinks(otherSide, nodeSide), otherSide, nodeSide), "links");
}

// Whatever the cycles are, every child waits for somebody where there is somebody, in order and within the lists.
void TestDependencies::everyChildHasAParentToday()
{
    const QStringList sides{u"d 07:00"_s, u"h 00:15+60*24"_s, u"h 03:00+300*4"_s, u"m 00:00+5*288"_s,
                            u"m 06:10+7*50"_s};
    for (const QString &parentText : sides) {
        for (const QString &childText : sides) {
            for (const bool parentSelf : {false, true}) {
                DependencySide parent = sideOf(parentText);
                parent.selfDependent = parentSelf;
                const DependencySide child = sideOf(childText);
                const QList<DependencyLink> links = sameCycleLinks(parent, child);
                QSet<int> children;
                for (const DependencyLink &link : links) {
                    children.insert(link.child);
                    QVERIFY(link.parent >= 0 && link.parent < parent.today.size() && !link.parentYesterday);
                }
                QCOMPARE(children.size(), child.today.size());
                QVERIFY(std::is_sorted(links.begin(), links.end()));
                QVERIFY(std::adjacent_find(links.begin(), links.end()) == links.end());
            }
        }
    }
}

void TestDependencies::selfDependent()
{
    QVERIFY(dependsOnItself(CrossCycle::Self));
    QVERIFY(dependsOnItself(CrossCycle::SelfAndChildren));
    QVERIFY(dependsOnItself(CrossCycle::SelfAndOthers));
    QVERIFY(!dependsOnItself(CrossCycle::None));
    QVERIFY(!dependsOnItself(CrossCycle::Children));
    QVERIFY(!dependsOnItself(CrossCycle::Others));
}

QTEST_GUILESS_MAIN(TestDependencies)
#include "tst_dependencies.moc"
