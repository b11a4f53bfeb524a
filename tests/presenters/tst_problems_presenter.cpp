#include "models/backend/script_linter.h"
#include "models/items/roles.h"
#include "models/items/state_kind.h"
#include "ui/scripts/problems_presenter.h"

#include <QPromise>
#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

// Finds what a test tells it, and counts the questions.
class FakeLinter : public ScriptLinter
{
public:
    Reply<QList<ScriptProblem>> check(const QString &) override
    {
        ++questions;
        QPromise<Outcome<QList<ScriptProblem>>> promise;
        promise.start();
        promise.addResult(outcome);
        promise.finish();
        return promise.future();
    }

    Outcome<QList<ScriptProblem>> outcome;
    int questions = 0;
};

ScriptProblem warning(int line)
{
    return {line, 1, 2, ScriptSeverity::Warning, u"SC2086"_s, u"Double quote to prevent splitting."_s};
}

QList<int> linesOf(const ProblemsPresenter &presenter)
{
    QList<int> lines;
    for (const ScriptProblem &problem : presenter.problems())
        lines << problem.line;
    return lines;
}

} // namespace

class TestProblemsPresenter : public QObject
{
    Q_OBJECT

private slots:
    void blocksTheTwoTrapsOfTheProcedure_data();
    void blocksTheTwoTrapsOfTheProcedure();
    void asksTheLinterOnceAfterTheLastChange();
    void worksWithoutALinter();
    void keepsWarningsInPlaceWhileOneTypes_data();
    void keepsWarningsInPlaceWhileOneTypes();
    void listsErrorsFirst();
};

void TestProblemsPresenter::blocksTheTwoTrapsOfTheProcedure_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<bool>("blocks");
    QTest::newRow("clean") << u"echo hello\n"_s << false;
    QTest::newRow("placeholder") << u"eascmd modify <yourModelName> -s echo.json\n"_s << true;
    QTest::newRow("end of here-document with a comment") << u"cat << EOF > a\n{}\nEOF # line 14\neascmd ls\n"_s << true;
}

void TestProblemsPresenter::blocksTheTwoTrapsOfTheProcedure()
{
    QFETCH(QString, script);
    QFETCH(bool, blocks);
    ProblemsPresenter presenter(nullptr);
    presenter.setScript(script);
    QCOMPARE(presenter.blocksRun(), blocks); // at once: Run asks right after the last key
    QCOMPARE(presenter.table().rows().isEmpty(), !blocks);
}

void TestProblemsPresenter::asksTheLinterOnceAfterTheLastChange()
{
    FakeLinter linter;
    linter.outcome = QList<ScriptProblem>{warning(1)};
    ProblemsPresenter presenter(&linter);
    for (int length = 1; length < 5; ++length)
        presenter.setScript(QString(length, u'a'));
    QTRY_COMPARE(linesOf(presenter), QList<int>{1});
    QCOMPARE(linter.questions, 1);
    QVERIFY(!presenter.blocksRun()); // a warning never does
}

void TestProblemsPresenter::worksWithoutALinter()
{
    FakeLinter linter;
    linter.outcome = Error::unavailable(u"ShellCheck is not installed."_s);
    ProblemsPresenter presenter(&linter);
    presenter.setScript(u"echo <yourName>\n"_s);
    QTRY_COMPARE(linter.questions, 1);
    QCoreApplication::processEvents();
    QCOMPARE(presenter.problems().size(), 1);
    QVERIFY(presenter.blocksRun());
}

void TestProblemsPresenter::keepsWarningsInPlaceWhileOneTypes_data()
{
    QTest::addColumn<QString>("after");
    QTest::addColumn<QList<int>>("lines"); // of warnings on lines 1 and 3 of "a\nb\nc"
    QTest::newRow("between") << u"a\nbb\nc"_s << QList<int>{1, 3};
    QTest::newRow("a line more") << u"a\nb\nb\nc"_s << QList<int>{1, 4};
    QTest::newRow("a line less") << u"a\nc"_s << QList<int>{1, 2};
    QTest::newRow("the first") << u"aa\nb\nc"_s << QList<int>{3};
    QTest::newRow("the last") << u"a\nb\ncc"_s << QList<int>{1};
    QTest::newRow("everything") << u"x"_s << QList<int>{};
}

void TestProblemsPresenter::keepsWarningsInPlaceWhileOneTypes()
{
    QFETCH(QString, after);
    QFETCH(QList<int>, lines);
    FakeLinter linter;
    linter.outcome = QList<ScriptProblem>{warning(1), warning(3)};
    ProblemsPresenter presenter(&linter);
    presenter.setScript(u"a\nb\nc"_s);
    QTRY_COMPARE(linesOf(presenter), (QList<int>{1, 3}));
    presenter.setScript(after);
    QCOMPARE(linesOf(presenter), lines);
}

void TestProblemsPresenter::listsErrorsFirst()
{
    FakeLinter linter;
    linter.outcome = QList<ScriptProblem>{warning(1)};
    ProblemsPresenter presenter(&linter);
    presenter.setScript(u"echo $a\necho <yourName>\n"_s);
    QTRY_COMPARE(linesOf(presenter), (QList<int>{2, 1}));
    const auto cell = presenter.table().index(0, ProblemTableModel::Severity).data(StateRole).value<StateCell>();
    QCOMPARE(cell.kind, StateKind::Failure);
}

QTEST_GUILESS_MAIN(TestProblemsPresenter)
#include "tst_problems_presenter.moc"
