#include "ui/workflows/workflow_tree_delegate.h"

#include "models/items/workflow_tree.h"
#include "widgets/kit/icons.h"

#include <QApplication>
#include <QLineEdit>
#include <QPainter>

namespace slipway {
namespace {

constexpr int markWidth = 40; // dot and state icon

} // namespace

QSize WorkflowTreeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), metric::row - 2};
}

void WorkflowTreeDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.data(WorkflowTree::IsWorkflowRole).toBool())
        option->font.setWeight(QFont::DemiBold);
}

QRect WorkflowTreeDelegate::textRect(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool workflow = index.data(WorkflowTree::IsWorkflowRole).toBool();
    return option.rect.adjusted(spacing::xs + metric::smallIcon + spacing::s, 0, workflow ? -spacing::s : -markWidth,
                                0);
}

void WorkflowTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QString name = std::exchange(option.text, QString());
    const QStyle *style = option.widget == nullptr ? QApplication::style() : option.widget->style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget); // ground, selection, focus

    const Theme theme = Theme::of(option.palette);
    const bool workflow = index.data(WorkflowTree::IsWorkflowRole).toBool();
    const bool zeroLoad = index.data(WorkflowTree::NodeKindRole).toInt() == int(NodeKind::ZeroLoad);
    const Icon symbol = workflow ? Icon::Workflow : zeroLoad ? Icon::ZeroLoad : Icon::Shell;
    const double middle = option.rect.center().y() + 0.5;
    const double half = metric::smallIcon / 2.0;
    paintIcon(painter, symbol, QRectF(option.rect.left() + spacing::xs, middle - half, 2 * half, 2 * half),
              theme.colour(Token::TextMuted));
    painter->save();
    painter->setFont(option.font);
    painter->setPen(theme.colour(Token::Text));
    const QRect text = textRect(option, index);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(option.font).elidedText(name, Qt::ElideRight, text.width()));
    painter->restore();
    if (!workflow)
        paintMarks(painter, option, index);
}

void WorkflowTreeDelegate::paintMarks(QPainter *painter, const QStyleOptionViewItem &option,
                                      const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.palette);
    const int middle = option.rect.center().y();
    int right = option.rect.right() - spacing::s;
    const QVariant state = index.data(StateRole);
    if (state.isValid()) {
        const auto cell = state.value<StateCell>();
        paintIcon(painter, stateIcon(cell.kind), QRectF(right - 14, middle - 7, 14, 14), theme.state(cell.kind));
    }
    right -= 14 + spacing::s;
    if (!index.data(WorkflowTree::ChangedRole).toBool())
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor accent = theme.colour(Token::Accent);
    painter->setPen(QPen(accent, 1.5));
    painter->setBrush(index.data(WorkflowTree::CommittedRole).toBool() ? QBrush(accent) : QBrush(Qt::NoBrush));
    painter->drawEllipse(QRectF(right - 6, middle - 2.5, 5.5, 5.5));
    painter->restore();
}

void WorkflowTreeDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                                const QModelIndex &index) const
{
    editor->setGeometry(textRect(option, index).adjusted(-spacing::xs, 0, 0, 0));
}

QWidget *WorkflowTreeDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                            const QModelIndex &index) const
{
    auto *editor = new QLineEdit(index.data().toString(), parent);
    editor->setObjectName(QStringLiteral("treeNameEditor"));
    editor->setAccessibleName(tr("Node name"));
    return editor;
}

void WorkflowTreeDelegate::setModelData(QWidget *editor, QAbstractItemModel *, const QModelIndex &index) const
{
    const QString name = static_cast<QLineEdit *>(editor)->text();
    if (name != index.data().toString())
        emit renamed(FileId{index.data(KeyRole).toLongLong()}, name);
}

} // namespace slipway
