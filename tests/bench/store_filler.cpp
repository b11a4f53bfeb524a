// store_filler FILE [--nodes N] [--dependencies N] [--script-bytes N] [--history N] [--at HH:mm] [--group ID] [--today
// YYYY-MM-DD]
//
// Puts scheduled nodes and finished instances into the store of an engine that does not run, as the engine itself would
// have written them: the benches need a hundred thousand nodes or a million instances, and not a day to make them.
#include "app/store/sqlite_store.h"
#include "models/domain/schedule_rules.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowsPerCommit = 5000;
constexpr int historyDays = 100;

struct Plan
{
    int nodes = 0;
    int dependencies = 0;
    int scriptBytes = 0;
    int history = 0;
    QTime at;
    QString group;
    QDate today;
};

class Filler
{
public:
    Filler(SqliteStore &store, const StoredState &state, const Plan &plan)
        : m_store(store), m_plan(plan), m_workspace(state.workspaces.front()), m_lastId(state.highestId)
    {
        if (m_lastId < 100000000)
            m_lastId = 100000000;
    }

    void fill()
    {
        addNodes();
        addHistory();
        flush();
    }
    bool failed() const { return m_failed; }
    int underWay() const { return m_underWay; }

private:
    qint64 nextId() { return ++m_lastId; }

    void add(Change change)
    {
        m_changes.push_back(std::move(change));
        if (m_changes.size() >= rowsPerCommit)
            flush();
    }

    void flush()
    {
        ++m_underWay;
        m_store.commit(std::exchange(m_changes, {}), [this](const Outcome<> &done) {
            m_failed = m_failed || !done;
            if (--m_underWay == 0)
                QCoreApplication::quit();
        });
    }

    // Node i waits for two earlier ones, as far as there are dependencies, else for the root.
    QStringList inputsOf(int i)
    {
        QStringList inputs;
        for (const int parent : {i / 2, i / 3}) {
            const QString name = outputOf(parent);
            if (parent < i && m_linked < m_plan.dependencies && !inputs.contains(name)) {
                inputs.append(name);
                ++m_linked;
            }
        }
        return inputs.isEmpty() ? QStringList(m_workspace.rootOutput()) : inputs;
    }
    QString outputOf(int i) const { return m_workspace.identifier + u".bench_%1_out"_s.arg(i); }

    void addNodes()
    {
        Workflow flow;
        flow.id = WorkflowId(nextId());
        flow.workspace = m_workspace.id;
        flow.name = u"bench_%1"_s.arg(flow.id.toString());
        flow.createdAt = flow.modifiedAt = m_workspace.createdAt;
        add(flow);
        const QString padding = u"# "_s + QString(m_plan.scriptBytes, u'x') + u'\n';
        for (int i = 0; i < m_plan.nodes; ++i)
            addNode(i, flow, (m_plan.scriptBytes > 0 ? padding : QString()) + u"true"_s);
    }

    void addNode(int i, const Workflow &flow, const QString &script)
    {
        static constexpr int priorities[] = {1, 3, 5, 7, 8};
        NodeDraft draft;
        draft.id = FileId(nextId());
        draft.node = NodeId(nextId());
        draft.workflow = flow.id;
        draft.workspace = flow.workspace;
        draft.name = u"bench_%1"_s.arg(i);
        draft.script = script;
        draft.latestVersion = 1;
        draft.changedSinceCommit = false;
        draft.properties.schedule.time = m_plan.at;
        draft.properties.inputs = inputsOf(i);
        draft.properties.outputs = {outputOf(i)};
        draft.properties.resourceGroup = m_plan.group;
        draft.properties.parameters = u"$bizdate"_s;
        draft.properties.priority = priorities[i % 5];
        Node node;
        node.id = draft.node;
        node.file = draft.id;
        node.workflow = flow.id;
        node.workspace = flow.workspace;
        node.workflowName = flow.name;
        node.current = {node.id, draft.id, 1, draft.name, draft.kind, script, draft.properties, {}, {}, {}};
        add(draft);
        add(node);
        if (m_plan.today.isValid())
            add(GeneratedDay{node.id, m_plan.today, 1});
    }

    void addHistory()
    {
        const QTimeZone zone(m_workspace.timeZone);
        const NodeId node(nextId());
        const FileId file(nextId());
        const DagId dag(nextId());
        for (int i = 0; i < m_plan.history; ++i) {
            const QDate day = m_plan.today.addDays(-(i % historyDays) - 4);
            Instance instance;
            instance.id = InstanceId(nextId());
            instance.dag = dag;
            instance.state = i % 50 == 0 ? InstanceState::Failure : InstanceState::Success;
            instance.workspace = m_workspace.id;
            instance.node = NodeId(node.value());
            instance.file = file;
            instance.nodeVersion = 1;
            instance.nodeName = u"old_%1"_s.arg(i % 1000);
            instance.workflowName = u"history"_s;
            instance.scheduledTime = fromDateTime(QDateTime(day, QTime(0, 5), zone)) + Seconds{i / historyDays % 80000};
            instance.bizdate = bizdateOf(instance.scheduledTime, zone);
            instance.resourceGroup = m_plan.group;
            instance.parameters = {u"20260101"_s};
            instance.reason = u"exited with status 0"_s;
            instance.createdAt = instance.startedAt = instance.scheduledTime;
            instance.finishedAt = instance.scheduledTime + Seconds{5};
            instance.attempts = 1;
            add(instance);
        }
    }

    SqliteStore &m_store;
    Plan m_plan;
    Workspace m_workspace;
    qint64 m_lastId;
    int m_linked = 0;
    Changes m_changes;
    int m_underWay = 0;
    bool m_failed = false;
};

Plan planFrom(const QCommandLineParser &parser)
{
    Plan plan;
    plan.nodes = parser.value(u"nodes"_s).toInt();
    plan.dependencies = parser.value(u"dependencies"_s).toInt();
    plan.scriptBytes = parser.value(u"script-bytes"_s).toInt();
    plan.history = parser.value(u"history"_s).toInt();
    plan.at = QTime::fromString(parser.value(u"at"_s), u"HH:mm"_s);
    plan.group = parser.value(u"group"_s);
    plan.today = QDate::fromString(parser.value(u"today"_s), Qt::ISODate);
    return plan;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    for (const auto &[name, standard] : {std::pair{u"nodes"_s, u"0"_s},
                                         {u"dependencies"_s, u"0"_s},
                                         {u"script-bytes"_s, u"0"_s},
                                         {u"history"_s, u"0"_s},
                                         {u"at"_s, u"00:05"_s},
                                         {u"group"_s, QString()},
                                         {u"today"_s, QString()}})
        parser.addOption({name, {}, name, standard});
    parser.process(application);
    auto store = SqliteStore::open(parser.positionalArguments().value(0));
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().message));
        return 1;
    }
    const auto state = (*store)->load();
    if (!state || state->workspaces.empty())
        return 1;
    Filler filler(**store, *state, planFrom(parser));
    filler.fill();
    QCoreApplication::exec();
    return filler.failed() ? 1 : 0;
}
