#include "models/domain/text_diff.h"

#include <QRandomGenerator>
#include <QTest>

#include <vector>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

// A letter a line, to write cases in one word.
QStringList letters(const QString &word)
{
    QStringList lines;
    for (const QChar letter : word)
        lines.append(letter);
    return lines;
}

// "=ab-c+de": what stays, goes and comes.
QString shorthand(const TextDiff &diff, const QStringList &before, const QStringList &after)
{
    QString text;
    for (const DiffRun &run : diff.runs) {
        text += run.kind == DiffKind::Same ? u'=' : run.kind == DiffKind::Removed ? u'-' : u'+';
        for (int line = 0; line < run.count; ++line)
            text += run.kind == DiffKind::Added ? after.at(run.after + line) : before.at(run.before + line);
    }
    return text;
}

// Applies the runs to one text and reads the other off.
QStringList applied(const TextDiff &diff, const QStringList &before, const QStringList &after)
{
    QStringList result;
    for (const DiffRun &run : diff.runs) {
        if (run.kind == DiffKind::Same)
            result += before.mid(run.before, run.count);
        else if (run.kind == DiffKind::Added)
            result += after.mid(run.after, run.count);
    }
    return result;
}

// The fewest changes, by the textbook's table.
int fewestChanges(const QStringList &before, const QStringList &after)
{
    std::vector<std::vector<int>> common(size_t(before.size() + 1), std::vector<int>(size_t(after.size() + 1), 0));
    for (int row = 1; row <= before.size(); ++row) {
        for (int column = 1; column <= after.size(); ++column) {
            const bool same = before.at(row - 1) == after.at(column - 1);
            auto &here = common[size_t(row)][size_t(column)];
            here = same ? common[size_t(row - 1)][size_t(column - 1)] + 1
                        : std::max(common[size_t(row - 1)][size_t(column)], common[size_t(row)][size_t(column - 1)]);
        }
    }
    return int(before.size() + after.size()) - 2 * common.back().back();
}

QString compact(const QList<DiffRow> &rows)
{
    QStringList words;
    for (const DiffRow &row : rows)
        words << (row.isGap() ? u"(%1)"_s.arg(row.hidden) : u"%1%2:%3"_s.arg(row.text).arg(row.before).arg(row.after));
    return words.join(u' ');
}

} // namespace

class TestTextDiff : public QObject
{
    Q_OBJECT

private slots:
    void diff_data();
    void diff();
    void shortestAndComplete_data();
    void shortestAndComplete();
    void givesUp();
    void longTextsWithFewChanges();
    void lines_data();
    void lines();
    void rows_data();
    void rows();
    void clipboard();
};

void TestTextDiff::diff_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("expected");

    QTest::newRow("two empty texts") << u""_s << u""_s << u""_s;
    QTest::newRow("the same") << u"abc"_s << u"abc"_s << u"=abc"_s;
    QTest::newRow("from nothing") << u""_s << u"ab"_s << u"+ab"_s;
    QTest::newRow("to nothing") << u"ab"_s << u""_s << u"-ab"_s;
    QTest::newRow("nothing in common") << u"ab"_s << u"xy"_s << u"-ab+xy"_s;
    QTest::newRow("one line changed") << u"abc"_s << u"axc"_s << u"=a-b+x=c"_s;
    QTest::newRow("first line gone") << u"abc"_s << u"bc"_s << u"-a=bc"_s;
    QTest::newRow("line added at the end") << u"ab"_s << u"abc"_s << u"=ab+c"_s;
    QTest::newRow("line added in the middle") << u"abcd"_s << u"abxcd"_s << u"=ab+x=cd"_s;
    QTest::newRow("two changes apart") << u"abcdefg"_s << u"xbcdefy"_s << u"-a+x=bcdef-g+y"_s;
    QTest::newRow("a block moved") << u"abcxyz"_s << u"xyzabc"_s << u"-abc=xyz+abc"_s;
    QTest::newRow("a line doubled") << u"ab"_s << u"aab"_s << u"=a+a=b"_s;
}

void TestTextDiff::diff()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const TextDiff diff = diffLines(letters(before), letters(after));
    QTEST(shorthand(diff, letters(before), letters(after)), "expected");
    QVERIFY(!diff.tooDifferent);
    QCOMPARE(diff.isSame(), before == after);
}

