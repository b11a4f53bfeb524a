#pragma once

#include "app/engine/answer.h"
#include "models/domain/workflow.h"

#include <QList>
#include <QStringList>

#include <functional>
#include <vector>

namespace slipway {

class CatalogState;
class Clock;
class CommandQueue;
class IdSource;
class InstanceGenerator;
class InstanceWriter;
class ResourceGroups;
class Store;
template <class T>
struct Plan;

// What is deployed: committed versions of drafts and the scheduled nodes (cycle tasks) made of them. Basic mode: a
// commit goes live at once (reference: dataworks 1.6).
class Deployments
{
public:
    struct Parts
    {
        CatalogState &catalog;
        CommandQueue &commands;
        IdSource &ids;
        const Clock &clock;
        Store &store;
        const ResourceGroups &groups;
        InstanceGenerator &generator;
        InstanceWriter &writer;
    };
    explicit Deployments(const Parts &parts);

    struct Commit
    {
        QString comment;
        QString user;
        bool manyInstances = false;
    };

    // Deployed nodes of a workspace, its root node included, by name.
    QList<Node> cycleTasks(WorkspaceId workspace) const;
    Outcome<Node> node(NodeId id) const;
    // Output names of deployed nodes that contain `text` (any case), sorted; the root's included.
    QStringList searchOutputs(WorkspaceId workspace, const QString &text) const;

    // Copies the draft into its next version. Errors: no parent ("isolated node"), a parent's output that is not
    // committed, a bad schedule or property, a resource group that is unknown or not bound, an empty script; and,
    // unless `manyInstances` says that this is meant, a schedule of more instances a day than instancesPerDayToAskAbove
    // (manyInstancesCode).
    void commit(FileId file, const Commit &commit, Answer<NodeVersion> answer);
    // Brings a deleted node back under its own id; `draft` is what the editor still has of it. Its versions, its node
    // and its place in the schedule are the engine's own: what was committed is deployed again, or, where a parent or
    // the group is gone by now, waits for the next commit. Errors: an id that was never given or that is not deleted, a
    // name that is taken, an output that somebody else has, an input that no node offers.
    void restore(const NodeDraft &draft, const QString &user, Answer<NodeDraft> answer);
    // Newest first.
    void listVersions(FileId file, Answer<std::vector<NodeVersion>> answer) const;

    // Takes the node out of the schedule; its draft and history stay. Refused while a deployed node waits for it.
    void undeploy(NodeId node, Answer<> answer);
    // A frozen node's instances of the next day on fail at once, without running (reference: dataworks 3.5).
    void freezeNode(NodeId node, bool frozen, Answer<> answer);

private:
    Outcome<Plan<NodeVersion>> planCommit(FileId file, const Commit &commit) const;
    Outcome<Plan<NodeDraft>> planRestore(const NodeDraft &gone, const QString &user) const;
    const Node *nodeMadeFrom(FileId file) const;
    void change(NodeId id, const std::function<Outcome<Node>(Node)> &edit, Answer<> answer);

    Parts m_parts;
};

} // namespace slipway
