#pragma once

#include "widgets/kit/row_view.h"

class QTreeView;

namespace slipway {

// Gives a tree with columns the manners of our tables: 30 px rows, no frame, whole rows selected, `j` `k` and arrows,
// right click and Menu key ask for the context menu (customContextMenuRequested), Ctrl+C copies the selected rows as
// tab separated text. Column widths and order are kept under `key` in QSettings. Call after setModel().
void setUpTree(QTreeView *tree, const QString &key, const QList<ColumnWidth> &widths);

} // namespace slipway
