#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QStringList>

#include <algorithm>

namespace slipway {

// The index arithmetic of a flat table, written once. A concrete model gives titles, cells and the key of a row;
// insertions, removals and changes are announced exactly, a reset happens only when the order of rows changed.
template <class Row, class Key>
class KeyedTable : public QAbstractTableModel
{
public:
    explicit KeyedTable(QStringList titles, QObject *parent = nullptr)
        : QAbstractTableModel(parent), m_titles(std::move(titles))
    {
    }

    int rowCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : int(m_titles.size()); }
    QVariant data(const QModelIndex &index, int role) const final
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        return cell(m_rows.at(index.row()), index.column(), role);
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final
    {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= m_titles.size())
            return {};
        return m_titles.at(section);
    }

    const QList<Row> &rows() const { return m_rows; }
    const Row *rowAt(const QModelIndex &index) const
    {
        return index.isValid() && index.row() < m_rows.size() ? &m_rows.at(index.row()) : nullptr;
    }
    const Row *find(const Key &wanted) const
    {
        const int row = rowOf(wanted);
        return row < 0 ? nullptr : &m_rows.at(row);
    }
    int rowOf(const Key &wanted) const
    {
        for (int row = 0; row < m_rows.size(); ++row) {
            if (key(m_rows.at(row)) == wanted)
                return row;
        }
        return -1;
    }

    // Replaces the whole content; rows that stay keep their place, so selection and scroll position survive.
    void setRows(const QList<Row> &rows)
    {
        if (sameOrder(rows)) {
            mergeInto(rows);
            return;
        }
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    // Changes the row with the same key, or appends (prepends) it.
    void upsert(const Row &row, bool prepend = false)
    {
        if (const int at = rowOf(key(row)); at >= 0) {
            replaceAt(at, row);
            return;
        }
        const int at = prepend ? 0 : int(m_rows.size());
        beginInsertRows({}, at, at);
        m_rows.insert(at, row);
        endInsertRows();
    }
    // Changes the row with the same key, or puts it before the first one that `less` places behind it.
    template <class Less>
    void upsertSorted(const Row &row, Less less)
    {
        if (const int at = rowOf(key(row)); at >= 0) {
            replaceAt(at, row);
            return;
        }
        const auto behind = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &r) { return less(row, r); });
        const int at = int(behind - m_rows.begin());
        beginInsertRows({}, at, at);
        m_rows.insert(at, row);
        endInsertRows();
    }
    void remove(const Key &gone)
    {
        if (const int at = rowOf(gone); at >= 0)
            removeAt(at);
    }

protected:
    virtual QVariant cell(const Row &row, int column, int role) const = 0;
    virtual Key key(const Row &row) const = 0;
    // For figures that change with time (durations): repaint the whole column.
    void columnChanged(int column)
    {
        if (!m_rows.isEmpty())
            emit dataChanged(index(0, column), index(int(m_rows.size()) - 1, column));
    }

private:
    void replaceAt(int at, const Row &row)
    {
        if (m_rows.at(at) == row)
            return;
        m_rows[at] = row;
        emit dataChanged(index(at, 0), index(at, int(m_titles.size()) - 1));
    }
    void removeAt(int at)
    {
        beginRemoveRows({}, at, at);
        m_rows.removeAt(at);
        endRemoveRows();
    }
    // Whether the rows that stay come in the order they have now.
    bool sameOrder(const QList<Row> &rows) const
    {
        int last = -1;
        for (const Row &row : rows) {
            const int at = rowOf(key(row));
            if (at < 0)
                continue;
            if (at <= last)
                return false;
            last = at;
        }
        return true;
    }
    void mergeInto(const QList<Row> &rows)
    {
        for (int at = int(m_rows.size()) - 1; at >= 0; --at) {
            const Key here = key(m_rows.at(at));
            const auto stays = [this, &here](const Row &row) { return key(row) == here; };
            if (std::none_of(rows.begin(), rows.end(), stays))
                removeAt(at);
        }
        for (int at = 0; at < rows.size(); ++at) {
            if (at < m_rows.size() && key(m_rows.at(at)) == key(rows.at(at))) {
                replaceAt(at, rows.at(at));
                continue;
            }
            beginInsertRows({}, at, at);
            m_rows.insert(at, rows.at(at));
            endInsertRows();
        }
    }

    QStringList m_titles;
    QList<Row> m_rows;
};

} // namespace slipway
