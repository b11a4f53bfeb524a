#pragma once

#include "models/domain/workflow.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QStandardItemModel;
class QToolButton;

namespace slipway {

// A list of scheduled nodes that a person puts together: search by name, workflow or id, add, remove.
class NodeChooser : public QWidget
{
    Q_OBJECT

public:
    explicit NodeChooser(const QString &objectName, QWidget *parent = nullptr);

    // What can be chosen, and the names of what is.
    void setNodes(const QList<Node> &nodes);
    void setChosen(const QList<NodeId> &nodes);
    QList<NodeId> chosen() const;

signals:
    void edited();
    void refused(const QString &reason);

private:
    void addTyped();
    void add(NodeId node);
    void remove();
    void append(NodeId node);
    QString wordsOf(NodeId node) const;
    void layOut(QToolButton *add, QToolButton *remove);

    QList<Node> m_nodes;
    QLineEdit *m_input;
    QStandardItemModel *m_choices;
    QListWidget *m_list;
};

} // namespace slipway
