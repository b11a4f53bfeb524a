#include "ui/operations/instance_filter_bar.h"

#include "models/backend/event_feed.h"
#include "models/backend/workflows_backend.h"
#include "models/items/state_kind.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/filter_line.h"
#include "widgets/kit/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>

namespace slipway {

InstanceFilterBar::InstanceFilterBar(const Backends &backends, const QString &key, QWidget *parent)
    : QWidget(parent),
      m_backends(backends),
      m_day(new QComboBox(this)),
      m_state(new QComboBox(this)),
      m_workflow(new QComboBox(this)),
      m_text(new FilterLine(tr("Node name or instance id"), this)),
      m_nodeChip(new QToolButton(this))
{
    const auto name = [&key](QWidget *widget, const char *part, const QString &accessible) {
        widget->setObjectName(key + QLatin1StringView(part));
        widget->setAccessibleName(accessible);
    };
    name(m_day, "Day", tr("Data timestamp"));
    name(m_state, "State", tr("Instance state"));
    name(m_workflow, "Workflow", tr("Workflow of instances"));
    name(m_text, "Text", tr("Filter instances"));
    name(m_nodeChip, "NodeChip", tr("Show all nodes again"));
    m_nodeChip->setIcon(icon(Icon::Close));
    m_nodeChip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_nodeChip->hide();
    QToolButton *refresh = iconButton(Icon::Refresh, tr("Read again"), key + QStringLiteral("Refresh"), this);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::l, spacing::s, spacing::l, spacing::s);
    layout->setSpacing(spacing::s);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_day, m_state, m_workflow, m_text, m_nodeChip})
        layout->addWidget(widget);
    m_text->setMinimumWidth(250);
    layout->addStretch(1);
    layout->addWidget(refresh);

    m_day->addItem(tr("Any data timestamp"), QDate());
    m_workflow->addItem(tr("All workflows"));
    fillStates();
    for (QComboBox *box : {m_day, m_state, m_workflow})
        connect(box, &QComboBox::currentIndexChanged, this, &InstanceFilterBar::queryChanged);
    connect(m_text, &FilterLine::filterChanged, this, &InstanceFilterBar::queryChanged);
    connect(refresh, &QToolButton::clicked, this, &InstanceFilterBar::refreshRequested);
    connect(&m_backends.events, &EventFeed::workflowChanged, this, &InstanceFilterBar::loadWorkflows);
    connect(&m_backends.events, &EventFeed::workflowRemoved, this, &InstanceFilterBar::loadWorkflows);
    connect(m_nodeChip, &QToolButton::clicked, this, [this] {
        m_node = {};
        m_nodeChip->hide();
        emit queryChanged();
    });
}

void InstanceFilterBar::setWorkspace(WorkspaceId workspace, const QTimeZone &zone)
{
    m_workspace = workspace;
    m_zone = zone;
    loadWorkflows();
    emit queryChanged();
}

// Days by their data timestamp, with what people mean by them: yesterday's data is today's runs.
void InstanceFilterBar::fillDays()
{
    const QSignalBlocker quiet(m_day);
    const QDate kept = m_day->currentData().toDate();
    m_day->clear();
    m_day->addItem(tr("Any data timestamp"), QDate());
    const auto add = [this](QDate day, const QString &words) {
        m_day->addItem(words.arg(day.toString(Qt::ISODate)), day);
    };
    add(m_today.addDays(-1), tr("%1 (today's runs)"));
    add(m_today.addDays(-2), tr("%1 (yesterday's runs)"));
    for (int back = 3; back <= 8; ++back)
        add(m_today.addDays(-back), QStringLiteral("%1"));
    if (kept.isValid() && m_day->findData(kept) < 0)
        m_day->addItem(kept.toString(Qt::ISODate), kept);
    m_day->setCurrentIndex(std::max(0, kept.isValid() ? m_day->findData(kept) : 0));
}

void InstanceFilterBar::setNow(Instant now)
{
    const QDate today = toDateTime(now, m_zone).date();
    if (today == m_today)
        return;
    m_today = today;
    fillDays();
}

void InstanceFilterBar::fillStates()
{
    m_state->addItem(tr("All states"));
    for (const auto &[state, text] : enumNames<InstanceState>())
        m_state->addItem(stateCell(state).word, QVariant::fromValue(static_cast<int>(state)));
}

void InstanceFilterBar::loadWorkflows()
{
    if (!m_workspace.isValid())
        return;
    m_backends.workflows.listWorkflows(m_workspace).then(this, [this](const Outcome<QList<Workflow>> &workflows) {
        if (workflows.ok())
            fillWorkflows(*workflows);
    });
}

void InstanceFilterBar::fillWorkflows(const QList<Workflow> &workflows)
{
    const QVariant kept = m_workflow->currentData();
    {
        const QSignalBlocker quiet(m_workflow);
        m_workflow->clear();
        m_workflow->addItem(tr("All workflows"));
        for (const Workflow &workflow : workflows)
            m_workflow->addItem(workflow.name, workflow.id.value());
        m_workflow->setCurrentIndex(kept.isValid() ? std::max(0, m_workflow->findData(kept)) : 0);
    }
    if (m_workflow->currentData() != kept)
        emit queryChanged(); // the chosen one is gone
}

InstanceQuery InstanceFilterBar::query() const
{
    InstanceQuery query;
    query.workspace = m_workspace;
    query.node = m_node;
    query.text = m_text->text().trimmed();
    if (m_state->currentIndex() > 0)
        query.states = {static_cast<InstanceState>(m_state->currentData().toInt())};
    if (m_workflow->currentIndex() > 0)
        query.workflow = WorkflowId(m_workflow->currentData().toLongLong());
    if (const QDate day = m_day->currentData().toDate(); day.isValid())
        query.bizdateFrom = query.bizdateTo = fromDateTime(day.startOfDay(m_zone));
    return query;
}

void InstanceFilterBar::showNode(NodeId node, const QString &name)
{
    m_node = node;
    for (QComboBox *box : {m_day, m_state, m_workflow}) {
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(0);
    }
    m_text->clear();
    m_nodeChip->setText(name);
    m_nodeChip->show();
    emit queryChanged();
}

} // namespace slipway
