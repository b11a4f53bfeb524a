#include "models/items/side_by_side_table.h"

#include <algorithm>

namespace slipway {

SideBySideTable::SideBySideTable(QObject *parent) : QAbstractTableModel(parent) {}

void SideBySideTable::setTexts(const QStringList &left, const QStringList &right, const QList<SideRow> &rows,
                               bool ignoreTimes)
{
    beginResetModel();
    m_ignoreTimes = ignoreTimes;
    m_left = left;
    m_right = right;
    m_rows = rows;
    m_differences = int(
        std::count_if(rows.begin(), rows.end(), [](const SideRow &row) { return row.kind != SideRow::Kind::Same; }));
    show();
    endResetModel();
}

void SideBySideTable::setFolded(bool folded)
{
    if (folded == m_folded)
        return;
    beginResetModel();
    m_folded = folded;
    show();
    endResetModel();
}

void SideBySideTable::show()
{
    m_shown.clear();
    const int size = int(m_rows.size());
    for (int at = 0; at < size;) {
        int end = at;
        while (end < size && m_rows.at(end).kind == SideRow::Kind::Same)
            ++end;
        // At the ends of the text only one side has a difference to give context to.
        const int from = at == 0 ? 0 : at + context;
        const int until = end == size ? size : end - context;
        const bool worthIt = m_folded && until - from > 1;
        for (int row = at; row < (worthIt ? from : end); ++row)
            m_shown.append({row, 0});
        if (worthIt) {
            m_shown.append({from, until - from});
            for (int row = until; row < end; ++row)
                m_shown.append({row, 0});
        }
        for (at = end; at < size && m_rows.at(at).kind != SideRow::Kind::Same; ++at)
            m_shown.append({at, 0});
    }
}

bool SideBySideTable::differs(int shown) const
{
    const Shown &row = m_shown.at(shown);
    return row.folded == 0 && m_rows.at(row.first).kind != SideRow::Kind::Same;
}

int SideBySideTable::nextDifference(int row, bool forward) const
{
    const int step = forward ? 1 : -1;
    const int size = int(m_shown.size());
    int at = std::clamp(row, -1, size);
    while (at >= 0 && at < size && differs(at))
        at += step; // out of the stretch that one is in
    if (at == row)
        at += step;
    while (at >= 0 && at < size && !differs(at))
        at += step;
    if (at < 0 || at >= size)
        return -1;
    while (at > 0 && differs(at - 1))
        --at;
    return at;
}

int SideBySideTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int SideBySideTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SideBySideTable::line(const SideRow &row, bool left) const
{
    const int number = left ? row.left : row.right;
    return number < 0 ? QString() : (left ? m_left : m_right).at(number);
}

QString SideBySideTable::spoken(const SideRow &row, bool left) const
{
    const int number = left ? row.left : row.right;
    if (number < 0)
        return tr("no line");
    const QString text = line(row, left);
    switch (row.kind) {
    case SideRow::Kind::Changed:
        return tr("Changed line %1: %2").arg(number + 1).arg(text);
    case SideRow::Kind::Removed:
        return tr("Removed line %1: %2").arg(number + 1).arg(text);
    case SideRow::Kind::Added:
        return tr("Added line %1: %2").arg(number + 1).arg(text);
    case SideRow::Kind::Same:
        break;
    }
    return tr("Line %1: %2").arg(number + 1).arg(text);
}

QVariant SideBySideTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Shown &shown = m_shown.at(index.row());
    const SideRow &row = m_rows.at(shown.first);
    const bool left = index.column() == LeftNumber || index.column() == LeftText;
    const bool isText = index.column() == LeftText || index.column() == RightText;
    if (role == KindRole)
        return shown.folded > 0 ? -1 : int(row.kind);
    if (role == Qt::TextAlignmentRole)
        return isText ? QVariant(Qt::AlignLeft | Qt::AlignVCenter) : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (shown.folded > 0)
        return role == Qt::DisplayRole && isText ? QVariant(tr("%1 lines are the same").arg(shown.folded)) : QVariant();
    const int number = left ? row.left : row.right;
    if (role == Qt::DisplayRole && !isText)
        return number < 0 ? QVariant() : QVariant(number + 1);
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && isText))
        return line(row, left);
    if (role == Qt::AccessibleTextRole && isText)
        return spoken(row, left);
    if ((role != PartBeginRole && role != PartEndRole) || row.kind != SideRow::Kind::Changed)
        return {};
    const LineSpan span = differingSpan(line(row, true), line(row, false), m_ignoreTimes);
    return role == PartBeginRole ? (left ? span.leftBegin : span.rightBegin) : (left ? span.leftEnd : span.rightEnd);
}

QVariant SideBySideTable::headerData(int, Qt::Orientation, int) const
{
    return {};
}

} // namespace slipway
