#include "app/eascmd/commands.h"
#include "app/eascmd/options.h"
#include "app/eascmd/settings.h"
#include "app/eascmd/table.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace slipway;
using namespace slipway::eascmd;
using namespace Qt::StringLiterals;

class TestEascmdParts : public QObject
{
    Q_OBJECT

private slots:
    void optionsInAnyOrder_data();
    void optionsInAnyOrder();
    void wrongOptions_data();
    void wrongOptions();
    void wrapping_data();
    void wrapping();
    void tables();
    void endpoints_data();
    void endpoints();
    void badEndpoints_data();
    void badEndpoints();
    void whoseKeyWins_data();
    void whoseKeyWins();
    void configFile();
    void badConfigFile();
};

void TestEascmdParts::optionsInAnyOrder_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("globals first") << u"-i ID -k SE -e H modify demo -s f.json -Da.b=1 -f"_s;
    QTest::newRow("globals last") << u"modify demo -f -Da.b=1 -s f.json -e H -k SE -i ID"_s;
    QTest::newRow("between") << u"-f modify -s f.json -k SE demo -D a.b=1 -e H -i ID"_s;
    QTest::newRow("equals") << u"-i=ID -k=SE -e=H modify -s=f.json -D a.b=1 --force -- demo"_s;
}

void TestEascmdParts::optionsInAnyOrder()
{
    QFETCH(const QString, line);
    const auto options = parseOptions(line.split(u' '));
    QVERIFY(options.ok());
    QCOMPARE(options->accessKeyId, u"ID"_s);
    QCOMPARE(options->accessSecret, u"SE"_s);
    QCOMPARE(options->endpoint, u"H"_s);
    QCOMPARE(options->command, u"modify"_s);
    QCOMPARE(options->operands, QStringList{u"demo"_s});
    QCOMPARE(options->descriptionFile, u"f.json"_s);
    QCOMPARE(options->assignments, QStringList{u"a.b=1"_s});
    QVERIFY(options->force);
}

void TestEascmdParts::wrongOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    QTest::newRow("unknown") << QStringList{u"ls"_s, u"--moon"_s} << u"--moon"_s;
    QTest::newRow("no value") << QStringList{u"ls"_s, u"-k"_s} << u"-k"_s;
    QTest::newRow("number") << QStringList{u"logs"_s, u"a"_s, u"-n"_s, u"x"_s} << u"-n"_s;
    QTest::newRow("zero") << QStringList{u"logs"_s, u"a"_s, u"-n"_s, u"0"_s} << u"-n"_s;
    QTest::newRow("joined secret") << QStringList{u"-ktopsecret"_s} << u"option"_s;
}

void TestEascmdParts::wrongOptions()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, word);
    const auto options = parseOptions(arguments);
    QVERIFY(options.failed());
    QVERIFY(options.error().message.contains(word));
    QVERIFY(!options.error().message.contains(u"topsecret"));
}

void TestEascmdParts::wrapping_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("short") << u"Running"_s << QStringList{u"Running"_s};
    QTest::newRow("empty") << QString() << QStringList{QString()};
    QTest::newRow("no blank") << QString(50, u'x') << QStringList{QString(50, u'x')};
    QTest::newRow("at a blank") << u"Service start successfully and then on"_s
                                << QStringList{u"Service start successfully and"_s, u"then on"_s};
    QTest::newRow("exactly 30") << QString(20, u'a') + u" 123456789"_s
                                << QStringList{QString(20, u'a') + u" 123456789"_s};
    QTest::newRow("JSON after the colon")
        << u"{\n  \"model_path\": \"http://example.com/a/long/path.tar.gz\"\n}"_s
        << QStringList{u"{"_s, u"  \"model_path\":"_s, u"\"http://example.com/a/long/path.tar.gz\""_s, u"}"_s};
}

void TestEascmdParts::wrapping()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, lines);
    QCOMPARE(wrapCell(text), lines);
}

