#pragma once

#include "models/domain/ids.h"
#include "widgets/kit/dialog_frame.h"

class QVBoxLayout;

namespace slipway {

class GroupsPresenter;
class WorkspaceContext;
struct Workspace;

// "Modify home workspace": binds a resource group to workspaces, one row each, at once.
class BindWorkspaceDialog : public DialogFrame
{
    Q_OBJECT

public:
    BindWorkspaceDialog(GroupsPresenter &groups, const WorkspaceContext &workspaces, ResourceGroupId group,
                        QWidget *parent);

private:
    void showRows();
    QWidget *makeRow(const Workspace &workspace);

    GroupsPresenter &m_groups;
    const WorkspaceContext &m_workspaces;
    ResourceGroupId m_group;
    QString m_filter;
    QWidget *m_list;
    QVBoxLayout *m_rows;
};

} // namespace slipway
