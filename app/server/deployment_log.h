#pragma once

#include "app/engine/clock.h"
#include "models/domain/ids.h"
#include "models/domain/outcome.h"

#include <QHash>
#include <QQueue>
#include <QString>

namespace slipway {

// What a SubmitFile, DeployFile or DeleteFile came to: in DataWorks these are asynchronous and answer a number to ask
// with (reference: dataworks 6.7).
struct Deployment
{
    enum class Status { Ready = 0, Success = 1, Failed = 2 };
    qint64 id = 0;
    Status status = Status::Ready;
    FileId file;
    int fileVersion = 0;
    int fromEnvironment = 0; // 0 local, 1 DEV
    int toEnvironment = 1;   // 1 DEV, 2 PROD
    QString name;
    QString creator;
    QString errorMessage;
    Instant createdAt;
    Instant executedAt;
};

// The last ten thousand deployments of this engine process. Their numbers grow over restarts, too.
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
