#include "models/items/fuzzy_match.h"
#include "models/items/regions.h"
#include "models/items/time_words.h"

#include <QSet>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(slipway::Millis)

class TestWords : public QObject
{
    Q_OBJECT

private slots:
    void relative_data();
    void relative();
    void duration_data();
    void duration();
    void unsetTimes();
    void exact();
    void fuzzy_data();
    void fuzzy();
    void fuzzyPrefersWordStarts();
    void nineRegions();
};

void TestWords::relative_data()
{
    QTest::addColumn<Millis>("age");
    QTest::addColumn<QString>("words");
    QTest::newRow("now") << Millis(0s) << u"just now"_s;
    QTest::newRow("59 s") << Millis(59s) << u"just now"_s;
    QTest::newRow("a little ahead") << Millis(-30s) << u"just now"_s;
    QTest::newRow("5 min") << Millis(5min) << u"5 min ago"_s;
    QTest::newRow("59 min") << Millis(59min + 59s) << u"59 min ago"_s;
    QTest::newRow("2 h") << Millis(2h + 40min) << u"2 h ago"_s;
    QTest::newRow("6 d") << Millis(6 * 24h) << u"6 d ago"_s;
    QTest::newRow("ahead") << Millis(-(3h + 12min)) << u"in 3 h 12 min"_s;
    QTest::newRow("days ahead") << Millis(-(4 * 24h + 2h)) << u"in 4 d 2 h"_s;
    QTest::newRow("whole hours ahead") << Millis(-(2h)) << u"in 2 h"_s;
}

void TestWords::relative()
{
    QFETCH(Millis, age);
    QFETCH(QString, words);
    const Instant now = fromDateTime(QDateTime(QDate(2026, 11, 22), QTime(2, 0), Qt::UTC));
    QCOMPARE(relativeWords(now - age, now), words);
}

void TestWords::duration_data()
{
    QTest::addColumn<Millis>("length");
    QTest::addColumn<QString>("words");
    QTest::newRow("0") << Millis(0) << u"0.0 s"_s;
    QTest::newRow("0.8 s") << Millis(800) << u"0.8 s"_s;
    QTest::newRow("42 s") << Millis(42s) << u"42 s"_s;
    QTest::newRow("3 min 20 s") << Millis(200s) << u"3 min 20 s"_s;
    QTest::newRow("3 min") << Millis(180s) << u"3 min"_s;
    QTest::newRow("2 h 5 min") << Millis(2h + 5min + 59s) << u"2 h 5 min"_s;
}

void TestWords::duration()
{
    QFETCH(Millis, length);
    QFETCH(QString, words);
    QCOMPARE(durationWords(length), words);
}

void TestWords::unsetTimes()
{
    const QString dash = u"–"_s;
    QCOMPARE(relativeWords({}, fromMillis(5)), dash);
    QCOMPARE(untilWords({}, fromMillis(5)), dash);
    QCOMPARE(exactTime({}, QTimeZone::utc()), dash);
}

void TestWords::exact()
{
    const Instant moment = fromDateTime(QDateTime(QDate(2026, 11, 21), QTime(18, 0, 5), Qt::UTC));
    QCOMPARE(exactTime(moment, QTimeZone("Asia/Shanghai")), u"2026-11-22 02:00:05"_s);
}

void TestWords::fuzzy_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QList<int>>("positions");
    QTest::addColumn<bool>("matches");
    QTest::newRow("nothing typed") << u"Create"_s << QString() << QList<int>{} << true;
    QTest::newRow("initials") << u"Create workflow"_s << u"cw"_s << QList<int>{0, 7} << true;
    QTest::newRow("case") << u"Create"_s << u"CRE"_s << QList<int>{0, 1, 2} << true;
    QTest::newRow("word over scatter") << u"a Deed for the Deployment"_s << u"depl"_s << QList<int>{15, 16, 17, 18}
                                       << true;
    QTest::newRow("out of order") << u"ab"_s << u"ba"_s << QList<int>{} << false;
    QTest::newRow("too long") << u"ab"_s << u"abc"_s << QList<int>{} << false;
    QTest::newRow("spaces do not count") << u"Go to Settings"_s << u"go set"_s << QList<int>{0, 1, 6, 7, 8} << true;
}

void TestWords::fuzzy()
{
    QFETCH(QString, text);
    QFETCH(QString, pattern);
    QFETCH(QList<int>, positions);
    QFETCH(bool, matches);
    const auto match = fuzzyMatch(text, pattern);
    QCOMPARE(match.has_value(), matches);
    if (match)
        QCOMPARE(match->positions, positions);
}

void TestWords::fuzzyPrefersWordStarts()
{
    const auto start = fuzzyMatch(u"Deployment", u"de");
    const auto inside = fuzzyMatch(u"Model Services", u"de");
    QVERIFY(start && inside);
    QVERIFY(start->score > inside->score);
}

void TestWords::nineRegions()
{
    QSet<QString> ids;
    for (const Region &region : regions()) {
        ids.insert(region.id);
        QCOMPARE(region.endpoint, u"pai-eas.%1.aliyuncs.com"_s.arg(region.id));
    }
    QCOMPARE(ids.size(), 9);
    QCOMPARE(regionName(u"ap-southeast-5"_s), u"Indonesia (Jakarta)"_s);
    QCOMPARE(regionName(u"xx-nowhere"_s), u"xx-nowhere"_s);
}

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
