#include "widgets/kit/tree.h"

#include "widgets/kit/theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTreeView>

#include <algorithm>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

// Delegates of other columns draw in rows of this height.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), metric::row};
    }
};

QModelIndexList selectedRows(const QTreeView *tree)
{
    QModelIndexList rows = tree->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [tree](const QModelIndex &a, const QModelIndex &b) {
        return tree->visualRect(a).top() < tree->visualRect(b).top();
    });
    return rows;
}

void step(QTreeView *tree, bool next)
{
    const QModelIndex now = tree->currentIndex();
    const QModelIndex to = !now.isValid() ? tree->model()->index(0, 0)
                           : next         ? tree->indexBelow(now)
                                          : tree->indexAbove(now);
    if (to.isValid())
        tree->setCurrentIndex(to);
}

} // namespace

void setUpTree(QTreeView *tree, const QString &key, const QList<ColumnWidth> &widths)
{
    setUpRows(tree);
    tree->setItemDelegate(new RowDelegate(tree));
    tree->setUniformRowHeights(true);
    tree->setExpandsOnDoubleClick(true);
    setUpHeader(tree->header(), widths);
    if (tree->model())
        keepColumns(tree->header(), u"tree/"_s + key);
    setUpKeys(tree, tree->header(), {[tree] { return selectedRows(tree); }, [tree](bool next) { step(tree, next); }});
}

} // namespace slipway
