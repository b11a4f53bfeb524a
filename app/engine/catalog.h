#pragma once

#include "app/engine/answer.h"
#include "models/domain/workflow.h"
#include "models/domain/workspace.h"

#include <QList>

namespace slipway {

class CatalogState;
class Clock;
class CommandQueue;
class IdSource;

// Workspaces and workflows. Questions are answered from memory; commands answer when they are durable.
class Catalog
{
public:
    Catalog(CatalogState &state, CommandQueue &commands, IdSource &ids, const Clock &clock);

    QList<Workspace> workspaces() const; // by identifier
    Outcome<Workspace> workspace(WorkspaceId id) const;
    Outcome<Workspace> workspaceNamed(const QString &identifier) const;
    QList<Workflow> workflows(WorkspaceId workspace) const; // by name
    Outcome<Workflow> workflow(WorkflowId id) const;

    // `timeZone` is an IANA id; empty: the machine's. Also makes the root node "<identifier>_root".
    // Errors: the name rule, a name that is taken, an unknown time zone.
    void createWorkspace(const QString &identifier, const QString &displayName, const QByteArray &timeZone,
                         Answer<Workspace> answer);

    // Errors: the name rule (1..128 letters, digits, `_`, `.`), a name that is taken in the workspace.
    void createWorkflow(WorkspaceId workspace, const QString &name, const QString &description, const QString &owner,
                        Answer<Workflow> answer);
    void updateWorkflow(WorkflowId workflow, const QString &name, const QString &description, Answer<Workflow> answer);
    // Refused while it has nodes.
    void deleteWorkflow(WorkflowId workflow, Answer<> answer);

private:
    CatalogState &m_state;
    CommandQueue &m_commands;
    IdSource &m_ids;
    const Clock &m_clock;
};

} // namespace slipway
