#include "ui/groups/group_actions.h"

#include "ui/groups/groups_presenter.h"
#include "ui/shell/action_registry.h"

#include <QAction>
#include <QMenu>

#include <array>

namespace slipway {
namespace {

constexpr std::array<ActionSpec, 4> actionTable{{
    {"group.changeWorkspace", QT_TRANSLATE_NOOP("Action", "Change Workspace"), "Ctrl+B", Icon::Link,
     ActionContext::Groups},
    {"group.start", QT_TRANSLATE_NOOP("Action", "Start"), "", Icon::Play, ActionContext::Groups},
    {"group.stop", QT_TRANSLATE_NOOP("Action", "Stop"), "", Icon::Stop, ActionContext::Groups},
    {"group.delete", QT_TRANSLATE_NOOP("Action", "Delete"), "Del", Icon::Trash, ActionContext::Groups},
}};

} // namespace

GroupActions::GroupActions(ActionRegistry &registry, GroupsPresenter &presenter, QWidget *page)
    : QObject(page), m_presenter(presenter)
{
    registry.add(actionTable);
    m_change = registry.make("group.changeWorkspace", page, [this] { emit changeWorkspaceRequested(m_group); });
    m_start = registry.make("group.start", page, [this] { m_presenter.start(m_group); });
    m_stop = registry.make("group.stop", page, [this] { m_presenter.stop(m_group); });
    m_delete = registry.make("group.delete", page, [this] { emit deleteRequested(m_group); });
    update();
}

void GroupActions::setGroup(ResourceGroupId group)
{
    m_group = group;
    update();
}

void GroupActions::update()
{
    const ResourceGroup *group = m_presenter.group(m_group);
    const QString none = tr("Choose a resource group first.");
    allow(m_change, group ? QString() : none);
    allow(m_start, group ? GroupsPresenter::whyNotStart(*group) : none);
    allow(m_stop, group ? GroupsPresenter::whyNotStop(*group) : none);
    allow(m_delete, group ? GroupsPresenter::whyNotDelete(*group) : none);
}

void GroupActions::allow(QAction *action, const QString &whyNot)
{
    const QString name = action->text();
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setEnabled(whyNot.isEmpty());
    action->setToolTip(!whyNot.isEmpty() ? tr("%1: %2").arg(name, whyNot)
                       : keys.isEmpty()  ? name
                                         : tr("%1 (%2)").arg(name, keys));
}

void GroupActions::fill(QMenu &menu) const
{
    menu.addAction(m_change);
    menu.addSeparator();
    menu.addAction(m_start);
    menu.addAction(m_stop);
    menu.addSeparator();
    menu.addAction(m_delete);
}

} // namespace slipway
