#include "app/store/state_loader.h"

#include "app/store/rows.h"

#include <QHash>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int generatedDaysKept = 8;
constexpr Millis marksKept = std::chrono::days(3);

// The states of instances that are not finished; the same words as in the index instance_open.
constexpr std::string_view openInstance = "state NOT IN ('FAILURE', 'SUCCESS', 'STOPPED')";

template <class Row>
Outcome<> loadWhere(Database &database, std::string_view condition, std::vector<Row> &rows)
{
    Query query = database.query(selectSql<Row>() + std::string(condition));
    Outcome<std::vector<Row>> read = readRows<Row>(database, query);
    if (!read)
        return read.error();
    rows = std::move(read.value());
    return {};
}

Outcome<> loadNodes(Database &database, std::vector<Node> &nodes)
{
    if (Outcome<> loaded = loadWhere(database, "ORDER BY id", nodes); !loaded)
        return loaded;
    std::vector<NodeVersion> versions;
    const Outcome<> loaded = loadWhere(database, "WHERE (node, version) IN (SELECT id, version FROM node)", versions);
    if (!loaded)
        return loaded;
    QHash<NodeId, size_t> places;
    for (size_t i = 0; i < versions.size(); ++i)
        places.insert(versions[i].node, i);
    for (Node &node : nodes) {
        const auto place = places.constFind(node.id);
        if (place == places.cend())
            return Error::internal(
                u"The store has no version %1 of node %2."_s.arg(node.current.version).arg(node.id.value()));
        node.current = std::move(versions[*place]);
    }
    return {};
}

// Marks may be dated in the future by a clock that was wrong once; then the days of now count all the same.
Outcome<> loadGeneratedDays(Database &database, std::vector<GeneratedDay> &days)
{
    Query query = database.query(
        selectSql<GeneratedDay>() +
        "WHERE day >= date(min((SELECT max(day) FROM generated_day), date('now')), ?1) ORDER BY node, day");
    query.bind(1, QByteArrayView('-' + QByteArray::number(generatedDaysKept) + " days"));
    Outcome<std::vector<GeneratedDay>> read = readRows<GeneratedDay>(database, query);
    if (!read)
        return read.error();
    days = std::move(read.value());
    return {};
}

Outcome<Instant> latestDaily(Database &database, const std::vector<Workspace> &workspaces)
{
    qint64 latest = 0;
    for (const Workspace &workspace : workspaces) {
        Query query = database.query("SELECT scheduled_time FROM instance INDEXED BY instance_by_time "
                                     "WHERE workspace = ?1 AND dag_type = 'DAILY' "
                                     "ORDER BY scheduled_time DESC LIMIT 1");
        bindColumn(query, 1, workspace.id);
        const Query::Step step = query.step();
        if (step == Query::Step::Failed)
            return database.lastError();
        if (step == Query::Step::Row)
            latest = std::max(latest, query.integer(0));
    }
    return fromMillis(latest);
}

Outcome<> append(Database &database, Query &query, std::vector<InstanceMark> &marks)
{
    Outcome<std::vector<InstanceMark>> read = readRows<InstanceMark>(database, query);
    if (!read)
        return read.error();
    marks.insert(marks.end(), read->begin(), read->end());
    return {};
}

Outcome<> loadFinished(Database &database, const std::vector<Workspace> &workspaces, std::vector<InstanceMark> &marks)
{
    const Outcome<Instant> latest = latestDaily(database, workspaces);
    if (!latest)
        return latest.error();
    const Instant since = *latest - marksKept;
    for (const Workspace &workspace : workspaces) {
        Query recent = database.query(
            "SELECT id, node, scheduled_time, state, task_type FROM instance INDEXED BY instance_by_time "
            "WHERE workspace = ?1 AND scheduled_time > ?2 AND dag_type = 'DAILY' "
            "AND state IN ('FAILURE', 'SUCCESS', 'STOPPED')");
        bindColumn(recent, 1, workspace.id);
        bindColumn(recent, 2, since);
        if (Outcome<> added = append(database, recent, marks); !added)
            return added;
    }
    // Parents of open instances that are not among those.
    Query parents =
        database.query("SELECT DISTINCT p.id, p.node, p.scheduled_time, p.state, p.task_type FROM instance AS c "
                       "INDEXED BY instance_open JOIN dependency AS d ON d.child = c.id "
                       "JOIN instance AS p ON p.id = d.parent "
                       "WHERE c.state NOT IN ('FAILURE', 'SUCCESS', 'STOPPED') "
                       "AND p.state IN ('FAILURE', 'SUCCESS', 'STOPPED') "
                       "AND NOT (p.dag_type = 'DAILY' AND p.scheduled_time > ?1)");
    bindColumn(parents, 1, since);
    return append(database, parents, marks);
}

