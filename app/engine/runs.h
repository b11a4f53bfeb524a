#pragma once

#include "app/engine/answer.h"
#include "app/engine/store.h"
#include "models/domain/instance.h"
#include "models/domain/workflow.h"

#include <QStringList>

#include <vector>

namespace slipway {

class AttemptRunner;
class CatalogState;
class Clock;
class IdSource;
class InstanceBook;
class InstanceEditor;
class InstanceGenerator;
class InstanceWriter;
class ResourceGroups;
class WaitReasons;

// A run of a draft as it stands.
struct DraftRunSpec
{
    FileId file;
    QString resourceGroup;  // identifier
    QStringList parameters; // positional arguments, literally
    QString owner;
};

// Instances: what was run, what is to run, and what a person may do with them.
class Runs
{
public:
    struct Parts
    {
        const CatalogState &catalog;
        const ResourceGroups &groups;
        IdSource &ids;
        const Clock &clock;
        Store &store;
        InstanceBook &book;
        InstanceWriter &writer;
        const InstanceGenerator &generator;
        const WaitReasons &reasons;
        InstanceEditor &editor;
        AttemptRunner &runner;
    };
    explicit Runs(const Parts &parts);

    // Errors: unknown draft, empty script, a group that is unknown, not bound to the workspace or not Running.
    void runDraft(const DraftRunSpec &spec, Answer<Instance> answer);
    // Runs a deployed node once, with the parameters of that data timestamp (midnight in the workspace's zone).
    void runSmokeTest(NodeId node, Instant bizdate, const QString &owner, Answer<Instance> answer);

    // Rows of the store, with the live state and reason of those that are not finished.
    void listInstances(const InstanceQuery &query, Answer<InstancePage> answer) const;
    void countStates(const InstanceQuery &query, Answer<StateCounts> answer) const;
    void instance(InstanceId id, Answer<Instance> answer) const;
    // Oldest first.
    void attempts(InstanceId id, Answer<std::vector<Attempt>> answer) const;
    // 0: the latest. Its folder holds the log (`log`) and the script as run (`script.sh`).
    void attempt(InstanceId id, int number, Answer<Attempt> answer) const;

    // Each is allowed only in the states and by the policy that checkAction() knows; the Error says why not.
    // `stop` answers when the stop is under way; the state becomes Stopped when the process tree is gone.
    void stop(InstanceId id, Answer<> answer);
    void rerun(InstanceId id, Answer<> answer);
    void setSuccess(InstanceId id, Answer<> answer);
    void freeze(InstanceId id, Answer<> answer);
    void unfreeze(InstanceId id, Answer<> answer);

private:
    Instance draftInstance(const NodeDraft &draft, const DraftRunSpec &spec) const;
    Outcome<> checkGroup(const QString &identifier, WorkspaceId workspace) const;
    void create(const Instance &instance, const Changes &alongside, const Answer<Instance> &answer);
    void withCode(InstanceId id, std::function<void()> then);
    Instance live(const Instance &stored) const;

    Parts m_parts;
};

} // namespace slipway
