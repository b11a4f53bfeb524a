#include "models/contract/engine_file.h"
#include "models/contract/error_mapping.h"
#include "models/contract/event_codec.h"
#include "models/contract/slipway_codec.h"
#include "tests/contract/random_values.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;
using Json = nlohmann::json;

namespace {

template <class T>
void checkRoundTrip(const char *name)
{
    for (quint32 seed = 1; seed <= 50; ++seed) {
        RandomValues random(seed);
        const T value = random.value<T>();
        const QByteArray text = encodeJson(value);
        const auto again = decodeJson<T>(text);
        QVERIFY2(again.ok(),
                 again.failed() ? qPrintable(QLatin1StringView(name) + u": "_s + again.error().message) : "");
        QCOMPARE(encodeJson(*again), text);
        if constexpr (std::equality_comparable<T>)
            QVERIFY2(*again == value, name);
        const auto answer = decodeAnswer<T>(200, encodeAnswer(Envelope::E5, u"R"_s, "Data", text));
        QVERIFY2(answer.ok() && encodeJson(*answer) == text, name);
    }
}

// Each key of the object in turn is left out, and each is given a value of another type: all must be refused by name.
template <class T>
void checkStrictness(const char *name)
{
    RandomValues random(7);
    const Json good = Json::parse(encodeJson(random.value<T>()).toStdString());
    for (const auto &[key, value] : good.items()) {
        Json bad = good;
        bad.erase(key);
        const auto missing = decodeJson<T>(QByteArray::fromStdString(bad.dump()));
        QVERIFY2(missing.failed() && missing.error().field == QString::fromStdString(key), name);
        QVERIFY2(missing.error().message.contains(QString::fromStdString(key)), name);
        bad[key] = value.is_object() ? Json(7) : Json::object();
        const auto wrong = decodeJson<T>(QByteArray::fromStdString(bad.dump()));
        QVERIFY2(wrong.failed() && wrong.error().field.startsWith(QString::fromStdString(key)), name);
    }
    Json more = good;
    more["KeyOfALaterVersion"] = 1;
    QVERIFY2(decodeJson<T>(QByteArray::fromStdString(more.dump())).ok(), name);
}

QByteArray changedDraft(const std::function<void(Json &)> &change)
{
    RandomValues random(3);
    Json json = Json::parse(encodeJson(random.value<NodeDraft>()).toStdString());
    change(json);
    return QByteArray::fromStdString(json.dump());
}

} // namespace

class TestSlipwayCodec : public QObject
{
    Q_OBJECT

private slots:
    void roundTrips();
    void strictness();
    void requestsKeepDefaults();
    void malformed_data();
    void malformed();
    void wrongValues_data();
    void wrongValues();
    void goldenInstance();
    void lists();
    void answers_data();
    void answers();
    void events();
    void feedMessages_data();
    void feedMessages();
    void engineFile();
    void engineFileProblems_data();
    void engineFileProblems();
};

#define FOR_ALL_TYPES(check)                                                                                           \
    check<BackfillSpec>("BackfillSpec");                                                                               \
    check<Backfill>("Backfill");                                                                                       \
    check<InstanceLineage>("InstanceLineage");                                                                         \
    check<InstanceComparison>("InstanceComparison");                                                                   \
    check<Workspace>("Workspace");                                                                                     \
    check<ResourceGroup>("ResourceGroup");                                                                             \
    check<ResourceGroupSpec>("ResourceGroupSpec");                                                                     \
    check<EngineStatus>("EngineStatus");                                                                               \
    check<Workflow>("Workflow");                                                                                       \
    check<NodeProperties>("NodeProperties");                                                                           \
    check<NodeDraft>("NodeDraft");                                                                                     \
    check<NodePosition>("NodePosition");                                                                               \
    check<NodeVersion>("NodeVersion");                                                                                 \
    check<Node>("Node");                                                                                               \
    check<Instance>("Instance");                                                                                       \
    check<Attempt>("Attempt");                                                                                         \
    check<InstancePage>("InstancePage");                                                                               \
    check<LogChunk>("LogChunk");                                                                                       \
    check<ServiceVersion>("ServiceVersion");                                                                           \
    check<Service>("Service");                                                                                         \
    check<ServiceInstance>("ServiceInstance");                                                                         \
    check<ServiceEvent>("ServiceEvent")

void TestSlipwayCodec::roundTrips()
{
    FOR_ALL_TYPES(checkRoundTrip);
    checkRoundTrip<InstanceQuery>("InstanceQuery");
    checkRoundTrip<QString>("text");
}

void TestSlipwayCodec::strictness()
{
    FOR_ALL_TYPES(checkStrictness);
}

