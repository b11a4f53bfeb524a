#include "ui/operations/actions_column.h"

#include "widgets/kit/icons.h"
#include "widgets/kit/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTreeView>

namespace slipway {

namespace {
constexpr int columnWidth = 64;

class DotsDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const Theme theme = Theme::of(option.palette);
        const bool lively = option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
        const QRect place(option.rect.left() + spacing::s + 2, option.rect.top(), metric::smallIcon,
                          option.rect.height());
        paintIcon(painter, Icon::More, place, theme.colour(lively ? Token::Text : Token::TextMuted));
    }
};

void setUp(QAbstractItemView *view, QHeaderView *header, int column)
{
    view->setItemDelegateForColumn(column, new DotsDelegate(view));
    header->resizeSection(column, columnWidth);
    header->setSectionResizeMode(column, QHeaderView::Fixed);
    QObject::connect(view, &QAbstractItemView::clicked, view, [view, column](const QModelIndex &index) {
        if (index.column() == column)
            emit view->customContextMenuRequested(view->visualRect(index).center());
    });
}

} // namespace

void setUpActionsColumn(QTableView *table, int column)
{
    setUp(table, table->horizontalHeader(), column);
}

void setUpActionsColumn(QTreeView *tree, int column)
{
    setUp(tree, tree->header(), column);
}

} // namespace slipway
