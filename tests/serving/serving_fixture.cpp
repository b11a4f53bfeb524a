#include "tests/serving/serving_fixture.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway {

ServingFixture::ServingFixture(quint16 gatewayPort) : folder(QDir::tempPath() + "/sv-XXXXXX"_L1)
{
    options.dataDir = folder.filePath(u"data"_s);
    options.runDir = folder.filePath(u"r"_s);
    options.modelProgram = QStringLiteral(SLIPWAY_PROGRAM_DIR) + "/slipway-model"_L1;
    options.gatewayPort = gatewayPort;
    options.haproxyProgram = findHaproxy();
    startRegistry();
}

ServingFixture::~ServingFixture()
{
    if (!registry)
        startRegistry();
    bool ended = false;
    registry->stop(false, [&ended] { ended = true; });
    if (!QTest::qWaitFor([&ended] { return ended; }, 30'000))
        qWarning("the services did not end");
}

void ServingFixture::startRegistry()
{
    registry = std::make_unique<ServiceRegistry>(options, clock, store, sink);
    const Outcome<> started = registry->start(*store.load());
    if (!started)
        qFatal("%s", qPrintable(started.error().message));
}

Outcome<ServiceAccepted>
ServingFixture::call(const std::function<void(ServiceRegistry::Answer<ServiceAccepted>)> &action)
{
    auto answer = std::make_shared<std::optional<Outcome<ServiceAccepted>>>();
    action([answer](const Outcome<ServiceAccepted> &outcome) { *answer = outcome; });
    if (!QTest::qWaitFor([&answer] { return answer->has_value(); }, 30'000))
        return Error::internal(u"no answer"_s);
    return **answer;
}

Outcome<ServiceAccepted> ServingFixture::create(const QByteArray &description)
{
    return call([&](const auto &done) { registry->create(testRegion, description, {}, done); });
}

Outcome<ServiceAccepted> ServingFixture::modify(const QString &name, const QByteArray &patch, const Provenance &by)
{
    return call([&](const auto &done) { registry->update(testRegion, name, patch, UpdateMode::Merge, by, done); });
}

Service ServingFixture::service(const QString &name) const
{
    const Outcome<Service> described = registry->describe(testRegion, name);
    return described ? described.value() : Service{};
}

VersionState ServingFixture::versionState(const QString &name, int number) const
{
    const QList<ServiceVersion> versions = *registry->versions(testRegion, name);
    for (const ServiceVersion &version : versions) {
        if (version.number == number)
            return version.state;
    }
    return VersionState::Preparing;
}

QString ServingFixture::versionMessage(const QString &name, int number) const
{
    const QList<ServiceVersion> versions = *registry->versions(testRegion, name);
    for (const ServiceVersion &version : versions) {
        if (version.number == number)
            return version.message;
    }
    return {};
}

HttpAnswer ServingFixture::predict(const QString &name, const QByteArray &body, const QByteArray &path) const
{
    const Service described = service(name);
    return ask(described.endpoint + QString::fromUtf8(path), described.token.toUtf8(), body);
}

QByteArray ServingFixture::xgboost(const QString &name, int instances, const QString &extra) const
{
    return uR"({"name":"%1","processor":"xgboost","model_path":"%2/models/iris_xgb.json",
               "metadata":{"instance":%3,"cpu":1,"memory":200}%4})"_s.arg(name, QStringLiteral(SLIPWAY_TEST_DATA))
        .arg(instances)
        .arg(extra)
        .toUtf8();
}

QByteArray ServingFixture::echo(const QString &name, const QString &processor, const QString &extra) const
{
    return uR"({"name":"%1","processor_type":"cpp","processor_entry":"libecho.so","processor_path":"%2",
               "metadata":{"instance":1,"cpu":1}%3})"_s.arg(name, processor, extra)
        .toUtf8();
}

QString ServingFixture::file(const QString &name, const QByteArray &contents) const
{
    QFile out(folder.filePath(name));
    out.open(QIODevice::WriteOnly);
    out.write(contents);
    return out.fileName();
}

} // namespace slipway
