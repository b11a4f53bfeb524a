#include "models/items/backfill_tree.h"

#include "models/domain/blockers.h"

#include <QSet>

#include <algorithm>

namespace slipway {

// An index points at its row; the rows' addresses are stable.
struct BackfillTree::Row
{
    Level level = Level::Backfill;
    const Row *parent = nullptr;
    int at = 0; // among its siblings
};

struct BackfillTree::InstanceRow : Row
{
    Instance instance;
};

struct BackfillTree::DateRow : Row
{
    enum class Content { Unknown, Asked, There, Stale };
    BackfillDate date;
    Content content = Content::Unknown;
    std::vector<std::unique_ptr<InstanceRow>> instances;
};

struct BackfillTree::BackfillRow : Row
{
    Backfill backfill;
    std::vector<std::unique_ptr<DateRow>> dates;
};

BackfillTree::BackfillTree(QObject *parent) : QAbstractItemModel(parent) {}

BackfillTree::~BackfillTree() = default;

void BackfillTree::setTimeZone(const QTimeZone &zone)
{
    beginResetModel();
    m_zone = zone;
    endResetModel();
}

bool BackfillTree::countsUp(const Backfill &backfill)
{
    return !isOver(backfill.state) && !isSet(backfill.finishedAt);
}

void BackfillTree::setNow(Instant now)
{
    m_now = now;
    const auto tick = [this](const Row *row) { emit dataChanged(indexFor(row, Duration), indexFor(row, Duration)); };
    for (const auto &row : m_rows) {
        if (!countsUp(row->backfill))
            continue;
        tick(row.get());
        for (const auto &date : row->dates) {
            if (date->date.state == DagState::Running)
                tick(date.get());
            for (const auto &leaf : date->instances) {
                if (leaf->instance.state == InstanceState::Running)
                    tick(leaf.get());
            }
        }
    }
}

bool BackfillTree::hasRunning() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const auto &row) { return countsUp(row->backfill); });
}

// --- content ---

void BackfillTree::setBackfills(const QList<Backfill> &backfills)
{
    QSet<BackfillId> staying;
    for (const Backfill &backfill : backfills)
        staying.insert(backfill.id);
    for (int at = int(m_rows.size()) - 1; at >= 0; --at) {
        if (!staying.contains(m_rows[size_t(at)]->backfill.id))
            remove(at);
    }
    for (int at = 0; at < int(backfills.size()); ++at) {
        if (BackfillRow *row = find(backfills.at(at).id))
            replace(*row, backfills.at(at));
        else
            insert(at, backfills.at(at));
    }
    for (const auto &row : m_rows)
        askAgain(*row);
}

void BackfillTree::putBackfill(const Backfill &backfill)
{
    if (BackfillRow *row = find(backfill.id))
        replace(*row, backfill);
    else
        insert(0, backfill);
}

void BackfillTree::insert(int at, const Backfill &backfill)
{
    at = std::min(at, int(m_rows.size()));
    auto row = std::make_unique<BackfillRow>();
    row->backfill = backfill;
    for (const BackfillDate &date : backfill.dates) {
        auto child = std::make_unique<DateRow>();
        child->level = Level::Date;
        child->parent = row.get();
        child->at = int(row->dates.size());
        child->date = date;
        m_dates.insert(date.dag, child.get());
        row->dates.push_back(std::move(child));
    }
    beginInsertRows({}, at, at);
    m_rows.insert(m_rows.begin() + at, std::move(row));
    renumber(at);
    endInsertRows();
}

void BackfillTree::remove(int at)
{
    beginRemoveRows({}, at, at);
    for (const auto &date : m_rows[size_t(at)]->dates)
        m_dates.remove(date->date.dag);
    m_rows.erase(m_rows.begin() + at);
    renumber(at);
    endRemoveRows();
}

void BackfillTree::renumber(int from)
{
    for (size_t at = size_t(from); at < m_rows.size(); ++at)
        m_rows[at]->at = int(at);
}

