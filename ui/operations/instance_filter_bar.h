#pragma once

#include "models/backend/backends.h"
#include "models/domain/instance.h"

#include <QTimeZone>
#include <QWidget>

class QComboBox;
class QToolButton;

namespace slipway {

class FilterLine;

// Narrows a list of instances: data timestamp, state, workflow, part of the name.
class InstanceFilterBar : public QWidget
{
    Q_OBJECT

public:
    // `key` begins the object names, e.g. "cycleInstances".
    InstanceFilterBar(const Backends &backends, const QString &key, QWidget *parent = nullptr);

    void setWorkspace(WorkspaceId workspace, const QTimeZone &zone);
    // The engine's clock: which days are offered.
    void setNow(Instant now);
    // What is set, laid over the workspace; kinds of instances are the page's business.
    InstanceQuery query() const;
    // Only this node's instances, all of them, until the chip is cleared.
    void showNode(NodeId node, const QString &name);
    FilterLine *textFilter() const { return m_text; }

signals:
    void queryChanged();
    void refreshRequested();

private:
    void loadWorkflows();
    void fillWorkflows(const QList<Workflow> &workflows);
    void fillDays();
    void fillStates();

    Backends m_backends;
    WorkspaceId m_workspace;
    QTimeZone m_zone = QTimeZone::utc();
    NodeId m_node;
    QDate m_today;
    QComboBox *m_day;
    QComboBox *m_state;
    QComboBox *m_workflow;
    FilterLine *m_text;
    QToolButton *m_nodeChip;
};

} // namespace slipway
