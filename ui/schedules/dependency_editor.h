#pragma once

#include "models/backend/backends.h"
#include "models/domain/ids.h"
#include "models/domain/outcome.h"

#include <QHash>
#include <QStringList>
#include <QWidget>

class QCompleter;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QStringListModel;
class QToolButton;

namespace slipway {

// The parents of a node by their output names: search and add, Use Root Node, remove.
class DependencyEditor : public QWidget
{
    Q_OBJECT

public:
    explicit DependencyEditor(const Backends &backends, QWidget *parent = nullptr);

    void setWorkspace(WorkspaceId workspace, const QString &rootOutput);
    void setParents(const QStringList &outputs);
    QStringList parents() const;
    // Output names to the names of their nodes, shown beside them.
    void setNodeNames(const QHash<QString, QString> &names);
    // A node cannot be its own parent.
    void setOwnOutputs(const QStringList &outputs) { m_own = outputs; }

signals:
    void edited();
    void refused(const QString &reason);

private:
    void add(const QString &output);
    void connectRemoval(QToolButton *button);
    void append(const QString &output);
    void dress(QListWidgetItem *item) const;
    void remove();
    void fitHeight();
    void search(const QString &text);

    Backends m_backends;
    WorkspaceId m_workspace;
    QString m_root;
    QStringList m_own;
    QHash<QString, QString> m_names;
    QLineEdit *m_input;
    QStringListModel *m_found;
    QListWidget *m_list;
};

} // namespace slipway
