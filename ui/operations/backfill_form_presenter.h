#pragma once

#include "models/backend/backends.h"
#include "models/domain/backfill_preview.h"
#include "models/domain/graph.h"
#include "models/items/choice_tree.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <optional>

namespace slipway {

// "What will this backfill be, and may it begin": the dialog's state without its fields.
class BackfillFormPresenter : public QObject
{
    Q_OBJECT

public:
    enum class State { Loading, Ready, Failed };

    BackfillFormPresenter(const Backends &backends, WorkspaceId workspace, const QTimeZone &zone, NodeId root,
                          QObject *parent = nullptr);

    // The root, ticked, and what depends on it, below it.
    ChoiceTree &nodes() { return m_nodes; }
    State state() const { return m_state; }
    // Why it is Failed.
    const Error &error() const { return m_error; }
    // The engine's day in the workspace's zone; yesterday is the newest data timestamp that is due.
    QDate today() const { return m_today; }
    // Those that a backfill may begin with, by name.
    const QList<Node> &candidates() const { return m_all; }
    void setRoot(NodeId root);
    // Whether a chosen node runs more often than once a day, so that a window of the day means something.
    bool mayHaveWindow() const;

    const BackfillSpec &spec() const { return m_spec; }
    void setName(const QString &name);
    void setRanges(const QList<DateRange> &ranges);
    void setWindow(QTime start, QTime end);
    void setOrder(BackfillOrder order);
    void setGroups(int groups);
    void setSkipSucceeded(bool skip);
    void setRunFutureNow(bool run);
    void setResourceGroup(const QString &identifier);

    // The first rule that the spec breaks; its field as the engine has it.
    Outcome<> check() const;
    // Set while one is known for the spec as it stands.
    const std::optional<BackfillPreview> &preview() const { return m_preview; }
    bool isBusy() const { return m_busy; }
    void submit();

public slots:
    void load();

signals:
    void stateChanged();
    // The spec, its check, or its preview.
    void changed();
    void started(const slipway::Backfill &backfill);
    void refused(const slipway::Error &error);

private:
    void received(const QList<Node> &nodes);
    void showRoot();
    QList<Choice> choicesOf(const QList<GraphEdge> &edges);
    Choice choiceOf(const Node &node, qint64 parent) const;
    void takeTicks();
    // Nodes that are not chosen, but stand between two that are.
    QList<NodeId> nodesBetween(const QList<NodeId> &chosen) const;
    void specChanged();
    void countNow();

    Backends m_backends;
    WorkspaceId m_workspace;
    QTimeZone m_zone;
    ChoiceTree m_nodes;
    QList<Node> m_all;
    QList<Node> m_tasks;      // the root and its descendants
    QList<GraphEdge> m_edges; // between them
    BackfillSpec m_spec;
    std::optional<BackfillPreview> m_preview;
    QTimer m_soon; // counts once a burst of changes is over
    QDate m_today;
    State m_state = State::Loading;
    Error m_error;
    int m_generation = 0;
    bool m_ownName = false; // somebody typed it
    bool m_busy = false;
};

} // namespace slipway
