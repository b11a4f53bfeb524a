#include "models/contract/service_description.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway {

class TestServiceDescription : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatScriptsWrite();
    void refuses_data();
    void refuses();
    void checksCompleteness_data();
    void checksCompleteness();
    void mergesDeeply();
    void knowsWhatMakesAVersion_data();
    void knowsWhatMakesAVersion();
    void survivesRandomBytes();
    void keepsTheTokenOutOfTheDocument();
};

void TestServiceDescription::readsWhatScriptsWrite()
{
    const QByteArray text = R"({
"name": "demo_1", # the service
"generate_token": "true",
"model_path": "http://127.0.0.1/a#b.tar.gz", // not a comment inside the text
"processor": "xgboost",
"metadata": {
"instance": 2, # You can change the number
"cpu": "1.5",
"memory": 4000,
"rpc.keepalive": 3000,
"eas.termination_grace_period": 7,
}
})";
    const Outcome<ServiceDescription> read = parseServiceDescription(text);
    QVERIFY2(read.ok(), read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->name, u"demo_1"_s);
    QVERIFY(read->generateToken);
    QCOMPARE(read->modelPath, u"http://127.0.0.1/a#b.tar.gz"_s);
    QCOMPARE(read->instances, std::optional<int>(2));
    QCOMPARE(read->cpu, std::optional<double>(1.5));
    QCOMPARE(read->gracePeriodSeconds, 7);
    QVERIFY(read->document.contains(R"("rpc":{"keepalive":3000})"));
    QCOMPARE(read->warnings,
             (QStringList{u"line 2: a comment was ignored"_s, u"line 4: a comment was ignored"_s,
                          u"line 7: a comment was ignored"_s, u"line 12: a comma before '}' was ignored"_s}));
    QVERIFY(!checkServiceDescription(*read));
}

void TestServiceDescription::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &text, const QString &field, const QString &says) {
        QTest::newRow(name) << text << field << says;
    };
    row("empty", "", u"ServiceConfig"_s, u"not JSON"_s);
    row("cut off", "{\"name\": ", u"ServiceConfig"_s, u"line 1"_s);
    row("not an object", "[1]", u"ServiceConfig"_s, u"object"_s);
    row("too deep", QByteArray(100, '['), u"ServiceConfig"_s, u"deeper than 64"_s);
    row("too large", QByteArray((1 << 20) + 1, ' '), u"ServiceConfig"_s, u"limit"_s);
    row("dots without end", "{\"" + QByteArray(50, '.') + "\":1}", u"ServiceConfig"_s, u"parts"_s);
    row("instance is no number", R"({"metadata":{"instance":"two"}})", u"metadata.instance"_s, u"\"two\""_s);
    row("half an instance", R"({"metadata":{"instance":1.5}})", u"metadata.instance"_s, u"whole number"_s);
    row("negative", R"({"metadata":{"instance":-1}})", u"metadata.instance"_s, u"-1"_s);
    row("memory", R"({"metadata":{"memory":0}})", u"metadata.memory"_s, u"0"_s);
    row("metadata is a text", R"({"metadata":"x"})", u"metadata"_s, u"object"_s);
    row("names disagree", R"({"name":"one","metadata":{"name":"two"}})", u"name"_s, u"agree"_s);
    row("token with a line break", R"({"token":"a\nb"})", u"token"_s, u"printable"_s);
    row("entry leads out", R"({"model_entry":"../x"})", u"model_entry"_s, u".."_s);
    row("digest", R"({"model_sha256":"12"})", u"model_sha256"_s, u"64"_s);
    row("flag", R"({"generate_token":"perhaps"})", u"generate_token"_s, u"true or false"_s);
}

void TestServiceDescription::refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, field);
    QFETCH(const QString, says);
    const Outcome<ServiceDescription> read = parseServiceDescription(text);
    QVERIFY(read.failed());
    QCOMPARE(read.error().field, field);
    QVERIFY2(read.error().message.contains(says), qPrintable(read.error().message));
}

