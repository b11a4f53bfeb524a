#pragma once

#include "models/domain/backfill.h"
#include "models/items/roles.h"
#include "models/items/state_kind.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QTimeZone>

#include <memory>
#include <vector>

namespace slipway {

// How far something with parts has come; `open` are those that still wait or run.
struct Progress
{
    int total = 0; // 0: the parts are not known yet
    int succeeded = 0;
    int failed = 0;

    int open() const { return total - succeeded - failed; }
    friend bool operator==(const Progress &, const Progress &) = default;
};

Progress progressOf(const BackfillDate &date);
// Of all dates that are made.
Progress progressOf(const Backfill &backfill);

// Backfills, newest first; below each its data timestamps; below those, once they are asked for, the instances. Times
// are meant in the workspace's zone. KeyRole is the BackfillId, the DagId or the InstanceId.
class BackfillTree : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, State, ProgressBar, Scope, Started, Duration, Remark, Actions, ColumnCount };
    enum Role { ProgressRole = FirstFreeRole }; // Progress
    enum class Level { Backfill, Date, Instance };

    explicit BackfillTree(QObject *parent = nullptr);
    ~BackfillTree() override;

    void setTimeZone(const QTimeZone &zone);
    // The engine's clock, for durations of what still runs.
    void setNow(Instant now);
    // Whether a backfill's duration still counts up.
    bool hasRunning() const;

    // Replaces everything; what stays keeps its place and its instances. Instances that are shown, or could not be
    // read, are asked for again: they may have changed unseen.
    void setBackfills(const QList<Backfill> &backfills);
    // Changes the one with its id, or puts it first.
    void putBackfill(const Backfill &backfill);
    // Changes the one with its DAG; others are left aside.
    void putDate(const BackfillDate &date);
    // What the DAG's row shows below itself.
    void setInstances(DagId dag, const QList<Instance> &instances);
    // They could not be read; they are asked for again when somebody looks again.
    void missInstances(DagId dag);
    // An instance of a DAG whose instances are shown; others are left aside.
    void putInstance(const Instance &instance);

    bool isEmpty() const { return m_rows.empty(); }
    // Null where the index is on another level.
    const Backfill *backfillAt(const QModelIndex &index) const;
    const BackfillDate *dateAt(const QModelIndex &index) const;
    const Instance *instanceAt(const QModelIndex &index) const;
    // The backfill that the row belongs to, whatever its level.
    const Backfill *ownerOf(const QModelIndex &index) const;
    QModelIndex indexOf(BackfillId id) const;
    QModelIndex indexOf(DagId dag) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    // Somebody looks below this DAG.
    void instancesWanted(slipway::DagId dag);

private:
    struct Row;
    struct BackfillRow;
    struct DateRow;
    struct InstanceRow;

    static const Row *rowAt(const QModelIndex &index);
    QModelIndex indexFor(const Row *row, int column) const;
    static bool countsUp(const Backfill &backfill);
    BackfillRow *find(BackfillId id) const;
    void changed(const Row *row);
    void replace(BackfillRow &row, const Backfill &backfill);
    void replace(DateRow &row, const BackfillDate &date);
    void insert(int at, const Backfill &backfill);
    void remove(int at);
    void renumber(int from);
    void askAgain(const BackfillRow &row);
    QVariant cell(const Backfill &backfill, int column, int role) const;
    QVariant cell(const BackfillDate &date, int column, int role) const;
    QVariant cell(const Instance &instance, int column, int role) const;
    QString words(const Progress &progress) const;
    QString shortTime(Instant time) const;
    QString lasted(Instant from, Instant to, bool over) const;

    QTimeZone m_zone = QTimeZone::utc();
    Instant m_now{};
    std::vector<std::unique_ptr<BackfillRow>> m_rows;
    QHash<DagId, DateRow *> m_dates; // every instance that changes is looked for here
};

// "2026-11-01 … 2026-11-20, 2026-12-01"; the ranges in order.
QString rangesText(const QList<DateRange> &ranges);

} // namespace slipway

Q_DECLARE_METATYPE(slipway::Progress)
