#pragma once

#include "app/serving/service_registry.h"

#include <QString>
#include <QStringList>

namespace slipway {

// The last lines of a log without their times; for messages. Reads at most 16 KB.
QStringList logTail(const QString &file, int lines);

struct InstanceLogFiles
{
    QString instance;
    QStringList files; // oldest first
};

// Lines of several instances, oldest first, each with its instance's name in front. Reads whole files: not for the
// engine's thread.
QStringList readLogs(const QList<InstanceLogFiles> &logs, const ServiceLogQuery &query);

} // namespace slipway