void TestSlipwayCodec::requestsKeepDefaults()
{
    const auto empty = decodeJson<InstanceQuery>("{}");
    QVERIFY(empty.ok());
    QCOMPARE(encodeJson(*empty), encodeJson(InstanceQuery{}));
    const auto some = decodeJson<InstanceQuery>(R"({"Limit":7,"States":["FAILURE"]})");
    QVERIFY(some.ok());
    QCOMPARE(some->limit, 7);
    QCOMPARE(some->states.size(), 1);
    const auto wrong = decodeJson<InstanceQuery>(R"({"Limit":"7"})");
    QVERIFY(wrong.failed());
    QCOMPARE(wrong.error().field, u"Limit"_s);
    const auto unknown = decodeJson<InstanceQuery>(R"({"Stats":["FAILURE"]})");
    QVERIFY(unknown.failed());
    QCOMPARE(unknown.error().field, u"Stats"_s);
}

void TestSlipwayCodec::malformed_data()
{
    QTest::addColumn<QByteArray>("text");
    const char *texts[] = {"",      "x",  "{",         "[]",          "null",         "7",
                           "\"x\"", "{}", "{\"Id\":}", "{\"Id\":1,}", "{\"Id\":1} 2", "\xff\xfe"};
    for (const char *text : texts)
        QTest::newRow(*text ? text : "empty") << QByteArray(text);
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("deep object") << QByteArray("{\"a\":").repeated(65);
}

void TestSlipwayCodec::malformed()
{
    QFETCH(const QByteArray, text);
    QVERIFY(decodeJson<Workflow>(text).failed());
    QVERIFY(!decodeJson<Workflow>(text).error().message.isEmpty());
}

void TestSlipwayCodec::wrongValues_data()
{
    using Change = std::function<void(Json &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("field");
    QTest::newRow("recurrence") << Change([](Json &j) { j["Properties"]["Schedule"]["Recurrence"] = "Daily"; })
                                << u"Properties.Schedule.Recurrence"_s;
    QTest::newRow("time") << Change([](Json &j) { j["Properties"]["Schedule"]["Time"] = "24:00"; })
                          << u"Properties.Schedule.Time"_s;
    QTest::newRow("date") << Change([](Json &j) { j["Properties"]["Schedule"]["EffectiveFrom"] = "2026-02-30"; })
                          << u"Properties.Schedule.EffectiveFrom"_s;
    QTest::newRow("list entry") << Change([](Json &j) {
        j["Properties"]["Inputs"] = {"a", 7};
    }) << u"Properties.Inputs[1]"_s;
    QTest::newRow("fraction") << Change([](Json &j) { j["Id"] = 1.5; }) << u"Id"_s;
    QTest::newRow("beyond 63 bits") << Change([](Json &j) { j["Id"] = 18446744073709551615ULL; }) << u"Id"_s;
    QTest::newRow("beyond int") << Change([](Json &j) { j["Revision"] = 3'000'000'000LL; }) << u"Revision"_s;
    QTest::newRow("number as text") << Change([](Json &j) { j["Revision"] = "3"; }) << u"Revision"_s;
    QTest::newRow("long name") << Change([](Json &j) { j["Name"] = std::string(64 * 1024 + 1, 'x'); }) << u"Name"_s;
    QTest::newRow("position") << Change([](Json &j) { j["Position"]["X"] = "left"; }) << u"Position.X"_s;
    QTest::newRow("null") << Change([](Json &j) { j["Script"] = nullptr; }) << u"Script"_s;
}

void TestSlipwayCodec::wrongValues()
{
    QFETCH(const std::function<void(Json &)>, change);
    QFETCH(const QString, field);
    const auto draft = decodeJson<NodeDraft>(changedDraft(change));
    QVERIFY(draft.failed());
    QCOMPARE(draft.error().kind, ErrorKind::InvalidArgument);
    QCOMPARE(draft.error().field, field);
    QVERIFY(draft.error().message.startsWith(field));
}

void TestSlipwayCodec::goldenInstance()
{
    Workflow workflow{WorkflowId(7), WorkspaceId(1), u"Deploy"_s, u"d"_s, u"me"_s, fromMillis(1000), fromMillis(2000)};
    QCOMPARE(encodeJson(workflow),
             QByteArray(R"({"CreatedAt":1000,"Description":"d","Id":7,"ModifiedAt":2000,"Name":"Deploy",)"
                        R"("Owner":"me","WorkspaceId":1})"));
    LogChunk chunk{10, QByteArray("a\0\xff", 3), 13, true};
    QCOMPARE(encodeJson(chunk), QByteArray(R"({"Bytes":"YQD/","Finished":true,"Offset":10,"Size":13})"));
    QVERIFY(decodeJson<LogChunk>(R"({"Bytes":"Y Q","Finished":true,"Offset":10,"Size":13})").failed());
}

void TestSlipwayCodec::lists()
{
    QCOMPARE(encodeJson(QStringList{u"a"_s, u"b"_s}), QByteArray(R"(["a","b"])"));
    QCOMPARE(*decodeJson<QStringList>(R"(["a","b"])"), QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(*decodeJson<QList<Workflow>>("[]"), QList<Workflow>());
    RandomValues random(1);
    const QList<Attempt> attempts{random.value<Attempt>(), random.value<Attempt>()};
    QCOMPARE(*decodeJson<QList<Attempt>>(encodeJson(attempts)), attempts);
}

void TestSlipwayCodec::answers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code"); // empty: success
    QTest::newRow("good") << 200 << QByteArray(R"({"RequestId":"R","Success":true,"Data":7})") << QString();
    QTest::newRow("no success flag") << 200 << QByteArray(R"({"RequestId":"R","Data":7})") << QString();
    QTest::newRow("no data") << 200 << QByteArray(R"({"RequestId":"R","Success":true})") << u"InternalError.System"_s;
    QTest::newRow("business error") << 200
                                    << QByteArray(R"({"Success":false,"ErrorCode":"Invalid.X","ErrorMessage":"m"})")
                                    << u"Invalid.X"_s;
    QTest::newRow("error") << 409 << QByteArray(R"({"Code":"Name.Taken","Message":"m"})") << u"Name.Taken"_s;
    QTest::newRow("no JSON") << 200 << QByteArray("hello") << u"UnexpectedAnswer"_s;
    QTest::newRow("list") << 200 << QByteArray("[1]") << u"UnexpectedAnswer"_s;
}

void TestSlipwayCodec::answers()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, code);
    const auto answer = decodeAnswer<qint64>(status, body);
    QCOMPARE(answer.ok(), code.isEmpty());
    if (answer)
        QCOMPARE(*answer, 7);
    else
        QCOMPARE(answer.error().code, code);
}

void TestSlipwayCodec::events()
{
    RandomValues random(5);
    auto draft = random.value<NodeDraft>();
    draft.script = u"secret work"_s;
    const QList<Event> events{
        random.value<Workspace>(), random.value<ResourceGroup>(),  GroupRemoved{ResourceGroupId(4)},
        random.value<Workflow>(),  WorkflowRemoved{WorkflowId(5)}, draft,
        DraftRemoved{FileId(6)},   random.value<Node>(),           random.value<Instance>(),
        random.value<Service>(),   ServiceRemoved{u"r"_s, u"n"_s}, ServiceVersionsChanged{u"r"_s, u"n"_s},
        random.value<Backfill>(),  random.value<BackfillDate>()};
    qint64 revision = 41;
    for (const Event &event : events) {
        const QByteArray text = encodeEvent(++revision, event);
        QVERIFY(!text.contains("secret work"));
        const auto message = decodeFeedMessage(text);
        QVERIFY2(message.ok(), message.failed() ? qPrintable(message.error().message) : "");
        QCOMPARE(message->kind, FeedMessage::Kind::Delta);
        QCOMPARE(message->revision, revision);
        QCOMPARE(message->event->index(), event.index());
        QCOMPARE(encodeEvent(revision, *message->event), text);
    }
    QCOMPARE(encodeEvent(9, GroupRemoved{ResourceGroupId(4)}),
             QByteArray(R"({"Kind":"ResourceGroupRemoved","Revision":9,"Data":{"Id":4}})"));
}

void TestSlipwayCodec::feedMessages_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind"); // -1: refused
    QTest::newRow("hello") << encodeHello(3) << int(FeedMessage::Kind::Hello);
    QTest::newRow("gap") << encodeGap(3) << int(FeedMessage::Kind::Gap);
    QTest::newRow("unknown kind") << QByteArray(R"({"Kind":"Moon","Revision":3})") << int(FeedMessage::Kind::Gap);
    QTest::newRow("no revision") << QByteArray(R"({"Kind":"Hello"})") << -1;
    QTest::newRow("no kind") << QByteArray(R"({"Revision":3})") << -1;
    QTest::newRow("no data") << QByteArray(R"({"Kind":"Instance","Revision":3})") << -1;
    QTest::newRow("no JSON") << QByteArray("hello") << -1;
}

