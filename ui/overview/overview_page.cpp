#include "ui/overview/overview_page.h"

#include "models/items/regions.h"
#include "ui/overview/held_up_card.h"
#include "ui/overview/overview_parts.h"
#include "ui/overview/overview_presenter.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/page_header.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

namespace slipway {

using namespace Qt::StringLiterals;

OverviewPage::OverviewPage(ShellContext &context, QWidget *parent)
    : Page(parent),
      m_context(context),
      m_presenter(new OverviewPresenter(context.backends(), context.workspace(), context.engine(), this)),
      m_blockers(context.backends())
{
    setObjectName(u"overviewPage"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(makeContent());
    column->addWidget(scroll);
    connect(m_presenter, &OverviewPresenter::changed, this, &OverviewPage::showState);
    connect(&context.engine(), &EnginePresenter::statusChanged, this, &OverviewPage::showState);
    connect(&context.engine(), &EnginePresenter::connectionChanged, this,
            [this] { m_engine->show(m_context.engine()); });
    connect(m_bar, &MessageBar::retryRequested, m_presenter, &OverviewPresenter::load);
    connect(m_bar, &MessageBar::retryRequested, &context.engine(), &EnginePresenter::loadWorkspaces);
    showState();
    m_presenter->load();
}

QWidget *OverviewPage::makeContent()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, spacing::xl);
    column->setSpacing(0);
    m_header = new PageHeader(title(), {}, content);
    column->addWidget(m_header);
    m_bar = new MessageBar(content);
    m_steps = new StepsCard(content);
    m_today = new TodayCard(content);
    m_heldUp = new HeldUpCard(content);
    m_services = new ServicesCard(content);
    m_engine = new EngineCard(content);
    auto *columns = new QHBoxLayout;
    columns->setContentsMargins(spacing::xl, spacing::xs, spacing::xl, 0);
    columns->setSpacing(spacing::l);
    auto *left = new QVBoxLayout;
    left->setSpacing(spacing::l);
    left->addWidget(m_bar);
    left->addWidget(m_steps);
    left->addWidget(m_services);
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->setSpacing(spacing::l);
    right->addWidget(m_today);
    right->addWidget(m_heldUp);
    right->addWidget(m_engine);
    right->addStretch(1);
    columns->addLayout(left, 5);
    columns->addLayout(right, 3);
    column->addLayout(columns, 1);
    connect(m_steps, &StepsCard::stepChosen, this, &OverviewPage::openStep);
    connect(m_today, &TodayCard::opened, this, [this] { m_context.showPage(u"operations"_s); });
    connect(m_heldUp, &HeldUpCard::instanceChosen, &m_context, &ShellContext::openInstance);
    connect(m_heldUp, &HeldUpCard::blockerRequested, &m_blockers, &InstanceCommandPresenter::findBlocker);
    connect(&m_blockers, &InstanceCommandPresenter::blockerFound, &m_context, &ShellContext::openInstance);
    connect(&m_blockers, &InstanceCommandPresenter::failed, this, [this](InstanceCommand, const Error &error) {
        m_bar->showError(tr("What it waits for could not be found."), error);
    });
    connect(m_services, &ServicesCard::serviceChosen, &m_context, &ShellContext::openService);
    return content;
}

void OverviewPage::activate()
{
    m_presenter->load();
}

void OverviewPage::showState()
{
    const WorkspaceContext &workspace = m_context.workspace();
    m_header->setSubtitle(workspace.current().id.isValid()
                              ? tr("Workspace %1, region %2, times in %3")
                                    .arg(workspace.current().identifier, regionName(workspace.region()),
                                         QString::fromLatin1(workspace.timeZone().id()))
                              : tr("Waiting for the engine"));
    const QString problem =
        m_presenter->problem().isEmpty() ? m_context.engine().workspacesProblem() : m_presenter->problem();
    if (problem.isEmpty()) {
        if (std::exchange(m_problemShown, false))
            m_bar->clear();
    } else {
        m_problemShown = true;
        m_bar->showMessage(MessageBar::Kind::Error, tr("The overview could not be read. %1").arg(problem));
        m_bar->setRetryVisible(true);
    }
    m_steps->show(m_presenter->steps(), m_presenter->isComplete() ? m_presenter->currentStep() : -1);
    if (m_presenter->knows(OverviewPresenter::Today))
        m_today->show(m_presenter->today());
    else
        m_today->showUnknown();
    if (m_presenter->knows(OverviewPresenter::Services))
        m_services->show(m_presenter->services(), workspace.region());
    else
        m_services->showUnknown();
    m_engine->show(m_context.engine());
    m_blockers.setTimeZone(workspace.timeZone());
    m_heldUp->show(m_presenter->heldUp(), workspace.timeZone());
}

void OverviewPage::openStep(int step)
{
    switch (m_presenter->steps().at(step).place) {
    case GettingStartedStep::Place::Groups:
        m_context.openGroups();
        break;
    case GettingStartedStep::Place::Studio:
        m_context.showPage(u"datastudio"_s);
        break;
    case GettingStartedStep::Place::Operations:
        m_context.showPage(u"operations"_s);
        break;
    case GettingStartedStep::Place::Services:
        m_context.showPage(u"services"_s);
        break;
    }
}

PageEntry overviewPageEntry()
{
    PageEntry entry;
    entry.id = u"overview"_s;
    entry.title = OverviewPage::tr("Overview");
    entry.icon = Icon::Overview;
    entry.make = [](ShellContext &context, QWidget *parent) -> Page * { return new OverviewPage(context, parent); };
    return entry;
}

} // namespace slipway
