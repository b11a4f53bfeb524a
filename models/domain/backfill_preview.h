#pragma once

#include "models/domain/backfill.h"
#include "models/domain/schedule_rules.h"
#include "models/domain/workflow.h"

#include <QTimeZone>

namespace slipway {

// Whether a scheduled time lies in the spec's window; nodes that run once a day are not narrowed by it.
bool isInWindow(const Occurrence &occurrence, const Schedule &schedule, const BackfillSpec &spec);

// What a backfill will come to, before it is asked for.
struct BackfillPreview
{
    int dates = 0;
    int chains = 0;
    qint64 instances = 0; // dry runs included
    qint64 dryRuns = 0;   // of nodes that are not chosen
    QDate first;          // data timestamp that begins
    QDate last;

    friend bool operator==(const BackfillPreview &, const BackfillPreview &) = default;
};

// `nodes` are those that the spec names, others are left aside. Counts every node on every date: up to a second for the
// largest backfill, so not on the GUI thread.
BackfillPreview previewBackfill(const BackfillSpec &spec, const QList<Node> &nodes, const QTimeZone &zone);

} // namespace slipway
