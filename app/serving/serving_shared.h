#pragma once

#include "app/engine/clock.h"
#include "app/engine/event_sink.h"
#include "app/engine/store.h"
#include "app/serving/artefacts/artefact_store.h"
#include "app/serving/gateway/gateway.h"
#include "app/serving/serving_options.h"

#include <QFileSystemWatcher>

namespace slipway {

// What all services of an engine share.
struct ServingShared
{
    ServingShared(ServingOptions servingOptions, Clock &clockToUse, Store &storeToUse, EventSink &sinkToUse)
        : options(std::move(servingOptions)),
          clock(clockToUse),
          store(storeToUse),
          sink(sinkToUse),
          artefacts(options.dataDir, options.modelProgram, options.artefactLimit),
          gateway(options)
    {
    }

    const ServingOptions options;
    Clock &clock;
    Store &store;
    EventSink &sink;
    QFileSystemWatcher watcher; // one for all instances: the number of inotify handles is small
    ArtefactStore artefacts;
    Gateway gateway;
};

} // namespace slipway
