#pragma once

#include "models/domain/ids.h"

#include <QList>
#include <QObject>

class QAction;
class QMenu;

namespace slipway {

class ActionRegistry;
class GroupsPresenter;

// What can be done with the chosen resource group: one set of actions for the tool bar, the row's menu and the command
// palette. What is not possible now is greyed and says why.
class GroupActions : public QObject
{
    Q_OBJECT

public:
    GroupActions(ActionRegistry &registry, GroupsPresenter &presenter, QWidget *page);

    QAction *changeWorkspace() const { return m_change; }
    QList<QAction *> all() const { return {m_change, m_start, m_stop, m_delete}; }
    void fill(QMenu &menu) const;

public slots:
    // An invalid id: none is chosen.
    void setGroup(slipway::ResourceGroupId group);
    // Its state may be another one now.
    void update();

signals:
    void changeWorkspaceRequested(slipway::ResourceGroupId group);
    void deleteRequested(slipway::ResourceGroupId group);

private:
    void allow(QAction *action, const QString &whyNot);

    GroupsPresenter &m_presenter;
    ResourceGroupId m_group;
    QAction *m_change;
    QAction *m_start;
    QAction *m_stop;
    QAction *m_delete;
};

} // namespace slipway
