#include "app/client/remote_event_feed.h"
#include "models/contract/event_codec.h"
#include "models/contract/signing.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

const Credentials key{"id", "secret", {}};

// The engine's end of the feed.
class FeedServer : public QObject
{
public:
    explicit FeedServer(quint16 port = 0) : m_server(u"feed"_s, QWebSocketServer::NonSecureMode)
    {
        m_server.listen(QHostAddress::LocalHost, port);
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            client = m_server.nextPendingConnection();
            client->setParent(this);
            ++connections;
        });
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())); }
    void send(const QByteArray &text) { client->sendTextMessage(QString::fromUtf8(text)); }

    QWebSocket *client = nullptr;
    int connections = 0;

private:
    QWebSocketServer m_server;
};

Instance someInstance(qint64 id)
{
    Instance instance;
    instance.id = InstanceId(id);
    return instance;
}

} // namespace

class TestEventFeed : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qRegisterMetaType<ConnectionState>();
        qRegisterMetaType<Instance>();
    }
    void helloMakesItOnline();
    void upgradeIsSigned();
    void deltasArriveInOrder();
    void gaps_data();
    void gaps();
    void connectsAgain();
    void saysWhyItIsOffline();
    void leaves();
    void everyKindHasItsSignal();
};

void TestEventFeed::helloMakesItOnline()
{
    FeedServer server;
    RemoteEventFeed feed;
    QSignalSpy state(&feed, &EventFeed::connectionChanged);
    QSignalSpy again(&feed, &EventFeed::resynchronise);
    feed.follow(server.url(), key);
    QTRY_VERIFY(server.client);
    QCOMPARE(feed.connectionState(), ConnectionState::Connecting);
    server.send(encodeHello(5));
    QTRY_COMPARE(feed.connectionState(), ConnectionState::Online);
    QCOMPARE(again.count(), 1);
    QCOMPARE(state.count(), 1);
}

void TestEventFeed::upgradeIsSigned()
{
    FeedServer server;
    RemoteEventFeed feed;
    feed.follow(server.url(), key);
    QTRY_VERIFY(server.client);
    const QNetworkRequest upgrade = server.client->request();
    WireRequest request{"GET", upgrade.url().path().toLatin1(), {}, {}};
    for (const QByteArray &name : upgrade.rawHeaderList())
        request.headers.emplaceBack(name, upgrade.rawHeader(name));
    const auto caller = verifySignature(
        request, [](const QByteArray &) { return std::optional<QByteArray>("secret"); },
        std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now()));
    QVERIFY2(caller.ok(), caller.failed() ? qPrintable(caller.error().message) : "");
    QCOMPARE(upgrade.url().path(), u"/events"_s);
    QCOMPARE(headerValue(caller->signedHeaders, "x-acs-action"), QByteArray("SubscribeEvents"));
}

void TestEventFeed::deltasArriveInOrder()
{
    FeedServer server;
    RemoteEventFeed feed;
    QSignalSpy again(&feed, &EventFeed::resynchronise);
    QList<qint64> seen;
    connect(&feed, &EventFeed::instanceChanged, this, [&seen](const Instance &i) { seen += i.id.value(); });
    feed.follow(server.url(), key);
    QTRY_VERIFY(server.client);
    server.send(encodeHello(5));
    QList<qint64> sent;
    for (qint64 i = 1; i <= 200; ++i) {
        server.send(encodeEvent(5 + i, someInstance(i)));
        sent += i;
    }
    QTRY_COMPARE(seen, sent);
    QCOMPARE(again.count(), 1);
}

void TestEventFeed::gaps_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("readsAgain");
    QTest::newRow("next") << encodeEvent(6, someInstance(1)) << false;
    QTest::newRow("hole") << encodeEvent(7, someInstance(1)) << true;
    QTest::newRow("back") << encodeEvent(3, someInstance(1)) << true;
    QTest::newRow("gap") << encodeGap(9) << true;
    QTest::newRow("unknown kind") << QByteArray(R"({"Kind":"Moon","Revision":6})") << true;
    QTest::newRow("not JSON") << QByteArray("moon") << true;
    QTest::newRow("second hello") << encodeHello(9) << true;
}

void TestEventFeed::gaps()
{
    QFETCH(const QByteArray, message);
    QFETCH(const bool, readsAgain);
    FeedServer server;
    RemoteEventFeed feed;
    QSignalSpy again(&feed, &EventFeed::resynchronise);
    QSignalSpy groups(&feed, &EventFeed::groupRemoved);
    feed.follow(server.url(), key);
    QTRY_VERIFY(server.client);
    server.send(encodeHello(5));
    server.send(message);
    server.send(encodeEvent(100, GroupRemoved{ResourceGroupId(1)})); // a hole in any case, marks the end
    QTRY_COMPARE(groups.count(), 1);
    QCOMPARE(again.count(), readsAgain ? 3 : 2);
}

