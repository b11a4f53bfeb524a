#pragma once

#include "models/backend/backends.h"
#include "models/domain/outcome.h"
#include "models/items/target.h"

#include <QList>
#include <QObject>

namespace slipway {

class WorkspaceContext;

// What the palette finds beside commands: the objects of the workspace and the region. No Widgets.
class PalettePresenter : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Workflow, Node, Service };
    struct Object
    {
        Kind kind = Kind::Workflow;
        QString name;
        QString place; // the workflow of a node, the region of a service
        Target target;
    };

    PalettePresenter(Backends &backends, const WorkspaceContext &workspace, QObject *parent = nullptr);

    // Asks again; answers come one list at a time. Called when the palette opens.
    void refresh();
    QList<Object> objects() const { return m_workflows + m_nodes + m_services; }

signals:
    void objectsChanged();

private:
    Backends &m_backends;
    const WorkspaceContext &m_workspace;
    QList<Object> m_workflows;
    QList<Object> m_nodes;
    QList<Object> m_services;
    int m_generation = 0;
};

} // namespace slipway
