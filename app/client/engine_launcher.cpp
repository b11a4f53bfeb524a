#include "app/client/engine_launcher.h"

#include <QCoreApplication>

namespace slipway {

using namespace Qt::StringLiterals;

EngineLauncher::EngineLauncher(const QString &dataDir, const QString &program, QObject *parent)
    : QObject(parent),
      m_dataDir(dataDir),
      m_program(program.isEmpty() ? QCoreApplication::applicationDirPath() + u"/slipwayd"_s : program)
{
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::finished, this, &EngineLauncher::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, &EngineLauncher::onError);
}

void EngineLauncher::start(const QStringList &arguments)
{
    if (m_process.state() != QProcess::NotRunning)
        return;
    m_process.start(m_program, QStringList{u"--data-dir"_s, m_dataDir} + arguments);
}

void EngineLauncher::onFinished(int exitCode, QProcess::ExitStatus status)
{
    if (status == QProcess::NormalExit && exitCode == 0) {
        emit ready();
        return;
    }
    const QStringList lines =
        QString::fromUtf8(m_process.readAllStandardError().right(4096)).split(u'\n', Qt::SkipEmptyParts);
    emit failed(lines.isEmpty() ? tr("The engine ended before it was ready; its log is in %1.").arg(m_dataDir)
                                : lines.last().trimmed());
}

void EngineLauncher::onError(QProcess::ProcessError error)
{
    if (error == QProcess::FailedToStart)
        emit failed(tr("The engine could not be started: %1 (%2).").arg(m_process.errorString(), m_program));
}

} // namespace slipway
