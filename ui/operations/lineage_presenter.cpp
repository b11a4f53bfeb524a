#include "ui/operations/lineage_presenter.h"

#include "models/backend/event_feed.h"
#include "models/backend/runs_backend.h"
#include "models/domain/blockers.h"
#include "models/editing/layered_layout.h"
#include "models/items/time_words.h"

#include <algorithm>

namespace slipway {

LineagePresenter::LineagePresenter(const Backends &backends, QObject *parent) : QObject(parent), m_backends(backends)
{
    connect(&m_backends.events, &EventFeed::instanceChanged, this, &LineagePresenter::changed);
    connect(&m_backends.events, &EventFeed::resynchronise, this, &LineagePresenter::reload);
}

void LineagePresenter::show(InstanceId instance)
{
    if (instance == m_instance)
        return;
    m_instance = instance;
    reload();
}

void LineagePresenter::setLevels(int levels)
{
    if (levels == m_levels)
        return;
    m_levels = levels;
    reload();
}

void LineagePresenter::reload()
{
    if (!m_instance.isValid())
        return;
    m_instances.clear();
    m_order.clear();
    m_links.clear();
    m_truncated = false;
    m_open = 2;
    m_state = State::Loading;
    emit stateChanged();
    ++m_generation;
    request(LineageDirection::Upstream, m_generation);
    request(LineageDirection::Downstream, m_generation);
}

void LineagePresenter::request(LineageDirection direction, int generation)
{
    m_backends.runs.lineage({m_instance, direction, m_levels, mostInstances})
        .then(this, [this, generation](const Outcome<InstanceLineage> &lineage) {
            if (generation != m_generation)
                return;
            if (lineage.ok())
                return received(*lineage);
            if (!lineage.failed())
                return;
            m_state = State::Failed;
            m_error = lineage.error();
            emit stateChanged();
        });
}

void LineagePresenter::received(const InstanceLineage &lineage)
{
    for (const Instance &instance : lineage.instances) {
        if (!m_instances.contains(instance.id))
            m_order.append(instance.id);
        m_instances.insert(instance.id, instance);
    }
    for (const InstanceDependency &link : lineage.links) {
        if (link.parent.isValid())
            m_links.insert({nodeOf(link.parent), nodeOf(link.child)});
    }
    m_truncated = m_truncated || lineage.truncated;
    if (--m_open == 0 && m_state == State::Loading)
        draw();
}

// Laid out as a workflow is: a file and an instance are both numbers to the layout.
void LineagePresenter::draw()
{
    QList<FileId> nodes;
    QList<DraftEdge> edges;
    QList<GraphLink> links;
    for (const InstanceId id : std::as_const(m_order))
        nodes.append(FileId(id.value()));
    for (const GraphLink &link : std::as_const(m_links)) {
        if (!m_instances.contains(InstanceId(link.from.value())) || !m_instances.contains(InstanceId(link.to.value())))
            continue;
        edges.append({FileId(link.from.value()), FileId(link.to.value())});
        links.append(link);
    }
    std::sort(edges.begin(), edges.end());
    const QHash<FileId, QPointF> places = layeredLayout(nodes, edges);
    QList<GraphNode> drawn;
    for (const InstanceId id : std::as_const(m_order))
        drawn.append(nodeFor(m_instances.value(id), places.value(FileId(id.value()))));
    m_graph.reset(drawn, links);
    m_state = State::Ready;
    emit stateChanged();
}

GraphNode LineagePresenter::nodeFor(const Instance &instance, QPointF position) const
{
    GraphNode node;
    node.id = nodeOf(instance.id);
    node.name = instance.nodeName;
    node.kind = instance.kind;
    node.position = position;
    node.detail = minuteTime(instance.scheduledTime, m_zone);
    node.state = stateCell(instance);
    node.stateReason = plainReason(instance.reason);
    node.committed = true;
    return node;
}

void LineagePresenter::changed(const Instance &instance)
{
    const auto known = m_instances.find(instance.id);
    if (known == m_instances.end())
        return;
    *known = instance;
    m_graph.setState(nodeOf(instance.id), stateCell(instance), plainReason(instance.reason));
}

} // namespace slipway
