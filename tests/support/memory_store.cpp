#include "tests/support/memory_store.h"

#include "app/engine/largest_id.h"

#include <algorithm>

namespace slipway {

namespace {

template <class... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

template <class Key, class Value>
std::vector<Value> valuesOf(const std::map<Key, Value> &map)
{
    std::vector<Value> values;
    for (const auto &[key, value] : map)
        values.push_back(value);
    return values;
}

bool matches(const InstanceQuery &query, const Instance &instance)
{
    return (!query.node.isValid() || query.node == instance.node) &&
           (!query.workspace.isValid() || query.workspace == instance.workspace) &&
           (!query.dag.isValid() || query.dag == instance.dag) &&
           (!isSet(query.bizdateFrom) || query.bizdateFrom <= instance.bizdate) &&
           (!isSet(query.bizdateTo) || query.bizdateTo >= instance.bizdate) &&
           (query.states.isEmpty() || query.states.contains(instance.state)) &&
           (query.dagTypes.isEmpty() || query.dagTypes.contains(instance.dagType));
}

} // namespace

Outcome<StoredState> MemoryStore::load()
{
    StoredState state;
    state.workspaces = valuesOf(m_workspaces);
    state.groups = valuesOf(m_groups);
    state.workflows = valuesOf(m_workflows);
    state.drafts = valuesOf(m_drafts);
    state.nodes = valuesOf(m_nodes);
    for (const InstanceId id : m_open) {
        state.openInstances.push_back(m_instances.at(id));
        const std::vector<InstanceDependency> own = linksOf(id);
        state.openDependencies.insert(state.openDependencies.end(), own.begin(), own.end());
    }
    state.finishedInstances = finishedMarks(state.openDependencies);
    for (const auto &key : m_openAttempts)
        state.openAttempts.push_back(m_attempts.at(key));
    for (const auto &[id, code] : m_codes) {
        if (const auto found = m_instances.find(id); found != m_instances.end() && !isFinished(found->second.state))
            state.openRunCodes.push_back(code);
    }
    state.backfills = loadBackfills();
    for (const auto &[day, rows] : m_days) {
        if (day >= m_days.rbegin()->first.addDays(-8))
            state.generatedDays.insert(state.generatedDays.end(), rows.begin(), rows.end());
    }
    for (const auto &[key, value] : m_settings)
        state.settings.push_back({key, value});
    state.highestId = m_highestId;
    return state;
}

std::vector<InstanceMark> MemoryStore::finishedMarks(const std::vector<InstanceDependency> &open) const
{
    std::set<InstanceId> wanted;
    for (const InstanceDependency &link : open)
        wanted.insert(link.parent);
    if (!m_cycleTimes.empty()) {
        const Instant first = m_cycleTimes.rbegin()->first - std::chrono::hours(72);
        for (auto it = m_cycleTimes.upper_bound({first, InstanceId(INT64_MAX)}); it != m_cycleTimes.end(); ++it)
            wanted.insert(it->second);
    }
    std::vector<InstanceMark> marks;
    for (const InstanceId id : wanted) {
        const auto found = m_instances.find(id);
        if (found != m_instances.end() && isFinished(found->second.state))
            marks.push_back(
                {id, found->second.node, found->second.scheduledTime, found->second.state, found->second.taskType});
    }
    return marks;
}

void MemoryStore::put(const Instance &row)
{
    m_instances[row.id] = row;
    if (onStored)
        onStored(row.id);
    if (isFinished(row.state))
        m_open.erase(row.id);
    else
        m_open.insert(row.id);
    if (row.dagType == DagType::Backfill)
        m_instancesOf[row.dag].insert(row.id);
    if (row.dagType == DagType::Daily)
        m_cycleTimes.emplace(row.scheduledTime, row.id);
}

void MemoryStore::put(const Attempt &row)
{
    const std::pair key{row.instance, row.number};
    m_attempts[key] = row;
    if (row.end == AttemptEnd::None)
        m_openAttempts.insert(key);
    else
        m_openAttempts.erase(key);
}

std::vector<InstanceDependency> MemoryStore::linksOf(InstanceId child) const
{
    std::vector<InstanceDependency> found;
    for (auto it = m_links.lower_bound({child, InstanceId{}}); it != m_links.end() && it->first.first == child; ++it)
        found.push_back({child, it->first.second, it->second});
    return found;
}

std::vector<InstanceDependency> MemoryStore::linksFrom(InstanceId parent) const
{
    std::vector<InstanceDependency> found;
    for (auto it = m_children.lower_bound({parent, InstanceId{}}); it != m_children.end() && it->first == parent; ++it)
        found.push_back({it->second, parent, m_links.at({it->second, parent})});
    return found;
}

std::vector<InstanceDependency> MemoryStore::links() const
{
    std::vector<InstanceDependency> all;
    for (const auto &[link, previousCycle] : m_links)
        all.push_back({link.first, link.second, previousCycle});
    return all;
}

void MemoryStore::apply(const Change &change)
{
    std::visit(Overloaded{
                   [this](const Workspace &row) { m_workspaces[row.id] = row; },
                   [this](const ResourceGroup &row) { m_groups[row.id] = row; },
                   [this](const RemoveGroup &row) { m_groups.erase(row.id); },
                   [this](const Workflow &row) { m_workflows[row.id] = row; },
                   [this](const RemoveWorkflow &row) { m_workflows.erase(row.id); },
                   [this](const NodeDraft &row) { m_drafts[row.id] = row; },
                   [this](const RemoveDraft &row) { m_drafts.erase(row.id); },
                   [this](const NodeVersion &row) { m_versions.push_back(row); },
                   [this](const Node &row) { m_nodes[row.id] = row; },
                   [this](const Instance &row) { put(row); },
                   [this](const InstanceDependency &row) {
                       m_links.try_emplace({row.child, row.parent}, row.crossCycle);
                       m_children.insert({row.parent, row.child});
                   },
                   [this](const RemoveDependency &row) {
                       m_links.erase({row.child, row.parent});
                       m_children.erase({row.parent, row.child});
                   },
                   [this](const Backfill &row) { m_backfills[row.id] = row; },
                   [this](const BackfillDate &row) { m_dates[row.dag] = row; },
                   [this](const RunCode &row) { m_codes[row.instance] = row; },
                   [this](const Attempt &row) { put(row); },
                   [this](const GeneratedDay &row) { m_days[row.day].push_back(row); },
                   [this](const Setting &row) { m_settings[row.key] = row.value; },
                   [](const auto &) {}, // services are not the engine's
               },
               change);
}

void MemoryStore::commit(Changes changes, std::function<void(const Outcome<> &)> done)
{
    m_waiting.push_back({[this, changes = std::move(changes)]() -> Outcome<> {
                             if (commitError)
                                 return *commitError;
                             for (const Change &change : changes)
                                 apply(change);
                             m_highestId = std::max(m_highestId, largestIdIn(changes));
                             ++commits;
                             return {};
                         },
                         std::move(done)});
}

template <class T>
void MemoryStore::answerLater(std::function<Outcome<T>()> read, std::function<void(const Outcome<T> &)> done)
{
    m_waiting.push_back({[] { return Outcome<>(); },
                         [read = std::move(read), done = std::move(done)](const Outcome<> &) { done(read()); }});
}

void MemoryStore::listInstances(const InstanceQuery &query, std::function<void(const Outcome<InstancePage> &)> done)
{
    answerLater<InstancePage>(
        [this, query] {
            InstancePage page;
            const auto take = [&](const Instance &instance) {
                if (matches(query, instance))
                    page.instances.append(instance);
            };
            if (const auto own = m_instancesOf.find(query.dag); own != m_instancesOf.end()) {
                for (const InstanceId id : own->second)
                    take(m_instances.at(id));
            } else {
                for (const auto &[id, instance] : m_instances)
                    take(instance);
            }
            return Outcome<InstancePage>(page);
        },
        std::move(done));
}

void MemoryStore::countStates(const InstanceQuery &query, std::function<void(const Outcome<StateCounts> &)> done)
{
    answerLater<StateCounts>(
        [this, query] {
            StateCounts counts;
            for (const auto &[id, instance] : m_instances) {
                if (matches(query, instance))
                    ++counts[instance.state];
            }
            return Outcome<StateCounts>(counts);
        },
        std::move(done));
}

void MemoryStore::instance(InstanceId id, std::function<void(const Outcome<Instance> &)> done)
{
    answerLater<Instance>(
        [this, id]() -> Outcome<Instance> {
            const auto found = m_instances.find(id);
            if (found == m_instances.end())
                return Error::notFound(QStringLiteral("Invalid.Instance.NotFound"), QStringLiteral("no such instance"));
            return found->second;
        },
        std::move(done));
}

void MemoryStore::runCode(InstanceId id, std::function<void(const Outcome<std::optional<RunCode>> &)> done)
{
    answerLater<std::optional<RunCode>>(
        [this, id]() -> Outcome<std::optional<RunCode>> {
            const auto found = m_codes.find(id);
            return found == m_codes.end() ? std::nullopt : std::optional(found->second);
        },
        std::move(done));
}

const std::set<InstanceId> &MemoryStore::instancesOf(DagId dag) const
{
    static const std::set<InstanceId> none;
    const auto found = m_instancesOf.find(dag);
    return found == m_instancesOf.end() ? none : found->second;
}

std::vector<InstanceId> MemoryStore::parentsOf(InstanceId child) const
{
    std::vector<InstanceId> parents;
    for (const InstanceDependency &link : linksOf(child))
        parents.push_back(link.parent);
    return parents;
}

void MemoryStore::attempts(InstanceId id, std::function<void(const Outcome<std::vector<Attempt>> &)> done)
{
    answerLater<std::vector<Attempt>>(
        [this, id] {
            std::vector<Attempt> found;
            for (const auto &[key, attempt] : m_attempts) {
                if (key.first == id)
                    found.push_back(attempt);
            }
            return Outcome<std::vector<Attempt>>(found);
        },
        std::move(done));
}

void MemoryStore::dependencies(InstanceId id,
                               std::function<void(const Outcome<std::vector<InstanceDependency>> &)> done)
{
    answerLater<std::vector<InstanceDependency>>(
        [this, id] {
            std::vector<InstanceDependency> found = linksOf(id);
            const std::vector<InstanceDependency> below = linksFrom(id);
            found.insert(found.end(), below.begin(), below.end());
            return Outcome<std::vector<InstanceDependency>>(found);
        },
        std::move(done));
}

std::vector<Backfill> MemoryStore::loadBackfills() const
{
    std::map<BackfillId, Backfill> backfills = m_backfills;
    for (auto &[id, backfill] : backfills)
        backfill.dates.clear();
    for (const auto &[dag, date] : m_dates) {
        BackfillDate loaded = date;
        if (date.state != DagState::Created)
            loaded.succeeded = loaded.failed = 0;
        for (const InstanceId id : instancesOf(dag)) {
            const InstanceState state = m_instances.at(id).state;
            loaded.succeeded += state == InstanceState::Success;
            loaded.failed += isFinished(state) && state != InstanceState::Success;
        }
        backfills[date.backfill].dates.append(loaded);
    }
    return valuesOf(backfills);
}

Outcome<InstanceLineage> MemoryStore::findLineage(const LineageQuery &query) const
{
    InstanceLineage lineage;
    const bool down = query.direction == LineageDirection::Downstream;
    std::vector<InstanceId> reached{query.instance};
    std::set<InstanceId> seen{query.instance};
    for (std::size_t i = 0; i < reached.size(); ++i) {
        lineage.instances.append(m_instances.at(reached[i]));
        for (const InstanceDependency &link : down ? linksFrom(reached[i]) : linksOf(reached[i])) {
            const InstanceId other = down ? link.child : link.parent;
            if (other.isValid() && seen.insert(other).second)
                reached.push_back(other);
        }
    }
    for (const InstanceId child : reached) {
        for (const InstanceDependency &link : linksOf(child)) {
            lineage.links.append(link);
            const auto parent = m_instances.find(link.parent);
            if (parent != m_instances.end() && parent->second.state == InstanceState::Success &&
                !seen.contains(link.parent))
                lineage.succeededParents.append(link.parent);
        }
    }
    return lineage;
}

void MemoryStore::lineage(const LineageQuery &query, std::function<void(const Outcome<InstanceLineage> &)> done)
{
    answerLater<InstanceLineage>([this, query] { return findLineage(query); }, std::move(done));
}

void MemoryStore::nodeVersions(FileId file, std::function<void(const Outcome<std::vector<NodeVersion>> &)> done)
{
    answerLater<std::vector<NodeVersion>>(
        [this, file] {
            std::vector<NodeVersion> found;
            std::copy_if(m_versions.rbegin(), m_versions.rend(), std::back_inserter(found),
                         [file](const auto &version) { return version.file == file; });
            return Outcome<std::vector<NodeVersion>>(found);
        },
        std::move(done));
}

void MemoryStore::serviceEvents(const QString &, const QString &, int,
                                std::function<void(const Outcome<std::vector<ServiceEvent>> &)> done)
{
    answerLater<std::vector<ServiceEvent>>([] { return Outcome<std::vector<ServiceEvent>>(); }, std::move(done));
}

bool MemoryStore::pumpOne()
{
    if (m_waiting.empty())
        return false;
    const Job job = std::move(m_waiting.front());
    m_waiting.pop_front();
    job.done(job.work());
    return true;
}

void MemoryStore::pump()
{
    while (pumpOne()) {
    }
}

void MemoryStore::crashAfterCommit()
{
    for (const Job &job : std::exchange(m_waiting, {}))
        job.work();
}

} // namespace slipway
