#include "ui/groups/bind_workspace_dialog.h"

#include "ui/groups/groups_presenter.h"
#include "ui/shell/workspace_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/filter_line.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/state_chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

QScrollArea *scrolling(QWidget *list, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(list);
    area->setMinimumHeight(180);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace

BindWorkspaceDialog::BindWorkspaceDialog(GroupsPresenter &groups, const WorkspaceContext &workspaces,
                                         ResourceGroupId group, QWidget *parent)
    : DialogFrame(tr("Modify home workspace"), parent),
      m_groups(groups),
      m_workspaces(workspaces),
      m_group(group),
      m_list(new QWidget),
      m_rows(new QVBoxLayout(m_list))
{
    setObjectName(u"bindWorkspaceDialog"_s);
    const ResourceGroup *found = groups.group(group);
    setExplanation(tr("Nodes of a workspace can choose %1 once it is bound to the workspace.")
                       .arg(found ? found->name : QString()));
    setCancel(tr("Close"));
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    auto *heading = new QHBoxLayout;
    heading->addWidget(textLabel(tr("Workspace"), TextSize::Body, content));
    heading->addStretch();
    auto *filter = new FilterLine(tr("Filter workspaces"), content);
    filter->setObjectName(u"workspaceFilter"_s);
    filter->setFixedWidth(220);
    heading->addWidget(filter);
    column->addLayout(heading);
    m_list->setAutoFillBackground(true);
    m_list->setBackgroundRole(QPalette::Base);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    column->addWidget(scrolling(m_list, content), 1);
    setContent(content);
    setMinimumWidth(560);
    connect(filter, &FilterLine::filterChanged, this, [this](const QString &text) {
        m_filter = text;
        showRows();
    });
    connect(&m_groups, &GroupsPresenter::groupChanged, this, [this](ResourceGroupId changed) {
        if (changed == m_group)
            showRows();
    });
    connect(&m_groups, &GroupsPresenter::groupRemoved, this, [this](ResourceGroupId removed) {
        if (removed == m_group)
            reject();
    });
    connect(&m_groups, &GroupsPresenter::actionFailed, this, &DialogFrame::showError);
    connect(&m_workspaces, &WorkspaceContext::workspacesChanged, this, &BindWorkspaceDialog::showRows);
    showRows();
}

void BindWorkspaceDialog::showRows()
{
    // The button that was just pressed is among the rows: they go when control is back in the event loop.
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (const Workspace &workspace : m_workspaces.workspaces()) {
        const bool wanted = workspace.identifier.contains(m_filter, Qt::CaseInsensitive) ||
                            workspace.displayName.contains(m_filter, Qt::CaseInsensitive);
        if (wanted)
            m_rows->addWidget(makeRow(workspace));
    }
    if (m_rows->count() == 0) { // isEmpty() would not count rows that are still to be shown
        QLabel *none = textLabel(tr("No workspace matches."), TextSize::Body, m_list, true);
        none->setObjectName(u"noWorkspaceMatches"_s);
        none->setMargin(spacing::m);
        m_rows->addWidget(none);
    }
    m_rows->addStretch();
}

QWidget *BindWorkspaceDialog::makeRow(const Workspace &workspace)
{
    const ResourceGroup *group = m_groups.group(m_group);
    const bool bound = group && group->workspaces.contains(workspace.id);
    auto *frame = new QWidget(m_list);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(spacing::m, 6, spacing::m, 6);
    row->setSpacing(spacing::m);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(textLabel(workspace.identifier, TextSize::Body, frame));
    names->addWidget(textLabel(workspace.displayName, TextSize::Caption, frame, true));
    row->addLayout(names, 1);
    if (bound) {
        auto *chip = new StateChip(frame);
        chip->setState({StateKind::Success, tr("Bound")});
        row->addWidget(chip);
    }
    const QString id = workspace.identifier;
    QPushButton *button =
        bound ? quietButton(tr("Unbind"), u"unbind."_s + id, frame) : quietButton(tr("Bind"), u"bind."_s + id, frame);
    button->setAccessibleName((bound ? tr("Unbind %1") : tr("Bind %1")).arg(id));
    const QString why = group && !bound ? GroupsPresenter::whyNotBind(*group) : QString();
    button->setEnabled(group && why.isEmpty());
    button->setToolTip(why);
    row->addWidget(button);
    column->addLayout(row);
    column->addWidget(separatorLine(Qt::Horizontal, frame));
    connect(button, &QPushButton::clicked, this, [this, bound, workspace = workspace.id] {
        messageBar()->clear();
        bound ? m_groups.unbind(m_group, workspace) : m_groups.bind(m_group, workspace);
    });
    return frame;
}

} // namespace slipway
