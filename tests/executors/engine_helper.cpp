// engine_helper SUPERVISOR FOLDER SCRIPT: starts the script as an engine does, prints "<pid> <start>" and goes on until
// it is killed.
#include "app/executors/local_executor.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    slipway::LocalExecutorConfig config;
    config.supervisor = arguments.value(1);
    slipway::LocalExecutor executor(config);
    slipway::RunRequest request;
    request.instance = slipway::InstanceId(1);
    request.folder = arguments.value(2);
    request.script = arguments.value(3);
    const auto handle = executor.start(request);
    if (!handle)
        return 1;
    std::printf("%lld %lld\n", handle->supervisorPid, handle->supervisorStart);
    std::fflush(stdout);
    return QCoreApplication::exec();
}