void BackfillTree::askAgain(const BackfillRow &row)
{
    using Content = DateRow::Content;
    for (const auto &date : row.dates) {
        if (date->content != Content::There && date->content != Content::Stale)
            continue;
        date->content = Content::Asked;
        emit instancesWanted(date->date.dag);
    }
}

// A backfill's dates are dealt when it is made and stay as they are.
void BackfillTree::replace(BackfillRow &row, const Backfill &backfill)
{
    if (row.dates.size() != size_t(backfill.dates.size())) {
        const int at = row.at;
        remove(at);
        insert(at, backfill);
        return;
    }
    if (row.backfill == backfill)
        return;
    row.backfill = backfill;
    changed(&row);
    for (size_t at = 0; at < row.dates.size(); ++at)
        replace(*row.dates[at], backfill.dates.at(qsizetype(at)));
}

void BackfillTree::replace(DateRow &row, const BackfillDate &date)
{
    if (row.date == date)
        return;
    // Its instances were made since somebody looked.
    if (row.date.total != date.total && row.content == DateRow::Content::There)
        row.content = DateRow::Content::Stale;
    row.date = date;
    changed(&row);
}

void BackfillTree::putDate(const BackfillDate &date)
{
    DateRow *row = m_dates.value(date.dag);
    BackfillRow *above = row ? find(date.backfill) : nullptr;
    if (!above)
        return;
    above->backfill.dates[row->at] = date; // its sum counts them
    replace(*row, date);
    changed(above);
}

void BackfillTree::setInstances(DagId dag, const QList<Instance> &instances)
{
    DateRow *row = m_dates.value(dag);
    if (!row)
        return;
    row->content = DateRow::Content::There;
    const auto same = [](const auto &leaf, const Instance &instance) { return leaf->instance.id == instance.id; };
    if (std::equal(row->instances.begin(), row->instances.end(), instances.begin(), instances.end(), same)) {
        for (qsizetype at = 0; at < instances.size(); ++at)
            row->instances[size_t(at)]->instance = instances.at(at);
        if (!instances.isEmpty()) // what is chosen stays chosen
            emit dataChanged(indexFor(row->instances.front().get(), 0),
                             indexFor(row->instances.back().get(), ColumnCount - 1));
        return;
    }
    const QModelIndex place = indexFor(row, 0);
    if (!row->instances.empty()) {
        beginRemoveRows(place, 0, int(row->instances.size()) - 1);
        row->instances.clear();
        endRemoveRows();
    }
    if (instances.isEmpty())
        return;
    beginInsertRows(place, 0, int(instances.size()) - 1);
    for (const Instance &instance : instances) {
        auto leaf = std::make_unique<InstanceRow>();
        leaf->level = Level::Instance;
        leaf->parent = row;
        leaf->at = int(row->instances.size());
        leaf->instance = instance;
        row->instances.push_back(std::move(leaf));
    }
    endInsertRows();
}

void BackfillTree::missInstances(DagId dag)
{
    if (DateRow *row = m_dates.value(dag))
        row->content = DateRow::Content::Stale;
}

void BackfillTree::putInstance(const Instance &instance)
{
    DateRow *row = m_dates.value(instance.dag);
    if (!row)
        return;
    for (const auto &leaf : row->instances) {
        if (leaf->instance.id != instance.id)
            continue;
        leaf->instance = instance;
        changed(leaf.get());
    }
}

// --- places ---

const BackfillTree::Row *BackfillTree::rowAt(const QModelIndex &index)
{
    return static_cast<const Row *>(index.internalPointer());
}

QModelIndex BackfillTree::indexFor(const Row *row, int column) const
{
    return row ? createIndex(row->at, column, row) : QModelIndex();
}

void BackfillTree::changed(const Row *row)
{
    emit dataChanged(indexFor(row, 0), indexFor(row, ColumnCount - 1));
}