void TestEascmdParts::tables()
{
    QCOMPARE(table({u"NAME"_s, u"COUNT"_s}, {{u"abcdefg"_s, u"7"_s}, {u"b"_s, u"-1.5"_s}}), uR"(+---------+-------+
|  NAME   | COUNT |
+---------+-------+
| abcdefg |     7 |
| b       |  -1.5 |
+---------+-------+
)"_s);
    QCOMPARE(table({u"NAME"_s}, {}), u"+------+\n| NAME |\n+------+\n"_s);
    QCOMPARE(verticalTable({{u"Key"_s, u"two\nlines"_s}, {u"K"_s, u"1"_s}}), uR"(+-----+-------+
| Key | two   |
|     | lines |
|   K |     1 |
+-----+-------+
)"_s);
}

void TestEascmdParts::endpoints_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("local"); // SLIPWAY_ENDPOINT
    QTest::addColumn<QString>("base");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QString>("region");
    const QByteArray none;
    QTest::newRow("cloud") << u"pai-eas.cn-beijing.aliyuncs.com"_s << QString()
                           << u"https://pai-eas.cn-beijing.aliyuncs.com"_s << none << u"cn-beijing"_s;
    QTest::newRow("cloud, VPC") << u"pai-eas-manage-vpc.eu-central-1.aliyuncs.com"_s << QString()
                                << u"https://pai-eas-manage-vpc.eu-central-1.aliyuncs.com"_s << none
                                << u"eu-central-1"_s;
    QTest::newRow("loopback") << u"127.0.0.1:8700"_s << QString() << u"http://127.0.0.1:8700"_s << none
                              << u"cn-shanghai"_s;
    QTest::newRow("localhost") << u"localhost:8700"_s << QString() << u"http://localhost:8700"_s << none
                               << u"cn-shanghai"_s;
    QTest::newRow("plain HTTP") << u"http://box:8700/"_s << QString() << u"http://box:8700"_s << none
                                << u"cn-shanghai"_s;
    QTest::newRow("another host") << u"box:8700"_s << QString() << u"https://box:8700"_s << none << u"cn-shanghai"_s;
    QTest::newRow("override") << u"pai-eas.ap-south-1.aliyuncs.com"_s << u"http://127.0.0.1:4711"_s
                              << u"http://127.0.0.1:4711"_s << QByteArray("pai-eas.ap-south-1.aliyuncs.com")
                              << u"ap-south-1"_s;
    QTest::newRow("override, bare") << u"pai-eas.cn-shanghai.aliyuncs.com"_s << u"127.0.0.1:4711"_s
                                    << u"http://127.0.0.1:4711"_s << QByteArray("pai-eas.cn-shanghai.aliyuncs.com")
                                    << u"cn-shanghai"_s;
    QTest::newRow("override, loopback meant")
        << u"127.0.0.1:1"_s << u"http://127.0.0.1:4711"_s << u"http://127.0.0.1:1"_s << none << u"cn-shanghai"_s;
    QTest::newRow("override alone") << QString() << u"http://127.0.0.1:4711"_s << u"http://127.0.0.1:4711"_s << none
                                    << u"cn-shanghai"_s;
}

static Options withKey(const QString &endpoint)
{
    Options options;
    options.accessKeyId = u"id"_s;
    options.accessSecret = u"secret"_s;
    options.endpoint = endpoint;
    return options;
}

void TestEascmdParts::endpoints()
{
    QFETCH(const QString, endpoint);
    QFETCH(const QString, local);
    QFETCH(const QString, base);
    QFETCH(const QByteArray, host);
    QFETCH(const QString, region);
    QProcessEnvironment environment;
    environment.insert(u"SLIPWAY_ENDPOINT"_s, local);
    environment.insert(u"SLIPWAY_INSTANCE_ID"_s, u"42"_s);
    const auto settings = resolveSettings(withKey(endpoint), environment);
    QVERIFY(settings.ok());
    QCOMPARE(settings->base.toString(), base);
    QCOMPARE(settings->hostHeader, host);
    QCOMPARE(settings->region, region);
    // The run's id goes to an engine that was meant, never to a cloud.
    QCOMPARE(settings->instanceId.isEmpty(), local.isEmpty() || endpoint.startsWith(u"127"));
}

