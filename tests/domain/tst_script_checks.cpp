#include "models/domain/script_checks.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

// "E heredoc-end 14:4-30"
QString textOf(const QList<ScriptProblem> &problems)
{
    QStringList texts;
    for (const ScriptProblem &problem : problems) {
        const QString severity = problem.severity == ScriptSeverity::Error ? u"E"_s : u"W"_s;
        texts += u"%1 %2 %3:%4-%5"_s.arg(severity, problem.code)
                     .arg(problem.line)
                     .arg(problem.column)
                     .arg(problem.endColumn);
    }
    return texts.join(u"; "_s);
}

} // namespace

class TestScriptChecks : public QObject
{
    Q_OBJECT

private slots:
    void deploymentScript();
    void updateScript();
    void problems_data();
    void problems();
    void secretIsNotRepeated();
    void messageNamesLineAndWord();
    void hugeScriptsEnd_data();
    void hugeScriptsEnd();
};

// The procedure's first script, unfilled: the values, the two placeholders, nothing else.
void TestScriptChecks::deploymentScript()
{
    const QString script = u"# Compile the service deployment description file.\n"
                           "cat << EOF > echo.json\n"
                           "{\n"
                           "\"name\": \"yourModelName\",\n"
                           "\"generate_token\": \"true\",\n"
                           "\"model_path\": \"yourModelAdress\",\n"
                           "\"processor\": \"yourProcessorType\",\n"
                           "\"metadata\": {\n"
                           "\"instance\": 1, # You can change the number of instances based on the actual needs.\n"
                           "\"memory\": 4000\n"
                           "}\n"
                           "}\n"
                           "EOF\n"
                           "# Run the deployment command.\n"
                           "/home/admin/usertools/tools/eascmd -i <yourAccessKeyID> -k <yourAccessKeySecret> -e "
                           "pai-eas.cn-shanghai.aliyuncs.com create echo.json\n"_s;
    const QList<ScriptProblem> found = checkScript(script);
    QCOMPARE(textOf(found), u"W unfilled-value 4:10-23; W unfilled-value 6:16-31; W unfilled-value 7:15-32; "
                            "E unfilled-placeholder 15:39-56; E unfilled-placeholder 15:60-81"_s);
    QVERIFY(hasBlockingProblem(found));
    QVERIFY(found.last().message.contains(u"<yourAccessKeySecret>"_s));
}

// The second script's trap: a remark behind the end word. What follows is checked all the same.
void TestScriptChecks::updateScript()
{
    const QString script = u"cat << EOF > echo.json\n"
                           "{ \"name\": \"echo\" }\n"
                           "EOF # The 14rd line of code.\n"
                           "# Update and deploy the model.\n"
                           "eascmd -i $ID -k $KEY modify <yourModelName> -s echo.json\n"
                           "#eascmd -i <yourAccessKeyID> version -f <The name of the model to be rolled back> 1\n"_s;
    const QList<ScriptProblem> found = checkScript(script);
    QCOMPARE(textOf(found), u"E heredoc-end 3:4-29; E unfilled-placeholder 5:30-45"_s);
    QVERIFY(hasBlockingProblem(found));
}

