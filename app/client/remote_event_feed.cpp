#include "app/client/remote_event_feed.h"

#include "models/contract/event_codec.h"
#include "models/contract/slipway_actions.h"

#include <QNetworkRequest>
#include <QWebSocket>

namespace slipway {

using namespace Qt::StringLiterals;

static constexpr Millis firstPause{100};
static constexpr Millis longestPause{5000};
static constexpr Millis pingEvery{10000};
static constexpr quint64 maxMessageBytes = 64ULL * 1024 * 1024;

RemoteEventFeed::RemoteEventFeed(QObject *parent) : EventFeed(parent), m_pause(firstPause)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &RemoteEventFeed::connectNow);
    m_silence.setInterval(pingEvery);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        if (m_socket)
            m_socket->ping(); // a peer that is gone without a word shows by the write that fails
    });
}

RemoteEventFeed::~RemoteEventFeed()
{
    dropSocket();
}

void RemoteEventFeed::follow(const QUrl &base, const Credentials &credentials)
{
    m_base = base;
    m_credentials = credentials;
    m_pause = firstPause;
    connectNow();
}

void RemoteEventFeed::leave(const QString &why)
{
    m_retry.stop();
    m_base.clear();
    dropSocket();
    setState(ConnectionState::Offline, why);
}

void RemoteEventFeed::dropSocket()
{
    m_silence.stop();
    m_revision = -1;
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater(); // may be the sender of the signal that brought us here
}

static QNetworkRequest signedUpgrade(const QUrl &base, const Credentials &credentials)
{
    const QLatin1StringView action = actions::subscribeEvents;
    const QLatin1StringView version = actions::slipwayVersion;
    WireRequest wire{"GET", QByteArray(actions::eventsPath.data(), actions::eventsPath.size()), {}, {}};
    setHeader(wire.headers, "Host", base.host().toLatin1() + ':' + QByteArray::number(base.port(80)));
    signAcs3(wire, credentials, {action.data(), action.size()}, {version.data(), version.size()},
             SigningMoment::make());
    QUrl url = base;
    url.setScheme(base.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    url.setPath(QString(actions::eventsPath));
    QNetworkRequest request(url);
    for (const auto &[name, value] : wire.headers) {
        if (name != "Host") // QWebSocket writes the same one itself
            request.setRawHeader(name, value);
    }
    return request;
}

void RemoteEventFeed::connectNow()
{
    m_retry.stop();
    dropSocket();
    if (m_state == ConnectionState::Online)
        setState(ConnectionState::Connecting);
    m_socket = std::make_unique<QWebSocket>(u"slipway"_s, QWebSocketProtocol::VersionLatest);
    m_socket->setMaxAllowedIncomingMessageSize(maxMessageBytes);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { onMessage(text.toUtf8()); });
    connect(m_socket.get(), &QWebSocket::disconnected, this,
            [this] { onBroken(m_socket ? m_socket->errorString() : QString()); });
    connect(m_socket.get(), QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
            [this] { onBroken(m_socket ? m_socket->errorString() : QString()); });
    m_socket->open(signedUpgrade(m_base, m_credentials));
}

void RemoteEventFeed::onBroken(const QString &why)
{
    if (!m_socket)
        return;
    dropSocket();
    if (m_base.isEmpty())
        return;
    const QString where = m_base.host() + u':' + QString::number(m_base.port());
    setState(ConnectionState::Offline, tr("The engine at %1 does not answer: %2").arg(where, why));
    m_retry.start(int(m_pause.count()));
    m_pause = std::min(m_pause * 2, longestPause);
    emit lost();
}

void RemoteEventFeed::onMessage(const QByteArray &text)
{
    const auto message = decodeFeedMessage(text);
    if (!message) {
        qWarning("A message of the event feed could not be read: %s", qUtf8Printable(message.error().message));
        emit resynchronise();
        return;
    }
    if (message->kind == FeedMessage::Kind::Hello)
        return onHello(message->revision);
    const bool gap = message->kind == FeedMessage::Kind::Gap || message->revision != m_revision + 1;
    m_revision = message->revision;
    if (message->event)
        tell(*message->event);
    if (gap)
        emit resynchronise();
}

void RemoteEventFeed::onHello(qint64 revision)
{
    m_revision = revision;
    m_pause = firstPause;
    m_silence.start();
    setState(ConnectionState::Online);
    emit resynchronise();
}

void RemoteEventFeed::setState(ConnectionState state, const QString &why)
{
    if (state == m_state && why == m_why)
        return;
    m_state = state;
    m_why = why;
    emit connectionChanged(state, why);
}

namespace {

template <class... Handlers>
struct Overloaded : Handlers...
{
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

} // namespace

void RemoteEventFeed::tell(const Event &event)
{
    std::visit(Overloaded{
                   [this](const Workspace &) { emit resynchronise(); }, // rare; no signal of its own
                   [this](const ResourceGroup &group) { emit groupChanged(group); },
                   [this](const GroupRemoved &removed) { emit groupRemoved(removed.id); },
                   [this](const Workflow &workflow) { emit workflowChanged(workflow); },
                   [this](const WorkflowRemoved &removed) { emit workflowRemoved(removed.id); },
                   [this](const NodeDraft &draft) { emit draftChanged(draft); },
                   [this](const DraftRemoved &removed) { emit draftRemoved(removed.id); },
                   [this](const Node &node) { emit nodeChanged(node); },
                   [this](const Instance &instance) { emit instanceChanged(instance); },
                   [this](const Service &service) { emit serviceChanged(service); },
                   [this](const ServiceRemoved &removed) { emit serviceRemoved(removed.region, removed.name); },
                   [this](const ServiceVersionsChanged &changed) {
                       emit serviceVersionsChanged(changed.region, changed.name);
                   },
                   [this](const Backfill &backfill) { emit backfillChanged(backfill); },
                   [this](const BackfillDate &date) { emit backfillDateChanged(date); },
               },
               event);
}

} // namespace slipway
