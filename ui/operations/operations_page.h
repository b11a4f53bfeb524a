#pragma once

#include "ui/operations/instance_commands.h"
#include "ui/shell/page.h"
#include "ui/shell/page_registry.h"

class QListWidget;
class QStackedWidget;

namespace slipway {

class BackfillsView;
class InstancesView;
class ShellContext;
class TasksView;

// Operation Center: cycle tasks, cycle instances, backfills, one-off runs.
class OperationsPage : public Page
{
    Q_OBJECT

public:
    explicit OperationsPage(ShellContext &context, QWidget *parent = nullptr);

    QString title() const override { return tr("Operation Center"); }
    void activate() override;
    bool openTarget(const Target &target) override;

private:
    enum Section { Tasks, Instances, Backfills, OneOff };
    void addSection(Icon image, const QString &title, QWidget *view);
    void showSection(Section section);
    void activateSection(int section);
    void showInstance(InstanceId instance);
    void startBackfill(NodeId root);
    RerunPolicies policies() const;

    ShellContext &m_context;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    TasksView *m_tasks;
    InstancesView *m_instances;
    BackfillsView *m_backfills;
    InstancesView *m_oneOff;
};

PageEntry operationsPageEntry();

} // namespace slipway
