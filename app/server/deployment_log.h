#pragma once

#include "app/engine/clock.h"
#include "models/contract/dataworks_codec.h"
#include "models/domain/outcome.h"

#include <QHash>
#include <QQueue>
#include <QString>

namespace slipway {

using dataworks::Deployment;

// What became of commits and deployments (reference: dataworks 6.7): the last ten thousand of this engine process.
// Their numbers grow over restarts, too.
class DeploymentLog
{
public:
    explicit DeploymentLog(const Clock &clock);

    // Enters it as Ready and answers its number.
    qint64 begin(Deployment deployment);
    void succeed(qint64 id, int fileVersion);
    void fail(qint64 id, const QString &message);
    Outcome<Deployment> find(qint64 id) const;

private:
    const Clock &m_clock;
    qint64 m_lastId = 0;
    QHash<qint64, Deployment> m_deployments;
    QQueue<qint64> m_order;
};

} // namespace slipway
