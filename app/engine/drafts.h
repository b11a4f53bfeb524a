#pragma once

#include "app/engine/answer.h"
#include "models/domain/workflow.h"

#include <QHash>
#include <QList>
#include <QPointF>

namespace slipway {

class CatalogState;
class Clock;
class CommandQueue;
class IdSource;

struct NewNode
{
    WorkflowId workflow;
    NodeKind kind = NodeKind::Shell;
    QString name;
    QPointF position; // centre on the canvas, pixels at zoom 1
    QString owner;
};

// The editable drafts of nodes. Saving has no effect on what is scheduled; Deployments::commit has.
class Drafts
{
public:
    Drafts(CatalogState &state, CommandQueue &commands, IdSource &ids, const Clock &clock);

    QList<NodeDraft> drafts(WorkflowId workflow) const; // by name
    Outcome<NodeDraft> draft(FileId file) const;

    // With the default output "<workspace>.<FileId>_out". Errors: the name rule, a name taken in the workflow.
    void createNode(const NewNode &node, Answer<NodeDraft> answer);

    // Saves name, description, script, properties, position and owner. `draft.revision` must be the engine's own, else
    // Conflict "RevisionConflict". Other errors: name, properties, an input that no node offers, an edge to itself, a
    // cycle; the message names both nodes.
    void saveDraft(const NodeDraft &draft, const QString &user, Answer<NodeDraft> answer);

    // All of one workflow, in one go; a revision stays as it is. Errors: a node that is not in the workflow.
    void moveNodes(WorkflowId workflow, const QHash<FileId, QPointF> &positions, Answer<> answer);

    // Refused while another draft or committed node has one of its outputs as an input. Also undeploys its node;
    // instances that exist already stay.
    void deleteNode(FileId file, Answer<> answer);

private:
    CatalogState &m_state;
    CommandQueue &m_commands;
    IdSource &m_ids;
    const Clock &m_clock;
};

} // namespace slipway
