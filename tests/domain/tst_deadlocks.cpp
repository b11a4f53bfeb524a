#include "models/domain/deadlocks.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

// Which links to a previous cycle are no such link because the parent waits for the child itself.
class TestDeadlocks : public QObject
{
    Q_OBJECT

private slots:
    void links_data();
    void links();
    void aLongChainIsLookedThrough();
};

namespace {

// "2:1 3~2": 2 waits for 1 in the same cycle, 3 for 2 of the cycle before.
std::vector<InstanceDependency> parse(const QString &text)
{
    std::vector<InstanceDependency> links;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const bool cross = word.contains(u'~');
        const QStringList ends = word.split(cross ? u'~' : u':');
        links.push_back({InstanceId(ends[0].toLongLong()), InstanceId(ends[1].toLongLong()), cross});
    }
    return links;
}

QString toText(const std::vector<InstanceDependency> &links)
{
    QStringList words;
    for (const InstanceDependency &link : links)
        words.append(link.child.toString() + (link.crossCycle ? u'~' : u':') + link.parent.toString());
    return words.join(u' ');
}

} // namespace

void TestDeadlocks::links_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto stays = [](const char *name, const QString &text) { QTest::newRow(name) << text << text; };
    stays("none", {});
    stays("same cycle only", u"2:1 3:2 3:1"_s);
    stays("the cycle before, no ring", u"2~1 3~2 4:3"_s);
    stays("a parent without an instance", u"2:0 2~1"_s);
    stays("yesterday's, which is not among them", u"2~1 3:2 4:3"_s);
    QTest::newRow("one that waits for it") << u"2:1 1~2"_s << u"2:1"_s;
    QTest::newRow("over others") << u"2:1 3:2 4:3 1~4"_s << u"2:1 3:2 4:3"_s;
    QTest::newRow("only the ring's link goes") << u"2:1 3:2 1~3 1~9 8~3"_s << u"2:1 3:2 1~9 8~3"_s;
    QTest::newRow("what hangs on a ring stays") << u"2:1 1~2 5~2 6~5"_s << u"2:1 5~2 6~5"_s;
    QTest::newRow("of two links to cycles before, one is enough to open the ring") << u"2~1 1~2"_s << u"1~2"_s;
    QTest::newRow("two rings") << u"2:1 1~2 4:3 3~4"_s << u"2:1 4:3"_s;
    QTest::newRow("itself") << u"1~1 2:1"_s << u"2:1"_s;
    QTest::newRow("hourly 1, 2, 3 below daily 9 below hourly 5, 6, 7, which wait for their cycles before")
        << u"9:5 9:6 9:7 1:9 2:9 3:9 6~1 7~2"_s << u"9:5 9:6 9:7 1:9 2:9 3:9"_s;
}

void TestDeadlocks::links()
{
    QFETCH(const QString, text);
    std::vector<InstanceDependency> links = parse(text);
    removeDeadlocks(links);
    QTEST(toText(links), "expected");
}

void TestDeadlocks::aLongChainIsLookedThrough()
{
    constexpr int length = 20000;
    std::vector<InstanceDependency> links;
    for (int id = 2; id <= length; ++id)
        links.push_back({InstanceId(id), InstanceId(id - 1), false});
    links.push_back({InstanceId(1), InstanceId(length), true});
    removeDeadlocks(links);
    QCOMPARE(links.size(), std::size_t(length - 1));
    QVERIFY(std::none_of(links.begin(), links.end(), [](const InstanceDependency &link) { return link.crossCycle; }));
}

QTEST_GUILESS_MAIN(TestDeadlocks)
#include "tst_deadlocks.moc"
