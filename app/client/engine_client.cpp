#include "app/client/engine_client.h"

#include "app/platform/files.h"
#include "app/platform/secret_file.h"
#include "models/contract/engine_file.h"

#include <QFileInfo>

namespace slipway {

using namespace Qt::StringLiterals;

static constexpr qint64 maxFileBytes = 64 * 1024;

EngineClient::EngineClient(const DataFolder &folder, QObject *parent)
    : QObject(parent),
      m_folder(folder),
      m_engine(m_api),
      m_groups(m_api),
      m_workflows(m_api),
      m_runs(m_api),
      m_backfills(m_api),
      m_logs(m_api),
      m_services(m_api)
{
    // The file is replaced as a whole, so its folder is what changes.
    if (QFileInfo::exists(m_folder.root()))
        m_watcher.addPath(m_folder.root());
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &EngineClient::lookAgain);
    connect(&m_events, &RemoteEventFeed::lost, this, &EngineClient::lookAgain, Qt::QueuedConnection);
}

Backends EngineClient::backends()
{
    return {m_engine, m_events, m_groups, m_workflows, m_runs, m_backfills, m_logs, m_services};
}

Outcome<> EngineClient::readFiles(QUrl &base, Credentials &credentials) const
{
    const auto text = readSmallFile(m_folder.engineFile(), maxFileBytes);
    if (!text && text.error().kind == ErrorKind::NotFound)
        return Error::unavailable(tr("No engine runs in %1.").arg(m_folder.root()));
    if (!text)
        return text.error();
    const auto engine = decodeEngineFile(*text);
    if (!engine)
        return engine.error();
    const auto secret = readSecretFile(engine->accessKeyFile, maxFileBytes);
    if (!secret)
        return secret.error();
    const auto key = decodeAccessKeyFile(*secret);
    if (!key)
        return key.error();
    base = QUrl(engine->api, QUrl::StrictMode);
    credentials = {key->id.toUtf8(), key->secret.toUtf8(), {}};
    return Nothing{};
}

Outcome<> EngineClient::connectToEngine()
{
    if (m_watcher.directories().isEmpty() && QFileInfo::exists(m_folder.root()))
        m_watcher.addPath(m_folder.root());
    QUrl base;
    Credentials credentials;
    const auto read = readFiles(base, credentials);
    if (!read) {
        m_api.clearTarget(read.error().message);
        m_events.leave(read.error().message);
        return read;
    }
    const bool sameEngine = base == m_api.base() && credentials.secret == m_api.credentials().secret;
    if (!sameEngine) {
        m_api.setTarget(base, credentials);
        m_events.follow(base, credentials);
    }
    return Nothing{};
}

void EngineClient::lookAgain()
{
    const auto found = connectToEngine();
    Q_UNUSED(found) // the reason is told through the feed's state
}

} // namespace slipway
