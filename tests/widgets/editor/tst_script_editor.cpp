#include "widgets/editor/script_colours.h"
#include "widgets/editor/script_editor.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <Qsci/qsciscintilla.h>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

struct Bench
{
    explicit Bench(const QString &text = {})
    {
        editor.setText(text);
        editor.resize(600, 400);
        editor.show();
    }
    bool hasMarker(int line, Marker marker) const { return inner->markersAtLine(line - 1) & (1u << int(marker)); }
    bool isMarked(int line, int column, Indicator indicator) const
    {
        const int place = inner->positionFromLineIndex(line - 1, column - 1);
        return inner->SendScintilla(QsciScintilla::SCI_INDICATORVALUEAT, static_cast<unsigned long>(indicator), place);
    }

    ScriptEditor editor;
    QsciScintilla *inner = editor.findChild<QsciScintilla *>();
};

} // namespace

class TestScriptEditor : public QObject
{
    Q_OBJECT

private slots:
    void saysNothingWhenItIsFilled();
    void tellsWhatIsTyped();
    void replacesAsOneStepThatCanBeUndone();
    void keepsThePlaceWhenItIsReplaced();
    void marksProblems();
    void marksProblemsBehindWideCharacters();
    void takesProblemsBeyondTheText();
    void goesToALine();
    void finds();
    void keepsUnixLineEnds();
};

void TestScriptEditor::saysNothingWhenItIsFilled()
{
    Bench bench;
    QSignalSpy edits(&bench.editor, &ScriptEditor::textEdited);
    bench.editor.setText(u"echo hello\n"_s);
    QCOMPARE(edits.size(), 0);
    QVERIFY(!bench.inner->isUndoAvailable()); // undo does not go back to the node before
}

void TestScriptEditor::tellsWhatIsTyped()
{
    Bench bench;
    QSignalSpy edits(&bench.editor, &ScriptEditor::textEdited);
    QTest::keyClicks(bench.inner, u"ls"_s);
    QVERIFY(!edits.isEmpty());
    QCOMPARE(bench.editor.text(), u"ls"_s);
}

void TestScriptEditor::replacesAsOneStepThatCanBeUndone()
{
    Bench bench(u"one\n"_s);
    QSignalSpy edits(&bench.editor, &ScriptEditor::textEdited);
    bench.editor.replaceText(u"two\n"_s);
    QCOMPARE(bench.editor.text(), u"two\n"_s);
    QVERIFY(!edits.isEmpty());
    bench.inner->undo();
    QCOMPARE(bench.editor.text(), u"one\n"_s);
    QVERIFY(!bench.inner->isUndoAvailable());
}

void TestScriptEditor::keepsThePlaceWhenItIsReplaced()
{
    Bench bench(u"one\n"_s.repeated(100));
    bench.editor.goTo(50, 2);
    bench.editor.replaceText(u"two\n"_s.repeated(100));
    int line = 0;
    int index = 0;
    bench.inner->getCursorPosition(&line, &index);
    QCOMPARE(line, 49);
    QCOMPARE(index, 1);
    bench.editor.replaceText(u"short"_s);
    bench.inner->getCursorPosition(&line, &index);
    QCOMPARE(line, 0);
}

void TestScriptEditor::marksProblems()
{
    Bench bench(u"echo one\necho two\necho three\n"_s);
    bench.editor.setProblems({{2, 6, 9, ScriptSeverity::Error, {}, {}}, {3, 1, 5, ScriptSeverity::Warning, {}, {}}});
    QVERIFY(!bench.hasMarker(1, Marker::Error));
    QVERIFY(bench.hasMarker(2, Marker::Error));
    QVERIFY(bench.hasMarker(3, Marker::Warning));
    QVERIFY(!bench.isMarked(2, 5, Indicator::Error));
    QVERIFY(bench.isMarked(2, 6, Indicator::Error));
    QVERIFY(bench.isMarked(2, 8, Indicator::Error));
    QVERIFY(!bench.isMarked(3, 6, Indicator::Warning));
    bench.editor.setProblems({});
    QVERIFY(!bench.hasMarker(2, Marker::Error));
    QVERIFY(!bench.isMarked(2, 6, Indicator::Error));
}

void TestScriptEditor::marksProblemsBehindWideCharacters()
{
    Bench bench(u"echo 模型 <name>\n"_s);
    bench.editor.setProblems({{1, 9, 15, ScriptSeverity::Error, {}, {}}});
    QVERIFY(!bench.isMarked(1, 8, Indicator::Error));
    QVERIFY(bench.isMarked(1, 9, Indicator::Error));
    QVERIFY(bench.isMarked(1, 14, Indicator::Error));
}

void TestScriptEditor::takesProblemsBeyondTheText()
{
    Bench bench(u"one"_s);
    bench.editor.setProblems({{40, 80, 90, ScriptSeverity::Error, {}, {}}, {1, 4, 4, ScriptSeverity::Error, {}, {}}});
    QVERIFY(bench.hasMarker(1, Marker::Error));
    bench.editor.goTo(40, 80);
}

void TestScriptEditor::goesToALine()
{
    Bench bench(u"one\ntwo\nthree\n"_s);
    QSignalSpy moves(&bench.editor, &ScriptEditor::cursorMoved);
    bench.editor.goTo(2, 3);
    QTRY_VERIFY(!moves.isEmpty());
    QCOMPARE(moves.last(), (QList<QVariant>{2, 3}));
}

void TestScriptEditor::finds()
{
    Bench bench(u"one two one\n"_s);
    bench.editor.activateWindow();
    QTRY_VERIFY(bench.editor.isActiveWindow());
    bench.inner->setFocus();
    QTest::keySequence(bench.inner, QKeySequence::Find);
    auto *text = bench.editor.findChild<QLineEdit *>(u"findText"_s);
    QTRY_VERIFY(text->isVisible());
    text->setText(u"one"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(bench.inner->selectedText(), u"one"_s);
    int line = 0;
    int index = 0;
    QTest::keyClick(text, Qt::Key_Return);
    bench.inner->getCursorPosition(&line, &index);
    QCOMPARE(index, 11);
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!text->isVisible());
}

void TestScriptEditor::keepsUnixLineEnds()
{
    Bench bench;
    QTest::keyClicks(bench.inner, u"one"_s);
    QTest::keyClick(bench.inner, Qt::Key_Return);
    QTest::keyClicks(bench.inner, u"two"_s);
    QCOMPARE(bench.editor.text(), u"one\ntwo"_s);
}

QTEST_MAIN(TestScriptEditor)
#include "tst_script_editor.moc"
