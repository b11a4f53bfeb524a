#include "ui/shell/issues_popover.h"

#include "models/items/time_words.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/states.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

constexpr int rowHeight = 52;

class IssueDelegate : public QStyledItemDelegate
{
public:
    IssueDelegate(const EnginePresenter &engine, QObject *parent) : QStyledItemDelegate(parent), m_engine(engine) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, rowHeight}; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.palette);
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, theme.colour(Token::Selection));
        else if (option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, theme.hover());
        const QRect rect = option.rect.adjusted(spacing::l, 6, -spacing::l, -6);
        paintIcon(painter, Icon::CrossCircle, QRectF(rect.left(), rect.top() + 1, 16, 16),
                  theme.state(StateKind::Failure));
        const QRect text = rect.adjusted(26, 0, 0, 0);
        const QString when = whenText(index);
        painter->setFont(textFont(TextSize::Caption));
        painter->setPen(theme.colour(Token::TextMuted));
        painter->drawText(text, Qt::AlignRight | Qt::AlignTop, when);
        const int room = text.width() - QFontMetrics(painter->font()).horizontalAdvance(when) - 12;
        const QString detail = index.data(IssuesModel::DetailRole).toString();
        painter->drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                          QFontMetrics(painter->font()).elidedText(detail, Qt::ElideRight, text.width()));
        painter->setFont(textFont(TextSize::Body));
        painter->setPen(theme.colour(Token::Text));
        painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room));
        painter->restore();
    }

private:
    QString whenText(const QModelIndex &index) const
    {
        const int count = index.data(IssuesModel::CountRole).toInt();
        const QString when = relativeWords(fromMillis(index.data(InstantRole).toLongLong()), m_engine.engineNow());
        return count > 1 ? IssuesPopover::tr("%1 times, last %2").arg(count).arg(when) : when;
    }

    const EnginePresenter &m_engine;
};

} // namespace

IssuesPopover::IssuesPopover(ShellContext &context, QWidget *host)
    : Popover(host),
      m_context(context),
      m_list(new QListView(this)),
      m_empty(new EmptyState(Icon::CheckCircle, tr("No problems"),
                             tr("What fails in the background is listed here, with the way to it."), this))
{
    setObjectName(u"issuesPopover"_s);
    setAccessibleName(tr("Problems"));
    auto *header = new QHBoxLayout;
    header->setContentsMargins(spacing::l, spacing::s, spacing::s, spacing::s);
    header->addWidget(textLabel(tr("Problems"), TextSize::Section, this));
    header->addStretch();
    QPushButton *dismiss = linkButton(tr("Dismiss"), u"issueDismiss"_s, this);
    header->addWidget(dismiss);
    body()->addLayout(header);
    body()->addWidget(separatorLine(Qt::Horizontal, this));
    m_list->setObjectName(u"issuesList"_s);
    m_list->setAccessibleName(tr("Problems"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setMouseTracking(true);
    m_list->setModel(&context.issues());
    m_list->setItemDelegate(new IssueDelegate(context.engine(), m_list));
    m_list->setUniformItemSizes(true);
    body()->addWidget(m_list, 1);
    body()->addWidget(m_empty, 1);
    setFocusProxy(m_list);
    auto *remove = new QShortcut(QKeySequence::Delete, m_list);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &IssuesPopover::dismissCurrent);
    connect(dismiss, &QPushButton::clicked, this, &IssuesPopover::dismissCurrent);
    connect(m_list, &QListView::activated, this, &IssuesPopover::openIssue);
    connect(m_list, &QListView::clicked, this, &IssuesPopover::openIssue);
    connect(&context.issues(), &IssuesModel::countChanged, this, &IssuesPopover::showEmptiness);
    showEmptiness();
}

void IssuesPopover::openAbove(const QPoint &corner)
{
    const int rows = qBound(3, m_context.issues().rowCount(), 8);
    const QSize size(qMin(460, corner.x() - 8), qMin(rows * rowHeight + 54, corner.y() - 8));
    showEmptiness();
    openAt(QRect(corner - QPoint(size.width(), size.height()), size));
}

void IssuesPopover::openIssue(const QModelIndex &index)
{
    const Issue *issue = m_context.issues().issueAt(index);
    if (!issue || std::holds_alternative<std::monostate>(issue->target))
        return;
    const Target target = issue->target;
    closePopover();
    m_context.open(target);
}

void IssuesPopover::dismissCurrent()
{
    const QModelIndex index = m_list->currentIndex().isValid() ? m_list->currentIndex() : m_context.issues().index(0);
    if (const Issue *issue = m_context.issues().issueAt(index))
        m_context.issues().resolve(QString(issue->id));
}

void IssuesPopover::showEmptiness()
{
    const bool none = m_context.issues().rowCount() == 0;
    m_list->setVisible(!none);
    m_empty->setVisible(none);
}

} // namespace slipway