void TestTextDiff::shortestAndComplete_data()
{
    QTest::addColumn<int>("alphabet");
    for (const int alphabet : {1, 2, 3, 5, 12, 40})
        QTest::addRow("%d different lines", alphabet) << alphabet;
}

void TestTextDiff::shortestAndComplete()
{
    QFETCH(int, alphabet);
    QRandomGenerator random(quint32(alphabet) * 977);
    const auto word = [&random, alphabet] {
        QString text;
        for (int letter = random.bounded(24); letter > 0; --letter)
            text += QChar(u'a' + random.bounded(alphabet));
        return letters(text);
    };
    for (int round = 0; round < 600; ++round) {
        const QStringList before = word();
        const QStringList after = word();
        const TextDiff diff = diffLines(before, after);
        const QByteArray where = (before.join(QString()) + u" -> "_s + after.join(QString())).toUtf8();
        QVERIFY2(applied(diff, before, after) == after, where.constData());
        QVERIFY2(diff.removed + diff.added == fewestChanges(before, after), where.constData());
    }
}

void TestTextDiff::givesUp()
{
    QStringList before, after;
    for (int line = 0; line < 3000; ++line) {
        before << QString::number(line % 701);
        after << QString::number(line * 37 % 701);
    }
    const TextDiff diff = diffLines(before, after, 10'000);
    QVERIFY(diff.tooDifferent);
    QCOMPARE(applied(diff, before, after), after);
}

void TestTextDiff::longTextsWithFewChanges()
{
    QStringList before;
    for (int line = 0; line < 200'000; ++line)
        before << u"line %1"_s.arg(line % 50'000);
    QStringList after = before;
    after[1000] = u"changed"_s;
    after.removeAt(100'000);
    after.insert(150'000, u"new"_s);
    const TextDiff diff = diffLines(before, after);
    QVERIFY(!diff.tooDifferent);
    QCOMPARE(diff.removed, 2);
    QCOMPARE(diff.added, 2);
    QCOMPARE(applied(diff, before, after), after);
}

void TestTextDiff::lines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("empty") << QString() << QStringList();
    QTest::newRow("no end") << u"a"_s << QStringList{u"a"_s};
    QTest::newRow("one end") << u"a\n"_s << QStringList{u"a"_s};
    QTest::newRow("empty lines") << u"\n\n"_s << QStringList{u""_s, u""_s};
    QTest::newRow("of another system") << u"a\r\nb\r\n"_s << QStringList{u"a"_s, u"b"_s};
}

void TestTextDiff::lines()
{
    QFETCH(QString, text);
    QTEST(linesOfText(text), "expected");
}

void TestTextDiff::rows_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("context");
    QTest::addColumn<QString>("expected");
    QTest::newRow("all lines") << u"abc"_s << u"axc"_s << -1 << u"a1:1 b2:0 x0:2 c3:3"_s;
    QTest::newRow("no context") << u"abcde"_s << u"abxde"_s << 0 << u"(2) c3:0 x0:3 (2)"_s;
    QTest::newRow("context of one") << u"abcdefgh"_s << u"abcxefgh"_s << 1 << u"(2) c3:3 d4:0 x0:4 e5:5 (3)"_s;
    QTest::newRow("between two changes") << u"abcdefgh"_s << u"xbcdefgy"_s << 1
                                         << u"a1:0 x0:1 b2:2 (4) g7:7 h8:0 y0:8"_s;
    QTest::newRow("one hidden line is shown") << u"abcd"_s << u"xbcd"_s << 2 << u"a1:0 x0:1 b2:2 c3:3 d4:4"_s;
    QTest::newRow("no change") << u"abc"_s << u"abc"_s << 3 << u"(3)"_s;
}

void TestTextDiff::rows()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(int, context);
    const QStringList left = letters(before);
    const QStringList right = letters(after);
    QTEST(compact(diffRows(diffLines(left, right), left, right, context)), "expected");
}

void TestTextDiff::clipboard()
{
    const QStringList before = letters(u"abcdefg"_s);
    const QStringList after = letters(u"abcdexg"_s);
    QCOMPARE(diffText(diffRows(diffLines(before, after), before, after, 1)), u"@@ 4 lines @@\n e\n-f\n+x\n g\n"_s);
}

QTEST_GUILESS_MAIN(TestTextDiff)
#include "tst_text_diff.moc"
