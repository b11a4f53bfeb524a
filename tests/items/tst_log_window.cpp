#include "models/items/log_window.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestLogWindow : public QObject
{
    Q_OBJECT

private slots:
    void cutsIntoLines_data();
    void cutsIntoLines();
    void growsInPieces();
    void growsAtTheStart();
    void refusesAGap();
    void keepsItsCapacity();
    void finds();
    void dropsTerminalSequences_data();
    void dropsTerminalSequences();

private:
    static QStringList linesOf(const LogWindow &window)
    {
        QStringList lines;
        for (int number = 0; number < window.lineCount(); ++number)
            lines << window.line(number);
        return lines;
    }
};

void TestLogWindow::cutsIntoLines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("one without newline") << QByteArray("a") << QStringList{u"a"_s};
    QTest::newRow("one with newline") << QByteArray("a\n") << QStringList{u"a"_s};
    QTest::newRow("an empty line") << QByteArray("a\n\nb") << QStringList{u"a"_s, u""_s, u"b"_s};
    QTest::newRow("carriage return") << QByteArray("a\r\nb\r\n") << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("tab") << QByteArray("a\tb") << QStringList{u"a    b"_s};
}

void TestLogWindow::cutsIntoLines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, lines);
    LogWindow window;
    QVERIFY(window.insert(0, bytes));
    QCOMPARE(linesOf(window), lines);
}

// However the bytes arrive, the lines are those of the whole.
void TestLogWindow::growsInPieces()
{
    const QByteArray whole("first\nsecond\n\nfourth\r\nlast");
    for (qsizetype cut = 1; cut < whole.size(); ++cut) {
        LogWindow forwards;
        QVERIFY(forwards.insert(0, whole.left(cut)));
        QVERIFY(forwards.insert(cut, whole.mid(cut)));
        QCOMPARE(linesOf(forwards), (QStringList{u"first"_s, u"second"_s, u""_s, u"fourth"_s, u"last"_s}));

        LogWindow backwards;
        QVERIFY(backwards.insert(cut, whole.mid(cut)));
        QVERIFY(backwards.insert(0, whole.left(cut)));
        QCOMPARE(linesOf(backwards), linesOf(forwards));
    }
}

void TestLogWindow::growsAtTheStart()
{
    LogWindow window;
    window.insert(10, "tail\nend\n");
    QSignalSpy changes(&window, &LogWindow::linesChanged);
    QVERIFY(window.insert(0, "0123\n5678\n"));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][1].toInt(), 2);
    QCOMPARE(window.begin(), 0);
    QCOMPARE(window.line(2), u"tail"_s);
}

void TestLogWindow::refusesAGap()
{
    LogWindow window;
    window.insert(100, "abc\n");
    QVERIFY(!window.insert(105, "later\n"));
    QVERIFY(!window.insert(0, "earlier\n"));
    QVERIFY(window.insert(102, "c\nd\n")); // overlaps: only the new part counts
    QCOMPARE(linesOf(window), (QStringList{u"abc"_s, u"d"_s}));
}

void TestLogWindow::keepsItsCapacity()
{
    LogWindow window(1000);
    QByteArray whole;
    for (int number = 0; number < 200; ++number) {
        const QByteArray line = "line " + QByteArray::number(number) + '\n';
        QVERIFY(window.insert(whole.size(), line));
        whole += line;
        QVERIFY(window.end() - window.begin() <= 1000);
    }
    QCOMPARE(window.end(), whole.size());
    QCOMPARE(window.bytes(), whole.mid(window.begin()));
    QCOMPARE(window.line(window.lineCount() - 1), u"line 199"_s);
    QVERIFY(window.line(0).startsWith("line "_L1));
}

void TestLogWindow::finds()
{
    LogWindow window;
    window.insert(0, "one\nTwo two\nthree\ntwo");
    QCOMPARE(window.find(u"two"_s, 0, false), 1);
    QCOMPARE(window.find(u"two"_s, 2, false), 3);
    QCOMPARE(window.find(u"two"_s, 2, true), 1);
    QCOMPARE(window.find(u"four"_s, 0, false), -1);
    QCOMPARE(window.find(QString(), 0, false), -1);
}

void TestLogWindow::dropsTerminalSequences_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("colour") << QByteArray("\x1b[31mred\x1b[0m!") << QByteArray("red!");
    QTest::newRow("unfinished") << QByteArray("a\x1b[31") << QByteArray("a");
    QTest::newRow("lone escape") << QByteArray("a\x1b") << QByteArray("a");
    QTest::newRow("none") << QByteArray("[31m") << QByteArray("[31m");
}

void TestLogWindow::dropsTerminalSequences()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, plain);
    QCOMPARE(withoutTerminalSequences(raw), plain);
}

QTEST_GUILESS_MAIN(TestLogWindow)
#include "tst_log_window.moc"
