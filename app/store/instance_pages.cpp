#include "app/store/instance_pages.h"

#include "app/store/rows.h"

#include <algorithm>
#include <limits>
#include <variant>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxLimit = 500;
constexpr std::string_view timeIndex = " INDEXED BY instance_by_time";
constexpr qint64 countedRows = 10'000; // more than these are not counted one by one

struct Position
{
    Instant scheduledTime;
    InstanceId id;
};

QString toCursor(const Instance &last, bool newestFirst)
{
    return u"%1.%2.%3"_s.arg(newestFirst ? u"d"_s : u"a"_s).arg(toMillis(last.scheduledTime)).arg(last.id.value());
}

// Exactly the text that toCursor makes.
std::optional<Position> fromCursor(const QString &cursor, bool newestFirst)
{
    const QStringList parts = cursor.split(u'.');
    if (parts.size() != 3)
        return std::nullopt;
    Instance last;
    last.scheduledTime = fromMillis(parts[1].toLongLong());
    last.id = InstanceId(parts[2].toLongLong());
    if (toCursor(last, newestFirst) != cursor)
        return std::nullopt;
    return Position{last.scheduledTime, last.id};
}

// A WHERE clause that grows together with its values.
class Conditions
{
public:
    using Value = std::variant<qint64, QByteArray>;

    void add(std::string_view sql, std::initializer_list<Value> values)
    {
        m_sql += m_sql.empty() ? " WHERE " : " AND ";
        m_sql += sql;
        m_values.insert(m_values.end(), values);
    }
    template <class E>
    void addWords(std::string_view column, const QList<E> &words)
    {
        std::string sql = std::string(column) + " IN (";
        for (qsizetype i = 0; i < words.size(); ++i)
            sql += i ? ", ?" : "?";
        add(sql + ')', {});
        for (const E word : words)
            m_values.push_back(toText(word).toUtf8());
    }

    const std::string &sql() const { return m_sql; }
    void bind(Query &query) const
    {
        int parameter = 1;
        for (const Value &value : m_values) {
            if (const auto *number = std::get_if<qint64>(&value))
                query.bind(parameter++, *number);
            else
                query.bind(parameter++, QByteArrayView(std::get<QByteArray>(value)));
        }
    }

private:
    std::string m_sql;
    std::vector<Value> m_values;
};

// The index whose rows are the fewest and already in order.
struct Plan
{
    std::string index;
    Conditions keys;       // what the index finds
    bool perState = false; // one search for each state, merged: the index has the state before the time
};

Plan planFor(const InstanceQuery &query)
{
    Plan plan;
    const bool oneBizdate = isSet(query.bizdateFrom) && query.bizdateFrom == query.bizdateTo;
    if (query.dag.isValid()) {
        plan.index = " INDEXED BY instance_by_dag";
        plan.keys.add("dag = ?", {query.dag.value()});
    } else if (query.node.isValid()) {
        plan.index = " INDEXED BY instance_by_node";
        plan.keys.add("node = ?", {query.node.value()});
    } else if (query.workspace.isValid() && oneBizdate) {
        plan.index = " INDEXED BY instance_by_bizdate";
        plan.keys.add("workspace = ?", {query.workspace.value()});
        plan.keys.add("bizdate = ?", {toMillis(query.bizdateFrom)});
    } else if (query.workspace.isValid() && !query.states.isEmpty()) {
        plan.index = " INDEXED BY instance_by_state";
        plan.perState = true;
    } else if (query.workflow.isValid()) {
        plan.index = " INDEXED BY instance_by_workflow";
        plan.keys.add("workflow = ?", {query.workflow.value()});
    } else if (query.workspace.isValid()) {
        plan.index = timeIndex;
        plan.keys.add("workspace = ?", {query.workspace.value()});
    }
    return plan;
}

Outcome<qint64> single(Database &database, const std::string &sql, const Conditions &conditions)
{
    Query query = database.query(sql);
    conditions.bind(query);
    if (query.step() != Query::Step::Row)
        return database.lastError();
    return query.integer(0);
}

// How many rows the plan's index leaves; more than `countedRows` is only told as "more".
Outcome<qint64> rowsReached(Database &database, const Plan &plan)
{
    return single(database,
                  "SELECT count(*) FROM (SELECT 1 FROM instance" + plan.index + plan.keys.sql() + " LIMIT " +
                      std::to_string(countedRows + 1) + ")",
                  plan.keys);
}

