#include "widgets/logview/log_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

QByteArray lines(int from, int to)
{
    QByteArray text;
    for (int number = from; number < to; ++number)
        text += "line " + QByteArray::number(number) + '\n';
    return text;
}

struct Bench
{
    explicit Bench(int count = 200)
    {
        window.insert(0, lines(0, count));
        view.setWindow(&window);
        view.resize(600, 200);
        view.show();
    }
    bool atEnd() const { return view.verticalScrollBar()->value() == view.verticalScrollBar()->maximum(); }

    LogWindow window;
    LogView view;
};

} // namespace

class TestLogView : public QObject
{
    Q_OBJECT

private slots:
    void followsTheEnd();
    void staysWhereTheReaderIs();
    void asksForOlderLinesAtTheTop();
    void keepsItsPlaceWhenOlderLinesCome();
    void selectsAcrossLines();
    void copiesTheSelection();
    void keepsASelectionWhileTheLogGrows();
    void finds();
    void survivesTheEndOfItsWindow();
    void beginsAgainWhenTheLogIsReplaced();
};

void TestLogView::followsTheEnd()
{
    Bench bench;
    QVERIFY(bench.view.isFollowing());
    QVERIFY(bench.atEnd());
    bench.window.insert(bench.window.end(), lines(200, 300));
    QVERIFY(bench.atEnd());
}

void TestLogView::staysWhereTheReaderIs()
{
    Bench bench;
    QSignalSpy changes(&bench.view, &LogView::followingChanged);
    bench.view.verticalScrollBar()->setValue(50);
    QVERIFY(!bench.view.isFollowing());
    QCOMPARE(changes.size(), 1);
    bench.window.insert(bench.window.end(), lines(200, 300));
    QCOMPARE(bench.view.verticalScrollBar()->value(), 50);
    QTest::keyClick(&bench.view, Qt::Key_End);
    QVERIFY(bench.view.isFollowing());
    QVERIFY(bench.atEnd());
}

void TestLogView::asksForOlderLinesAtTheTop()
{
    Bench bench;
    bench.window.reset();
    bench.window.insert(100000, lines(0, 200));
    QSignalSpy tops(&bench.view, &LogView::topReached);
    QTest::keyClick(&bench.view, Qt::Key_Home);
    QCOMPARE(tops.size(), 1);
}

void TestLogView::keepsItsPlaceWhenOlderLinesCome()
{
    Bench bench;
    bench.window.reset();
    const QByteArray older = lines(0, 100);
    bench.window.insert(older.size(), lines(100, 300));
    bench.view.verticalScrollBar()->setValue(20);
    bench.window.insert(0, older);
    QCOMPARE(bench.view.verticalScrollBar()->value(), 120);
}

void TestLogView::selectsAcrossLines()
{
    Bench bench(5);
    bench.view.selectAll();
    QCOMPARE(bench.view.selectedText(), u"line 0\nline 1\nline 2\nline 3\nline 4"_s);
    QTest::mouseDClick(bench.view.viewport(), Qt::LeftButton, {}, {200, 12});
    QCOMPARE(bench.view.selectedText(), u"line 0"_s);
    QTest::mouseClick(bench.view.viewport(), Qt::LeftButton, {}, {200, 12});
    QVERIFY(bench.view.selectedText().isEmpty());
}

void TestLogView::copiesTheSelection()
{
    Bench bench(3);
    QTest::keySequence(&bench.view, QKeySequence::SelectAll);
    QTest::keySequence(&bench.view, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"line 0\nline 1\nline 2"_s);
}

void TestLogView::keepsASelectionWhileTheLogGrows()
{
    Bench bench(3);
    bench.view.selectAll();
    const QString selected = bench.view.selectedText();
    bench.window.insert(bench.window.end(), lines(3, 9));
    QCOMPARE(bench.view.selectedText(), selected);
}

void TestLogView::finds()
{
    Bench bench;
    bench.view.setHighlight(u"LINE 17"_s);
    QVERIFY(bench.view.findNext());
    QVERIFY(!bench.view.isFollowing());
    QVERIFY(bench.view.findNext(true));
    bench.view.setHighlight(u"nowhere"_s);
    QVERIFY(!bench.view.findNext());
}

void TestLogView::survivesTheEndOfItsWindow()
{
    LogView view;
    auto window = std::make_unique<LogWindow>();
    window->insert(0, lines(0, 10));
    view.setWindow(window.get());
    view.show();
    window.reset();
    view.selectAll();
    view.grab();
    QVERIFY(view.selectedText().isEmpty());
}

void TestLogView::beginsAgainWhenTheLogIsReplaced()
{
    Bench bench;
    bench.view.selectAll();
    bench.window.reset();
    bench.window.insert(0, lines(0, 2));
    QVERIFY(bench.view.selectedText().isEmpty());
    QVERIFY(bench.view.isFollowing());
}

QTEST_MAIN(TestLogView)
#include "tst_log_view.moc"
