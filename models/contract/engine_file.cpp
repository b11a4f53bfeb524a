#include "models/contract/engine_file.h"

#include "models/contract/json_reader.h"

#include <QUrl>

namespace slipway {

using namespace Qt::StringLiterals;
using wire::Json;

static constexpr qsizetype maxFileBytes = 64 * 1024;

QByteArray encodeEngineFile(const EngineFile &file)
{
    const Json json = {{"Api", wire::toJson(file.api)},
                       {"Gateway", wire::toJson(file.gateway)},
                       {"ProcessId", file.processId},
                       {"AccessKeyFile", wire::toJson(file.accessKeyFile)},
                       {"Version", wire::toJson(file.version)}};
    return QByteArray::fromStdString(json.dump(2)) + '\n';
}

Outcome<EngineFile> decodeEngineFile(const QByteArray &text)
{
    const auto json = wire::parseJson(text, maxFileBytes);
    if (!json)
        return json.error();
    EngineFile file{wire::textOr(*json, "Api"), wire::textOr(*json, "Gateway"), wire::integerOr(*json, "ProcessId"),
                    wire::textOr(*json, "AccessKeyFile"), wire::textOr(*json, "Version")};
    const QUrl api(file.api, QUrl::StrictMode);
    if (api.scheme() != "http"_L1 || api.host().isEmpty() || api.port() <= 0)
        return Error::invalid(u"Api"_s,
                              u"The engine file's Api is \"%1\"; it must be http://HOST:PORT."_s.arg(file.api));
    return file;
}

QByteArray encodeAccessKeyFile(const AccessKeyPair &key)
{
    const Json json = {{"AccessKeyId", wire::toJson(key.id)}, {"AccessKeySecret", wire::toJson(key.secret)}};
    return QByteArray::fromStdString(json.dump(2)) + '\n';
}

Outcome<AccessKeyPair> decodeAccessKeyFile(const QByteArray &text)
{
    const auto json = wire::parseJson(text, maxFileBytes);
    const AccessKeyPair key =
        json ? AccessKeyPair{wire::textOr(*json, "AccessKeyId"), wire::textOr(*json, "AccessKeySecret")}
             : AccessKeyPair{};
    if (key.id.isEmpty() || key.secret.isEmpty())
        return Error::invalid(u"AccessKeyFile"_s, u"The AccessKey file must be a JSON object with AccessKeyId and "
                                                  "AccessKeySecret."_s);
    return key;
}

} // namespace slipway
