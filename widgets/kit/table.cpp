#include "widgets/kit/table.h"

#include "widgets/kit/theme.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QShortcut>
#include <QTableView>

#include <set>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

QModelIndexList selectedRows(const QTableView *table)
{
    std::set<int> rows;
    for (const QModelIndex &index : table->selectionModel()->selectedIndexes())
        rows.insert(index.row());
    QModelIndexList list;
    for (const int row : rows)
        list.append(table->model()->index(row, 0));
    return list;
}

void step(QTableView *table, bool next)
{
    const QModelIndex now = table->currentIndex();
    const int row = qBound(0, now.isValid() ? now.row() + (next ? 1 : -1) : 0, table->model()->rowCount() - 1);
    table->setCurrentIndex(table->model()->index(row, now.isValid() ? now.column() : 0));
}

} // namespace

void setUpTable(QTableView *table, const QString &key, const QList<ColumnWidth> &widths)
{
    setUpRows(table);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setCornerButtonEnabled(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(metric::row);
    table->verticalHeader()->setMinimumSectionSize(metric::compactRow);
    setUpHeader(table->horizontalHeader(), widths);
    if (table->model()) {
        table->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
        table->setSortingEnabled(true);
        keepColumns(table->horizontalHeader(), u"table/"_s + key);
    }
    setUpKeys(table, table->horizontalHeader(),
              {[table] { return selectedRows(table); }, [table](bool next) { step(table, next); }});
}

void setFilterShortcut(QAbstractItemView *view, QLineEdit *filter)
{
    auto *shortcut = new QShortcut(QKeySequence(u"/"_s), view);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(shortcut, &QShortcut::activated, filter, [filter] {
        filter->setFocus(Qt::ShortcutFocusReason);
        filter->selectAll();
    });
}

} // namespace slipway
