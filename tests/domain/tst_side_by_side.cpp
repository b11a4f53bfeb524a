#include "models/domain/side_by_side.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

QStringList letters(const QString &text)
{
    QStringList lines;
    for (const QChar letter : text)
        lines.append(QString(letter));
    return lines;
}

// "a=a b~x c- +d": one word a row.
QString drawn(const QStringList &left, const QStringList &right)
{
    using Kind = SideRow::Kind;
    QStringList words;
    for (const SideRow &row : sideBySide(diffLines(left, right))) {
        const QString l = row.left < 0 ? QString() : left.at(row.left);
        const QString r = row.right < 0 ? QString() : right.at(row.right);
        const QString sign = row.kind == Kind::Same      ? u"="_s
                             : row.kind == Kind::Changed ? u"~"_s
                             : row.kind == Kind::Removed ? u"-"_s
                                                         : u"+"_s;
        words.append(l + sign + r);
    }
    return words.join(u' ');
}

} // namespace

class TestSideBySide : public QObject
{
    Q_OBJECT

private slots:
    void putsReplacementsBesideEachOther_data();
    void putsReplacementsBesideEachOther();
    void leavesTimesAside_data();
    void leavesTimesAside();
    void findsWhatDiffersInALine_data();
    void findsWhatDiffersInALine();
};

void TestSideBySide::putsReplacementsBesideEachOther_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("rows");
    QTest::newRow("both empty") << QString() << QString() << QString();
    QTest::newRow("the same") << u"ab"_s << u"ab"_s << u"a=a b=b"_s;
    QTest::newRow("one line more") << u"ac"_s << u"abc"_s << u"a=a +b c=c"_s;
    QTest::newRow("one line less") << u"abc"_s << u"ac"_s << u"a=a b- c=c"_s;
    QTest::newRow("one in place of another") << u"abc"_s << u"axc"_s << u"a=a b~x c=c"_s;
    QTest::newRow("two in place of one") << u"abc"_s << u"axyc"_s << u"a=a b~x +y c=c"_s;
    QTest::newRow("one in place of two") << u"abcd"_s << u"axd"_s << u"a=a b~x c- d=d"_s;
    QTest::newRow("at both ends") << u"xab"_s << u"aby"_s << u"x- a=a b=b +y"_s;
}

void TestSideBySide::putsReplacementsBesideEachOther()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QTEST(drawn(letters(left), letters(right)), "rows");
}

void TestSideBySide::leavesTimesAside_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("compared");
    QTest::newRow("time of day") << u"02:00:01  [OK] Creating"_s << u"#  [OK] Creating"_s;
    QTest::newRow("with a fraction") << u"02:00:01.250 up"_s << u"# up"_s;
    QTest::newRow("date and time") << u"[2026-11-22 02:00:01] up"_s << u"[#] up"_s;
    QTest::newRow("ISO 8601 with zone") << u"2026-11-22T02:00:01Z up, 2026-11-22T02:00:01+08:00"_s << u"# up, #"_s;
    QTest::newRow("a duration") << u"took 1.9 ms, 42s"_s << u"took #, #"_s;
    QTest::newRow("no time") << u"port 8080 of 10.0.0.1, 12 rows, V12"_s << u"port 8080 of 10.0.0.1, 12 rows, V12"_s;
}

void TestSideBySide::leavesTimesAside()
{
    QFETCH(QString, line);
    QTEST(withoutTimes(line), "compared");
}

void TestSideBySide::findsWhatDiffersInALine_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("leftPart");
    QTest::addColumn<QString>("rightPart");
    QTest::addColumn<bool>("ignoreTimes");
    QTest::newRow("a word") << u"rows: 12 read"_s << u"rows: 7 read"_s << u"12"_s << u"7"_s << false;
    QTest::newRow("more of the same") << u"aa"_s << u"aaa"_s << QString() << u"a"_s << false;
    QTest::newRow("all of it") << u"abc"_s << u"xy"_s << u"abc"_s << u"xy"_s << false;
    QTest::newRow("nothing") << u"abc"_s << u"abc"_s << QString() << QString() << false;
    QTest::newRow("behind the times") << u"02:00:01.5 OK 12"_s << u"[03:10:01] OK 7"_s << u" OK 12"_s << u"] OK 7"_s
                                      << true;
    QTest::newRow("one has no time") << u"02:00:01 a"_s << u"b"_s << u"02:00:01 a"_s << u"b"_s << true;
}

void TestSideBySide::findsWhatDiffersInALine()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(bool, ignoreTimes);
    const LineSpan span = differingSpan(left, right, ignoreTimes);
    QTEST(left.mid(span.leftBegin, span.leftEnd - span.leftBegin), "leftPart");
    QTEST(right.mid(span.rightBegin, span.rightEnd - span.rightBegin), "rightPart");
}

QTEST_GUILESS_MAIN(TestSideBySide)
#include "tst_side_by_side.moc"
