#include "ui/services/services_page.h"

#include "models/items/filter_proxy.h"
#include "ui/services/service_detail.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/filter_line.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/states.h"
#include "widgets/kit/table.h"
#include "widgets/kit/theme.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace slipway {

ServicesPage::ServicesPage(ShellContext &context, QWidget *parent)
    : Page(parent),
      m_context(context),
      m_presenter(context.backends()),
      m_proxy(new FilterProxy(this)),
      m_bar(new MessageBar(this)),
      m_table(new QTableView(this)),
      m_detail(new ServiceDetail(context, m_presenter, this))
{
    setObjectName(QStringLiteral("servicesPage"));
    auto *splitter = new QSplitter(this);
    splitter->addWidget(makeList());
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 5);
    splitter->setSizes({460, 940});
    splitter->setChildrenCollapsible(false);
    auto *empty = new EmptyState(Icon::Services, {}, {});
    m_stack = new ContentStack(splitter, empty, tr("Reading services…"), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);
    m_detail->setVisible(false);

    connect(empty, &EmptyState::actionTriggered, this, [this] {
        if (m_presenter.state() == ServicesPresenter::State::Failed)
            m_presenter.reload();
        else
            m_context.showPage(QStringLiteral("datastudio"));
    });
    connect(m_bar, &MessageBar::retryRequested, &m_presenter, &ServicesPresenter::reload);
    connect(&m_presenter, &ServicesPresenter::listChanged, this, &ServicesPage::updateList);
    connect(&m_presenter, &ServicesPresenter::failed, m_bar, &MessageBar::showError);
    connect(&m_presenter, &ServicesPresenter::accepted, this,
            [this](const QString &message) { m_bar->showMessage(MessageBar::Kind::Info, message); });
    connect(&m_presenter, &ServicesPresenter::settled, m_bar, &MessageBar::clearInfo);
    connect(&m_context.workspace(), &WorkspaceContext::regionChanged, &m_presenter, &ServicesPresenter::setRegion);
    connect(&m_context.workspace(), &WorkspaceContext::currentChanged, this,
            [this] { m_presenter.setTimeZone(m_context.workspace().timeZone()); });
    m_presenter.setTimeZone(m_context.workspace().timeZone());
    m_presenter.setRegion(m_context.workspace().region());
    updateList();
}

QWidget *ServicesPage::makeList()
{
    m_proxy->setSourceModel(&m_presenter.services());
    m_table->setObjectName(QStringLiteral("servicesTable"));
    m_table->setAccessibleName(tr("Model services"));
    m_table->setModel(m_proxy);
    m_table->setItemDelegateForColumn(ServiceTableModel::State, new StateDelegate(m_table));
    using Table = ServiceTableModel;
    setUpTable(m_table, QStringLiteral("services"),
               {{Table::Name, 0}, {Table::State, 104}, {Table::Version, 72}, {Table::Instances, 76}});
    auto *filter = new FilterLine(tr("Filter services"), this);
    filter->setObjectName(QStringLiteral("servicesFilter"));
    filter->setAccessibleName(tr("Filter services"));
    filter->attachTo(m_proxy);
    setFilterShortcut(m_table, filter);
    QToolButton *refresh = iconButton(Icon::Refresh, tr("Read again"), QStringLiteral("servicesRefresh"), this);
    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(spacing::m, spacing::m, spacing::m, spacing::s);
    tools->addWidget(filter, 1);
    tools->addWidget(refresh);
    auto *list = new QWidget(this);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tools);
    layout->addWidget(m_table, 1);
    connect(refresh, &QToolButton::clicked, &m_presenter, &ServicesPresenter::reload);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ServicesPage::selectionChanged);
    return list;
}

void ServicesPage::updateList()
{
    updateState();
    const QList<Service> &services = m_presenter.services().rows();
    const int wanted = m_wanted.isEmpty() ? -1 : m_presenter.services().rowOf(m_wanted);
    if (wanted >= 0) {
        m_wanted.clear();
        m_table->selectRow(m_proxy->mapFromSource(m_presenter.services().index(wanted, 0)).row());
    } else if (!m_table->currentIndex().isValid() && !services.isEmpty()) {
        m_table->selectRow(0);
    }
}

void ServicesPage::updateState()
{
    using State = ServicesPresenter::State;
    const bool failed = m_presenter.state() == State::Failed;
    const bool any = !m_presenter.services().rows().isEmpty();
    if (failed && any) {
        m_bar->showError(tr("The services could not be read."), m_presenter.error());
        m_bar->setRetryVisible(true);
    } else if (m_failureShown && !failed) {
        m_bar->clear();
    }
    m_failureShown = failed;
    EmptyState *empty = m_stack->emptyState();
    empty->setText(failed ? tr("The services could not be read.") : tr("No model services in this region"),
                   failed ? m_presenter.error().message
                          : tr("A service appears here when a script calls eascmd create.\nWrite one in DataStudio, or "
                               "choose another region above."));
    empty->setAction(failed ? tr("Try Again") : tr("Go to DataStudio"), !failed);
    if (m_presenter.state() == State::Loading)
        m_stack->showLoading();
    else
        any ? m_stack->showContent() : m_stack->showEmpty();
}

void ServicesPage::selectionChanged()
{
    const Service *service = m_presenter.services().rowAt(m_proxy->mapToSource(m_table->currentIndex()));
    m_detail->setVisible(service != nullptr);
    m_presenter.select(service ? service->name : QString());
}

bool ServicesPage::openTarget(const Target &target)
{
    const auto *service = std::get_if<ServiceTarget>(&target);
    if (!service)
        return false;
    m_wanted = service->name;
    m_context.workspace().setRegion(service->region);
    updateList();
    return true;
}

PageEntry servicesPageEntry()
{
    PageEntry entry;
    entry.id = QStringLiteral("services");
    entry.title = ServicesPage::tr("Model Services");
    entry.label = ServicesPage::tr("Services");
    entry.icon = Icon::Services;
    entry.make = [](ShellContext &context, QWidget *parent) -> Page * { return new ServicesPage(context, parent); };
    entry.opens = [](const Target &target) { return std::holds_alternative<ServiceTarget>(target); };
    return entry;
}

} // namespace slipway
