#pragma once

#include "models/domain/workflow.h"

namespace slipway {

inline Workflow churnWorkflow()
{
    Workflow workflow;
    workflow.id = WorkflowId{7};
    workflow.workspace = WorkspaceId{1};
    workflow.name = QStringLiteral("churn_model");
    return workflow;
}

// A draft as the engine hands it out.
inline NodeDraft engineDraft(qint64 id, const QString &name, const QStringList &inputs = {}, QPointF position = {})
{
    NodeDraft draft;
    draft.id = FileId{id};
    draft.workflow = WorkflowId{7};
    draft.workspace = WorkspaceId{1};
    draft.name = name;
    draft.script = QStringLiteral("echo ") + name;
    draft.position = position;
    draft.revision = 1;
    draft.properties.inputs = inputs;
    draft.properties.outputs = {QStringLiteral("demo.%1_out").arg(id)};
    return draft;
}

} // namespace slipway
