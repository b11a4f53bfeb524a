#include "ui/operations/backfill_form_presenter.h"

#include "models/backend/backfills_backend.h"
#include "models/backend/engine_backend.h"
#include "models/backend/runs_backend.h"
#include "models/domain/dependencies.h"

#include <QSet>
#include <QtConcurrent>

#include <algorithm>

namespace slipway {

namespace {

constexpr auto settleTime = std::chrono::milliseconds(150);

// Who offers what: same-cycle dependencies as edges between nodes.
QList<GraphEdge> edgesBetween(const QList<Node> &nodes)
{
    QHash<QString, qint64> offering;
    for (const Node &node : nodes) {
        for (const QString &output : node.current.properties.outputs)
            offering.insert(output, node.id.value());
    }
    QList<GraphEdge> edges;
    for (const Node &node : nodes) {
        for (const QString &input : node.current.properties.inputs) {
            if (const qint64 parent = offering.value(input); parent != 0 && parent != node.id.value())
                edges.append({parent, node.id.value()});
        }
    }
    return edges;
}

} // namespace

BackfillFormPresenter::BackfillFormPresenter(const Backends &backends, WorkspaceId workspace, const QTimeZone &zone,
                                             NodeId root, QObject *parent)
    : QObject(parent), m_backends(backends), m_workspace(workspace), m_zone(zone), m_nodes(tr("Schedule"))
{
    m_spec.root = root;
    m_soon.setSingleShot(true);
    m_soon.setInterval(settleTime);
    connect(&m_soon, &QTimer::timeout, this, &BackfillFormPresenter::countNow);
    connect(&m_nodes, &ChoiceTree::checksChanged, this, &BackfillFormPresenter::takeTicks);
}

void BackfillFormPresenter::load()
{
    m_state = State::Loading;
    emit stateChanged();
    const auto fail = [this](const Error &error) {
        m_state = State::Failed;
        m_error = error;
        emit stateChanged();
    };
    m_backends.engine.status().then(this, [this, fail](const Outcome<EngineStatus> &status) {
        if (status.failed())
            return fail(status.error());
        if (!status.ok())
            return;
        m_today = toDateTime(status->now, m_zone).date();
        m_backends.runs.listCycleTasks(m_workspace).then(this, [this, fail](const Outcome<QList<Node>> &nodes) {
            if (nodes.ok())
                received(*nodes);
            else if (nodes.failed())
                fail(nodes.error());
        });
    });
}

void BackfillFormPresenter::received(const QList<Node> &nodes)
{
    m_all.clear(); // the workspace's root node is nobody's: it has no draft
    std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(m_all),
                 [](const Node &node) { return !node.undeployed && node.file.isValid(); });
    std::sort(m_all.begin(), m_all.end(),
              [](const Node &a, const Node &b) { return a.current.name.localeAwareCompare(b.current.name) < 0; });
    const auto isRoot = [this](const Node &node) { return node.id == m_spec.root; };
    if (!m_spec.root.isValid() && !m_all.isEmpty())
        m_spec.root = m_all.first().id;
    if (std::none_of(m_all.begin(), m_all.end(), isRoot)) {
        m_state = State::Failed;
        m_error = Error::notFound(QStringLiteral("Invalid.Node.NotFound"),
                                  m_all.isEmpty() ? tr("No node of the workspace is scheduled. Commit one first.")
                                                  : tr("The node is not scheduled any more."));
        return emit stateChanged();
    }
    m_state = State::Ready;
    if (m_spec.ranges.isEmpty())
        m_spec.ranges = {{m_today.addDays(-1), m_today.addDays(-1)}};
    showRoot();
}

void BackfillFormPresenter::setRoot(NodeId root)
{
    if (root == m_spec.root || m_state != State::Ready)
        return;
    m_spec.root = root;
    showRoot();
}

void BackfillFormPresenter::showRoot()
{
    QHash<qint64, Node> known;
    for (const Node &node : std::as_const(m_all))
        known.insert(node.id.value(), node);
    const QList<GraphEdge> all = edgesBetween(m_all);
    m_tasks = {known.value(m_spec.root.value())};
    for (const qint64 id : descendantsOf(all, m_spec.root.value()))
        m_tasks.append(known.value(id));
    if (!m_ownName)
        m_spec.name = tr("%1 %2").arg(m_tasks.first().current.name, m_today.toString(Qt::ISODate));
    m_nodes.reset(choicesOf(all));
    emit stateChanged();
}