void TestSlipwayCodec::feedMessages()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, kind);
    const auto message = decodeFeedMessage(text);
    QCOMPARE(message.ok() ? int(message->kind) : -1, kind);
    if (message)
        QCOMPARE(message->revision, 3);
}

void TestSlipwayCodec::engineFile()
{
    const EngineFile file{u"http://127.0.0.1:4711"_s, u"http://127.0.0.1:4712"_s, 99, u"/home/a b/key.json"_s,
                          u"0.1.0"_s};
    QCOMPARE(*decodeEngineFile(encodeEngineFile(file)), file);
    const auto key = decodeAccessKeyFile(encodeAccessKeyFile({u"id"_s, u"s\"ecret"_s}));
    QCOMPARE(key->id, u"id"_s);
    QCOMPARE(key->secret, u"s\"ecret"_s);
    const auto bad = decodeAccessKeyFile(R"({"AccessKeySecret":"topsecret"})");
    QVERIFY(bad.failed());
    QVERIFY(!bad.error().message.contains(u"topsecret"));
}

void TestSlipwayCodec::engineFileProblems_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "{}", R"({"Api":"https://h:1"})", R"({"Api":"http://h"})", R"({"Api":"file:///x"})", "[]"})
        QTest::newRow(*text ? text : "empty") << QByteArray(text);
}

void TestSlipwayCodec::engineFileProblems()
{
    QFETCH(const QByteArray, text);
    QVERIFY(decodeEngineFile(text).failed());
}

QTEST_GUILESS_MAIN(TestSlipwayCodec)
#include "tst_slipway_codec.moc"
