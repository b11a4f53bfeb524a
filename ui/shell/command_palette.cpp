#include "ui/shell/command_palette.h"

#include "ui/shell/palette_model.h"
#include "ui/shell/palette_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

constexpr int rowHeight = 34;

class PaletteDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, rowHeight}; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.palette);
        painter->save();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QRectF row = QRectF(option.rect).adjusted(6, 1, -6, -1);
        if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(selected ? theme.colour(Token::Selection) : theme.hover());
            painter->drawRoundedRect(row, metric::controlRadius, metric::controlRadius);
        }
        const QRect rect = option.rect.adjusted(spacing::l, 0, -spacing::l, 0);
        paintIcon(painter, Icon(index.data(PaletteModel::IconRole).toInt()),
                  QRectF(rect.left(), rect.center().y() - 7, 16, 16),
                  theme.colour(selected ? Token::Accent : Token::TextMuted));
        painter->setPen(theme.colour(Token::TextMuted));
        painter->setFont(textFont(TextSize::Caption));
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, index.data(PaletteModel::HintRole).toString());
        drawTitle(painter, rect.adjusted(28, 0, 0, 0), theme, index);
        painter->restore();
    }

private:
    // Letter by letter, so that those that were typed stand out.
    static void drawTitle(QPainter *painter, const QRect &rect, const Theme &theme, const QModelIndex &index)
    {
        const QString title = index.data().toString();
        const auto positions = index.data(PaletteModel::PositionsRole).value<QList<int>>();
        QFont plain = textFont(TextSize::Body);
        QFont strong = plain;
        strong.setWeight(QFont::DemiBold);
        int x = rect.left();
        int at = 0;
        while (at < title.size()) {
            const bool hit = positions.contains(at);
            int end = at + 1;
            while (end < title.size() && positions.contains(end) == hit)
                ++end;
            const QString part = title.mid(at, end - at);
            painter->setFont(hit ? strong : plain);
            painter->setPen(theme.colour(hit ? Token::Accent : Token::Text));
            painter->drawText(QRect(x, rect.top(), rect.right() - x, rect.height()), Qt::AlignLeft | Qt::AlignVCenter,
                              part);
            x += QFontMetrics(painter->font()).horizontalAdvance(part);
            at = end;
        }
    }
};

Icon iconOf(PalettePresenter::Kind kind)
{
    switch (kind) {
    case PalettePresenter::Kind::Workflow:
        return Icon::Workflow;
    case PalettePresenter::Kind::Node:
        return Icon::Shell;
    case PalettePresenter::Kind::Service:
        break;
    }
    return Icon::Services;
}

Icon iconOf(const ActionRegistry &registry, const QAction *action)
{
    const ActionSpec *spec = registry.find(action->objectName().mid(int(qstrlen("action."))));
    return spec ? spec->icon : Icon::ChevronRight;
}

} // namespace

CommandPalette::CommandPalette(ShellContext &context, QWidget *host)
    : Popover(host),
      m_context(context),
      m_presenter(new PalettePresenter(context.backends(), context.workspace(), this)),
      m_model(new PaletteModel(this)),
      m_input(new QLineEdit(this)),
      m_list(new QListView(this))
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Command palette"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(spacing::l, spacing::s, spacing::l, spacing::s);
    auto *lens = new QLabel(this);
    lens->setPixmap(icon(Icon::Search).pixmap(QSize(18, 18), devicePixelRatioF()));
    row->addWidget(lens);
    m_input->setObjectName(u"paletteInput"_s);
    m_input->setFrame(false);
    m_input->setPlaceholderText(tr("Type a command, a workflow, a node or a service"));
    m_input->setAccessibleName(tr("Search or run a command"));
    m_input->setFont(textFont(TextSize::Body));
    QPalette clear = m_input->palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    m_input->setPalette(clear);
    row->addWidget(m_input, 1);
    body()->addLayout(row);
    body()->addWidget(separatorLine(Qt::Horizontal, this));
    body()->addSpacing(spacing::xs);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    body()->addWidget(m_list, 1);
    body()->addSpacing(spacing::xs);
    setFocusProxy(m_input);
    m_input->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    connect(m_presenter, &PalettePresenter::objectsChanged, this, &CommandPalette::collect);
}

void CommandPalette::openPalette()
{
    m_input->clear();
    collect(); // before the focus moves: what the current page offers counts
    openAt(place());
    m_presenter->refresh();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_input || event->type() != QEvent::KeyPress)
        return Popover::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int row = m_list->currentIndex().row();
    const int last = m_model->rowCount() - 1;
    const auto go = [this](int to) { m_list->setCurrentIndex(m_model->index(to)); };
    switch (key) {
    case Qt::Key_Down:
        go(row >= last ? 0 : row + 1);
        return true;
    case Qt::Key_Up:
        go(row <= 0 ? last : row - 1);
        return true;
    case Qt::Key_PageDown:
        go(qMin(last, row + 8));
        return true;
    case Qt::Key_PageUp:
        go(qMax(0, row - 8));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex());
        return true;
    default:
        return false;
    }
}

void CommandPalette::collect()
{
    QList<PaletteEntry> items;
    for (QAction *action : m_context.actions().available()) {
        if (action->objectName() == "action.palette.open"_L1)
            continue;
        items.append({action->text(),
                      action->shortcut().toString(QKeySequence::NativeText),
                      iconOf(m_context.actions(), action),
                      action,
                      {}});
    }
    for (const PalettePresenter::Object &object : m_presenter->objects())
        items.append({object.name, object.place, iconOf(object.kind), nullptr, object.target});
    m_model->setItems(items);
    filter();
}

// As high as its lines, up to ten of them.
QRect CommandPalette::place() const
{
    const int width = qMin(600, parentWidget()->width() - 48);
    const int lines = qBound(1, m_model->rowCount(), 10);
    const int height = qMin(60 + lines * rowHeight, parentWidget()->height() - 120);
    return {(parentWidget()->width() - width) / 2, 64, width, height};
}

void CommandPalette::filter()
{
    m_model->setPattern(m_input->text());
    m_list->setCurrentIndex(m_model->index(0));
    if (isVisible())
        setGeometry(place().adjusted(-shadow, -shadow, shadow, shadow));
}

void CommandPalette::run(const QModelIndex &index)
{
    const PaletteEntry *item = m_model->itemAt(index);
    if (!item)
        return;
    const QPointer<QAction> action = item->action;
    const Target target = item->target;
    closePopover();
    if (action)
        action->trigger();
    else
        m_context.open(target);
}

} // namespace slipway