void TestServiceDescription::checksCompleteness_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("field"); // empty: complete
    const auto row = [](const char *name, const QByteArray &text, const QString &field) {
        QTest::newRow(name) << text << field;
    };
    const QByteArray rest = R"("processor":"xgboost","model_path":"/m","metadata":{"instance":1}})";
    row("complete", R"({"name":"abc",)" + rest, {});
    row("name in metadata", R"({"processor":"xgboost","model_path":"/m","metadata":{"name":"abc","instance":0}})", {});
    row("no name", "{" + rest, u"name"_s);
    row("upper case", R"({"name":"Abc",)" + rest, u"ServiceName"_s);
    row("no count", R"({"name":"abc","processor":"xgboost","model_path":"/m"})", u"metadata.instance"_s);
    row("no processor", R"({"name":"abc","metadata":{"instance":1}})", u"processor"_s);
    row("other processor", R"({"name":"abc","processor":"tensorflow_cpu_2.7","metadata":{"instance":1}})",
        u"processor"_s);
    row("no model", R"({"name":"abc","processor":"xgboost","metadata":{"instance":1}})", u"model_path"_s);
    row("java", R"({"name":"abc","processor_type":"java","metadata":{"instance":1}})", u"processor_type"_s);
    row("cpp without entry", R"({"name":"abc","processor_type":"cpp","metadata":{"instance":1}})",
        u"processor_entry"_s);
    row("image alone", R"({"name":"abc","containers":[{"image":"x"}],"metadata":{"instance":1}})", u"containers"_s);
    row("command", R"({"name":"abc","containers":[{"command":"x"}],"metadata":{"instance":1}})", {});
}

void TestServiceDescription::checksCompleteness()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, field);
    const Outcome<ServiceDescription> read = parseServiceDescription(text);
    QVERIFY(read.ok());
    const std::optional<Error> error = checkServiceDescription(*read);
    QCOMPARE(error ? error->field : QString(), field);
}

void TestServiceDescription::mergesDeeply()
{
    QCOMPARE(mergeDescriptions(R"({"a":{"b":1,"c":2},"d":[1,2],"e":5})", R"({"a":{"c":3},"d":[4],"e":null})"),
             QByteArray(R"({"a":{"b":1,"c":3},"d":[4]})"));
}

void TestServiceDescription::knowsWhatMakesAVersion_data()
{
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("count and labels") << QByteArray(
                                             R"({"name":"x","metadata":{"instance":5,"cpu":1},"labels":{"a":"b"}})")
                                      << true;
    QTest::newRow("cpu") << QByteArray(R"({"name":"x","metadata":{"instance":1,"cpu":2}})") << false;
    QTest::newRow("model") << QByteArray(R"({"name":"x","model_path":"/y","metadata":{"instance":1,"cpu":1}})")
                           << false;
}

void TestServiceDescription::knowsWhatMakesAVersion()
{
    QFETCH(const QByteArray, other);
    QFETCH(const bool, same);
    QCOMPARE(sameVersion(R"({"name":"x","metadata":{"instance":1,"cpu":1}})", other), same);
}

void TestServiceDescription::survivesRandomBytes()
{
    const QByteArray letters = "{}[]\",:#/\\.0123456789-+eE\n tfnametd\"metadata\":\"instance\"\xff\x80";
    QRandomGenerator random(7);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray text = round % 2 ? QByteArray("{\"metadata\":{\"instance\":") : QByteArray("{");
        for (int i = random.bounded(60); i > 0; --i)
            text += letters.at(random.bounded(int(letters.size())));
        const Outcome<ServiceDescription> read = parseServiceDescription(text);
        if (read) // what was read can be read again, without a warning
            QVERIFY(parseServiceDescription(read->document).ok() &&
                    parseServiceDescription(read->document)->warnings.isEmpty());
        else
            QVERIFY(!read.error().message.isEmpty());
    }
}

void TestServiceDescription::keepsTheTokenOutOfTheDocument()
{
    const Outcome<ServiceDescription> read = parseServiceDescription(R"({"name":"abc","token":"S3cret"})");
    QCOMPARE(read->token, u"S3cret"_s);
    QVERIFY(!read->document.contains("S3cret"));
}

} // namespace slipway

QTEST_GUILESS_MAIN(slipway::TestServiceDescription)
#include "tst_service_description.moc"
