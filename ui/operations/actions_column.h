#pragma once

class QTableView;
class QTreeView;

namespace slipway {

// Draws the three dots in a column of a table. A click on them asks for the context menu at that cell, as a right click
// on the row does (customContextMenuRequested). Call after setUpTable().
void setUpActionsColumn(QTableView *table, int column);
void setUpActionsColumn(QTreeView *tree, int column);

} // namespace slipway