void TestScriptChecks::problems_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("expected");
    const QString none;

    QTest::newRow("empty") << QString() << none;
    QTest::newRow("plain") << u"echo hello\n"_s << none;

    // Placeholders.
    QTest::newRow("before an option") << u"eascmd modify <model> -s echo.json"_s << u"E unfilled-placeholder 1:15-22"_s;
    QTest::newRow("at the end") << u"eascmd desc <model>"_s << u"E unfilled-placeholder 1:13-20"_s;
    QTest::newRow("at the end of a line") << u"eascmd desc <model>\necho"_s << u"E unfilled-placeholder 1:13-20"_s;
    QTest::newRow("before a semicolon") << u"eascmd desc <model>; ls"_s << u"E unfilled-placeholder 1:13-20"_s;
    QTest::newRow("before a remark") << u"eascmd desc <model> # here"_s << u"E unfilled-placeholder 1:13-20"_s;
    QTest::newRow("before a number") << u"eascmd version -f <model> 1"_s << u"E unfilled-placeholder 1:19-26"_s;
    QTest::newRow("capital words before a file") << u"cp <yourFile> out"_s << u"E unfilled-placeholder 1:4-14"_s;
    QTest::newRow("several words") << u"eascmd version -f <The name of the model> 1"_s
                                   << u"E unfilled-placeholder 1:19-42"_s;
    QTest::newRow("two in a row") << u"cp <source> <target>"_s
                                  << u"E unfilled-placeholder 1:4-12; E unfilled-placeholder 1:13-21"_s;
    QTest::newRow("within a word") << u"ls oss://<bucket>/path"_s << u"E unfilled-placeholder 1:10-18"_s;
    QTest::newRow("behind an equals sign") << u"eascmd --name=<model> x"_s << u"E unfilled-placeholder 1:15-22"_s;
    QTest::newRow("within a substitution")
        << u"x=\"$(eascmd desc <yourModelName> | grep a)\""_s << u"E unfilled-placeholder 1:18-33"_s;
    QTest::newRow("within backquotes") << u"x=`eascmd desc <model>`"_s << u"E unfilled-placeholder 1:16-23"_s;
    QTest::newRow("behind a test") << u"if [[ $a < $b ]]; then eascmd desc <model>; fi"_s
                                   << u"E unfilled-placeholder 1:36-43"_s;
    QTest::newRow("within a function") << u"f() {\n  eascmd desc <model>\n}"_s << u"E unfilled-placeholder 2:15-22"_s;

    // What the shell is meant to read as it is.
    QTest::newRow("redirections") << u"sort < file > out"_s << none;
    QTest::newRow("redirections without blanks") << u"sort <in >out"_s << none;
    QTest::newRow("redirections of files") << u"sort <in.txt> out.txt"_s << none;
    QTest::newRow("redirections of plain words") << u"sort <in> out"_s << none;
    QTest::newRow("redirections run together") << u"sort <in>out"_s << none;
    QTest::newRow("redirection into nothing") << u"sort <in>/dev/null"_s << none;
    QTest::newRow("redirection of a name with an underscore") << u"sort <in_file> out_file"_s << none;
    QTest::newRow("redirection to a descriptor") << u"cat <in>&2"_s << none;
    QTest::newRow("append") << u"sort <IN>>out"_s << none;
    QTest::newRow("errors redirected") << u"sort <in 2>err"_s << none;
    QTest::newRow("descriptor") << u"read x <&3; exec 3<>file"_s << none;
    QTest::newRow("process substitution") << u"diff <(sort a) <(sort b) > >(tee c)"_s << none;
    QTest::newRow("here-string") << u"cat <<< \"<model>\"\ncat <<<word"_s << none;
    QTest::newRow("single quotes") << u"echo 'a <model> b'"_s << none;
    QTest::newRow("double quotes") << u"echo \"a <model> b \\\" <x> \""_s << none;
    QTest::newRow("ANSI-C quotes") << u"echo $'it\\'s <model>' x"_s << none;
    QTest::newRow("escaped") << u"echo \\<model\\>"_s << none;
    QTest::newRow("comment") << u"# eascmd desc <model>\necho # <model>"_s << none;
    QTest::newRow("a hash within a word is no comment") << u"echo a#b <model>"_s << u"E unfilled-placeholder 1:10-17"_s;
    QTest::newRow("hash of arguments is no comment") << u"echo $# <model>"_s << u"E unfilled-placeholder 1:9-16"_s;
    QTest::newRow("length is no comment") << u"echo ${#a} ${a#b} <model>"_s << u"E unfilled-placeholder 1:19-26"_s;
    QTest::newRow("arithmetic") << u"if (( a <b && c> d )); then x=$(( a <b)); fi; y=$((1<<EOF))"_s << none;
    QTest::newRow("test") << u"[[ $a <b && c> d ]]"_s << none;
    QTest::newRow("here-document's text") << u"cat <<EOF\nuse <model> here\nEOF\n"_s << none;
    QTest::newRow("case patterns in a substitution")
        << u"x=$(case $a in b) echo '<m>';; esac) ; cat <model>"_s << u"E unfilled-placeholder 1:44-51"_s;

    // Here-documents.
    QTest::newRow("good") << u"cat <<EOF\na\nEOF\n"_s << none;
    QTest::newRow("good, no line break at the end") << u"cat <<EOF\na\nEOF"_s << none;
    QTest::newRow("good, tabs") << u"cat <<-EOF\n\ta\n\tEOF\nls"_s << none;
    QTest::newRow("good, quoted words") << u"cat <<'EOF'\na\nEOF\ncat <<\"E F\"\nb\nE F\ncat <<\\X\nc\nX\n"_s << none;
    QTest::newRow("good, two in a line") << u"cat <<A <<B\na\nA\nb\nB\necho"_s << none;
    QTest::newRow("good, in a pipe") << u"cat <<EOF | grep x > y\na\nEOF\nls"_s << none;
    QTest::newRow("good, in a substitution") << u"x=$(cat <<EOF\na ) b\nEOF\n)\nls"_s << none;
    QTest::newRow("good, Windows lines throughout") << u"cat <<EOF\r\na\r\nEOF\r\nls\r\n"_s << none;
    QTest::newRow("good, empty word") << u"cat <<''\na\n\nls"_s << none;
    QTest::newRow("blanks behind the end") << u"cat <<EOF\na\nEOF  \nls\n"_s << u"E heredoc-end 3:4-6"_s;
    QTest::newRow("a remark behind the end") << u"cat <<EOF\na\nEOF # end\nls\n"_s << u"E heredoc-end 3:4-10"_s;
    QTest::newRow("a semicolon behind the end") << u"cat <<EOF\na\nEOF;\nls\n"_s << u"E heredoc-end 3:4-5"_s;
    QTest::newRow("a carriage return behind the end") << u"cat <<EOF\na\nEOF\r\nls\n"_s << u"E heredoc-end 3:4-5"_s;
    QTest::newRow("blanks before the end") << u"cat <<EOF\na\n  EOF\nls\n"_s << u"E heredoc-end 3:1-3"_s;
    QTest::newRow("blanks before the end with <<-") << u"cat <<-EOF\na\n\t  EOF\nls\n"_s << u"E heredoc-end 3:1-4"_s;
    QTest::newRow("the next document's end ends it")
        << u"cat <<EOF\na\nEOF # x\ncat <<EOF > b\nb\nEOF\n"_s << u"E heredoc-end 3:4-8"_s;
    QTest::newRow("text that looks like an end") << u"cat <<EOF\nEOF # text\nmore\nEOF\nls <model>"_s
                                                 << u"W heredoc-end 2:4-11; E unfilled-placeholder 5:4-11"_s;
    QTest::newRow("an indented word is text") << u"cat <<EOF\n  EOF\nEOF\n"_s << none;
    QTest::newRow("a longer word is text") << u"cat <<EOF\nEOFX\nEOF_2 # x\nEOF\n"_s << none;
    QTest::newRow("a joined line is no end") << u"cat <<EOF\na \\\nEOF\nls\n"_s << u"E heredoc-unterminated 1:5-10"_s;
    QTest::newRow("a joined line in a quoted one is an end") << u"cat <<'EOF'\na \\\nEOF\nls\n"_s << none;
    QTest::newRow("unterminated") << u"cat <<EOF > x\na\nls\n"_s << u"E heredoc-unterminated 1:5-14"_s;
    QTest::newRow("unterminated, nothing behind") << u"cat <<EOF"_s << u"E heredoc-unterminated 1:5-10"_s;
    QTest::newRow("unterminated, the second") << u"cat <<A <<B\na\nA\nb\n"_s << u"E heredoc-unterminated 1:9-12"_s;
    QTest::newRow("tabs need <<-") << u"cat <<EOF\na\n\tEOF\nls\n"_s << u"E heredoc-end 3:1-2"_s;

    // Values and secrets.
    QTest::newRow("value in quotes") << u"name='yourModelName'"_s << u"W unfilled-value 1:7-20"_s;
    QTest::newRow("value as a word") << u"eascmd desc yourModelName"_s << u"W unfilled-value 1:13-26"_s;
    QTest::newRow("value in a comment") << u"# yourModelName\n"_s << none;
    QTest::newRow("other words") << u"echo yours your yourself YOUR"_s << none;
    QTest::newRow("secret") << u"eascmd -i id -k abc123 ls"_s << u"W plain-secret 1:17-23"_s;
    QTest::newRow("secret, quoted") << u"/home/admin/usertools/tools/eascmd -i id -k 'abc123' ls"_s
                                    << u"W plain-secret 1:45-53"_s;
    QTest::newRow("secret, by another name of the tool")
        << u"$TOOL -k abcdefghijklmnopqrstuvwxyz1234"_s << u"W plain-secret 1:10-40"_s;
    QTest::newRow("secret in a variable")
        << u"eascmd -i $ID -k $KEY ls; eascmd -k \"${KEY}\" ls; eascmd -k `cat k`"_s << none;
    QTest::newRow("-k of others") << u"sort -k 2 x; curl -k https://localhost; du -k ."_s << none;
    QTest::newRow("secret, line continued") << u"eascmd -i id \\\n  -k abc123 ls"_s << u"W plain-secret 2:6-12"_s;
}

