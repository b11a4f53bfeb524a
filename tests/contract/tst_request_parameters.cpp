#include "models/contract/error_mapping.h"
#include "models/contract/percent_encoding.h"
#include "models/contract/request_parameters.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestRequestParameters : public QObject
{
    Q_OBJECT

private slots:
    void encoding_data();
    void encoding();
    void badEncoding_data();
    void badEncoding();
    void queryAndFormAreMerged();
    void malformed_data();
    void malformed();
    void jsonBodyIsNoForm();
    void getters();
    void errorsRoundTrip_data();
    void errorsRoundTrip();
    void foreignErrors_data();
    void foreignErrors();
    void envelopes_data();
    void envelopes();
};

void TestRequestParameters::encoding_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("unreserved") << QByteArray("azAZ09-_.~") << QByteArray("azAZ09-_.~");
    QTest::newRow("reserved") << QByteArray(" !*'()+/&=%") << QByteArray("%20%21%2A%27%28%29%2B%2F%26%3D%25");
    QTest::newRow("UTF-8") << QByteArray("é工") << QByteArray("%C3%A9%E5%B7%A5");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestRequestParameters::encoding()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, encoded);
    QCOMPARE(percentEncode(text), encoded);
    QCOMPARE(*percentDecode(encoded), text);
    QCOMPARE(*percentDecode(encoded.toLower().replace("azaz", "azAZ"), PlusSign::Space), text);
}

void TestRequestParameters::badEncoding_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"%", "a%2", "%zz", "%2x", "%C3", "%FF%FE", "\xff"})
        QTest::newRow(text) << QByteArray(text);
}

void TestRequestParameters::badEncoding()
{
    QFETCH(const QByteArray, text);
    QVERIFY(percentDecode(text).failed());
}

void TestRequestParameters::queryAndFormAreMerged()
{
    const WireRequest request{"POST",
                              "/?A=1+1&&B",
                              {{"Content-Type", "Application/X-WWW-form-urlencoded; charset=utf-8"}},
                              "C=x+y&D=%26%3D&E=a=b"};
    const auto parameters = RequestParameters::fromRequest(request);
    QVERIFY(parameters.ok());
    const QMap<QString, QString> expected{
        {u"A"_s, u"1+1"_s}, {u"B"_s, u""_s}, {u"C"_s, u"x y"_s}, {u"D"_s, u"&="_s}, {u"E"_s, u"a=b"_s}};
    QCOMPARE(parameters->values(), expected);
    QCOMPARE(parameters->toForm(), QByteArray("A=1%2B1&B=&C=x%20y&D=%26%3D&E=a%3Db"));
}

void TestRequestParameters::malformed_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("twice in query") << QByteArray("/?A=1&A=1") << QByteArray();
    QTest::newRow("query and body") << QByteArray("/?A=1") << QByteArray("A=1");
    QTest::newRow("no name") << QByteArray("/?=1") << QByteArray();
    QTest::newRow("long name") << "/?" + QByteArray(129, 'a') + "=1" << QByteArray();
    QTest::newRow("bad escape") << QByteArray("/") << QByteArray("A=%4");
    QByteArray many;
    for (int i = 0; i <= RequestParameters::maxCount; ++i)
        many += "&p" + QByteArray::number(i) + "=1";
    QTest::newRow("too many") << QByteArray("/") << many;
    QTest::newRow("too long") << QByteArray("/") << "A=" + QByteArray(RequestParameters::maxValueLength + 1, 'x');
}

void TestRequestParameters::malformed()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, body);
    const auto parameters = RequestParameters::fromRequest({"POST", target, {}, body});
    QVERIFY(parameters.failed());
    QVERIFY(!parameters.error().message.isEmpty());
}

void TestRequestParameters::jsonBodyIsNoForm()
{
    const auto parameters =
        RequestParameters::fromRequest({"POST", "/?A=1", {{"content-type", "application/json"}}, "{%}"});
    QVERIFY(parameters.ok());
    QCOMPARE(parameters->values().size(), 1);
}

void TestRequestParameters::getters()
{
    const auto parameters =
        RequestParameters::fromQuery("n=9223372036854775807&m=-3&t=%20x&b=true&c=TRUE&l=a,%20b,,c&d=1.5&e=");
    QVERIFY(parameters.ok());
    QCOMPARE(*parameters->requiredInteger(u"n"_s), INT64_MAX);
    QCOMPARE(*parameters->integer(u"m"_s, 5), -3);
    QCOMPARE(*parameters->integer(u"none"_s, 5), 5);
    QCOMPARE(*parameters->integer(u"e"_s, 5), 5);
    QCOMPARE(parameters->integer(u"m"_s, 5, 1, 10).error().field, u"m"_s);
    QCOMPARE(parameters->integer(u"t"_s, 5).error().code, u"InvalidParameter.t"_s);
    QCOMPARE(parameters->requiredInteger(u"none"_s).error().code, u"MissingParameter"_s);
    QCOMPARE(parameters->requiredText(u"e"_s).error().field, u"e"_s);
    QCOMPARE(*parameters->requiredText(u"t"_s), u" x"_s);
    QVERIFY(parameters->requiredText(u"t"_s, 1).failed());
    QCOMPARE(*parameters->boolean(u"b"_s, false), true);
    QVERIFY(parameters->boolean(u"c"_s, false).failed());
    QCOMPARE(*parameters->requiredNumber(u"d"_s), 1.5);
    QVERIFY(parameters->requiredNumber(u"b"_s).failed());
    QCOMPARE(parameters->list(u"l"_s), QStringList({u"a"_s, u"b"_s, u"c"_s}));
}

