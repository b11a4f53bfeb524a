#include "models/contract/dataworks_instance_parameters.h"

#include "models/domain/enum_names.h"

namespace slipway::dataworks {

using namespace Qt::StringLiterals;

namespace {

Outcome<> readBizdates(const RequestParameters &in, const QTimeZone &zone, InstanceQuery &query)
{
    const std::pair<QString, Instant *> bounds[] = {{u"Bizdate"_s, &query.bizdateFrom},
                                                    {u"Bizdate"_s, &query.bizdateTo},
                                                    {u"BeginBizdate"_s, &query.bizdateFrom},
                                                    {u"EndBizdate"_s, &query.bizdateTo}};
    for (const auto &[name, target] : bounds) {
        if (in.text(name).isEmpty())
            continue;
        const auto day = readBizdate(name, in.text(name), zone);
        if (!day)
            return day.error();
        *target = *day;
    }
    return {};
}

Outcome<QList<InstanceState>> readStates(const RequestParameters &in)
{
    QList<InstanceState> states;
    for (const QString &word : in.list(u"Status"_s)) {
        const auto state = fromText<InstanceState>(word);
        if (!state || *state == InstanceState::Stopped)
            return Error::invalid(u"Status"_s, u"Status \"%1\" is not the state of an instance."_s.arg(word.left(64)));
        states.append(*state);
        if (*state == InstanceState::Failure)
            states.append(InstanceState::Stopped);
    }
    return states;
}

} // namespace

Outcome<Instant> readBizdate(const QString &field, const QString &text, const QTimeZone &zone)
{
    const QDate day = QDate::fromString(text.left(10), u"yyyy-MM-dd"_s);
    const bool timeIsRight = text.size() == 10 || (text.size() == 19 && text[10] == u' ' &&
                                                   QTime::fromString(text.mid(11), u"HH:mm:ss"_s).isValid());
    if (!day.isValid() || !timeIsRight)
        return Error::invalid(field,
                              u"%1 \"%2\" must be a day in the form yyyy-MM-dd 00:00:00."_s.arg(field, text.left(40)));
    return fromDateTime(day.startOfDay(zone));
}

Outcome<InstanceQuery> readInstanceQuery(const RequestParameters &in, WorkspaceId workspace, const QTimeZone &zone)
{
    InstanceQuery query;
    query.workspace = workspace;
    const auto node = in.integer(u"NodeId"_s, 0);
    const auto dag = in.integer(u"DagId"_s, 0);
    if (!node || !dag)
        return node ? dag.error() : node.error();
    query.node = NodeId(*node);
    query.dag = DagId(*dag);
    query.text = in.text(u"NodeName"_s);
    const auto states = readStates(in);
    if (!states)
        return states.error();
    query.states = *states;
    if (const auto read = readBizdates(in, zone, query); !read)
        return read.error();
    return query;
}

} // namespace slipway::dataworks
