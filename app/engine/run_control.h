#pragma once

#include "app/engine/answer.h"
#include "models/domain/lineage.h"

#include <vector>

namespace slipway {

class AttemptRunner;
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
        Store &store;
        InstanceBook &book;
        InstanceWriter &writer;
        InstanceEditor &editor;
    };
    explicit RunControl(const Parts &parts) : m_parts(parts) {}

    // What the instance waits for, or who waits for it, as far away as `query` says.
    void lineage(const LineageQuery &query, Answer<InstanceLineage> answer) const;

    // Runs `root` again and then, as their parents succeed, the chosen ones below it; an empty choice means all.
    // Refused as a whole, with nothing started, when one of them may not be rerun, is not below the root, or is just
    // changing. `withRoot` false starts with the level below.
    struct Downstream
    {
        InstanceId root;
        QList<InstanceId> chosen;
        bool withRoot = true;
    };
    void rerunDownstream(const Downstream &what, Answer<> answer);

    // Emergency: this instance no longer waits for these parents; an empty list means for none at all.
    void removeDependencies(InstanceId id, const QList<InstanceId> &parents, Answer<> answer);
    // The newest successful run of the same node before this instance, to compare with.
    void lastSuccess(const Instance &instance, Answer<Instance> answer) const;

    // Emergency: 1, 3, 5, 7 or 8; larger comes first.
    void changePriority(InstanceId id, int priority, Answer<> answer);

private:
    Outcome<std::vector<Instance>> selection(const Downstream &what, const InstanceLineage &found) const;
    Outcome<Instance> asItIsNow(const Instance &stored) const;

    Parts m_parts;
};

} // namespace slipway
