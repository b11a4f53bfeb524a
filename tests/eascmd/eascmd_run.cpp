#include "tests/eascmd/eascmd_run.h"

#include "models/contract/eas_codec.h"
#include "models/contract/error_mapping.h"

#include <QFile>
#include <QProcess>
#include <QTest>

namespace slipway::test {

using namespace Qt::StringLiterals;

EascmdRunner::EascmdRunner()
{
    environment.insert(u"HOME"_s, m_folder.path());
    environment.insert(u"TZ"_s, u"Asia/Shanghai"_s);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
}

EascmdResult EascmdRunner::run(const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder.path());
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral(SLIPWAY_PROGRAM_DIR) + u"/eascmd"_s, arguments);
    [&process] { QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60'000); }();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

EascmdResult EascmdRunner::runAgainst(const HttpStub &stub, const QStringList &arguments)
{
    return run(QStringList{u"-i"_s, u"id"_s, u"-k"_s, u"secret"_s, u"-e"_s, QString::fromLatin1(stub.address())} +
               arguments);
}

void EascmdRunner::write(const QString &name, const QByteArray &text) const
{
    QFile out(file(name));
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(text);
}

Service demoService(const HttpStub &stub, ServiceState state, const QString &message)
{
    Service service;
    service.region = u"cn-shanghai"_s;
    service.name = u"demo"_s;
    service.uid = u"eas-m-local0001"_s;
    service.state = state;
    service.message = message;
    service.currentVersion = 1;
    service.latestVersion = 1;
    service.token = u"ZGVtby10b2tlbi1ub3QtcmVhbA=="_s;
    service.endpoint = stub.url().toString() + u"/api/predict/demo"_s;
    service.createdAt = fromDateTime(QDateTime({2026, 3, 1}, {1, 0}, Qt::UTC));
    service.updatedAt = fromDateTime(QDateTime({2026, 3, 2}, {1, 0, 3}, Qt::UTC));
    return service;
}

QByteArray described(const Service &service)
{
    return encodeRoaAnswer(u"7B0C1A52-0000-4000-8000-9C0D5E6F7A8B"_s, eas::encodeService(service));
}

StubAnswer describedAnswer(const Service &service)
{
    return {200, described(service), false, false, {}};
}

} // namespace slipway::test
