#pragma once

#include "models/domain/backfill.h"
#include "models/domain/instance.h"
#include "models/domain/resource_group.h"
#include "models/domain/service.h"
#include "models/domain/workflow.h"

#include <QObject>

namespace slipway {

enum class ConnectionState { Connecting, Online, Offline };

// What changed in the engine, as it happens. Lives on the GUI thread; signals come in batches per event loop turn.
class EventFeed : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual ConnectionState connectionState() const = 0;

signals:
    // `why` is one sentence for Offline.
    void connectionChanged(slipway::ConnectionState state, const QString &why);
    // Deltas may have been missed: read again what is on screen. Also sent after the first connection.
    void resynchronise();

    void groupChanged(const slipway::ResourceGroup &group);
    void groupRemoved(slipway::ResourceGroupId group);
    void workflowChanged(const slipway::Workflow &workflow);
    void workflowRemoved(slipway::WorkflowId workflow);
    // The script is left out of the payload (empty); ask for the draft when it is needed.
    void draftChanged(const slipway::NodeDraft &draft);
    void draftRemoved(slipway::FileId file);
    void nodeChanged(const slipway::Node &node);
    void instanceChanged(const slipway::Instance &instance);
    // A backfill is new, or its state has changed.
    void backfillChanged(const slipway::Backfill &backfill);
    // A data timestamp of one has come further: its state and counts.
    void backfillDateChanged(const slipway::BackfillDate &date);
    void serviceChanged(const slipway::Service &service);
    void serviceRemoved(const QString &region, const QString &name);
    void serviceVersionsChanged(const QString &region, const QString &name);
};

} // namespace slipway
