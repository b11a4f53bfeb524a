#include "app/store/change_writer.h"

#include "app/engine/largest_id.h"
#include "app/store/rows.h"

#include <limits>

namespace slipway {

namespace {

template <class Row>
Outcome<> upsert(Database &database, const Row &row)
{
    Query query = database.query(upsertSql<Row>());
    bindRow(query, row);
    return database.run(std::move(query));
}

template <class... Values>
Outcome<> remove(Database &database, std::string_view sql, const Values &...values)
{
    Query query = database.query(sql);
    int parameter = 1;
    (bindColumn(query, parameter++, values), ...);
    return database.run(std::move(query));
}

// Writes what changes with an instance's state, if the row is there and its lasting columns are the same.
const std::string &updateInstanceStateSql()
{
    static const std::string sql = [] {
        constexpr size_t lasting = Table<Instance>::lastingColumns;
        const std::vector<std::string> names = columnNames<Instance>();
        std::string text = "UPDATE OR FAIL instance SET " + columnList<Instance>("% = ?#", lasting) + " WHERE ";
        for (size_t i = 0; i < lasting; ++i)
            text += (i ? " AND " : "") + names[i] + " = ?" + std::to_string(i + 1);
        return text;
    }();
    return sql;
}

const std::string &updateInstanceSql()
{
    static const std::string sql = "UPDATE OR FAIL instance SET " + columnList<Instance>("% = ?#") + " WHERE id = ?1";
    return sql;
}

const std::string &insertInstanceSql()
{
    static const std::string sql = insertSql<Instance>("INSERT OR FAIL");
    return sql;
}

// The overloads of one change each.
struct Applier
{
    Database &database;
    qint64 &largestInstance;

    template <class Row>
    Outcome<> operator()(const Row &row) const
    {
        return upsert(database, row);
    }

    // Ids only grow: one above all that are stored is a new row, and most new rows are such. Otherwise a change of
    // state is by far the commonest write; setting only the columns that change then spares six indexes. No ON CONFLICT
    // here: together with the triggers of this table it would cost a journal for each statement.
    Outcome<> operator()(const Instance &instance) const
    {
        if (instance.id.value() > largestInstance) {
            largestInstance = instance.id.value();
            return run(insertInstanceSql(), instance);
        }
        for (const std::string *sql : {&updateInstanceStateSql(), &updateInstanceSql(), &insertInstanceSql()}) {
            if (Outcome<> written = run(*sql, instance); !written)
                return written;
            if (sqlite3_changes(database.handle()) > 0)
                break;
        }
        return {};
    }

    Outcome<> run(const std::string &sql, const Instance &instance) const
    {
        Query query = database.query(sql);
        bindRow(query, instance);
        return database.run(std::move(query));
    }

    Outcome<> operator()(const Node &node) const
    {
        // A version never changes: one that is there stays.
        static const std::string sql = insertSql<NodeVersion>("INSERT OR IGNORE");
        Query version = database.query(sql);
        bindRow(version, node.current);
        if (Outcome<> written = database.run(std::move(version)); !written)
            return written;
        return upsert(database, node);
    }

    Outcome<> operator()(const RemoveGroup &change) const
    {
        return remove(database, "DELETE FROM resource_group WHERE id = ?1", change.id);
    }
    Outcome<> operator()(const RemoveWorkflow &change) const
    {
        return remove(database, "DELETE FROM workflow WHERE id = ?1", change.id);
    }
    Outcome<> operator()(const RemoveDraft &change) const
    {
        return remove(database, "DELETE FROM draft WHERE id = ?1", change.id);
    }
    Outcome<> operator()(const RemoveDependency &change) const
    {
        return remove(database, "DELETE FROM dependency WHERE child = ?1 AND parent = ?2", change.child, change.parent);
    }
    Outcome<> operator()(const RemoveServiceInstance &change) const
    {
        return remove(database, "DELETE FROM service_instance WHERE name = ?1", change.name);
    }
    // With all that belongs to it: a later service of that name starts afresh.
    Outcome<> operator()(const RemoveService &change) const
    {
        for (const std::string_view sql : {"DELETE FROM service_event WHERE region = ?1 AND service = ?2",
                                           "DELETE FROM service_instance WHERE region = ?1 AND service = ?2",
                                           "DELETE FROM service_version WHERE region = ?1 AND service = ?2",
                                           "DELETE FROM service WHERE region = ?1 AND name = ?2"}) {
            if (Outcome<> removed = remove(database, sql, change.region, change.name); !removed)
                return removed;
        }
        return {};
    }
};

// If it cannot be read, no row counts as new without having been looked for.
qint64 largestInstance(Database &database)
{
    const Outcome<qint64> largest = database.number("SELECT ifnull(max(id), 0) FROM instance");
    return largest ? *largest : std::numeric_limits<qint64>::max();
}

} // namespace

ChangeWriter::ChangeWriter(Database database)
    : m_database(std::move(database)), m_largestInstance(largestInstance(m_database))
{
}

std::vector<Outcome<>> ChangeWriter::commit(const std::vector<Changes> &commits)
{
    std::vector<Outcome<>> outcomes(commits.size());
    if (commits.size() > 1 && commitTogether(commits, outcomes))
        return outcomes;
    // The transaction was lost as a whole (disk full, I/O error). Alone, each shows whether it was the cause.
    for (size_t i = 0; i < commits.size(); ++i)
        outcomes[i] = commitAlone(commits[i]);
    return outcomes;
}

bool ChangeWriter::commitTogether(const std::vector<Changes> &commits, std::vector<Outcome<>> &outcomes)
{
    DatabaseTransaction transaction(m_database);
    if (!transaction.begin())
        return false;
    for (size_t i = 0; i < commits.size(); ++i) {
        outcomes[i] = applyGuarded(commits[i]);
        if (!m_database.inTransaction())
            return false;
    }
    return transaction.commit().ok();
}

Outcome<> ChangeWriter::commitAlone(const Changes &changes)
{
    DatabaseTransaction transaction(m_database);
    if (Outcome<> begun = transaction.begin(); !begun)
        return begun;
    if (Outcome<> applied = apply(changes); !applied)
        return applied;
    return transaction.commit();
}

Outcome<> ChangeWriter::applyGuarded(const Changes &changes)
{
    if (Outcome<> begun = m_database.run(m_database.query("SAVEPOINT one_commit")); !begun)
        return begun;
    Outcome<> applied = apply(changes);
    if (!m_database.inTransaction())
        return applied;
    if (!applied)
        m_database.run(m_database.query("ROLLBACK TO one_commit"));
    m_database.run(m_database.query("RELEASE one_commit"));
    return applied;
}

Outcome<> ChangeWriter::apply(const Changes &changes)
{
    for (const Change &change : changes) {
        if (Outcome<> applied = std::visit(Applier{m_database, m_largestInstance}, change); !applied)
            return applied;
    }
    return raiseHighestId(changes);
}

Outcome<> ChangeWriter::raiseHighestId(const Changes &changes)
{
    const qint64 largest = largestIdIn(changes);
    if (largest == 0)
        return {};
    Query query = m_database.query("UPDATE highest_id SET value = ?1 WHERE value < ?1");
    query.bind(1, largest);
    return m_database.run(std::move(query));
}

void ChangeWriter::checkpoint()
{
    sqlite3_wal_checkpoint_v2(m_database.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

} // namespace slipway
