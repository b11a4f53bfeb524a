#include "models/contract/nonce_memory.h"
#include "models/contract/signing.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

// The two sets of common inputs of the reference's vectors.
const Credentials rpcKey{"testid", "testsecret", {}};
const Credentials roaKey{"exampleKeyId", "exampleSecretForTests0123456789", {}};
const QByteArray rpcNonce = "8f14e45fceea167a5a36dedd4bea2543";
const QByteArray roaNonce = "3f1c9a1e5b7d4c0f8a2b6d4e9c1f0a7b";
const QByteArray createFileBody =
    "ProjectId=10000&FileName=train%20daily&FileType=6&FileFolderPath=Business_process%2Fdemo%2FGeneral&Content=%23!%2F"
    "bin%2Fbash%0Aecho%20%22%241%22%20~*'%C3%A9&ParaValue=%24bizdate%20%24%5Byyyymmddhh24-1%2F24%5D&Stop=false";

Instant at(const char *isoUtc)
{
    return fromDateTime(QDateTime::fromString(QString::fromLatin1(isoUtc), Qt::ISODate));
}
const Instant rpcTime = at("2026-01-02T03:04:05Z");
const Instant roaTime = at("2024-05-06T07:08:09Z");

std::optional<QByteArray> secretOf(const QByteArray &id)
{
    if (id == rpcKey.accessKeyId)
        return rpcKey.secret;
    if (id == roaKey.accessKeyId)
        return roaKey.secret;
    return std::nullopt;
}

QByteArray signatureOf(const WireRequest &request)
{
    const QByteArray authorization = headerValue(request.headers, "authorization");
    return authorization.mid(authorization.indexOf("Signature=") + 10);
}

WireRequest signedRpc(const QByteArray &target, const QByteArray &body, const QByteArray &action,
                      const QByteArray &token = {})
{
    WireRequest request{"POST", target, {{"host", "127.0.0.1:8791"}}, body};
    if (!body.isEmpty())
        request.headers.emplaceBack("content-type", "application/x-www-form-urlencoded");
    request.headers.emplaceBack("x-acs-credentials-provider", token.isEmpty() ? "static_ak" : "static_sts");
    signAcs3(request, {rpcKey.accessKeyId, rpcKey.secret, token}, action, "2020-05-18", {rpcTime, rpcNonce});
    return request;
}

WireRequest signedRoa(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                      const QByteArray &action, const QByteArray &provider, const QByteArray &token = {})
{
    const bool cloud = provider.isEmpty();
    WireRequest request{
        method, target, {{"host", cloud ? "pai-eas.cn-shanghai.aliyuncs.com" : "127.0.0.1:18080"}}, body};
    if (!body.isEmpty())
        request.headers.emplaceBack("content-type", "application/json; charset=utf-8");
    if (!cloud)
        request.headers.emplaceBack("x-acs-credentials-provider", provider);
    signAcs3(request, {roaKey.accessKeyId, roaKey.secret, token}, action, "2021-07-01", {roaTime, roaNonce});
    return request;
}

WireRequest v1Roa(const QByteArray &method, const QByteArray &target, const QByteArray &body, const WireHeaders &more,
                  const QByteArray &nonce)
{
    WireRequest request{method, target, more, body};
    request.headers.append({{"accept", "application/json"},
                            {"date", "Mon, 06 May 2024 07:08:09 GMT"},
                            {"x-acs-signature-method", "HMAC-SHA1"},
                            {"x-acs-signature-nonce", nonce},
                            {"x-acs-signature-version", "1.0"},
                            {"x-acs-version", "2021-07-01"}});
    return request;
}

const QByteArray v1Common = "AccessKeyId=testid&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0"
                            "&SignatureNonce=8f14e45fceea167a5a36dedd4bea2543&Timestamp=2026-01-02T03%3A04%3A05Z"
                            "&Version=2020-05-18";

