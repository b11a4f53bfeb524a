// engine_helper SUPERVISOR FOLDER SCRIPT MODE: starts the script as an engine does, prints "<pid> <start>" and goes on
// until it is killed. MODE: `killed` says no more; `heard` prints a line when it hears of the run's end; `deaf` prints
// it when the exit record is there, and hears nothing; `halted` halts the supervisor before it asks for the run.
#include "app/executors/local_executor.h"

#include <QCoreApplication>
#include <QFile>
#include <QThread>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

void say(const char *line)
{
    std::puts(line);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString mode = arguments.value(4);
    slipway::LocalExecutorConfig config;
    config.supervisor = arguments.value(1);
    slipway::LocalExecutor executor(config);
    executor.onFinished([](slipway::InstanceId, int, const slipway::RunEnd &) { say("ended"); });
    slipway::RunRequest request;
    request.instance = slipway::InstanceId(1);
    request.folder = arguments.value(2);
    request.script = arguments.value(3);
    const auto handle = executor.reserve(request.instance, request.attempt);
    if (!handle)
        return 1;
    if (mode == u"halted")
        ::kill(static_cast<pid_t>(handle->supervisorPid), SIGSTOP);
    if (!executor.start(request))
        return 1;
    say(qPrintable(u"%1 %2"_s.arg(handle->supervisorPid).arg(handle->supervisorStart)));
    while (mode == u"deaf" && !QFile::exists(request.folder + "/exit"_L1))
        QThread::msleep(5);
    if (mode == u"deaf")
        say("there");
    return QCoreApplication::exec();
}
