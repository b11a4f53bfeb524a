#include "app/store/lineage_search.h"

#include "app/engine/store.h"
#include "app/store/rows.h"

#include <QSet>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class LineageSearch
{
public:
    LineageSearch(Database &database, const LineageQuery &query) : m_database(database), m_query(query) {}

    Outcome<InstanceLineage> run()
    {
        std::vector<InstanceId> level{m_query.instance};
        m_seen.insert(m_query.instance);
        for (int distance = 0; !level.empty() && !m_problem; ++distance) {
            std::vector<InstanceId> next;
            for (const InstanceId id : level)
                visit(id, distance, next);
            level = std::move(next);
        }
        if (m_query.direction == LineageDirection::Downstream)
            addOtherParents();
        if (m_problem)
            return *m_problem;
        if (m_lineage.instances.isEmpty())
            return Error::notFound(u"InstanceNotFound"_s,
                                   u"There is no instance %1."_s.arg(m_query.instance.toString()));
        return std::move(m_lineage);
    }

private:
    void visit(InstanceId id, int distance, std::vector<InstanceId> &next)
    {
        Query query = m_database.query(selectSql<Instance>() + "WHERE id = ?1");
        bindColumn(query, 1, id);
        const auto rows = readRows<Instance>(m_database, query);
        if (!note(rows) || rows->empty())
            return;
        m_lineage.instances.append(rows->front());
        const bool down = m_query.direction == LineageDirection::Downstream;
        for (const InstanceDependency &link : links(down ? "WHERE parent = ?1" : "WHERE child = ?1", id)) {
            if (!down)
                m_lineage.links.append(link);
            const InstanceId other = down ? link.child : link.parent;
            if (!other.isValid() || m_seen.contains(other))
                continue;
            if (distance >= m_query.levels || m_seen.size() >= m_query.limit) {
                m_lineage.truncated = m_lineage.truncated || m_seen.size() >= m_query.limit;
                continue;
            }
            m_seen.insert(other);
            next.push_back(other);
        }
    }

    // What else the reached instances wait for.
    void addOtherParents()
    {
        QSet<InstanceId> others;
        for (const Instance &instance : std::as_const(m_lineage.instances)) {
            for (const InstanceDependency &link : links("WHERE child = ?1", instance.id)) {
                m_lineage.links.append(link);
                if (!m_seen.contains(link.parent))
                    others.insert(link.parent);
            }
        }
        for (const InstanceId id : std::as_const(others)) {
            Query query = m_database.query("SELECT state FROM instance WHERE id = ?1");
            bindColumn(query, 1, id);
            if (query.step() == Query::Step::Row && QString::fromUtf8(query.text(0)) == toText(InstanceState::Success))
                m_lineage.succeededParents.append(id);
        }
    }

    std::vector<InstanceDependency> links(std::string_view condition, InstanceId id)
    {
        Query query = m_database.query(selectSql<InstanceDependency>() + std::string(condition));
        bindColumn(query, 1, id);
        auto rows = readRows<InstanceDependency>(m_database, query);
        return note(rows) ? std::move(rows.value()) : std::vector<InstanceDependency>();
    }

    template <class T>
    bool note(const Outcome<T> &outcome)
    {
        if (outcome.failed() && !m_problem)
            m_problem = outcome.error();
        return outcome.ok();
    }

    Database &m_database;
    const LineageQuery &m_query;
    QSet<InstanceId> m_seen;
    InstanceLineage m_lineage;
    std::optional<Error> m_problem;
};

} // namespace

Outcome<InstanceLineage> searchLineage(Database &database, const LineageQuery &query)
{
    DatabaseTransaction transaction(database); // all of one moment
    if (const Outcome<> begun = transaction.beginRead(); !begun)
        return begun.error();
    return LineageSearch(database, query).run();
}

} // namespace slipway
