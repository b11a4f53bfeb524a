#include "app/client/engine_client.h"
#include "app/client/engine_launcher.h"
#include "app/platform/files.h"
#include "models/contract/engine_file.h"
#include "models/contract/error_mapping.h"
#include "models/contract/slipway_codec.h"
#include "tests/client/http_stub.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;

class TestEngineClient : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void findsTheEngine();
    void followsItToANewAddress();
    void saysWhyThereIsNone_data();
    void saysWhyThereIsNone();
    void launcher_data();
    void launcher();

private:
    void announce(const HttpStub &stub);
    void write(const QString &name, const QByteArray &text, mode_t mode = 0600);

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestEngineClient::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    write(u"key.json"_s, encodeAccessKeyFile({u"id"_s, u"secret"_s}));
}

void TestEngineClient::write(const QString &name, const QByteArray &text, mode_t mode)
{
    QVERIFY(writeFileAtomically(m_dir->filePath(name), text, mode).ok());
}

void TestEngineClient::announce(const HttpStub &stub)
{
    write(u"engine.json"_s, encodeEngineFile({stub.url().toString(), {}, 1, m_dir->filePath(u"key.json"_s), u"0"_s}));
}

static void answerStatus(HttpStub &stub, const QString &version)
{
    EngineStatus status;
    status.version = version;
    stub.on("GetEngineStatus", encodeAnswer(Envelope::E5, u"R"_s, "Data", encodeJson(status)));
}

void TestEngineClient::findsTheEngine()
{
    HttpStub stub;
    answerStatus(stub, u"1.0"_s);
    announce(stub);
    EngineClient client(DataFolder(m_dir->path()));
    QVERIFY(client.connectToEngine().ok());
    QString version;
    client.backends().engine.status().then(this, [&version](const Outcome<EngineStatus> &status) {
        version = status ? status->version : status.error().message;
    });
    QTRY_COMPARE(version, u"1.0"_s);
    QCOMPARE(client.backends().engine.accessKey().secret, u"secret"_s);
    QCOMPARE(stub.signatureProblems(), QStringList());
}

void TestEngineClient::followsItToANewAddress()
{
    HttpStub first;
    announce(first);
    EngineClient client(DataFolder(m_dir->path()));
    QVERIFY(client.connectToEngine().ok());
    QCOMPARE(client.api().base(), first.url());
    HttpStub second;
    first.close();
    announce(second);
    QTRY_COMPARE(client.api().base(), second.url());
    QVERIFY(QFile::remove(m_dir->filePath(u"engine.json"_s)));
    QTRY_VERIFY(client.api().base().isEmpty());
    announce(second);
    QTRY_COMPARE(client.api().base(), second.url());
}

void TestEngineClient::saysWhyThereIsNone_data()
{
    QTest::addColumn<QByteArray>("engine");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("keyMode");
    QTest::addColumn<QString>("words");
    const QByteArray key = encodeAccessKeyFile({u"id"_s, u"secret"_s});
    QTest::newRow("no file") << QByteArray() << key << 0600 << u"No engine runs in"_s;
    QTest::newRow("broken file") << QByteArray("{") << key << 0600 << u"JSON"_s;
    QTest::newRow("broken key") << QByteArray("good") << QByteArray("{\"AccessKeySecret\":\"secret\"}") << 0600
                                << u"AccessKey"_s;
    QTest::newRow("key that others may read") << QByteArray("good") << key << 0644 << u"key.json"_s;
}

void TestEngineClient::saysWhyThereIsNone()
{
    QFETCH(const QByteArray, engine);
    QFETCH(const QByteArray, key);
    QFETCH(const int, keyMode);
    QFETCH(const QString, words);
    HttpStub stub;
    if (engine == "good")
        announce(stub);
    else if (!engine.isEmpty())
        write(u"engine.json"_s, engine);
    write(u"key.json"_s, key, mode_t(keyMode));
    EngineClient client(DataFolder(m_dir->path()));
    const auto connected = client.connectToEngine();
    QVERIFY(connected.failed());
    QVERIFY2(connected.error().message.contains(words), qPrintable(connected.error().message));
    QVERIFY(!connected.error().message.contains(u"secret"));
    QCOMPARE(client.backends().events.connectionState(), ConnectionState::Offline);
}

void TestEngineClient::launcher_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("why"); // empty: ready
    QTest::newRow("ready") << QByteArray(
                                  "#!/bin/sh\ntest \"$1\" = --data-dir && test -d \"$2\" && test \"$3\" = --verbose\n")
                           << QString();
    QTest::newRow("reason") << QByteArray("#!/bin/sh\necho noise >&2\necho 'slipwayd: the disk is full' >&2\nexit 1\n")
                            << u"slipwayd: the disk is full"_s;
    QTest::newRow("silent end") << QByteArray("#!/bin/sh\nexit 3\n") << u"ended before it was ready"_s;
    QTest::newRow("killed") << QByteArray("#!/bin/sh\nkill -9 $$\n") << u"ended before it was ready"_s;
    QTest::newRow("no program") << QByteArray() << u"could not be started"_s;
}

void TestEngineClient::launcher()
{
    QFETCH(const QByteArray, script);
    QFETCH(const QString, why);
    const QString program = m_dir->filePath(u"daemon"_s);
    if (!script.isEmpty())
        write(u"daemon"_s, script, 0700);
    EngineLauncher launcher(m_dir->path(), program);
    QSignalSpy ready(&launcher, &EngineLauncher::ready);
    QSignalSpy failed(&launcher, &EngineLauncher::failed);
    launcher.start({u"--verbose"_s});
    QTRY_COMPARE(ready.count() + failed.count(), 1);
    QCOMPARE(ready.count(), why.isEmpty() ? 1 : 0);
    if (!why.isEmpty())
        QVERIFY2(failed.first()[0].toString().contains(why), qPrintable(failed.first()[0].toString()));
}

QTEST_GUILESS_MAIN(TestEngineClient)
#include "tst_engine_client.moc"
