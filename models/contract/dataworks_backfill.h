#pragma once

#include "models/contract/request_parameters.h"
#include "models/domain/backfill.h"
#include "models/domain/outcome.h"

#include <QTimeZone>

// Backfills and DAGs of DataWorks 2020-05-18 (reference: dataworks 6.10).
namespace slipway::dataworks {

// The parameters of RunCycleDagNodes. Nodes that are excluded become dry runs.
Outcome<BackfillSpec> readBackfill(const RequestParameters &parameters);

// What GetDag and ListDags say of a DAG.
struct DagFacts
{
    DagId id;
    DagType type = DagType::Backfill;
    DagState state = DagState::Created;
    QString name;
    WorkspaceId workspace;
    BackfillId operation; // OpSeq
    QString owner;
    Instant bizdate;
    Instant scheduledDay; // Gmtdate: the data timestamp's next day
    Instant createdAt;
    Instant startedAt;
    Instant finishedAt;
};
DagFacts dagFacts(const Backfill &backfill, const BackfillDate &date, const QTimeZone &zone);

QByteArray encodeDag(const DagFacts &dag);
QByteArray encodeDags(const QList<DagFacts> &dags);
QByteArray encodeDagIds(const Backfill &backfill);

} // namespace slipway::dataworks
