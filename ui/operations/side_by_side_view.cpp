#include "ui/operations/side_by_side_view.h"

#include "models/items/counted.h"
#include "models/items/side_by_side_table.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/states.h"
#include "widgets/kit/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineHeight = 20;
constexpr int numberWidth = 64;
constexpr double partStrength = 0.28; // of the state's colour behind what differs inside a line

using Kind = SideRow::Kind;

class DiffDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.palette);
        const int kind = index.data(SideBySideTable::KindRole).toInt();
        const bool left = index.column() == SideBySideTable::LeftNumber || index.column() == SideBySideTable::LeftText;
        const bool text = index.column() == SideBySideTable::LeftText || index.column() == SideBySideTable::RightText;
        painter->save();
        painter->fillRect(option.rect, ground(theme, kind, left));
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, theme.colour(Token::Selection));
        painter->setFont(kind < 0 ? textFont(TextSize::Caption) : option.font);
        painter->setPen(theme.colour(text && kind >= 0 ? Token::Text : Token::TextMuted));
        const QRect place = option.rect.adjusted(spacing::s, 0, -spacing::s, 0);
        painter->setClipRect(option.rect);
        if (text && kind == int(Kind::Changed))
            markPart(painter, option, place, index, theme, left);
        painter->drawText(place, int(Qt::TextSingleLine) | index.data(Qt::TextAlignmentRole).toInt(),
                          text ? index.data().toString() : index.data().toString() + sign(kind, left));
        if (index.column() == SideBySideTable::RightNumber) {
            painter->setPen(theme.colour(Token::Border));
            painter->drawLine(option.rect.topLeft(), option.rect.bottomLeft());
        }
        painter->restore();
    }

private:
    // Beside the colour, for those who do not see it.
    static QString sign(int kind, bool left)
    {
        const bool changed = kind == int(Kind::Changed);
        if (left)
            return changed || kind == int(Kind::Removed) ? u" −"_s : u"  "_s;
        return changed || kind == int(Kind::Added) ? u" +"_s : u"  "_s;
    }
    static QColor ground(const Theme &theme, int kind, bool left)
    {
        if (kind < 0)
            return theme.colour(Token::Sunken);
        if (kind == int(Kind::Same))
            return theme.colour(Token::Surface);
        const bool there = kind == int(Kind::Changed) || (kind == int(Kind::Removed)) == left;
        return there ? theme.tint(left ? StateKind::Failure : StateKind::Success) : theme.colour(Token::Sunken);
    }
    // What the two lines do not have in common.
    static void markPart(QPainter *painter, const QStyleOptionViewItem &option, const QRect &place,
                         const QModelIndex &index, const Theme &theme, bool left)
    {
        const QString own = index.data().toString();
        const int begin = index.data(SideBySideTable::PartBeginRole).toInt();
        const int end = index.data(SideBySideTable::PartEndRole).toInt();
        const QFontMetrics metrics(option.font);
        const int from = place.left() + metrics.horizontalAdvance(own.left(begin));
        const int width = metrics.horizontalAdvance(own.mid(begin, end - begin));
        QColor strong = theme.state(left ? StateKind::Failure : StateKind::Success);
        strong.setAlphaF(float(partStrength));
        painter->fillRect(QRect(from, place.top() + 2, width, place.height() - 4), strong);
    }
};

} // namespace

SideBySideView::SideBySideView(SideBySideTable &table, const QString &key, QWidget *parent)
    : QWidget(parent),
      m_table(table),
      m_key(key),
      m_view(new QTableView(this)),
      m_count(textLabel({}, TextSize::Caption, this, true)),
      m_remark(textLabel({}, TextSize::Caption, this, true))
{
    setUpView();
    m_stack = new ContentStack(m_view, new EmptyState(Icon::Compare, {}, {}), tr("Comparing…"), this);
    m_tools = makeTools();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tools);
    column->addWidget(m_stack, 1);
    connect(m_stack->emptyState(), &EmptyState::actionTriggered, this, &SideBySideView::retryRequested);
}

void SideBySideView::setUpView()
{
    m_view->setObjectName(m_key + u"Table"_s);
    m_view->setTabKeyNavigation(false);
    m_view->setAccessibleName(tr("Differences"));
    m_view->setModel(&m_table);
    m_view->setItemDelegate(new DiffDelegate(m_view));
    m_view->setFont(codeFont());
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setMinimumSectionSize(lineHeight);
    m_view->verticalHeader()->setDefaultSectionSize(lineHeight);
    QHeaderView *header = m_view->horizontalHeader();
    header->hide();
    for (const int column : {SideBySideTable::LeftNumber, SideBySideTable::RightNumber}) {
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, numberWidth);
    }
    for (const int column : {SideBySideTable::LeftText, SideBySideTable::RightText})
        header->setSectionResizeMode(column, QHeaderView::Stretch);
}

QWidget *SideBySideView::makeTools()
{
    auto *tools = new QWidget(this);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, spacing::xs, 0, spacing::xs);
    row->setSpacing(spacing::s);
    QToolButton *up = iconButton(Icon::ChevronUp, tr("Previous difference"), m_key + u"Previous"_s, tools);
    QToolButton *down = iconButton(Icon::ChevronDown, tr("Next difference"), m_key + u"Next"_s, tools);
    up->setShortcut(QKeySequence(u"Shift+F7"_s));
    down->setShortcut(QKeySequence(u"F7"_s));
    auto *all = new QCheckBox(tr("Show what is the same"), tools);
    all->setObjectName(m_key + u"ShowAll"_s);
    all->setAccessibleName(all->text());
    row->addWidget(up);
    row->addWidget(down);
    row->addWidget(m_count);
    row->addWidget(m_remark);
    row->addStretch(1);
    row->addWidget(all);
    connect(up, &QToolButton::clicked, this, [this] { go(false); });
    connect(down, &QToolButton::clicked, this, [this] { go(true); });
    connect(all, &QCheckBox::toggled, this, [this](bool on) { m_table.setFolded(!on); });
    return tools;
}

void SideBySideView::addTool(QWidget *tool)
{
    static_cast<QHBoxLayout *>(m_tools->layout())->addWidget(tool);
}

void SideBySideView::setRemark(const QString &remark)
{
    m_remark->setText(remark);
}

void SideBySideView::go(bool forward)
{
    const QModelIndex now = m_view->currentIndex();
    const int row = m_table.nextDifference(now.isValid() ? now.row() : forward ? -1 : m_table.rowCount(), forward);
    if (row < 0)
        return;
    m_view->setCurrentIndex(m_table.index(row, SideBySideTable::LeftText));
    m_view->scrollTo(m_table.index(row, SideBySideTable::LeftText), QAbstractItemView::PositionAtCenter);
}

void SideBySideView::showLoading()
{
    m_stack->showLoading();
    m_count->clear();
}

void SideBySideView::showResult(const QString &nothing)
{
    const int count = m_table.differences();
    if (m_table.isEmpty() || count == 0) {
        m_stack->emptyState()->setText(m_table.isEmpty() ? nothing : tr("They are the same"),
                                       m_table.isEmpty() ? QString() : tr("No line differs."));
        m_stack->emptyState()->setAction({});
        m_stack->showEmpty();
        m_count->clear();
        return;
    }
    m_stack->showContent();
    m_count->setText(counted(count, tr("%1 line differs"), tr("%1 lines differ")));
}

void SideBySideView::showFailure(const QString &what, const QString &why)
{
    m_stack->emptyState()->setText(what, why);
    m_stack->emptyState()->setAction(tr("Try Again"), false);
    m_stack->showEmpty();
    m_count->clear();
}

} // namespace slipway