void TestScriptChecks::problems()
{
    QFETCH(QString, script);
    QTEST(textOf(checkScript(script)), "expected");
}

void TestScriptChecks::secretIsNotRepeated()
{
    const QList<ScriptProblem> found = checkScript(u"eascmd -i id -k topsecret123 ls"_s);
    QCOMPARE(static_cast<int>(found.size()), 1);
    QVERIFY(!found.first().message.contains(u"topsecret123"_s));
    QVERIFY(!hasBlockingProblem(found));
}

void TestScriptChecks::messageNamesLineAndWord()
{
    const QList<ScriptProblem> found = checkScript(u"\ncat <<EOF\na\nEOF # x\n"_s);
    QCOMPARE(static_cast<int>(found.size()), 1);
    for (const QString &part : {u"line 2"_s, u"\"EOF\""_s, u"line 4"_s, u"# x"_s})
        QVERIFY2(found.first().message.contains(part), qPrintable(found.first().message));
}

void TestScriptChecks::hugeScriptsEnd_data()
{
    QTest::addColumn<QString>("part");
    for (const char *part : {"<", "(", "\"$(", "\"${", "`", "<<a", "<<E\nE #\n", "((", "$((", "${", "'", "\\",
                             "case x in ", "<a>", "-k x "})
        QTest::newRow(part) << QString::fromUtf8(part);
}

void TestScriptChecks::hugeScriptsEnd()
{
    QFETCH(QString, part);
    QVERIFY(checkScript(part.repeated(200000 / part.size())).size() <= 2 * mostScriptProblems);
}

QTEST_GUILESS_MAIN(TestScriptChecks)
#include "tst_script_checks.moc"