WireRequest v1Rpc(const QByteArray &method, const QByteArray &query, const QByteArray &body)
{
    WireRequest request{method, "/?" + query, {}, body};
    if (query.isEmpty())
        request.target = "/";
    if (!body.isEmpty())
        request.headers.emplaceBack("content-type", "application/x-www-form-urlencoded");
    return request;
}

} // namespace

class TestSigning : public QObject
{
    Q_OBJECT

private slots:
    void acs3Vectors_data();
    void acs3Vectors();
    void canonicalRequestHash_data();
    void canonicalRequestHash();
    void rpcV1Vectors_data();
    void rpcV1Vectors();
    void roaV1Vectors_data();
    void roaV1Vectors();
    void anyChangeIsRefused_data();
    void anyChangeIsRefused();
    void refusals_data();
    void refusals();
    void clockWindow_data();
    void clockWindow();
    void ownHeaderIsCovered();
    void wireOrderDoesNotMatter();
    void nonces();
};

void TestSigning::acs3Vectors_data()
{
    QTest::addColumn<WireRequest>("request");
    QTest::addColumn<QByteArray>("signature");
    const QByteArray tags =
        "/?PageNumber=1&PageSize=10&Tags=%5B%7B%22Key%22%3A%22Env%22%2C%22Value%22%3A%22Test%201%22%7D%5D";
    QTest::newRow("1 form action") << signedRpc("/", createFileBody, "CreateFile")
                                   << QByteArray("1463860787eb2a1cba756ac15df5d8b2b66af3094299d52b9de575b45755b8ff");
    QTest::newRow("2 query action") << signedRpc(tags, {}, "ListProjects")
                                    << QByteArray("b24c8ae7afe65d2fd4e5963b117ee8a894ab9b105c260a49cc900480ea9aa469");
    QTest::newRow("3 no parameters") << signedRpc("/", {}, "ListFileType")
                                     << QByteArray("9734407b1a12e45c3807285c8abfd74168be9462c46900cffe3c4e9fb0d22ae9");
    QTest::newRow("4 temporary key") << signedRpc("/", "NodeId=700000000123&ProjectEnv=PROD", "GetNode", "tok/en+1=")
                                     << QByteArray("1a2481e06c30bb4a7c971e4933479024df550c43d12a6387dd923233d932d5fd");
    const QByteArray version = "/api/v2/services/cn-shanghai/echo/version";
    QTest::newRow("A cloud host") << signedRoa("PUT", version, R"({"Version":1})", "UpdateServiceVersion", {})
                                  << QByteArray("5b064e4bccebcf32280ba25d074cd272d103279bb2c80f5675c85e8e472862ee");
    QTest::newRow("B hostile query")
        << signedRoa(
               "GET",
               "/api/v2/"
               "services?Filter=echo%20test*~%2F%2B&Label=%7B%22a%22%3A%22b%22%7D&Empty=&PageNumber=1&PageSize=100",
               {}, "ListServices", {})
        << QByteArray("f36de581773f1bcadaaa95e39376834a008a1460b84e05fc7d85a8d51b3e3b74");
    QTest::newRow("C create")
        << signedRoa("POST", "/api/v2/services?WorkspaceId=123%204&Develop=false&Labels=%7B%22k%22%3A%22v*~%22%7D",
                     R"({"name":"echo","metadata":{"instance":1,"cpu":1}})", "CreateService", "static_ak")
        << QByteArray("ec2ae8841dea0f3dc1304cb49963e910014d0b0f451f38bef5b2f2f7b5ff5628");
    QTest::newRow("D version") << signedRoa("PUT", version, R"({"Version":1})", "UpdateServiceVersion", "static_ak")
                               << QByteArray("d841f58d5a6eca2585d041b9017df69d055e57581b7e6ff3122179882ca34833");
    QTest::newRow("E list") << signedRoa("GET", "/api/v2/services?PageNumber=1&PageSize=100&Filter=a%20b", {},
                                         "ListServices", "static_ak")
                            << QByteArray("63c90dfe4148e3ca9743e4b851f1f8b3798282c418ddfbf2c63f4bfd81e98c15");
    QTest::newRow("F temporary key") << signedRoa("GET", "/api/v2/services/cn-shanghai/echo", {}, "DescribeService",
                                                  "static_sts", "STS.token/+==")
                                     << QByteArray("f10c82b4dc7751b9b45f1dc288457238700158df692a0f060ab9e6e8f9054343");
}

