#include "models/items/choice_tree.h"

#include <QHash>

namespace slipway {

ChoiceTree::ChoiceTree(const QString &detailTitle, QObject *parent)
    : QAbstractItemModel(parent), m_detailTitle(detailTitle)
{
}

void ChoiceTree::reset(const QList<Choice> &choices)
{
    beginResetModel();
    m_items.clear();
    m_top.clear();
    QHash<qint64, int> places;
    for (const Choice &choice : choices) {
        const int place = int(m_items.size());
        const int parent = places.value(choice.parent, -1);
        std::vector<int> &siblings = parent < 0 ? m_top : m_items[size_t(parent)].children;
        const int row = int(siblings.size());
        siblings.push_back(place);
        m_items.push_back({choice, parent, row, {}});
        places.insert(choice.key, place);
        if (!choice.refusal.isEmpty())
            m_items.back().choice.checked = false;
    }
    endResetModel();
    emit checksChanged();
}

void ChoiceTree::update(const Choice &choice)
{
    const int place = placeOf(choice.key);
    if (place < 0)
        return;
    Choice &kept = m_items[size_t(place)].choice;
    Choice next = choice;
    next.parent = kept.parent;
    next.checked = kept.checked && next.refusal.isEmpty();
    if (next == kept)
        return;
    const bool ticked = next.checked != kept.checked;
    kept = next;
    emit dataChanged(indexAt(place, 0), indexAt(place, ColumnCount - 1));
    if (ticked)
        emit checksChanged();
}

int ChoiceTree::placeOf(qint64 key) const
{
    for (size_t place = 0; place < m_items.size(); ++place) {
        if (m_items[place].choice.key == key)
            return int(place);
    }
    return -1;
}

const Choice *ChoiceTree::find(qint64 key) const
{
    const int place = placeOf(key);
    return place < 0 ? nullptr : &m_items[size_t(place)].choice;
}

QModelIndex ChoiceTree::indexOf(qint64 key) const
{
    const int place = placeOf(key);
    return place < 0 ? QModelIndex() : indexAt(place, 0);
}

QModelIndex ChoiceTree::indexAt(int place, int column) const
{
    return createIndex(m_items[size_t(place)].row, column, quintptr(place));
}

QList<qint64> ChoiceTree::checkedKeys() const
{
    QList<qint64> keys;
    for (const Item &item : m_items) {
        if (item.choice.checked)
            keys.append(item.choice.key);
    }
    return keys;
}

QList<qint64> ChoiceTree::uncheckedKeys() const
{
    QList<qint64> keys;
    for (const Item &item : m_items) {
        if (!item.choice.checked)
            keys.append(item.choice.key);
    }
    return keys;
}

bool ChoiceTree::check(int place, bool checked)
{
    Choice &choice = m_items[size_t(place)].choice;
    if (choice.checked == checked || (checked && !choice.refusal.isEmpty()))
        return false;
    choice.checked = checked;
    emit dataChanged(indexAt(place, Name), indexAt(place, Name), {Qt::CheckStateRole});
    return true;
}

void ChoiceTree::setAllChecked(bool checked)
{
    for (int place = 0; place < count(); ++place)
        check(place, checked);
    emit checksChanged();
}

void ChoiceTree::setBranchChecked(const QModelIndex &index, bool checked)
{
    if (!index.isValid() || !checkIndex(index))
        return;
    std::vector<int> open{int(index.internalId())};
    while (!open.empty()) {
        const int place = open.back();
        open.pop_back();
        check(place, checked);
        const std::vector<int> &children = m_items[size_t(place)].children;
        open.insert(open.end(), children.begin(), children.end());
    }
    emit checksChanged();
}

QModelIndex ChoiceTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const std::vector<int> &siblings = parent.isValid() ? m_items[parent.internalId()].children : m_top;
    return createIndex(row, column, quintptr(siblings[size_t(row)]));
}

QModelIndex ChoiceTree::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int above = m_items[index.internalId()].parent;
    return above < 0 ? QModelIndex() : indexAt(above, 0);
}

int ChoiceTree::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return int(parent.isValid() ? m_items[parent.internalId()].children.size() : m_top.size());
}

int ChoiceTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString ChoiceTree::text(const Choice &choice, int column) const
{
    switch (column) {
    case Name:
        return choice.name;
    case State:
        return choice.state ? choice.state->word : QString();
    case Detail:
        return choice.detail;
    default:
        return choice.refusal.isEmpty() ? choice.remark : choice.refusal;
    }
}

QVariant ChoiceTree::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Choice &choice = m_items[index.internalId()].choice;
    switch (role) {
    case Qt::DisplayRole:
        return text(choice, index.column());
    case Qt::ToolTipRole:
        return choice.refusal.isEmpty() ? text(choice, index.column()) : choice.refusal;
    case Qt::CheckStateRole:
        return index.column() == Name ? QVariant(choice.checked ? Qt::Checked : Qt::Unchecked) : QVariant();
    case StateRole:
        return index.column() == State && choice.state ? QVariant::fromValue(*choice.state) : QVariant();
    case KeyRole:
        return choice.key;
    case TickableRole:
        return choice.refusal.isEmpty();
    default:
        return {};
    }
}

bool ChoiceTree::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || !checkIndex(index) || index.column() != Name)
        return false;
    if (!check(int(index.internalId()), value.toInt() == Qt::Checked))
        return false;
    emit checksChanged();
    return true;
}

QVariant ChoiceTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Node"), tr("State"), m_detailTitle, tr("Remark")};
    return titles[section];
}

Qt::ItemFlags ChoiceTree::flags(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Choice &choice = m_items[index.internalId()].choice;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
    if (index.column() == Name && choice.refusal.isEmpty())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace slipway
