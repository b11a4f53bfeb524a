#include "models/items/filter_proxy.h"

#include "models/items/roles.h"

#include <algorithm>

namespace slipway {
namespace {

qsizetype digitsEnd(const QString &text, qsizetype from)
{
    while (from < text.size() && text.at(from).isDigit())
        ++from;
    return from;
}

// Runs of digits compare as numbers, everything else letter by letter without case.
int naturalCompare(const QString &a, const QString &b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        if (a.at(i).isDigit() && b.at(j).isDigit()) {
            const qsizetype endA = digitsEnd(a, i);
            const qsizetype endB = digitsEnd(b, j);
            const qulonglong numberA = QStringView(a).mid(i, endA - i).toULongLong();
            const qulonglong numberB = QStringView(b).mid(j, endB - j).toULongLong();
            if (numberA != numberB)
                return numberA < numberB ? -1 : 1;
            i = endA;
            j = endB;
            continue;
        }
        const QChar letterA = a.at(i++).toCaseFolded();
        const QChar letterB = b.at(j++).toCaseFolded();
        if (letterA != letterB)
            return letterA < letterB ? -1 : 1;
    }
    return int(a.size() - i) - int(b.size() - j);
}

} // namespace

FilterProxy::FilterProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void FilterProxy::setFilterText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool FilterProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty())
        return true;
    QString text;
    for (int column = 0; column < sourceModel()->columnCount(parent); ++column)
        text += sourceModel()->index(row, column, parent).data().toString() + u'\n';
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool FilterProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(SortRole);
    const QVariant b = right.data(SortRole);
    if (a.isValid() && b.isValid()) {
        const QPartialOrdering order = QVariant::compare(a, b);
        return order == QPartialOrdering::Less;
    }
    const QString textA = left.data().toString();
    const QString textB = right.data().toString();
    return naturalCompare(textA, textB) < 0;
}

} // namespace slipway