void TestSigning::acs3Vectors()
{
    QFETCH(const WireRequest, request);
    QFETCH(const QByteArray, signature);
    QCOMPARE(signatureOf(request), signature);
    const bool isRpc = request.target.startsWith("/?") || request.target == "/";
    const auto caller = verifySignature(request, secretOf, isRpc ? rpcTime : roaTime);
    QVERIFY2(caller.ok(), caller.failed() ? qPrintable(caller.error().message) : "");
    QCOMPARE(caller->accessKeyId, isRpc ? rpcKey.accessKeyId : roaKey.accessKeyId);
    QCOMPARE(caller->nonce, isRpc ? rpcNonce : roaNonce);
    QCOMPARE(caller->scheme, SignatureScheme::Acs3);
    QCOMPARE(caller->securityToken, headerValue(request.headers, "x-acs-security-token"));
}

void TestSigning::canonicalRequestHash_data()
{
    QTest::addColumn<WireRequest>("request");
    QTest::addColumn<QByteArray>("hash");
    QTest::newRow("1") << signedRpc("/", createFileBody, "CreateFile")
                       << QByteArray("64cd3d590cd41578a7563153ed7913a144db42065e0c490f555619c864c658c3");
    QTest::newRow("3") << signedRpc("/", {}, "ListFileType")
                       << QByteArray("f3a08436f4d07f5d020b149ab2583bdf6703bc57d6fdd5e9223f0f9130ecc6e4");
    QTest::newRow("4") << signedRpc("/", "NodeId=700000000123&ProjectEnv=PROD", "GetNode", "tok/en+1=")
                       << QByteArray("57179d46eecd34b577edd8fcc154a5e4ff4d3850808b557a643ba9a98e6d9019");
    QTest::newRow("A") << signedRoa("PUT", "/api/v2/services/cn-shanghai/echo/version", R"({"Version":1})",
                                    "UpdateServiceVersion", {})
                       << QByteArray("1de2fc85d2892b3f925ab1e53605a449a3024884e789a76a682ac85c276971f1");
    QTest::newRow("F") << signedRoa("GET", "/api/v2/services/cn-shanghai/echo", {}, "DescribeService", "static_sts",
                                    "STS.token/+==")
                       << QByteArray("9d2bffef78cf8731605fea36e7d60aeb5b4bd942eae64ceaa176b8b611dbb50a");
}

void TestSigning::canonicalRequestHash()
{
    QFETCH(const WireRequest, request);
    QFETCH(const QByteArray, hash);
    const QByteArray authorization = headerValue(request.headers, "authorization");
    const qsizetype from = authorization.indexOf("SignedHeaders=") + 14;
    const auto names = authorization.mid(from, authorization.indexOf(',', from) - from).split(';');
    const auto canonical = acs3CanonicalRequest(request, names);
    QVERIFY(canonical.ok());
    QCOMPARE(sha256Hex(*canonical), hash);
}

