#include "models/contract/event_codec.h"

#include "models/contract/json_fields.h"

namespace slipway {

using namespace Qt::StringLiterals;
using wire::Json;

template <class A>
void describe(A &fields, typename A::template Of<GroupRemoved> &removed)
{
    fields("Id", removed.id);
}
template <class A>
void describe(A &fields, typename A::template Of<WorkflowRemoved> &removed)
{
    fields("Id", removed.id);
}
template <class A>
void describe(A &fields, typename A::template Of<DraftRemoved> &removed)
{
    fields("Id", removed.id);
}
template <class A>
void describe(A &fields, typename A::template Of<ServiceRemoved> &removed)
{
    fields("Region", removed.region);
    fields("Name", removed.name);
}
template <class A>
void describe(A &fields, typename A::template Of<ServiceVersionsChanged> &changed)
{
    fields("Region", changed.region);
    fields("Name", changed.name);
}

SLIPWAY_WIRE_ELSEWHERE(Workspace)
SLIPWAY_WIRE_ELSEWHERE(ResourceGroup)
SLIPWAY_WIRE_ELSEWHERE(Workflow)
SLIPWAY_WIRE_ELSEWHERE(NodeDraft)
SLIPWAY_WIRE_ELSEWHERE(Node)
SLIPWAY_WIRE_ELSEWHERE(Instance)
SLIPWAY_WIRE_ELSEWHERE(Service)
SLIPWAY_WIRE_ELSEWHERE(Backfill)
SLIPWAY_WIRE_ELSEWHERE(BackfillDate)

SLIPWAY_WIRE_VALUE(GroupRemoved)
SLIPWAY_WIRE_VALUE(WorkflowRemoved)
SLIPWAY_WIRE_VALUE(DraftRemoved)
SLIPWAY_WIRE_VALUE(ServiceRemoved)
SLIPWAY_WIRE_VALUE(ServiceVersionsChanged)

// In the order of Event's alternatives.
static constexpr QLatin1StringView eventKinds[] = {
    "Workspace"_L1,       "ResourceGroup"_L1, "ResourceGroupRemoved"_L1, "Workflow"_L1,
    "WorkflowRemoved"_L1, "NodeDraft"_L1,     "NodeDraftRemoved"_L1,     "Node"_L1,
    "Instance"_L1,        "Service"_L1,       "ServiceRemoved"_L1,       "ServiceVersionsChanged"_L1,
    "Backfill"_L1,        "BackfillDate"_L1,
};
static_assert(std::size(eventKinds) == std::variant_size_v<Event>);

static QByteArray message(QLatin1StringView kind, qint64 revision, const QByteArray &data = {})
{
    QByteArray text =
        R"({"Kind":")" + QByteArray(kind.data(), kind.size()) + R"(","Revision":)" + QByteArray::number(revision);
    if (!data.isEmpty())
        text += R"(,"Data":)" + data;
    return text + '}';
}

QByteArray encodeHello(qint64 revision)
{
    return message("Hello"_L1, revision);
}

QByteArray encodeGap(qint64 revision)
{
    return message("Gap"_L1, revision);
}

QByteArray encodeEvent(qint64 revision, const Event &event)
{
    const QByteArray data = std::visit(
        [](const auto &value) {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, NodeDraft>) {
                NodeDraft withoutScript = value;
                withoutScript.script.clear();
                return encodeJson(withoutScript);
            } else {
                return encodeJson(value);
            }
        },
        event);
    return message(eventKinds[event.index()], revision, data);
}

template <size_t index = 0>
static Outcome<Event> readEvent(size_t wanted, const Json &data)
{
    if constexpr (index < std::variant_size_v<Event>) {
        if (index != wanted)
            return readEvent<index + 1>(wanted, data);
        const auto value = wire::readJson<std::variant_alternative_t<index, Event>>(data);
        return value ? Outcome<Event>(Event(*value)) : Outcome<Event>(value.error());
    }
    return Error::internal(u"The event is of no known kind."_s);
}

Outcome<FeedMessage> decodeFeedMessage(const QByteArray &text)
{
    const auto json = wire::parseJson(text);
    if (!json)
        return json.error();
    FeedMessage feed{FeedMessage::Kind::Gap, wire::integerOr(*json, "Revision", -1), {}};
    const QString kind = wire::textOr(*json, "Kind");
    if (kind.isEmpty() || feed.revision < 0)
        return Error::invalid(u"Kind"_s, u"A message of the event feed needs Kind and Revision."_s);
    if (kind == "Hello"_L1) {
        feed.kind = FeedMessage::Kind::Hello;
        return feed;
    }
    const auto known = std::find(std::begin(eventKinds), std::end(eventKinds), kind);
    if (known == std::end(eventKinds))
        return feed;
    const auto event = readEvent(size_t(known - std::begin(eventKinds)), json->value("Data", Json()));
    if (!event)
        return event.error();
    feed.kind = FeedMessage::Kind::Delta;
    feed.event = *event;
    return feed;
}

} // namespace slipway
