#pragma once

#include "models/items/roles.h"
#include "models/items/state_kind.h"

#include <QAbstractItemModel>

#include <optional>
#include <vector>

namespace slipway {

// Something that can be ticked in a tree, e.g. a node among its descendants.
struct Choice
{
    qint64 key = 0;
    qint64 parent = 0; // 0, or a key that comes before this one; each stands below one parent only
    QString name;
    QString detail;
    std::optional<StateCell> state;
    QString remark;
    QString refusal; // why it cannot be ticked; empty: it can
    bool checked = false;

    friend bool operator==(const Choice &, const Choice &) = default;
};

// A tree of things to tick, each by itself: a tick says nothing of what is below. KeyRole is the choice's key.
class ChoiceTree : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, State, Detail, Remark, ColumnCount };
    enum Role { TickableRole = FirstFreeRole }; // bool

    // `detailTitle` says what the detail is, e.g. "Schedule".
    explicit ChoiceTree(const QString &detailTitle, QObject *parent = nullptr);

    // Replaces everything.
    void reset(const QList<Choice> &choices);
    // Changes one that is there, except its tick and its place; takes the tick away where it is refused now.
    void update(const Choice &choice);

    int count() const { return int(m_items.size()); }
    const Choice *find(qint64 key) const;
    QModelIndex indexOf(qint64 key) const;
    // In the order of reset().
    QList<qint64> checkedKeys() const;
    QList<qint64> uncheckedKeys() const;
    void setAllChecked(bool checked);
    // With everything below it.
    void setBranchChecked(const QModelIndex &index, bool checked);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void checksChanged();

private:
    struct Item
    {
        Choice choice;
        int parent = -1; // place in m_items
        int row = 0;
        std::vector<int> children;
    };

    int placeOf(qint64 key) const;
    QModelIndex indexAt(int place, int column) const;
    QString text(const Choice &choice, int column) const;
    bool check(int place, bool checked);

    QString m_detailTitle;
    std::vector<Item> m_items;
    std::vector<int> m_top;
};

} // namespace slipway