// A short span of data timestamps is found by its index and sorted; a long one is filtered in the order of time.
Outcome<Plan> planForSpan(Database &database, const InstanceQuery &query, Plan byTime)
{
    Plan plan;
    plan.index = " INDEXED BY instance_by_bizdate";
    plan.keys.add("workspace = ?", {query.workspace.value()});
    plan.keys.add("bizdate >= ?", {toMillis(query.bizdateFrom)});
    plan.keys.add("bizdate <= ?",
                  {isSet(query.bizdateTo) ? toMillis(query.bizdateTo) : std::numeric_limits<qint64>::max()});
    const Outcome<qint64> reached = rowsReached(database, plan);
    if (!reached)
        return reached.error();
    return *reached <= countedRows ? plan : byTime;
}

Outcome<Plan> choosePlan(Database &database, const InstanceQuery &query)
{
    Plan plan = planFor(query);
    const bool span = isSet(query.bizdateFrom) || isSet(query.bizdateTo);
    if (span && plan.index == timeIndex)
        return planForSpan(database, query, std::move(plan));
    return plan;
}

QByteArray likePattern(const QString &text)
{
    QString escaped = text;
    for (const QChar special : {u'\\', u'%', u'_'})
        escaped.replace(special, u'\\' + QString(special));
    return (u'%' + escaped + u'%').toUtf8();
}

void addTimes(const InstanceQuery &query, Conditions &conditions)
{
    const auto bound = [&conditions](std::string_view sql, Instant time) {
        if (isSet(time))
            conditions.add(sql, {toMillis(time)});
    };
    bound("scheduled_time >= ?", query.scheduledFrom);
    bound("scheduled_time <= ?", query.scheduledTo);
    bound("+bizdate >= ?", query.bizdateFrom);
    bound("+bizdate <= ?", query.bizdateTo);
}

// Every filter, the index's own included: saying it twice costs nothing. The unary plus keeps SQLite from second
// thoughts, such as taking one data timestamp for a span of them, which it would have to sort.
void addFilters(const InstanceQuery &query, bool withStates, Conditions &conditions)
{
    if (query.workspace.isValid())
        conditions.add("workspace = ?", {query.workspace.value()});
    if (query.node.isValid())
        conditions.add("+node = ?", {query.node.value()});
    if (query.workflow.isValid())
        conditions.add("+workflow = ?", {query.workflow.value()});
    if (query.dag.isValid())
        conditions.add("+dag = ?", {query.dag.value()});
    if (withStates && !query.states.isEmpty())
        conditions.addWords("+state", query.states);
    if (!query.dagTypes.isEmpty())
        conditions.addWords("+dag_type", query.dagTypes);
    if (!query.resourceGroup.isEmpty())
        conditions.add("+resource_group = ?", {query.resourceGroup.toUtf8()});
    addTimes(query, conditions);
    if (!query.text.isEmpty()) {
        bool isNumber = false;
        const qint64 id = query.text.trimmed().toLongLong(&isNumber);
        conditions.add("(node_name LIKE ? ESCAPE '\\' OR +id = ?)",
                       {likePattern(query.text), isNumber ? id : qint64(0)});
    }
}

bool comesFirst(const Instance &a, const Instance &b, bool newestFirst)
{
    const auto left = std::pair(a.scheduledTime, a.id);
    const auto right = std::pair(b.scheduledTime, b.id);
    return newestFirst ? left > right : left < right;
}

Outcome<std::vector<Instance>> search(Database &database, const InstanceQuery &query, const Plan &plan,
                                      Conditions conditions, const std::optional<Position> &after)
{
    addFilters(query, !plan.perState, conditions);
    if (after) {
        conditions.add(query.newestFirst ? "(scheduled_time, id) < (?, ?)" : "(scheduled_time, id) > (?, ?)",
                       {toMillis(after->scheduledTime), after->id.value()});
    }
    const std::string order =
        query.newestFirst ? " ORDER BY scheduled_time DESC, id DESC LIMIT " : " ORDER BY scheduled_time, id LIMIT ";
    // One more than asked for tells whether there is a next page.
    Query found =
        database.query(selectSql<Instance>() + plan.index + conditions.sql() + order + std::to_string(query.limit + 1));
    conditions.bind(found);
    return readRows<Instance>(database, found);
}