void TestRequestParameters::errorsRoundTrip_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<int>("status");
    const auto kind = [](ErrorKind k) {
        return Error{k, u"Some.Code"_s, u"Message “quoted” \"x\"\n"_s, {}, {}, false};
    };
    QTest::newRow("field") << Error::invalid(u"BusinessName"_s, u"too long"_s) << 400;
    QTest::newRow("unauthenticated") << kind(ErrorKind::Unauthenticated) << 401;
    QTest::newRow("denied") << kind(ErrorKind::Denied) << 403;
    QTest::newRow("not found") << kind(ErrorKind::NotFound) << 404;
    QTest::newRow("conflict") << kind(ErrorKind::Conflict) << 409;
    QTest::newRow("too large") << kind(ErrorKind::TooLarge) << 413;
    QTest::newRow("throttled") << kind(ErrorKind::Throttled) << 429;
    QTest::newRow("unavailable") << Error::unavailable(u"later"_s) << 503;
    QTest::newRow("internal") << Error{ErrorKind::Internal, u"X"_s, u"m"_s, {}, u"the last lines"_s, false} << 500;
    QTest::newRow("bad signature")
        << Error{ErrorKind::Unauthenticated, u"SignatureDoesNotMatch"_s, u"m"_s, {}, {}, false} << 403;
    QTest::newRow("unknown key")
        << Error{ErrorKind::Unauthenticated, u"InvalidAccessKeyId.NotFound"_s, u"m"_s, {}, {}, false} << 404;
    QTest::newRow("expired") << Error{ErrorKind::Unauthenticated, u"InvalidTimeStamp.Expired"_s, u"m"_s, {}, {}, false}
                             << 400;
}

void TestRequestParameters::errorsRoundTrip()
{
    QFETCH(const Error, error);
    QFETCH(const int, status);
    QCOMPARE(httpStatusOf(error), status);
    for (const WireStyle style : {WireStyle::Rpc, WireStyle::Roa}) {
        const QByteArray body = encodeError(error, u"ID"_s, u"host"_s, style);
        QCOMPARE(decodeError(status, body), error);
        QCOMPARE(body.contains("ErrorMessage"), style == WireStyle::Rpc);
        QCOMPARE(requestIdOf(body), u"ID"_s);
    }
}

void TestRequestParameters::foreignErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("code");
    QTest::newRow("business error at 200")
        << 200 << QByteArray(R"({"HttpStatusCode":404,"Success":false,"ErrorCode":"Invalid.X","ErrorMessage":"no"})")
        << int(ErrorKind::NotFound) << u"Invalid.X"_s;
    QTest::newRow("gateway") << 400 << QByteArray(R"({"Code":"Throttling.User","Message":"slow down"})")
                             << int(ErrorKind::Throttled) << u"Throttling.User"_s;
    QTest::newRow("no JSON") << 502 << QByteArray("<html>bad gateway</html>") << int(ErrorKind::Unavailable)
                             << u"UnexpectedAnswer"_s;
    QTest::newRow("empty") << 404 << QByteArray() << int(ErrorKind::NotFound) << u"UnexpectedAnswer"_s;
}

void TestRequestParameters::foreignErrors()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const int, kind);
    QFETCH(const QString, code);
    const Error error = decodeError(status, body);
    QCOMPARE(int(error.kind), kind);
    QCOMPARE(error.code, code);
    QVERIFY(!error.message.isEmpty());
}

void TestRequestParameters::envelopes_data()
{
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("E1") << encodeAnswer(Envelope::E1, u"R"_s) << QByteArray(R"({"RequestId":"R"})");
    QTest::newRow("E2") << encodeAnswer(Envelope::E2, u"R"_s) << QByteArray(R"({"RequestId":"R","Success":true})");
    QTest::newRow("E5 data") << encodeAnswer(Envelope::E5, u"R"_s, "Data", "7")
                             << QByteArray(R"({"RequestId":"R","HttpStatusCode":200,"Success":true,"Data":7})");
    QTest::newRow("ROA empty") << encodeRoaAnswer(u"R"_s) << QByteArray(R"({"RequestId":"R"})");
    QTest::newRow("ROA {}") << encodeRoaAnswer(u"R"_s, "{}") << QByteArray(R"({"RequestId":"R"})");
    QTest::newRow("ROA object") << encodeRoaAnswer(u"R"_s, R"({"a":1})") << QByteArray(R"({"RequestId":"R","a":1})");
}

void TestRequestParameters::envelopes()
{
    QFETCH(const QByteArray, made);
    QFETCH(const QByteArray, expected);
    QCOMPARE(made, expected);
}

QTEST_GUILESS_MAIN(TestRequestParameters)
#include "tst_request_parameters.moc"