// The counts of a date under way are those of its instances.
Outcome<> countInstances(Database &database, BackfillDate &date)
{
    if (date.state == DagState::Created || date.state == DagState::Success)
        return {};
    date.succeeded = date.failed = 0;
    Query query = database.query("SELECT state = 'SUCCESS', count(*) FROM instance INDEXED BY instance_by_dag "
                                 "WHERE dag = ?1 AND state IN ('FAILURE', 'SUCCESS', 'STOPPED') GROUP BY 1");
    bindColumn(query, 1, date.dag);
    Query::Step step;
    while ((step = query.step()) == Query::Step::Row)
        (query.integer(0) ? date.succeeded : date.failed) = static_cast<int>(query.integer(1));
    return step == Query::Step::Failed ? Outcome<>(database.lastError()) : Outcome<>();
}

Outcome<> loadBackfills(Database &database, std::vector<Backfill> &backfills)
{
    if (Outcome<> loaded = loadWhere(database, "ORDER BY id", backfills); !loaded)
        return loaded;
    std::vector<BackfillDate> dates;
    if (Outcome<> loaded = loadWhere(database, "ORDER BY backfill, chain, position", dates); !loaded)
        return loaded;
    QHash<BackfillId, Backfill *> places;
    for (Backfill &backfill : backfills)
        places.insert(backfill.id, &backfill);
    for (BackfillDate &date : dates) {
        if (Outcome<> counted = countInstances(database, date); !counted)
            return counted;
        if (Backfill *backfill = places.value(date.backfill))
            backfill->dates.append(date);
    }
    return {};
}

Outcome<> loadAll(Database &database, StoredState &state)
{
    const std::string openIds = "SELECT id FROM instance INDEXED BY instance_open WHERE " + std::string(openInstance);
    Outcome<> done;
    const auto all = [&](auto &rows, const std::string &condition) {
        if (done)
            done = loadWhere(database, condition, rows);
    };
    all(state.workspaces, "ORDER BY id");
    all(state.groups, "ORDER BY id");
    all(state.workflows, "ORDER BY id");
    all(state.drafts, "ORDER BY id");
    all(state.openInstances, "WHERE " + std::string(openInstance) + " ORDER BY id");
    all(state.openDependencies, "WHERE child IN (" + openIds + ") ORDER BY child, parent");
    all(state.openRunCodes, "WHERE instance IN (" + openIds + ") ORDER BY instance");
    all(state.openAttempts, "WHERE ended = 'None' ORDER BY instance, number");
    all(state.services, "ORDER BY region, name");
    all(state.serviceVersions, "ORDER BY region, service, number");
    all(state.serviceInstances, "ORDER BY region, service, name");
    all(state.settings, "ORDER BY key");
    if (done)
        done = loadNodes(database, state.nodes);
    if (done)
        done = loadBackfills(database, state.backfills);
    if (done)
        done = loadGeneratedDays(database, state.generatedDays);
    if (done)
        done = loadFinished(database, state.workspaces, state.finishedInstances);
    return done;
}

} // namespace

Outcome<StoredState> loadState(Database &database)
{
    DatabaseTransaction transaction(database);
    if (const Outcome<> begun = transaction.beginRead(); !begun)
        return begun.error();
    StoredState state;
    if (const Outcome<> loaded = loadAll(database, state); !loaded)
        return loaded.error();
    const Outcome<qint64> highest = database.number("SELECT value FROM highest_id");
    if (!highest)
        return highest.error();
    state.highestId = *highest;
    return state;
}

} // namespace slipway