void TestEventFeed::connectsAgain()
{
    FeedServer server;
    RemoteEventFeed feed;
    QSignalSpy again(&feed, &EventFeed::resynchronise);
    QSignalSpy lost(&feed, &RemoteEventFeed::lost);
    feed.follow(server.url(), key);
    for (int round = 1; round <= 3; ++round) {
        QTRY_COMPARE(server.connections, round);
        server.send(encodeHello(5));
        QTRY_COMPARE(again.count(), round);
        server.client->abort();
        QTRY_COMPARE(lost.count(), round);
    }
    QTRY_COMPARE(server.connections, 4);
}

void TestEventFeed::saysWhyItIsOffline()
{
    auto server = std::make_unique<FeedServer>();
    const QUrl url = server->url();
    server.reset();
    RemoteEventFeed feed;
    QSignalSpy state(&feed, &EventFeed::connectionChanged);
    feed.follow(url, key);
    QTRY_COMPARE(feed.connectionState(), ConnectionState::Offline);
    QVERIFY2(state.last()[1].toString().contains(u"127.0.0.1:%1"_s.arg(url.port())),
             qPrintable(state.last()[1].toString()));
    FeedServer back(quint16(url.port()));
    QTRY_VERIFY(back.client);
    back.send(encodeHello(1));
    QTRY_COMPARE(feed.connectionState(), ConnectionState::Online);
}

void TestEventFeed::leaves()
{
    FeedServer server;
    RemoteEventFeed feed;
    feed.follow(server.url(), key);
    QTRY_VERIFY(server.client);
    QSignalSpy gone(server.client, &QWebSocket::disconnected);
    server.send(encodeHello(1));
    QTRY_COMPARE(feed.connectionState(), ConnectionState::Online);
    QSignalSpy state(&feed, &EventFeed::connectionChanged);
    feed.leave(u"No engine runs."_s);
    QCOMPARE(state.last()[1].toString(), u"No engine runs."_s);
    QTRY_COMPARE(gone.count(), 1);
    QCOMPARE(server.connections, 1);
}

void TestEventFeed::everyKindHasItsSignal()
{
    FeedServer server;
    RemoteEventFeed feed;
    QStringList seen;
    connect(&feed, &EventFeed::groupChanged, this, [&] { seen += u"group"_s; });
    connect(&feed, &EventFeed::groupRemoved, this, [&] { seen += u"groupRemoved"_s; });
    connect(&feed, &EventFeed::workflowChanged, this, [&] { seen += u"workflow"_s; });
    connect(&feed, &EventFeed::workflowRemoved, this, [&] { seen += u"workflowRemoved"_s; });
    connect(&feed, &EventFeed::draftChanged, this, [&] { seen += u"draft"_s; });
    connect(&feed, &EventFeed::draftRemoved, this, [&] { seen += u"draftRemoved"_s; });
    connect(&feed, &EventFeed::nodeChanged, this, [&] { seen += u"node"_s; });
    connect(&feed, &EventFeed::instanceChanged, this, [&] { seen += u"instance"_s; });
    connect(&feed, &EventFeed::serviceChanged, this, [&] { seen += u"service"_s; });
    connect(&feed, &EventFeed::serviceRemoved, this, [&] { seen += u"serviceRemoved"_s; });
    connect(&feed, &EventFeed::serviceVersionsChanged, this, [&] { seen += u"versions"_s; });
    connect(&feed, &EventFeed::backfillChanged, this, [&] { seen += u"backfill"_s; });
    connect(&feed, &EventFeed::backfillDateChanged, this, [&] { seen += u"backfillDate"_s; });
    feed.follow(server.url(), key);
    QTRY_VERIFY(server.client);
    server.send(encodeHello(0));
    BackfillDate date;
    date.bizdate = QDate(2026, 11, 21);
    const QList<Event> events{ResourceGroup{},          GroupRemoved{}, Workflow{}, WorkflowRemoved{}, NodeDraft{},
                              DraftRemoved{},           Node{},         Instance{}, Service{},         ServiceRemoved{},
                              ServiceVersionsChanged{}, Backfill{},     date};
    for (qsizetype i = 0; i < events.size(); ++i)
        server.send(encodeEvent(i + 1, events[i]));
    QTRY_COMPARE(seen, QStringList({u"group"_s, u"groupRemoved"_s, u"workflow"_s, u"workflowRemoved"_s, u"draft"_s,
                                    u"draftRemoved"_s, u"node"_s, u"instance"_s, u"service"_s, u"serviceRemoved"_s,
                                    u"versions"_s, u"backfill"_s, u"backfillDate"_s}));
}

QTEST_GUILESS_MAIN(TestEventFeed)
#include "tst_event_feed.moc"
