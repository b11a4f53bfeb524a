#pragma once

#include "widgets/kit/row_view.h"

class QAbstractItemView;
class QLineEdit;
class QTableView;

namespace slipway {

// Gives a table the manners of all tables here: 30 px rows, sticky header, no grid, whole rows selected, sorting by
// header, `j` `k` and arrows, Enter activates, right click and Menu key ask for the context menu
// (customContextMenuRequested), Ctrl+C copies the selected rows as tab separated text. Column widths, order and sorting
// are kept under `key` in QSettings. Call after setModel().
void setUpTable(QTableView *table, const QString &key, const QList<ColumnWidth> &widths);
// `/` in the view moves the focus to the filter.
void setFilterShortcut(QAbstractItemView *view, QLineEdit *filter);

} // namespace slipway