void TestSigning::rpcV1Vectors_data()
{
    QTest::addColumn<WireRequest>("request");
    QTest::addColumn<QByteArray>("signature");
    const QByteArray tags =
        "&PageNumber=1&PageSize=10&Tags=%5B%7B%22Key%22%3A%22Env%22%2C%22Value%22%3A%22Test%201%22%7D%5D";
    QTest::newRow("5 common in query") << v1Rpc("POST", v1Common + "&Action=CreateFile&Format=json", createFileBody)
                                       << QByteArray("S+9TKRfFKYkmC/JCYwQrFZRq0xU=");
    QTest::newRow("6 all in query") << v1Rpc("POST", v1Common + "&Action=ListProjects&Format=json" + tags, {})
                                    << QByteArray("83Ja24uWktvi0JxfQ/WekrPuHZ0=");
    QTest::newRow("7 GET") << v1Rpc("GET", v1Common + "&Action=GetNode&Format=JSON&NodeId=700000000123&ProjectEnv=PROD",
                                    {})
                           << QByteArray("ccXOvZIV6KMefEYNCpSGbOmeZSI=");
    QTest::newRow("8 all in body") << v1Rpc("POST", {}, v1Common + "&Action=CreateFile&Format=JSON&" + createFileBody)
                                   << QByteArray("tukx2jRq41n6vqFLtN0ULZh7dXI=");
}

void TestSigning::rpcV1Vectors()
{
    QFETCH(WireRequest, request);
    QFETCH(const QByteArray, signature);
    const auto made = rpcV1Signature(request, rpcKey.secret);
    QVERIFY(made.ok());
    QCOMPARE(*made, signature);

    const QByteArray parameter = "&Signature=" + signature.toPercentEncoding();
    if (request.query().isEmpty())
        request.body += parameter;
    else
        request.target += parameter;
    const auto caller = verifySignature(request, secretOf, rpcTime);
    QVERIFY2(caller.ok(), caller.failed() ? qPrintable(caller.error().message) : "");
    QCOMPARE(caller->scheme, SignatureScheme::RpcV1);
    QCOMPARE(caller->nonce, rpcNonce);
}

void TestSigning::roaV1Vectors_data()
{
    QTest::addColumn<WireRequest>("request");
    QTest::addColumn<QByteArray>("signature");
    const QByteArray version = "/api/v2/services/cn-shanghai/echo/version";
    const WireHeaders popCore{{"content-md5", "92a/A4xE54A+MAPFfSGa/A=="}, {"content-type", "application/json"}};
    const WireHeaders openApi{{"content-type", "application/json; charset=utf-8"},
                              {"x-acs-action", "UpdateServiceVersion"},
                              {"x-acs-credentials-provider", "static_ak"}};
    const WireHeaders list{{"x-acs-action", "ListServices"}, {"x-acs-credentials-provider", "static_ak"}};
    QTest::newRow("A") << v1Roa("PUT", version, R"({"Version":1})", popCore, roaNonce)
                       << QByteArray("EeQEtvdrS7B09vfkBSfIW5ysyLQ=");
    QTest::newRow("B") << v1Roa("PUT", version, R"({"Version":1})", popCore, "ed3264bf831cd7974e15dff46f575a8e")
                       << QByteArray("uLxmfCzReN6RtGeJY2GPzVjNySY=");
    QTest::newRow("C") << v1Roa("PUT", version, R"({"Version":1})", openApi, roaNonce)
                       << QByteArray("zirSI5qDukKvQ2RJI0CJwI2c9VE=");
    QTest::newRow("D") << v1Roa("GET", "/api/v2/services?PageNumber=1&PageSize=100&Filter=a%20b", {}, list, roaNonce)
                       << QByteArray("SgceA+IHZOxXqqoOhq2LkdDRU3s=");
}

void TestSigning::roaV1Vectors()
{
    QFETCH(WireRequest, request);
    QFETCH(const QByteArray, signature);
    QCOMPARE(roaV1Signature(request, roaKey.secret), signature);
    request.headers.emplaceBack("authorization", "acs " + roaKey.accessKeyId + ':' + signature);
    const auto caller = verifySignature(request, secretOf, roaTime);
    QVERIFY2(caller.ok(), caller.failed() ? qPrintable(caller.error().message) : "");
    QCOMPARE(caller->scheme, SignatureScheme::RoaV1);
    // A body that does not fit the covered Content-MD5 is refused.
    if (!headerValue(request.headers, "content-md5").isEmpty()) {
        request.body = R"({"Version":2})";
        QCOMPARE(verifySignature(request, secretOf, roaTime).error().code, u"SignatureDoesNotMatch"_s);
    }
}

