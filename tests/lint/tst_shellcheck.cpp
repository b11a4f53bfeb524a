#include "app/lint/shellcheck_linter.h"

#include <QFutureWatcher>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestShellcheck : public QObject
{
    Q_OBJECT

private slots:
    void readsComments_data();
    void readsComments();
    void refusesWhatIsNotItsAnswer_data();
    void refusesWhatIsNotItsAnswer();
    void looksAtAScript();
    void aNewQuestionCancelsTheOneBefore();
    void leavesLongScriptsAlone();
    void survivesItsEndDuringAQuestion();
};

void TestShellcheck::readsComments_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QList<ScriptProblem>>("problems");
    const auto one = [](const QByteArray &level) {
        return QByteArray(R"({"comments":[{"file":"-","line":3,"endLine":3,"column":6,"endColumn":8,"level":")") +
               level +
               R"(","code":2086,"message":"Double quote to prevent globbing and word splitting.","fix":null}]})";
    };
    const ScriptProblem problem{
        3, 6, 8, ScriptSeverity::Warning, u"SC2086"_s, u"Double quote to prevent globbing and word splitting."_s};
    ScriptProblem hint = problem;
    hint.severity = ScriptSeverity::Info;
    using Problems = QList<ScriptProblem>;
    QTest::newRow("nothing") << QByteArray(R"({"comments":[]})") << Problems{};
    QTest::newRow("warning") << one("warning") << Problems{problem};
    QTest::newRow("its errors block nothing") << one("error") << Problems{problem};
    QTest::newRow("info") << one("info") << Problems{hint};
    QTest::newRow("style") << one("style") << Problems{hint};
}

void TestShellcheck::readsComments()
{
    QFETCH(QByteArray, json);
    QFETCH(QList<ScriptProblem>, problems);
    const auto read = parseShellcheck(json);
    QVERIFY(read.ok());
    QCOMPARE(*read, problems);
}

void TestShellcheck::refusesWhatIsNotItsAnswer_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not JSON") << QByteArray("shellcheck: unknown option");
    QTest::newRow("cut") << QByteArray(R"({"comments":[{"line":)");
    QTest::newRow("another shape") << QByteArray(R"([{"line":1}])");
    QTest::newRow("comments of another type") << QByteArray(R"({"comments":{}})");
    QTest::newRow("a line that is text") << QByteArray(R"({"comments":[{"line":"three"}]})");
    QTest::newRow("a comment that is a number") << QByteArray(R"({"comments":[7]})");
}

void TestShellcheck::refusesWhatIsNotItsAnswer()
{
    QFETCH(QByteArray, json);
    QVERIFY(parseShellcheck(json).failed());
}

void TestShellcheck::looksAtAScript()
{
    if (QStandardPaths::findExecutable(u"shellcheck"_s).isEmpty())
        QSKIP("ShellCheck is not installed.");
    ShellcheckLinter linter;
    const auto answer = linter.check(u"echo hello\nrm $1\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), 20000);
    QVERIFY(answer.result().ok());
    QVERIFY(!answer.result()->isEmpty());
    QCOMPARE(answer.result()->first().line, 2);
    QCOMPARE(answer.result()->first().code, u"SC2086"_s);
}

void TestShellcheck::aNewQuestionCancelsTheOneBefore()
{
    if (QStandardPaths::findExecutable(u"shellcheck"_s).isEmpty())
        QSKIP("ShellCheck is not installed.");
    ShellcheckLinter linter;
    const auto first = linter.check(u"rm $1\n"_s.repeated(2000));
    const auto second = linter.check(u"echo hello\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(first.isFinished() && second.isFinished(), 20000);
    QVERIFY(!first.result().ok());
    QVERIFY(second.result().ok());
}

void TestShellcheck::leavesLongScriptsAlone()
{
    if (QStandardPaths::findExecutable(u"shellcheck"_s).isEmpty())
        QSKIP("ShellCheck is not installed.");
    ShellcheckLinter linter;
    const auto answer = linter.check(u"rm $1\n"_s.repeated(ShellcheckLinter::mostLines + 1));
    QVERIFY(answer.isFinished());
    QVERIFY(answer.result().ok() && answer.result()->isEmpty());
}

void TestShellcheck::survivesItsEndDuringAQuestion()
{
    auto linter = std::make_unique<ShellcheckLinter>();
    const auto answer = linter->check(u"rm $1\n"_s);
    linter.reset();
    QTRY_VERIFY(answer.isFinished());
}

QTEST_GUILESS_MAIN(TestShellcheck)
#include "tst_shellcheck.moc"