Outcome<std::vector<Instance>> findRows(Database &database, const InstanceQuery &query, const Plan &plan,
                                        const std::optional<Position> &after)
{
    if (!plan.perState)
        return search(database, query, plan, plan.keys, after);
    std::vector<Instance> merged;
    QList<InstanceState> states = query.states;
    std::sort(states.begin(), states.end());
    states.erase(std::unique(states.begin(), states.end()), states.end());
    for (const InstanceState state : states) {
        Conditions keys;
        keys.add("workspace = ?", {query.workspace.value()});
        keys.add("state = ?", {toText(state).toUtf8()});
        Outcome<std::vector<Instance>> found = search(database, query, plan, keys, after);
        if (!found)
            return found;
        merged.insert(merged.end(), std::make_move_iterator(found->begin()), std::make_move_iterator(found->end()));
    }
    std::sort(merged.begin(), merged.end(),
              [&query](const Instance &a, const Instance &b) { return comesFirst(a, b, query.newestFirst); });
    return merged;
}

bool onlyCountedFilters(const InstanceQuery &query)
{
    const bool others = query.node.isValid() || query.workflow.isValid() || query.dag.isValid() ||
                        !query.text.isEmpty() || !query.resourceGroup.isEmpty();
    const bool times =
        isSet(query.bizdateFrom) || isSet(query.bizdateTo) || isSet(query.scheduledFrom) || isSet(query.scheduledTo);
    return query.workspace.isValid() && !others && !times;
}

// From the counters where they know it, by counting where an index leaves few rows, otherwise -1.
Outcome<qint64> countRows(Database &database, const InstanceQuery &query, const Plan &plan)
{
    if (onlyCountedFilters(query)) {
        Conditions conditions;
        addFilters(query, true, conditions);
        return single(database, "SELECT coalesce(sum(number), 0) FROM instance_count" + conditions.sql(), conditions);
    }
    if (plan.keys.sql().empty())
        return qint64(-1);
    const Outcome<qint64> reached = rowsReached(database, plan);
    if (!reached || *reached > countedRows)
        return reached ? Outcome<qint64>(qint64(-1)) : reached;
    Conditions conditions = plan.keys;
    addFilters(query, true, conditions);
    return single(database, "SELECT count(*) FROM instance" + plan.index + conditions.sql(), conditions);
}

} // namespace

Outcome<InstancePage> listInstances(Database &database, const InstanceQuery &query)
{
    if (query.limit < 1 || query.limit > maxLimit)
        return Error::invalid(u"limit"_s, u"limit must be 1 to %1, it is %2."_s.arg(maxLimit).arg(query.limit));
    std::optional<Position> after;
    if (!query.cursor.isEmpty() && !(after = fromCursor(query.cursor, query.newestFirst)))
        return Error::invalid(u"cursor"_s, u"The cursor is not one that a page in this order has given."_s);

    DatabaseTransaction transaction(database); // page and total of the same moment
    if (const Outcome<> begun = transaction.beginRead(); !begun)
        return begun.error();
    const Outcome<Plan> plan = choosePlan(database, query);
    if (!plan)
        return plan.error();
    const Outcome<qint64> total = countRows(database, query, *plan);
    if (!total)
        return total.error();
    if (*total == 0)
        return InstancePage{{}, {}, 0};
    Outcome<std::vector<Instance>> rows = findRows(database, query, *plan, after);
    if (!rows)
        return rows.error();

    InstancePage page;
    page.total = *total;
    const size_t count = std::min(rows->size(), static_cast<size_t>(query.limit));
    for (size_t i = 0; i < count; ++i)
        page.instances.append(std::move(rows.value()[i]));
    if (rows->size() > count)
        page.nextCursor = toCursor(page.instances.last(), query.newestFirst);
    return page;
}

Outcome<StateCounts> countStates(Database &database, const InstanceQuery &query)
{
    DatabaseTransaction transaction(database);
    if (const Outcome<> begun = transaction.beginRead(); !begun)
        return begun.error();
    const Outcome<Plan> plan = choosePlan(database, query);
    if (!plan)
        return plan.error();
    const bool counted = onlyCountedFilters(query);
    Conditions conditions = counted || plan->perState ? Conditions() : plan->keys;
    addFilters(query, true, conditions);
    const std::string from = counted ? "SELECT state, sum(number) FROM instance_count"
                                     : "SELECT state, count(*) FROM instance" + plan->index;
    Query rows = database.query(from + conditions.sql() + " GROUP BY state");
    conditions.bind(rows);
    StateCounts counts;
    Query::Step step;
    while ((step = rows.step()) == Query::Step::Row) {
        const auto state = fromText<InstanceState>(QString::fromUtf8(rows.text(0)));
        if (state && rows.integer(1) > 0)
            counts[*state] = rows.integer(1);
    }
    if (step == Query::Step::Failed)
        return database.lastError();
    return counts;
}

} // namespace slipway
