#pragma once

#include "ui/shell/page.h"
#include "ui/shell/page_registry.h"

class QTableView;

namespace slipway {

class ContentStack;
class CreateGroupPanel;
class CreateGroupPresenter;
class FilterLine;
class FilterProxy;
class GroupActions;
class GroupsPresenter;
class MessageBar;
class ShellContext;
struct ResourceGroup;

// The Resource Groups page: tab "Exclusive Resource Groups".
class GroupsPage : public Page
{
    Q_OBJECT

public:
    GroupsPage(ShellContext &context, QWidget *parent);

    QString title() const override { return tr("Resource Groups"); }
    void activate() override;
    bool openTarget(const Target &target) override;
    QList<QAction *> pageActions() const override { return m_actions; }

private:
    void makeActions();
    void build();
    QWidget *makeToolBar();
    QWidget *makeTable();
    QWidget *makeContent();
    void showPhase();
    void showEmptiness();
    void dressRows();
    QWidget *makeRowActions(const ResourceGroup &group);
    void openMenu(const QPoint &at, qint64 group);
    void choose(qint64 group);
    void openBindDialog(ResourceGroupId group);
    void askDelete(ResourceGroupId group);

    ShellContext &m_context;
    GroupsPresenter *m_presenter;
    CreateGroupPresenter *m_create;
    GroupActions *m_rowActions;
    FilterProxy *m_proxy;
    QList<QAction *> m_actions;
    FilterLine *m_filter = nullptr;
    MessageBar *m_bar = nullptr;
    QTableView *m_table = nullptr;
    ContentStack *m_stack = nullptr;
    CreateGroupPanel *m_panel = nullptr;
    bool m_loadFailed = false; // what the bar shows
};

PageEntry groupsPageEntry();

} // namespace slipway
