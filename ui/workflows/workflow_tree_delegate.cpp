#include "ui/workflows/workflow_tree_delegate.h"

#include "models/items/workflow_tree.h"
#include "widgets/kit/icons.h"

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
    const bool workflow = index.data(WorkflowTree::IsWorkflowRole).toBool();
    const bool zeroLoad = index.data(WorkflowTree::NodeKindRole).toInt() == int(NodeKind::ZeroLoad);
    option->icon = icon(workflow ? Icon::Workflow : zeroLoad ? Icon::ZeroLoad : Icon::Shell);
    option->decorationSize = QSize(metric::smallIcon, metric::smallIcon);
    option->features |= QStyleOptionViewItem::HasDecoration;
    if (workflow) {
        option->font.setWeight(QFont::DemiBold);
    } else {
        const int room = option->rect.width() - markWidth - metric::smallIcon - 3 * spacing::s;
        option->text = option->fontMetrics.elidedText(option->text, Qt::ElideRight, std::max(room, 20));
    }
}

void WorkflowTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (index.data(WorkflowTree::IsWorkflowRole).toBool())
        return;
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
