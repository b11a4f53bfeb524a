#include "models/contract/dataworks_backfill.h"

#include "models/contract/dataworks_json.h"

#include <QRegularExpression>

namespace slipway::dataworks {

using namespace Qt::StringLiterals;

namespace {

constexpr int fewestRuns = 2;

Outcome<QDate> readDay(const RequestParameters &in, const QString &name)
{
    const auto text = in.requiredText(name);
    if (!text)
        return text.error();
    const QDate day = QDate::fromString(text->left(10), u"yyyy-MM-dd"_s);
    const bool dayOnly = text->size() == 10 || text->mid(10) == " 00:00:00"_L1;
    if (!day.isValid() || !dayOnly)
        return Error::invalid(name,
                              u"%1 \"%2\" must be a day in the form yyyy-MM-dd 00:00:00."_s.arg(name, text->left(40)));
    return day;
}

Outcome<QTime> readTime(const RequestParameters &in, const QString &name, QTime fallback)
{
    const QString text = in.text(name);
    if (text.isEmpty())
        return fallback;
    const QTime time = QTime::fromString(text, u"HH:mm:ss"_s);
    if (!time.isValid())
        return Error::invalid(name, u"%1 \"%2\" must have the form HH:mm:ss."_s.arg(name, text.left(40)));
    return QTime(time.hour(), time.minute());
}

Outcome<QList<NodeId>> readNodes(const RequestParameters &in, const QString &name)
{
    QList<NodeId> nodes;
    for (const QString &item : in.list(name)) {
        bool ok = false;
        const qint64 id = item.toLongLong(&ok);
        if (!ok || id <= 0)
            return Error::invalid(name, u"%1 has \"%2\", which is no node's id."_s.arg(name, item.left(40)));
        if (!nodes.contains(NodeId(id)))
            nodes.append(NodeId(id));
    }
    return nodes;
}

// {74324:"a=123 b=456"}: the vendor's sample leaves the quotes around keys out.
Outcome<QList<BackfillParameters>> readNodeParameters(const QString &text)
{
    const QString field = u"NodeParams"_s;
    QList<BackfillParameters> parameters;
    if (text.isEmpty())
        return parameters;
    static const QRegularExpression bareKey(u"([{,]\\s*)(\\d+)(\\s*:)"_s);
    auto json = wire::parseJson(text.toUtf8());
    if (!json)
        json = wire::parseJson(QString(text).replace(bareKey, u"\\1\"\\2\"\\3"_s).toUtf8());
    if (!json || !json->is_object())
        return Error::invalid(field, u"NodeParams must be a JSON object of node ids and parameter lines."_s);
    for (const auto &[key, value] : json->items()) {
        bool ok = false;
        const qint64 id = QString::fromStdString(key).toLongLong(&ok);
        if (!ok || !value.is_string())
            return Error::invalid(field, u"NodeParams must give a node's id a parameter line as text."_s);
        parameters.append({NodeId(id), QString::fromStdString(value.get<std::string>())});
    }
    return parameters;
}

Outcome<int> readGroups(const RequestParameters &in)
{
    const auto parallel = in.requiredText(u"Parallelism"_s);
    if (!parallel)
        return parallel.error();
    const auto flag = in.boolean(u"Parallelism"_s, false);
    if (!flag)
        return flag.error();
    if (!*flag)
        return 1;
    const auto runs = in.integer(u"ConcurrentRuns"_s, fewestRuns, fewestRuns, BackfillSpec::mostGroups);
    return runs ? Outcome<int>(int(*runs)) : Outcome<int>(runs.error());
}

// The first error of several readings.
class Readings
{
public:
    template <class T>
    T take(const Outcome<T> &outcome)
    {
        if (outcome)
            return *outcome;
        if (!m_error)
            m_error = outcome.error();
        return T{};
    }
    const std::optional<Error> &error() const { return m_error; }

private:
    std::optional<Error> m_error;
};

Json dagJson(const DagFacts &dag)
{
    Json json = {{"DagId", idJson(dag.id)},         {"Name", toJson(dag.name)},
                 {"OpSeq", idJson(dag.operation)},  {"ProjectId", idJson(dag.workspace)},
                 {"CreateUser", toJson(dag.owner)}, {"Status", wordJson(dag.state)},
                 {"Type", wordJson(dag.type)}};
    putTime(json, "Bizdate", dag.bizdate);
    putTime(json, "Gmtdate", dag.scheduledDay);
    putTime(json, "CreateTime", dag.createdAt);
    putTime(json, "StartTime", dag.startedAt);
    putTime(json, "FinishTime", dag.finishedAt);
    putTime(json, "ModifyTime", std::max({dag.createdAt, dag.startedAt, dag.finishedAt}));
    return json;
}

} // namespace

Outcome<BackfillSpec> readBackfill(const RequestParameters &in)
{
    Readings readings;
    BackfillSpec spec;
    spec.name = readings.take(in.requiredText(u"Name"_s));
    spec.root = NodeId(readings.take(in.requiredInteger(u"RootNodeId"_s)));
    readings.take(in.requiredText(u"IncludeNodeIds"_s, 64 * 1024));
    spec.dryNodes = readings.take(readNodes(in, u"ExcludeNodeIds"_s));
    for (const NodeId id : readings.take(readNodes(in, u"IncludeNodeIds"_s))) {
        if (!spec.dryNodes.contains(id))
            spec.nodes.append(id);
    }
    const QDate from = readings.take(readDay(in, u"StartBizDate"_s));
    const QDate to = readings.take(readDay(in, u"EndBizDate"_s));
    spec.ranges = {{from, to}};
    spec.windowStart = readings.take(readTime(in, u"BizBeginTime"_s, spec.windowStart));
    spec.windowEnd = readings.take(readTime(in, u"BizEndTime"_s, spec.windowEnd));
    spec.groups = readings.take(readGroups(in));
    spec.runFutureNow = readings.take(in.boolean(u"StartFutureInstanceImmediately"_s, false));
    spec.parameters = readings.take(readNodeParameters(in.text(u"NodeParams"_s)));
    if (readings.error())
        return *readings.error();
    return spec;
}

DagFacts dagFacts(const Backfill &backfill, const BackfillDate &date, const QTimeZone &zone)
{
    DagFacts dag;
    dag.id = date.dag;
    dag.state = date.state;
    dag.name = backfill.spec.name;
    dag.workspace = backfill.workspace;
    dag.operation = backfill.id;
    dag.owner = backfill.owner;
    dag.bizdate = fromDateTime(date.bizdate.startOfDay(zone));
    dag.scheduledDay = fromDateTime(date.bizdate.addDays(1).startOfDay(zone));
    dag.createdAt = backfill.createdAt;
    dag.startedAt = date.startedAt;
    dag.finishedAt = date.finishedAt;
    return dag;
}

QByteArray encodeDag(const DagFacts &dag)
{
    return wire::toText(dagJson(dag));
}

QByteArray encodeDags(const QList<DagFacts> &dags)
{
    Json list = Json::array();
    for (const DagFacts &dag : dags)
        list.push_back(dagJson(dag));
    return wire::toText(Json{{"Dags", std::move(list)}});
}

QByteArray encodeDagIds(const Backfill &backfill)
{
    Json list = Json::array();
    for (const BackfillDate &date : backfill.dates)
        list.push_back(idJson(date.dag));
    return wire::toText(list);
}

} // namespace slipway::dataworks
