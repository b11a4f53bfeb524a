#pragma once

#include "models/domain/side_by_side.h"
#include "models/items/roles.h"

#include <QAbstractTableModel>

namespace slipway {

// Two texts side by side, line by line. Stretches that are alike can be folded into one row that says how many.
class SideBySideTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { LeftNumber, LeftText, RightNumber, RightText, ColumnCount };
    enum Role {
        KindRole = FirstFreeRole, // int of SideRow::Kind; -1 for a fold
        PartBeginRole,            // of a changed line, what differs from the one beside it
        PartEndRole,
    };
    // Lines that stay on either side of a difference.
    static constexpr int context = 3;

    explicit SideBySideTable(QObject *parent = nullptr);

    // `ignoreTimes`: the times that lines begin with are not marked as different.
    void setTexts(const QStringList &left, const QStringList &right, const QList<SideRow> &rows,
                  bool ignoreTimes = false);
    void setFolded(bool folded);
    bool isFolded() const { return m_folded; }
    bool isEmpty() const { return m_rows.isEmpty(); }
    // Lines that are not the same on both sides.
    int differences() const { return m_differences; }
    // The first row of the next (previous) stretch that differs, from `row` on; -1: there is none.
    int nextDifference(int row, bool forward) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    // A row of the diff, or `folded` of them from `first` on.
    struct Shown
    {
        int first = 0;
        int folded = 0;
    };
    void show();
    bool differs(int shown) const;
    QString line(const SideRow &row, bool left) const;
    QString spoken(const SideRow &row, bool left) const;

    QStringList m_left;
    QStringList m_right;
    QList<SideRow> m_rows;
    QList<Shown> m_shown;
    int m_differences = 0;
    bool m_folded = true;
    bool m_ignoreTimes = false;
};

} // namespace slipway
