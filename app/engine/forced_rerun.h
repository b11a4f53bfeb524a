#pragma once

#include "app/engine/answer.h"
#include "app/engine/instance_writer.h"
#include "models/domain/lineage.h"

#include <QSet>

namespace slipway {

class AttemptRunner;
class CatalogState;
class Clock;
class InstanceBook;
class InstanceEditor;
class Store;

// The emergency rerun of everything below an instance, whatever it is doing (reference: dataworks 5.5, "force rerun
// downstream"): what runs is stopped first, then all of it waits for its parents again, in one transaction.
class ForcedRerun
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
    explicit ForcedRerun(const Parts &parts);

    // Answers when what ran is gone and the rest waits again. Refused, with nothing touched: another one is under way;
    // `root` is neither successful nor failed, or of another data timestamp than yesterday or the day before; a rerun
    // is denied by the policy of one that would run again. `withRoot` false: begins with the level below.
    void run(InstanceId root, bool withRoot, Answer<> answer);

private:
    Outcome<> check(const InstanceLineage &found) const;
    Outcome<> checkRoot(const Instance &root) const;
    void take(const InstanceLineage &found);
    bool waitForOthers(const InstanceLineage &found);
    InstanceChange changeFor(const InstanceLineage &found) const;
    Instance asItIsNow(const Instance &stored) const;
    void step();
    void applied(const std::vector<AppliedInstance> &changes);
    void finish(const Outcome<> &outcome);

    Parts m_parts;
    InstanceId m_root; // of the one that is under way
    bool m_withRoot = true;
    bool m_checked = false;
    Answer<> m_answer;
    QSet<InstanceId> m_stopping;
};

} // namespace slipway