void TestEascmdParts::badEndpoints_data()
{
    QTest::addColumn<QString>("endpoint");
    for (const char *text : {"", "a b", "ftp://x", "http://x/path", "user:pw@host", "host:port", "http://", "x?y=1"})
        QTest::newRow(*text ? text : "none") << QString::fromLatin1(text);
}

void TestEascmdParts::badEndpoints()
{
    QFETCH(const QString, endpoint);
    QVERIFY(resolveSettings(withKey(endpoint), {}).failed());
}

void TestEascmdParts::whoseKeyWins_data()
{
    QTest::addColumn<bool>("inOptions");
    QTest::addColumn<bool>("inFile"); // named with -c
    QTest::addColumn<bool>("inEnvironment");
    QTest::addColumn<QByteArray>("winner");
    QTest::newRow("options") << true << true << true << QByteArray("o");
    QTest::newRow("file") << false << true << true << QByteArray("f");
    QTest::newRow("environment") << false << false << true << QByteArray("e");
    QTest::newRow("nobody") << false << false << false << QByteArray();
}

void TestEascmdParts::whoseKeyWins()
{
    QFETCH(const bool, inOptions);
    QFETCH(const bool, inFile);
    QFETCH(const bool, inEnvironment);
    QFETCH(const QByteArray, winner);
    QTemporaryDir folder;
    Options options;
    options.endpoint = u"127.0.0.1:1"_s;
    options.configFile = folder.filePath(u"config"_s);
    StoredSettings stored;
    stored.region = u"cn-beijing"_s;
    if (inFile)
        stored.accessKeyId = stored.accessSecret = u"f"_s;
    QVERIFY(writeConfig(options.configFile, stored).ok());
    if (inOptions)
        options.accessKeyId = options.accessSecret = u"o"_s;
    QProcessEnvironment environment;
    if (inEnvironment) {
        environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, u"e"_s);
        environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"e"_s);
    }
    const auto settings = resolveSettings(options, environment);
    QCOMPARE(settings.ok(), !winner.isEmpty());
    if (!settings)
        return;
    QCOMPARE(settings->credentials.accessKeyId, winner);
    QCOMPARE(settings->credentials.secret, winner);
    QCOMPARE(settings->region, u"cn-beijing"_s);
}

void TestEascmdParts::configFile()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u".eas/config"_s);
    const StoredSettings stored{u"id"_s, u"se=cret"_s, u"pai-eas.cn-shanghai.aliyuncs.com"_s, u"tok"_s,
                                u"cn-shanghai"_s};
    QVERIFY(writeConfig(file, stored).ok());
    QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    const auto read = readConfig(file);
    QVERIFY(read.ok());
    QCOMPARE(read->accessKeyId, stored.accessKeyId);
    QCOMPARE(read->accessSecret, stored.accessSecret);
    QCOMPARE(read->endpoint, stored.endpoint);
    QCOMPARE(read->securityToken, stored.securityToken);
}

void TestEascmdParts::badConfigFile()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"config"_s);
    QCOMPARE(readConfig(file).error().kind, ErrorKind::NotFound);
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write("# a comment\n[eas]\naccess_id = a\naccess_key topsecret\n");
    out.close();
    const auto read = readConfig(file);
    QVERIFY(read.failed());
    QVERIFY(read.error().message.contains(u"line 4"));
    QVERIFY(!read.error().message.contains(u"topsecret"));
}

QTEST_GUILESS_MAIN(TestEascmdParts)
#include "tst_eascmd_parts.moc"