// Each below the first that leads to it; the tasks come nearest first.
QList<Choice> BackfillFormPresenter::choicesOf(const QList<GraphEdge> &edges)
{
    QHash<qint64, int> places;
    for (int place = 0; place < int(m_tasks.size()); ++place)
        places.insert(m_tasks.at(place).id.value(), place);
    QHash<qint64, int> above;
    m_edges.clear();
    for (const GraphEdge &edge : edges) {
        const int from = places.value(edge.from, -1);
        const int to = places.value(edge.to, -1);
        if (from < 0 || to < 0)
            continue;
        m_edges.append(edge);
        if (from < to)
            above.insert(edge.to, std::min(from, above.value(edge.to, from)));
    }
    QList<Choice> choices;
    for (const Node &node : std::as_const(m_tasks)) {
        const bool isRoot = node.id == m_spec.root;
        choices.append(choiceOf(node, isRoot ? 0 : m_tasks.at(above.value(node.id.value(), 0)).id.value()));
    }
    return choices;
}

Choice BackfillFormPresenter::choiceOf(const Node &node, qint64 parent) const
{
    Choice choice;
    choice.key = node.id.value();
    choice.parent = parent;
    choice.name = node.current.name;
    choice.detail = describe(node.current.properties.schedule);
    choice.remark = node.workflowName;
    if (node.frozen)
        choice.state = StateCell{StateKind::Frozen, tr("Frozen")};
    choice.checked = node.id == m_spec.root;
    return choice;
}

bool BackfillFormPresenter::mayHaveWindow() const
{
    return std::any_of(m_tasks.begin(), m_tasks.end(), [this](const Node &node) {
        return m_spec.nodes.contains(node.id) && cycleKindOf(node.current.properties.schedule) != CycleKind::Day;
    });
}

void BackfillFormPresenter::takeTicks()
{
    m_spec.nodes.clear();
    for (const qint64 key : m_nodes.checkedKeys())
        m_spec.nodes.append(NodeId(key));
    m_spec.dryNodes = nodesBetween(m_spec.nodes);
    specChanged();
}

QList<NodeId> BackfillFormPresenter::nodesBetween(const QList<NodeId> &chosen) const
{
    constexpr qint64 outside = 0; // stands before all chosen ones, and behind them
    QList<GraphEdge> down = m_edges;
    QList<GraphEdge> up;
    for (const GraphEdge &edge : m_edges)
        up.append({edge.to, edge.from});
    QSet<NodeId> ticked;
    for (const NodeId id : chosen) {
        down.append({outside, id.value()});
        up.append({outside, id.value()});
        ticked.insert(id);
    }
    const QList<qint64> reachable = descendantsOf(down, outside);
    const QList<qint64> leading = descendantsOf(up, outside);
    const QSet<qint64> below(reachable.begin(), reachable.end());
    const QSet<qint64> above(leading.begin(), leading.end());
    QList<NodeId> between;
    for (const Node &node : m_tasks) {
        if (below.contains(node.id.value()) && above.contains(node.id.value()) && !ticked.contains(node.id))
            between.append(node.id);
    }
    return between;
}

void BackfillFormPresenter::setName(const QString &name)
{
    m_spec.name = name;
    m_ownName = true;
    emit changed();
}

void BackfillFormPresenter::setRanges(const QList<DateRange> &ranges)
{
    m_spec.ranges = ranges;
    specChanged();
}

void BackfillFormPresenter::setWindow(QTime start, QTime end)
{
    m_spec.windowStart = start;
    m_spec.windowEnd = end;
    specChanged();
}

void BackfillFormPresenter::setOrder(BackfillOrder order)
{
    m_spec.order = order;
    specChanged();
}

void BackfillFormPresenter::setGroups(int groups)
{
    m_spec.groups = groups;
    specChanged();
}

void BackfillFormPresenter::setSkipSucceeded(bool skip)
{
    m_spec.skipSucceeded = skip;
    emit changed();
}

void BackfillFormPresenter::setRunFutureNow(bool run)
{
    m_spec.runFutureNow = run;
    emit changed();
}

void BackfillFormPresenter::setResourceGroup(const QString &identifier)
{
    m_spec.resourceGroup = identifier;
    emit changed();
}

Outcome<> BackfillFormPresenter::check() const
{
    return m_state == State::Ready ? checkBackfill(m_spec) : Outcome<>(Cancelled{});
}

void BackfillFormPresenter::specChanged()
{
    m_preview.reset();
    ++m_generation;
    m_soon.start();
    emit changed();
}

void BackfillFormPresenter::countNow()
{
    if (!check())
        return;
    QtConcurrent::run(previewBackfill, m_spec, m_tasks, m_zone)
        .then(this, [this, generation = m_generation](const BackfillPreview &preview) {
            if (generation != m_generation)
                return;
            m_preview = preview;
            emit changed();
        });
}

void BackfillFormPresenter::submit()
{
    if (m_busy)
        return;
    if (const Outcome<> allowed = check(); allowed.failed())
        return emit refused(allowed.error());
    m_busy = true;
    emit changed();
    m_backends.backfills.start(m_workspace, m_spec).then(this, [this](const Outcome<Backfill> &answer) {
        m_busy = false;
        emit changed();
        if (answer.ok())
            emit started(*answer);
        else if (answer.failed())
            emit refused(answer.error());
    });
}

} // namespace slipway
