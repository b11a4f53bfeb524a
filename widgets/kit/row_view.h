#pragma once

#include <QList>
#include <QModelIndexList>
#include <QString>

#include <functional>

class QAbstractItemView;
class QHeaderView;

namespace slipway {

// What tables and trees with columns have in common; setUpTable() and setUpTree() make the two.

// How a column begins; the user's own widths and order are remembered after that.
struct ColumnWidth
{
    int column = 0;
    int width = 0; // 0: takes the rest
};

// No frame, whole rows selected, nothing edited, smooth scrolling, right click and Menu key ask for the context menu.
void setUpRows(QAbstractItemView *view);
void setUpHeader(QHeaderView *header, const QList<ColumnWidth> &widths);
// Column widths, order and sorting are kept under `key` in QSettings. Call with a model.
void keepColumns(QHeaderView *header, const QString &key);

struct RowKeys
{
    std::function<QModelIndexList()> selected; // rows, in the order of the screen
    std::function<void(bool next)> step;       // to the row beside the current one
};
// Ctrl+C copies the selected rows as tab separated text, `j` and `k` step.
void setUpKeys(QAbstractItemView *view, const QHeaderView *header, const RowKeys &keys);

} // namespace slipway
