#include "ui/operations/compare_dialog.h"

#include "models/items/counted.h"
#include "models/items/state_kind.h"
#include "ui/operations/instance_commands.h"
#include "ui/operations/side_by_side_view.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/states.h"
#include "widgets/kit/table.h"
#include "widgets/kit/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int fieldWidth = 190;

// A row that differs: a mark at its left edge, a tint, and the values in bold.
class FactDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.palette);
        const bool differs = index.data(ComparisonTable::DiffersRole).toBool();
        const bool field = index.column() == ComparisonTable::Field;
        painter->save();
        if (differs)
            painter->fillRect(option.rect, theme.tint(StateKind::Waiting));
        if (differs && field)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                              theme.state(StateKind::Waiting));
        QFont font = option.font;
        font.setWeight(differs && !field ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(theme.colour(field ? Token::TextMuted : Token::Text));
        const QRect place = option.rect.adjusted(field ? spacing::m : spacing::s, 0, -spacing::s, 0);
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, place.width()));
        painter->restore();
    }
};

// The right side takes half of the width, so that it stands below its heading as in the other tabs.
class FactsView : public QTableView
{
public:
    using QTableView::QTableView;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QTableView::resizeEvent(event);
        setColumnWidth(ComparisonTable::Right, viewport()->width() / 2);
    }
};

} // namespace

CompareDialog::CompareDialog(const Backends &backends, const QTimeZone &zone, QWidget *parent)
    : DialogFrame(tr("Compare two instances"), parent),
      m_presenter(backends, zone),
      m_zone(zone),
      m_tabs(new QTabWidget(this)),
      m_script(new SideBySideView(m_presenter.script(), u"compareScript"_s, this)),
      m_log(new SideBySideView(m_presenter.log(), u"compareLog"_s, this))
{
    setObjectName(u"compareDialog"_s);
    setCancel(tr("Close"));
    const QSize room = parent ? parent->window()->size() : QSize(1280, 760);
    resize(std::clamp(room.width() - 80, 900, 1600), std::clamp(room.height() - 80, 560, 1100));
    setContent(makeContent());
    auto *times = new QCheckBox(tr("Ignore times"), this);
    times->setObjectName(u"compareLogIgnoreTimes"_s);
    times->setAccessibleName(times->text());
    times->setToolTip(tr("Lines that differ only in times of day and durations count as the same."));
    times->setChecked(m_presenter.ignoresTimes());
    m_log->addTool(times);
    connect(times, &QCheckBox::toggled, &m_presenter, &ComparePresenter::setIgnoresTimes);
    connect(m_log, &SideBySideView::retryRequested, &m_presenter, &ComparePresenter::reload);
    connect(&m_presenter, &ComparePresenter::stateChanged, this, &CompareDialog::updateState);
    connect(&m_presenter, &ComparePresenter::scriptStateChanged, this, &CompareDialog::updateScript);
    connect(&m_presenter, &ComparePresenter::logStateChanged, this, &CompareDialog::updateLog);
}

QWidget *CompareDialog::makeContent()
{
    m_tabs->setObjectName(u"compareTabs"_s);
    m_tabs->setAccessibleName(tr("What is compared"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeFacts(), tr("Facts"));
    m_tabs->addTab(m_script, tr("Script"));
    m_tabs->addTab(m_log, tr("Log"));
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::s);
    column->addWidget(makeHeads());
    column->addWidget(m_tabs, 1);
    m_stack = new ContentStack(body, new EmptyState(Icon::Compare, {}, {}), tr("Comparing…"), this);
    connect(m_stack->emptyState(), &EmptyState::actionTriggered, &m_presenter, &ComparePresenter::reload);
    return m_stack;
}

QWidget *CompareDialog::makeHeads()
{
    auto *heads = new QWidget(this);
    auto *row = new QHBoxLayout(heads);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::s);
    m_left = makeHead(row, u"compareLeft"_s);
    m_right = makeHead(row, u"compareRight"_s);
    return heads;
}

CompareDialog::Side CompareDialog::makeHead(QHBoxLayout *row, const QString &objectName)
{
    Side side{new StateChip(this), textLabel({}, TextSize::Body, this)};
    side.title->setObjectName(objectName);
    side.title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *half = new QWidget(this);
    auto *layout = new QHBoxLayout(half);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::s);
    layout->addWidget(side.chip);
    layout->addWidget(side.title, 1);
    row->addWidget(half, 1);
    return side;
}

QTableView *CompareDialog::makeFacts()
{
    auto *view = new FactsView(this);
    view->setObjectName(u"compareFacts"_s);
    view->setAccessibleName(tr("Facts of both instances"));
    view->setModel(&m_presenter.facts());
    view->setItemDelegate(new FactDelegate(view));
    setUpTable(view, u"compareFacts"_s, {{ComparisonTable::Field, fieldWidth}});
    view->setSortingEnabled(false);
    view->setFocusPolicy(Qt::TabFocus);
    QHeaderView *header = view->horizontalHeader();
    header->hide();
    header->setSectionResizeMode(ComparisonTable::Left, QHeaderView::Stretch);
    header->setSectionResizeMode(ComparisonTable::Right, QHeaderView::Fixed);
    return view;
}

void CompareDialog::compare(InstanceId instance, InstanceId other)
{
    m_presenter.compare(instance, other);
}

void CompareDialog::showHead(const Side &side, const ComparedInstance &compared)
{
    side.chip->setState(stateCell(compared.instance));
    const QString attempt = compared.attempt.number > 0 ? tr("attempt %1").arg(compared.attempt.number) : tr("not run");
    side.title->setText(
        tr("%1  ·  %2  ·  %3")
            .arg(instanceTitle(compared.instance, m_zone), attempt, tr("id %1").arg(compared.instance.id.toString())));
}

void CompareDialog::updateState()
{
    using State = ComparePresenter::State;
    if (m_presenter.state() == State::Loading)
        return m_stack->showLoading();
    if (m_presenter.state() == State::Failed) {
        const bool none = m_presenter.error().kind == ErrorKind::NotFound;
        m_stack->emptyState()->setText(none ? tr("There is nothing to compare with")
                                            : tr("The instances could not be compared."),
                                       m_presenter.error().message);
        m_stack->emptyState()->setAction(none ? QString() : tr("Try Again"), false);
        return m_stack->showEmpty();
    }
    m_stack->showContent();
    showHead(m_left, m_presenter.comparison().left);
    showHead(m_right, m_presenter.comparison().right);
}

void CompareDialog::updateScript()
{
    const bool ready = m_presenter.scriptState() == ComparePresenter::State::Ready;
    const int lines = m_presenter.script().differences();
    m_tabs->setTabText(1, ready && lines > 0 ? tr("Script (%1)").arg(lines) : tr("Script"));
    if (ready)
        m_script->showResult(tr("Neither has a script"));
    else
        m_script->showLoading();
}

void CompareDialog::updateLog()
{
    using State = ComparePresenter::State;
    const int lines = m_presenter.log().differences();
    m_tabs->setTabText(2, m_presenter.logState() == State::Ready && lines > 0 ? tr("Log (%1)").arg(lines) : tr("Log"));
    m_log->setRemark(m_presenter.logState() == State::Ready ? m_presenter.logRemark() : QString());
    if (m_presenter.logState() == State::Loading)
        m_log->showLoading();
    else if (m_presenter.logState() == State::Failed)
        m_log->showFailure(tr("A log could not be read."), m_presenter.logError().message);
    else
        m_log->showResult(tr("Neither has written a log"));
}

} // namespace slipway
