#pragma once

#include <QList>
#include <QString>

class QAbstractItemView;
class QLineEdit;
class QTableView;

namespace slipway {

// How a column begins; the user's own widths and order are remembered after that.
struct ColumnWidth
{
    int column = 0;
    int width = 0; // 0: takes the rest
};

// Gives a table the manners of all tables here: 30 px rows, sticky header, no grid, whole rows selected, sorting by
// header, `j` `k` and arrows, Enter activates, right click and Menu key ask for the context menu
// (customContextMenuRequested), Ctrl+C copies the selected rows as tab separated text. Column widths, order and sorting
// are kept under `key` in QSettings. Call after setModel().
void setUpTable(QTableView *table, const QString &key, const QList<ColumnWidth> &widths);
// `/` in the view moves the focus to the filter.
void setFilterShortcut(QAbstractItemView *view, QLineEdit *filter);

} // namespace slipway
