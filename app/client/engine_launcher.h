#pragma once

#include "models/domain/outcome.h"

#include <QObject>
#include <QProcess>
#include <QString>

namespace slipway {

// Starts an engine for a data folder. `slipwayd` without --foreground ends when the engine that it started is ready, or
// with the reason why it is not.
class EngineLauncher : public QObject
{
    Q_OBJECT

public:
    // `program` is the path of slipwayd; the one beside this program if empty.
    explicit EngineLauncher(const QString &dataDir, const QString &program = {}, QObject *parent = nullptr);

    // Then ready() or failed(), later. More arguments for slipwayd after --data-dir. Does nothing while one is
    // starting.
    void start(const QStringList &arguments = {});

signals:
    void ready();
    void failed(const QString &why); // one sentence

private:
    void onFinished(int exitCode, QProcess::ExitStatus status);
    void onError(QProcess::ProcessError error);

    QString m_dataDir;
    QString m_program;
    QProcess m_process;
};

} // namespace slipway
