#include "app/eascmd/settings.h"

#include "app/platform/files.h"
#include "models/contract/eas_codec.h"

#include <QDir>
#include <QFileInfo>
#include <QHostAddress>

namespace slipway::eascmd {

using namespace Qt::StringLiterals;

static constexpr qint64 maxConfigBytes = 64 * 1024;

namespace {

struct ConfigKey
{
    QLatin1StringView name;
    QString StoredSettings::*target;
};
constexpr ConfigKey configKeys[] = {
    {"access_id"_L1, &StoredSettings::accessKeyId}, {"access_key"_L1, &StoredSettings::accessSecret},
    {"endpoint"_L1, &StoredSettings::endpoint},     {"token"_L1, &StoredSettings::securityToken},
    {"region"_L1, &StoredSettings::region},
};

} // namespace

QString defaultConfigFile()
{
    return QDir::homePath() + u"/.eas/config"_s;
}

Outcome<StoredSettings> readConfig(const QString &file)
{
    const auto text = readSmallFile(file, maxConfigBytes);
    if (!text)
        return text.error();
    StoredSettings settings;
    int number = 0;
    for (const QString &raw : QString::fromUtf8(*text).split(u'\n')) {
        ++number;
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';') || line.startsWith(u'['))
            continue;
        const qsizetype equals = line.indexOf(u'=');
        if (equals <= 0)
            return Error::invalid(u"config"_s, u"%1, line %2: expected \"key = value\"."_s.arg(file).arg(number));
        for (const ConfigKey &key : configKeys) {
            if (line.left(equals).trimmed() == key.name)
                settings.*key.target = line.mid(equals + 1).trimmed();
        }
    }
    return settings;
}

Outcome<> writeConfig(const QString &file, const StoredSettings &settings)
{
    QString text;
    for (const ConfigKey &key : configKeys) {
        if (!(settings.*key.target).isEmpty())
            text += key.name + " = "_L1 + settings.*key.target + u'\n';
    }
    if (auto made = makePrivateFolder(QFileInfo(file).absolutePath()); !made)
        return made;
    return writeFileAtomically(file, text.toUtf8(), 0600);
}

namespace {

// The first that says something.
QString firstOf(std::initializer_list<QString> candidates)
{
    for (const QString &candidate : candidates) {
        if (!candidate.isEmpty())
            return candidate;
    }
    return {};
}

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

// HOST[:PORT] with or without a scheme. Plain HTTP for loopback or where it says http://, else HTTPS.
Outcome<QUrl> endpointUrl(const QString &endpoint)
{
    const bool hasScheme = endpoint.contains("://"_L1);
    QUrl url((hasScheme ? QString() : u"https://"_s) + endpoint, QUrl::StrictMode);
    const bool known = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    const bool bare = (url.path().isEmpty() || url.path() == "/"_L1) && !url.hasQuery() && url.userInfo().isEmpty();
    if (!url.isValid() || !known || url.host().isEmpty() || !bare) {
        return Error::invalid(u"-e"_s, u"The endpoint is \"%1\"; it must be a host name such as "
                                       "pai-eas.cn-shanghai.aliyuncs.com, or HOST:PORT."_s.arg(endpoint.left(200)));
    }
    if (!hasScheme && isLoopback(url.host()))
        url.setScheme(u"http"_s);
    url.setPath({});
    return url;
}

Outcome<StoredSettings> storedSettings(const Options &options)
{
    const QString file = options.configFile.isEmpty() ? defaultConfigFile() : options.configFile;
    auto stored = readConfig(file);
    const bool mayBeAbsent = options.configFile.isEmpty();
    if (!stored && mayBeAbsent && stored.error().kind == ErrorKind::NotFound)
        return StoredSettings{};
    return stored;
}

Outcome<> resolveEndpoint(const QString &endpoint, const QProcessEnvironment &environment, Settings &settings)
{
    const QString local = environment.value(u"SLIPWAY_ENDPOINT"_s);
    if (endpoint.isEmpty() && local.isEmpty())
        return Error::invalid(u"-e"_s, u"No endpoint is given. Add -e pai-eas.<region>.aliyuncs.com, or save one with "
                                       "\"eascmd config\"."_s);
    const auto named = endpointUrl(endpoint.isEmpty() ? local : endpoint);
    if (!named)
        return named.error();
    settings.base = *named;
    settings.region = firstOf({eas::regionOfEndpoint(named->host()), settings.region, u"cn-shanghai"_s});
    if (local.isEmpty() || (!endpoint.isEmpty() && isLoopback(named->host())))
        return Nothing{};
    const auto engine = endpointUrl(local);
    if (!engine)
        return engine.error();
    settings.base = *engine;
    if (!endpoint.isEmpty())
        settings.hostHeader = named->host().toLatin1();
    settings.instanceId = environment.value(u"SLIPWAY_INSTANCE_ID"_s).toLatin1();
    return Nothing{};
}

} // namespace

Outcome<Settings> resolveSettings(const Options &options, const QProcessEnvironment &environment)
{
    const auto stored = storedSettings(options);
    if (!stored)
        return stored.error();
    const bool fileWasNamed = !options.configFile.isEmpty();
    const auto choose = [&](const QString &option, const QString &inFile, const char *variable) {
        const QString inEnvironment = environment.value(QString::fromLatin1(variable));
        return fileWasNamed ? firstOf({option, inFile, inEnvironment}) : firstOf({option, inEnvironment, inFile});
    };
    Settings settings;
    settings.region = stored->region;
    settings.credentials.accessKeyId =
        choose(options.accessKeyId, stored->accessKeyId, "ALIBABA_CLOUD_ACCESS_KEY_ID").toUtf8();
    settings.credentials.secret =
        choose(options.accessSecret, stored->accessSecret, "ALIBABA_CLOUD_ACCESS_KEY_SECRET").toUtf8();
    // A token belongs to the key pair beside it.
    settings.credentials.securityToken =
        options.accessKeyId.isEmpty()
            ? choose(options.securityToken, stored->securityToken, "ALIBABA_CLOUD_SECURITY_TOKEN").toUtf8()
            : options.securityToken.toUtf8();
    if (settings.credentials.accessKeyId.isEmpty() || settings.credentials.secret.isEmpty())
        return Error::invalid(u"-i"_s, u"No AccessKey is given. Add -i ID and -k SECRET, or save them with "
                                       "\"eascmd config\"."_s);
    if (const auto resolved = resolveEndpoint(firstOf({options.endpoint, stored->endpoint}), environment, settings);
        !resolved)
        return resolved.error();
    return settings;
}

} // namespace slipway::eascmd
