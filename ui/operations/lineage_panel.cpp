#include "ui/operations/lineage_panel.h"

#include "models/items/counted.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/states.h"
#include "widgets/kit/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace slipway {

namespace {
constexpr int levelChoices[] = {1, 2, 3, 5, 10};
}

LineagePanel::LineagePanel(const Backends &backends, const QString &key, QWidget *parent)
    : QWidget(parent),
      m_presenter(backends),
      m_view(new CanvasView(this)),
      m_stack(new ContentStack(m_view, new EmptyState(Icon::Lineage, {}, {}), tr("Reading dependencies…"), this)),
      m_levels(new QComboBox(this)),
      m_count(textLabel({}, TextSize::Caption, this, true))
{
    m_view->setObjectName(key + QStringLiteral("Dag"));
    m_view->setAccessibleName(tr("Instances before and after"));
    m_view->setReadOnly(true);
    m_view->setModel(&m_presenter.graph());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTools(key));
    column->addWidget(m_stack, 1);
    connect(&m_presenter, &LineagePresenter::stateChanged, this, &LineagePanel::updateState);
    connect(m_stack->emptyState(), &EmptyState::actionTriggered, &m_presenter, &LineagePresenter::reload);
    connect(m_view, &CanvasView::nodeActivated, this,
            [this](GraphNodeId node) { emit instanceRequested(InstanceId(node.value())); });
}

QWidget *LineagePanel::makeTools(const QString &key)
{
    auto *tools = new QWidget(this);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(spacing::m, spacing::xs, spacing::s, spacing::xs);
    row->setSpacing(spacing::xs);
    m_levels->setObjectName(key + QStringLiteral("DagLevels"));
    m_levels->setAccessibleName(tr("Levels up and down"));
    for (const int levels : levelChoices)
        m_levels->addItem(counted(levels, tr("%1 level up and down"), tr("%1 levels up and down")), levels);
    m_levels->setCurrentIndex(m_levels->findData(m_presenter.levels()));
    QToolButton *refresh = iconButton(Icon::Refresh, tr("Read again"), key + QStringLiteral("DagRefresh"), tools);
    QToolButton *fit = iconButton(Icon::ZoomFit, tr("Show all"), key + QStringLiteral("DagFit"), tools);
    row->addWidget(m_levels);
    row->addSpacing(spacing::s);
    row->addWidget(m_count);
    row->addStretch(1);
    row->addWidget(refresh);
    row->addWidget(fit);
    connect(m_levels, &QComboBox::currentIndexChanged, &m_presenter,
            [this] { m_presenter.setLevels(m_levels->currentData().toInt()); });
    connect(refresh, &QToolButton::clicked, &m_presenter, &LineagePresenter::reload);
    connect(fit, &QToolButton::clicked, m_view, &CanvasView::zoomToFit);
    return tools;
}

void LineagePanel::show(const Instance &instance)
{
    m_instance = instance.id;
    if (isVisible())
        m_presenter.show(m_instance);
}

void LineagePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_presenter.show(m_instance);
}

void LineagePanel::updateState()
{
    using State = LineagePresenter::State;
    const qsizetype count = m_presenter.graph().nodes().size();
    m_count->clear();
    if (m_presenter.state() == State::Loading)
        return m_stack->showLoading();
    if (m_presenter.state() == State::Failed) {
        m_stack->emptyState()->setText(tr("The dependencies could not be read."), m_presenter.error().message);
        m_stack->emptyState()->setAction(tr("Try Again"), false);
        return m_stack->showEmpty();
    }
    if (count <= 1) {
        m_stack->emptyState()->setText(tr("It stands alone"),
                                       tr("It waits for no other instance, and none waits for it."));
        m_stack->emptyState()->setAction({});
        return m_stack->showEmpty();
    }
    m_stack->showContent();
    const QString words = counted(count, tr("%1 instance"), tr("%1 instances"));
    m_count->setText(m_presenter.isTruncated() ? tr("%1, more are not shown").arg(words) : words);
    m_view->canvas().select({LineagePresenter::nodeOf(m_presenter.instance())});
    m_view->zoomToFit();
}

} // namespace slipway
