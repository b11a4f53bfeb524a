#include "app/serving/instances/instance_set.h"

#include "app/serving/instances/http_probe.h"
#include "app/serving/serving_shared.h"
#include "models/contract/service_description.h"

#include <QCryptographicHash>
#include <QDir>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

constexpr int probeRetryMs = 50;
constexpr int sessionPollMs = 50;
constexpr int keptLogs = 20;

QString randomSuffix()
{
    constexpr QLatin1StringView letters = "abcdefghijklmnopqrstuvwxyz0123456789"_L1;
    QString text;
    for (int i = 0; i < 5; ++i)
        text += letters.at(QRandomGenerator::global()->bounded(int(letters.size())));
    return text;
}

int graceSeconds(const ServiceVersion &version)
{
    const Outcome<ServiceDescription> description = parseServiceDescription(version.config.toUtf8());
    return description ? description->gracePeriodSeconds : 30;
}

} // namespace

QString shortInstanceId(const QString &instance)
{
    const QByteArray hash = QCryptographicHash::hash(instance.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QString::fromLatin1(hash.left(12));
}

QString keptLogFolder(const QString &dataDir, const QString &region, const QString &service)
{
    return dataDir + "/serving/logs/"_L1 + region + u'/' + service;
}

InstanceSet::InstanceSet(ServingShared &shared, QObject *parent) : QObject(parent), m_shared(shared) {}

ServiceInstanceRecord InstanceSet::make(const Service &service, const Revision &revision) const
{
    ServiceInstanceRecord record;
    record.region = service.region;
    record.service = service.name;
    record.instance.name = instancePrefix(service, revision) + randomSuffix();
    record.instance.version = revision.version;
    record.instance.status = u"Pending"_s;
    record.instance.startedAt = m_shared.clock.now();
    record.socketPath = m_shared.options.runDir + "/i/"_L1 + shortInstanceId(record.instance.name) + ".sock"_L1;
    return record;
}

void InstanceSet::run(const ServiceInstanceRecord &record, const ServiceVersion &version)
{
    InstanceSpec spec;
    spec.name = record.instance.name;
    spec.version = record.instance.version;
    spec.program = m_shared.options.modelProgram;
    spec.folder = folderOf(spec.name);
    spec.description = version.config;
    spec.artefact = m_shared.artefacts.folder(version.artefactDigest);
    spec.socketPath = record.socketPath;
    spec.graceSeconds = graceSeconds(version);
    Member &member = m_members[spec.name];
    member.record = record;
    member.process = std::make_unique<ModelInstance>(spec, m_shared.watcher);
    connect(member.process.get(), &ModelInstance::changed, this, &InstanceSet::changed);
    connect(member.process.get(), &ModelInstance::gone, this, [this, name = spec.name] {
        m_members[name].leaving = Member::Leaving::Gone;
        emit changed();
    });
    member.process->ensureRunning();
    member.admitted = member.process->isReady(); // adopted while it served
    member.seenRestarts = member.process->report().restarts;
}

void InstanceSet::leave(const QString &name)
{
    Member &member = m_members[name];
    if (member.leaving != Member::Leaving::No)
        return;
    member.leaving = Member::Leaving::Draining;
    if (!member.admitted)
        return stopDrained(name);
    QTimer::singleShot(std::chrono::seconds(member.process->spec().graceSeconds), member.process.get(),
                       [this, name] { stopDrained(name); });
}

void InstanceSet::onRoutesApplied()
{
    for (auto &[name, member] : m_members) {
        if (member.leaving == Member::Leaving::Draining && !std::exchange(member.watched, true))
            askSessions(name);
    }
}

void InstanceSet::askSessions(const QString &name)
{
    ModelInstance *process = m_members[name].process.get();
    m_shared.gateway.sessions(m_members[name].record.region, m_members[name].record.service, shortInstanceId(name),
                              process, [this, name, process](int sessions) {
                                  if (sessions == 0)
                                      stopDrained(name);
                                  else
                                      QTimer::singleShot(sessionPollMs, process, [this, name] { askSessions(name); });
                              });
}

void InstanceSet::stopDrained(const QString &name)
{
    Member &member = m_members[name];
    if (member.leaving != Member::Leaving::Draining)
        return;
    member.leaving = Member::Leaving::Stopping;
    member.process->stop();
    emit changed();
}

void InstanceSet::forget(const QString &name)
{
    const auto found = m_members.find(name);
    if (found == m_members.end())
        return;
    const InstanceSpec spec = found->second.process->spec();
    const ServiceInstanceRecord record = found->second.record;
    m_shared.watcher.removePath(spec.folder);
    m_members.erase(found);
    QFile::remove(spec.socketPath);
    QDir kept(keptLogFolder(m_shared.options.dataDir, record.region, record.service));
    kept.mkpath(u"."_s);
    QFile::rename(spec.folder + "/log"_L1, kept.filePath(name + ".log"_L1));
    QDir(spec.folder).removeRecursively();
    const QStringList logs = kept.entryList(QDir::Files, QDir::Time);
    for (qsizetype i = keptLogs; i < logs.size(); ++i)
        kept.remove(logs.at(i));
}

void InstanceSet::admit(const QString &prefix)
{
    for (auto &[name, member] : m_members) {
        const bool ask = name.startsWith(prefix) && member.process->isReady() && !member.admitted && !member.probing &&
                         member.leaving == Member::Leaving::No;
        if (!ask)
            continue;
        member.probing = true;
        ModelInstance *process = member.process.get();
        probeInstance(member.record.socketPath, process, [this, name = name, process](const ProbeAnswer &answer) {
            m_members[name].probing = false;
            m_members[name].admitted = answer.status == 200;
            if (answer.status == 200)
                emit changed();
            else
                QTimer::singleShot(probeRetryMs, process, [this] { emit changed(); });
        });
    }
}

void InstanceSet::stopAll()
{
    for (auto &[name, member] : m_members) {
        member.leaving = Member::Leaving::Stopping;
        member.process->stop();
    }
}

QList<GatewayServer> InstanceSet::servers(const QStringList &admittedPrefixes, const QString &drainingPrefix) const
{
    QList<GatewayServer> servers;
    for (const auto &[name, member] : m_members) {
        if (!member.admitted || member.leaving > Member::Leaving::Draining)
            continue;
        bool takes = false;
        for (const QString &prefix : admittedPrefixes)
            takes = takes || name.startsWith(prefix);
        const bool leaves = member.leaving == Member::Leaving::Draining;
        if (!takes && !leaves)
            continue;
        const bool drains = leaves || (!drainingPrefix.isEmpty() && name.startsWith(drainingPrefix));
        servers.append({shortInstanceId(name), member.record.socketPath, drains});
    }
    return servers;
}

QString InstanceSet::folderOf(const QString &instance) const
{
    return m_shared.options.dataDir + "/serving/i/"_L1 + instance;
}

} // namespace slipway
