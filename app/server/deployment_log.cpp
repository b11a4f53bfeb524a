#include "app/server/deployment_log.h"

#include <QDateTime>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

constexpr qsizetype keptDeployments = 10000;

DeploymentLog::DeploymentLog(const Clock &clock) : m_clock(clock) {}

qint64 DeploymentLog::begin(Deployment deployment)
{
    m_lastId = std::max(m_lastId + 1, QDateTime::currentMSecsSinceEpoch());
    deployment.id = m_lastId;
    deployment.createdAt = m_clock.now();
    m_deployments.insert(m_lastId, deployment);
    m_order.enqueue(m_lastId);
    if (m_order.size() > keptDeployments)
        m_deployments.remove(m_order.dequeue());
    return m_lastId;
}

void DeploymentLog::succeed(qint64 id, int fileVersion)
{
    const auto found = m_deployments.find(id);
    if (found == m_deployments.end())
        return;
    found->status = Deployment::Status::Success;
    found->fileVersion = fileVersion;
    found->executedAt = m_clock.now();
}

void DeploymentLog::fail(qint64 id, const QString &message)
{
    const auto found = m_deployments.find(id);
    if (found == m_deployments.end())
        return;
    found->status = Deployment::Status::Failed;
    found->errorMessage = message;
    found->executedAt = m_clock.now();
}

Outcome<Deployment> DeploymentLog::find(qint64 id) const
{
    const auto found = m_deployments.constFind(id);
    if (found == m_deployments.constEnd())
        return Error::notFound(u"Invalid.Deployment.NotFound"_s,
                               u"There is no deployment %1 in this engine's memory."_s.arg(id));
    return *found;
}

} // namespace slipway
