#pragma once

#include "models/backend/backends.h"
#include "models/domain/lineage.h"
#include "models/domain/outcome.h"
#include "models/items/graph_model.h"

#include <QHash>
#include <QObject>
#include <QTimeZone>

namespace slipway {

// The instances around one, some levels up and down, as a graph that stays true.
class LineagePresenter : public QObject
{
    Q_OBJECT

public:
    enum class State { Loading, Ready, Failed };
    static constexpr int mostInstances = 500; // a direction

    explicit LineagePresenter(const Backends &backends, QObject *parent = nullptr);

    void setTimeZone(const QTimeZone &zone) { m_zone = zone; }
    void show(InstanceId instance);
    int levels() const { return m_levels; }
    void setLevels(int levels);

    GraphModel &graph() { return m_graph; }
    State state() const { return m_state; }
    const Error &error() const { return m_error; }
    InstanceId instance() const { return m_instance; }
    // There are more instances on these levels.
    bool isTruncated() const { return m_truncated; }

    static GraphNodeId nodeOf(InstanceId instance) { return GraphNodeId(instance.value()); }

public slots:
    void reload();

signals:
    void stateChanged();

private:
    void request(LineageDirection direction, int generation);
    void received(const InstanceLineage &lineage);
    void draw();
    void changed(const Instance &instance);
    GraphNode nodeFor(const Instance &instance, QPointF position) const;

    Backends m_backends;
    QTimeZone m_zone = QTimeZone::utc();
    GraphModel m_graph;
    InstanceId m_instance;
    QHash<InstanceId, Instance> m_instances;
    QList<InstanceId> m_order; // upstream, then downstream
    QSet<GraphLink> m_links;
    int m_levels = 2;
    int m_open = 0; // directions that are still to come
    int m_generation = 0;
    bool m_truncated = false;
    State m_state = State::Loading;
    Error m_error;
};

} // namespace slipway
