#pragma once

#include "models/editing/workflow_content.h"
#include "models/items/graph_model.h"

namespace slipway {

inline GraphNodeId graphId(FileId file)
{
    return GraphNodeId{file.value()};
}
inline FileId fileId(GraphNodeId id)
{
    return FileId{id.value()};
}

// Keeps a GraphModel the picture of a workflow's content. States of runs come from elsewhere and are kept. The schedule
// stands as the second line, in words.
class DocumentGraph : public QObject
{
    Q_OBJECT

public:
    DocumentGraph(WorkflowContent &content, GraphModel &graph, QObject *parent = nullptr);

    // The state that a node shows; remembered also while the node is not there.
    void setState(FileId file, const std::optional<StateCell> &state, const QString &reason);

private:
    struct RunState
    {
        std::optional<StateCell> cell;
        QString reason;
    };

    void apply(const ChangeEvent &event);
    void rebuild();
    GraphNode nodeOf(const NodeDraft &draft) const;
    void put(FileId file);
    void syncInputs(FileId file);
    void insertNodes(const QList<FileId> &files);

    WorkflowContent &m_content;
    GraphModel &m_graph;
    QHash<FileId, RunState> m_states;
};

} // namespace slipway
