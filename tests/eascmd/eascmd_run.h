#pragma once

#include "models/domain/service.h"
#include "tests/client/http_stub.h"

#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

namespace slipway::test {

// One run of the real program against a stub.
struct EascmdResult
{
    int status = -1;
    QString out;
    QString error;
};

class EascmdRunner
{
public:
    EascmdRunner();

    // Turns the event loop until the program has ended.
    EascmdResult run(const QStringList &arguments);
    // With "-i ID -k SECRET -e <stub>" before the arguments.
    EascmdResult runAgainst(const HttpStub &stub, const QStringList &arguments);

    QString file(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &text) const;
    QProcessEnvironment environment;

private:
    QTemporaryDir m_folder; // working folder and home
};

// A service as DescribeService tells it.
Service demoService(const HttpStub &stub, ServiceState state, const QString &message);
QByteArray described(const Service &service);
StubAnswer describedAnswer(const Service &service);

} // namespace slipway::test