void TestSigning::anyChangeIsRefused_data()
{
    using Change = std::function<void(WireRequest &)>;
    QTest::addColumn<Change>("change");
    QTest::newRow("body byte") << Change([](WireRequest &r) { r.body[20] = char(r.body[20] ^ 1); });
    QTest::newRow("body and hash") << Change([](WireRequest &r) {
        r.body += '1';
        setHeader(r.headers, "x-acs-content-sha256", sha256Hex(r.body));
    });
    QTest::newRow("hash only") << Change(
        [](WireRequest &r) { setHeader(r.headers, "x-acs-content-sha256", sha256Hex("x")); });
    QTest::newRow("path") << Change([](WireRequest &r) { r.target = "/x"; });
    QTest::newRow("query") << Change([](WireRequest &r) { r.target = "/?a=1"; });
    QTest::newRow("method") << Change([](WireRequest &r) { r.method = "PUT"; });
    QTest::newRow("host") << Change([](WireRequest &r) { setHeader(r.headers, "host", "127.0.0.1:8792"); });
    QTest::newRow("action") << Change([](WireRequest &r) { setHeader(r.headers, "x-acs-action", "DeleteFile"); });
    QTest::newRow("date") << Change([](WireRequest &r) { setHeader(r.headers, "x-acs-date", "2026-01-02T03:04:06Z"); });
    QTest::newRow("second host") << Change([](WireRequest &r) { r.headers.emplaceBack("Host", "other"); });
}

void TestSigning::anyChangeIsRefused()
{
    QFETCH(const std::function<void(WireRequest &)>, change);
    WireRequest request = signedRpc("/", createFileBody, "CreateFile");
    QVERIFY(verifySignature(request, secretOf, rpcTime).ok());
    change(request);
    const auto caller = verifySignature(request, secretOf, rpcTime);
    QVERIFY(caller.failed());
    QCOMPARE(caller.error().code, u"SignatureDoesNotMatch"_s);
    QVERIFY(!caller.error().message.contains(QString::fromLatin1(rpcKey.secret)));
}

void TestSigning::refusals_data()
{
    QTest::addColumn<WireRequest>("request");
    QTest::addColumn<QString>("code");
    const WireRequest good = signedRpc("/", createFileBody, "CreateFile");
    const auto with = [&](const QByteArray &authorization) {
        WireRequest request = good;
        setHeader(request.headers, "authorization", authorization);
        return request;
    };
    const QByteArray authorization = headerValue(good.headers, "authorization");
    QTest::newRow("nothing") << WireRequest{"POST", "/", {}, {}} << u"IncompleteSignature"_s;
    QTest::newRow("other scheme") << with("Basic dGVzdA==") << u"IncompleteSignature"_s;
    QTest::newRow("no parts") << with("ACS3-HMAC-SHA256 ") << u"IncompleteSignature"_s;
    QTest::newRow("no signature") << with("ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host")
                                  << u"IncompleteSignature"_s;
    QTest::newRow("host not covered") << with(QByteArray(authorization).replace("host;", ""))
                                      << u"IncompleteSignature"_s;
    QTest::newRow("date not covered") << with(QByteArray(authorization).replace("x-acs-date;", ""))
                                      << u"IncompleteSignature"_s;
    QTest::newRow("unknown id") << with(QByteArray(authorization).replace("testid", "nobody"))
                                << u"InvalidAccessKeyId.NotFound"_s;
    QTest::newRow("empty signature") << with(authorization.left(authorization.indexOf("Signature=") + 10))
                                     << u"IncompleteSignature"_s;
    WireRequest added = good;
    added.headers.emplaceBack("X-Acs-Slipway-Instance", "7");
    QTest::newRow("uncovered x-acs header") << added << u"IncompleteSignature"_s;
    WireRequest badQuery = good;
    badQuery.target = "/?a=%zz";
    QTest::newRow("bad encoding") << badQuery << u"InvalidParameter.Encoding"_s;
    QTest::newRow("V1 method") << v1Rpc("GET", QByteArray(v1Common).replace("HMAC-SHA1", "HMAC-MD5") + "&Signature=x",
                                        {})
                               << u"IncompleteSignature"_s;
    QTest::newRow("V1 wrong") << v1Rpc("GET", v1Common + "&Signature=x", {}) << u"SignatureDoesNotMatch"_s;
    QTest::newRow("V1 twice") << v1Rpc("POST", v1Common + "&Signature=x&A=1", "A=2") << u"InvalidParameter.A"_s;
    QTest::newRow("acs without colon") << with("acs abc") << u"IncompleteSignature"_s;
}

