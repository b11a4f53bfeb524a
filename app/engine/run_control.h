#pragma once

#include "app/engine/answer.h"
#include "app/engine/forced_rerun.h"
#include "models/domain/lineage.h"

#include <vector>

namespace slipway {

class AttemptRunner;
class CatalogState;
class Clock;
class InstanceBook;
class InstanceEditor;
class InstanceWriter;
class Store;

// What a person may do with an instance and those around it (reference: dataworks 5.5).
class RunControl
{
public:
    struct Parts
    {
        const CatalogState &catalog;
        const Clock &clock;
        Store &store;
        InstanceBook &book;
        InstanceWriter &writer;
        InstanceEditor &editor;
        AttemptRunner &runner;
    };
    explicit RunControl(const Parts &parts);

    // What the instance waits for, or who waits for it, as far away as `query` says.
    void lineage(const LineageQuery &query, Answer<InstanceLineage> answer) const;

    // Runs `root` again and then, as their parents succeed, the chosen ones below it; an empty choice means all.
    // Refused as a whole, with nothing started, when one of them may not be rerun, is not below the root, or is just
    // changing. `withRoot` false starts with the level below. `forced` takes all, whatever they are doing, see
    // ForcedRerun; `chosen` does not count then.
    struct Downstream
    {
        InstanceId root;
        QList<InstanceId> chosen;
        bool withRoot = true;
        bool forced = false;
    };
    void rerunDownstream(const Downstream &what, Answer<> answer);

    // Emergency: this instance no longer waits for these parents; an empty list means for none at all.
    void removeDependencies(InstanceId id, const QList<InstanceId> &parents, Answer<> answer);
    // The newest successful run of the same node before this instance, to compare with.
    void lastSuccess(const Instance &instance, Answer<Instance> answer) const;

    // Emergency: one of `priorities`; larger comes first.
    void changePriority(InstanceId id, int priority, Answer<> answer);

private:
    Outcome<QList<Instance>> selection(const Downstream &what, const InstanceLineage &found) const;
    Outcome<Instance> asItIsNow(const Instance &stored) const;

    Parts m_parts;
    ForcedRerun m_forced;
};

} // namespace slipway