BackfillTree::BackfillRow *BackfillTree::find(BackfillId id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [id](const auto &row) { return row->backfill.id == id; });
    return found == m_rows.end() ? nullptr : found->get();
}

QModelIndex BackfillTree::indexOf(BackfillId id) const
{
    return indexFor(find(id), 0);
}

QModelIndex BackfillTree::indexOf(DagId dag) const
{
    return indexFor(m_dates.value(dag), 0);
}

const Backfill *BackfillTree::backfillAt(const QModelIndex &index) const
{
    const Row *row = rowAt(index);
    return row && row->level == Level::Backfill ? &static_cast<const BackfillRow *>(row)->backfill : nullptr;
}

const BackfillDate *BackfillTree::dateAt(const QModelIndex &index) const
{
    const Row *row = rowAt(index);
    return row && row->level == Level::Date ? &static_cast<const DateRow *>(row)->date : nullptr;
}

const Instance *BackfillTree::instanceAt(const QModelIndex &index) const
{
    const Row *row = rowAt(index);
    return row && row->level == Level::Instance ? &static_cast<const InstanceRow *>(row)->instance : nullptr;
}

const Backfill *BackfillTree::ownerOf(const QModelIndex &index) const
{
    const Row *row = rowAt(index);
    while (row && row->parent)
        row = row->parent;
    return row ? &static_cast<const BackfillRow *>(row)->backfill : nullptr;
}

QModelIndex BackfillTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Row *above = rowAt(parent);
    if (!above)
        return createIndex(row, column, static_cast<const Row *>(m_rows[size_t(row)].get()));
    if (above->level == Level::Backfill)
        return createIndex(row, column,
                           static_cast<const Row *>(static_cast<const BackfillRow *>(above)->dates[size_t(row)].get()));
    return createIndex(row, column,
                       static_cast<const Row *>(static_cast<const DateRow *>(above)->instances[size_t(row)].get()));
}

QModelIndex BackfillTree::parent(const QModelIndex &index) const
{
    const Row *row = rowAt(index);
    return row ? indexFor(row->parent, 0) : QModelIndex();
}

int BackfillTree::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const Row *row = rowAt(parent);
    if (!row)
        return int(m_rows.size());
    if (row->level == Level::Backfill)
        return int(static_cast<const BackfillRow *>(row)->dates.size());
    return row->level == Level::Date ? int(static_cast<const DateRow *>(row)->instances.size()) : 0;
}

int BackfillTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool BackfillTree::hasChildren(const QModelIndex &parent) const
{
    const BackfillDate *date = dateAt(parent);
    return rowCount(parent) > 0 || (date && parent.column() == 0 && date->total > 0);
}

bool BackfillTree::canFetchMore(const QModelIndex &parent) const
{
    using Content = DateRow::Content;
    const BackfillDate *date = dateAt(parent);
    if (!date || date->total == 0)
        return false;
    const Content content = static_cast<const DateRow *>(rowAt(parent))->content;
    return content == Content::Unknown || content == Content::Stale;
}

void BackfillTree::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    DateRow *row = m_dates.value(dateAt(parent)->dag);
    row->content = DateRow::Content::Asked;
    emit instancesWanted(row->date.dag);
}

QVariant BackfillTree::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const int column = index.column();
    if (column == Actions)
        return role == Qt::ToolTipRole || role == Qt::AccessibleTextRole ? QVariant(tr("Actions")) : QVariant();
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        const QVariant shown = data(index, Qt::DisplayRole);
        return column == Remark ? plainReason(shown.toString()) : shown;
    }
    if (role == Qt::TextAlignmentRole)
        return column == Duration ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    if (const Backfill *backfill = backfillAt(index))
        return cell(*backfill, column, role);
    if (const BackfillDate *date = dateAt(index))
        return cell(*date, column, role);
    return cell(*instanceAt(index), column, role);
}

} // namespace slipway
