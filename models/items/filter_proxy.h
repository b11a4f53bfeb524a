#pragma once

#include <QSortFilterProxyModel>

namespace slipway {

// Rows that contain every word of the filter text in some column, whatever the case; sorts by SortRole where the
// model gives one, by the text as people read it ("node 2" before "node 10") where it does not.
class FilterProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit FilterProxy(QObject *parent = nullptr);

    void setFilterText(const QString &text);
    QString filterText() const { return m_text; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QString m_text;
    QStringList m_words;
};

} // namespace slipway
