#include "app/serving/instances/model_instance.h"

#include <QDir>
#include <QFile>
#include <QFileSystemWatcher>
#include <QSaveFile>

#include <csignal>
#include <cstring>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

constexpr int restartDelayMs = 200;
constexpr int killMarginMs = 10'000;

} // namespace

ModelInstance::ModelInstance(InstanceSpec spec, QFileSystemWatcher &watcher) : m_spec(std::move(spec))
{
    QDir().mkpath(m_spec.folder);
    QFile::setPermissions(m_spec.folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    watcher.addPath(m_spec.folder);
    connect(&watcher, &QFileSystemWatcher::directoryChanged, this, [this](const QString &folder) {
        if (folder == m_spec.folder)
            readReport();
    });
    m_retry.setSingleShot(true);
    m_retry.setInterval(restartDelayMs);
    connect(&m_retry, &QTimer::timeout, this, [this] { ensureRunning(); });
    m_kill.setSingleShot(true);
    connect(&m_kill, &QTimer::timeout, this, [this] {
        if (m_process)
            m_process->signal(SIGKILL); // its host dies with it
    });
}

Outcome<> ModelInstance::ensureRunning()
{
    readReport();
    m_process = ChildProcess::adopt(m_report.supervisorPid, m_report.supervisorStart);
    if (m_process) {
        watch();
        emit changed();
        return {};
    }
    Outcome<> launched = launch();
    if (!launched)
        m_retry.start();
    return launched;
}

Outcome<> ModelInstance::launch()
{
    m_report = {}; // of an ended supervisor
    const QString description = m_spec.folder + "/description.json"_L1;
    QSaveFile file(description);
    file.open(QIODevice::WriteOnly);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(m_spec.description.toUtf8());
    if (!file.commit())
        return Error::internal(
            u"The instance's folder %1 cannot be written: %2."_s.arg(m_spec.folder, file.errorString()));
    ProcessSpec process;
    process.ownSession = true;
    process.outputFile = m_spec.folder + "/supervisor.log"_L1;
    process.arguments = {m_spec.program,
                         u"supervise"_s,
                         u"--dir"_s,
                         m_spec.folder,
                         u"--grace"_s,
                         QString::number(m_spec.graceSeconds),
                         u"--"_s,
                         u"--description"_s,
                         description,
                         u"--artefact"_s,
                         m_spec.artefact,
                         u"--socket"_s,
                         m_spec.socketPath,
                         u"--name"_s,
                         m_spec.name,
                         u"--version"_s,
                         QString::number(m_spec.version)};
    m_process = ChildProcess::start(process);
    if (!m_process) {
        return Error::internal(
            u"%1 cannot be started: %2."_s.arg(m_spec.program, QString::fromLocal8Bit(std::strerror(errno))));
    }
    watch();
    return {};
}

void ModelInstance::watch()
{
    connect(
        m_process.get(), &ChildProcess::finished, this, [this] { onEnded(); }, Qt::QueuedConnection);
    if (m_stopping)
        stop();
}

void ModelInstance::stop()
{
    m_stopping = true;
    m_retry.stop();
    if (!m_process) {
        QMetaObject::invokeMethod(this, &ModelInstance::gone, Qt::QueuedConnection);
        return;
    }
    m_process->signal(SIGTERM);
    m_kill.start(m_spec.graceSeconds * 1000 + killMarginMs);
}

void ModelInstance::onEnded()
{
    m_process.reset();
    m_kill.stop();
    readReport();
    if (m_stopping) {
        emit gone();
        return;
    }
    m_retry.start(); // somebody killed the supervisor, or another one has the instance
    emit changed();
}

void ModelInstance::readReport()
{
    QFile file(m_spec.folder + "/status.json"_L1);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const std::optional<InstanceReport> report = parseInstanceReport(file.read(64 << 10));
    if (!report || *report == m_report)
        return;
    // What an ended supervisor said last must not be taken for this one's word.
    if (m_process && report->supervisorPid != m_process->pid())
        return;
    m_report = *report;
    emit changed();
}

} // namespace slipway