void TestSigning::refusals()
{
    QFETCH(const WireRequest, request);
    QFETCH(const QString, code);
    const auto caller = verifySignature(request, secretOf, rpcTime);
    QVERIFY(caller.failed());
    QCOMPARE(caller.error().code, code);
}

void TestSigning::clockWindow_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("exact") << 0 << true;
    QTest::newRow("15 min late") << 900 << true;
    QTest::newRow("too late") << 901 << false;
    QTest::newRow("15 min early") << -900 << true;
    QTest::newRow("too early") << -901 << false;
}

void TestSigning::clockWindow()
{
    QFETCH(const int, seconds);
    QFETCH(const bool, accepted);
    const auto caller = verifySignature(signedRpc("/", {}, "ListFileType"), secretOf, rpcTime + Seconds(seconds));
    QCOMPARE(caller.ok(), accepted);
    if (!accepted)
        QCOMPARE(caller.error().code, u"InvalidTimeStamp.Expired"_s);
}

void TestSigning::ownHeaderIsCovered()
{
    WireRequest request{"GET", "/api/v2/services", {{"Host", "h"}, {"X-Acs-Slipway-Instance", "42"}}, {}};
    signAcs3(request, roaKey, "ListServices", "2021-07-01", {roaTime, roaNonce});
    const auto caller = verifySignature(request, secretOf, roaTime);
    QVERIFY(caller.ok());
    QCOMPARE(headerValue(caller->signedHeaders, "x-acs-slipway-instance"), QByteArray("42"));
    setHeader(request.headers, "x-acs-slipway-instance", "43");
    QVERIFY(verifySignature(request, secretOf, roaTime).failed());
}

void TestSigning::wireOrderDoesNotMatter()
{
    WireRequest request = signedRpc("/?b=2&a=%2A", {}, "ListProjects");
    request.target = "/?a=*&b=2";
    QVERIFY(verifySignature(request, secretOf, rpcTime).ok());
}

void TestSigning::nonces()
{
    NonceMemory memory(Seconds(10), 3);
    const Instant start = rpcTime;
    QVERIFY(memory.remember("id", "a", start));
    QVERIFY(!memory.remember("id", "a", start + Seconds(10)));
    QVERIFY(memory.remember("other", "a", start));
    QVERIFY(memory.remember("id", "a", start + Seconds(11))); // forgotten by then
    QVERIFY(memory.remember("id", "b", start + Seconds(11)));
    QVERIFY(memory.remember("id", "c", start + Seconds(11)));
    QVERIFY(memory.remember("id", "d", start + Seconds(11))); // full: the oldest goes
    QVERIFY(memory.remember("id", "a", start + Seconds(11)));
    QVERIFY(SigningMoment::make().nonce != SigningMoment::make().nonce);
}

QTEST_GUILESS_MAIN(TestSigning)
#include "tst_signing.moc"
