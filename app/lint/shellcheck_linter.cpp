#include "app/lint/shellcheck_linter.h"

#include <QProcess>
#include <QPromise>
#include <QStandardPaths>

#include <memory>
#include <nlohmann/json.hpp>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {
using Problems = QList<ScriptProblem>;
using Answer = std::shared_ptr<QPromise<Outcome<Problems>>>;

void finish(const Answer &answer, const Outcome<Problems> &outcome)
{
    answer->addResult(outcome);
    answer->finish();
}

ScriptProblem problemFrom(const nlohmann::json &comment)
{
    ScriptProblem problem;
    problem.line = comment.value("line", 1);
    problem.column = comment.value("column", 1);
    problem.endColumn = comment.value("endColumn", problem.column);
    const std::string level = comment.value("level", "warning");
    problem.severity = level == "error" || level == "warning" ? ScriptSeverity::Warning : ScriptSeverity::Info;
    problem.code = u"SC%1"_s.arg(comment.value("code", 0));
    problem.message = QString::fromStdString(comment.value("message", ""));
    return problem;
}
} // namespace

ShellcheckLinter::ShellcheckLinter(QObject *parent) : QObject(parent) {}

ShellcheckLinter::~ShellcheckLinter()
{
    if (m_running)
        m_running->kill();
}

Reply<Problems> ShellcheckLinter::check(const QString &script)
{
    if (m_running)
        m_running->kill();
    auto answer = std::make_shared<QPromise<Outcome<Problems>>>();
    answer->start();
    const QString program = QStandardPaths::findExecutable(u"shellcheck"_s);
    if (program.isEmpty())
        finish(answer, Error::unavailable(tr("ShellCheck is not installed.")));
    else if (script.count(u'\n') > mostLines)
        finish(answer, Problems());
    if (answer->future().isFinished())
        return answer->future();

    auto *process = new QProcess(this);
    m_running = process;
    connect(process, &QProcess::finished, this, [process, answer](int, QProcess::ExitStatus status) {
        if (status == QProcess::CrashExit)
            finish(answer, Cancelled{});
        else
            finish(answer, parseShellcheck(process->readAllStandardOutput()));
        process->deleteLater();
    });
    connect(process, &QProcess::errorOccurred, this, [process, answer](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        finish(answer, Error::unavailable(tr("ShellCheck could not be started: %1").arg(process->errorString())));
        process->deleteLater();
    });
    process->start(program, {u"--format=json1"_s, u"--shell=bash"_s, u"-"_s});
    process->write(script.toUtf8());
    process->closeWriteChannel();
    return answer->future();
}

Outcome<Problems> parseShellcheck(const QByteArray &json1)
{
    const auto document = nlohmann::json::parse(json1.begin(), json1.end(), nullptr, false);
    if (!document.is_object() || !document.contains("comments") || !document["comments"].is_array())
        return Error::internal(ShellcheckLinter::tr("ShellCheck's answer could not be read."));
    Problems problems;
    try {
        for (const auto &comment : document["comments"])
            problems << problemFrom(comment);
    } catch (const nlohmann::json::exception &) {
        return Error::internal(ShellcheckLinter::tr("ShellCheck's answer could not be read."));
    }
    return problems;
}

} // namespace slipway
