#include "models/contract/json_text.h"

#include "models/contract/json_reader.h"

#include <QDir>

namespace slipway {

using namespace Qt::StringLiterals;
using wire::Json;

QByteArray prettyJson(const QByteArray &json)
{
    const auto parsed = wire::parseJson(json);
    if (!parsed)
        return json;
    return QByteArray::fromStdString(parsed->dump(2, ' ', false, Json::error_handler_t::replace));
}

static Json valueOf(const QString &text)
{
    const auto parsed = wire::parseJson(text.toUtf8());
    return parsed ? *parsed : wire::toJson(text);
}

Outcome<QByteArray> documentFromAssignments(const QStringList &assignments)
{
    Json document = Json::object();
    for (const QString &assignment : assignments) {
        const qsizetype equals = assignment.indexOf(u'=');
        const QStringList keys = assignment.left(equals).split(u'.');
        if (equals <= 0 || keys.contains(QString()) || keys.size() > 8)
            return Error::invalid(u"-D"_s, u"-D takes key.path=value, such as -Dmetadata.instance=2."_s);
        Json *place = &document;
        for (const QString &key : keys) {
            if (!place->is_object() && !place->is_null())
                return Error::invalid(u"-D"_s, u"-D%1 contradicts another -D."_s.arg(assignment.left(equals)));
            place = &(*place)[key.toStdString()];
        }
        *place = valueOf(assignment.mid(equals + 1));
    }
    return wire::toText(document);
}

static QString absolutePath(const QString &path, const QString &folder)
{
    const bool isFile = path.startsWith("file://"_L1, Qt::CaseInsensitive);
    if (path.isEmpty() || (!isFile && path.contains("://"_L1)))
        return path;
    const QString local = isFile ? path.mid(7) : path;
    const bool directory = local.endsWith(u'/') && local.size() > 1;
    return QDir::cleanPath(QDir(folder).absoluteFilePath(local)) + (directory ? u"/"_s : QString());
}

QByteArray withAbsolutePaths(const QByteArray &document, const QString &folder)
{
    auto json = wire::parseJson(document);
    if (!json || !json->is_object())
        return document;
    for (const char *key : {"model_path", "processor_path"}) {
        const QString path = wire::textOr(*json, key);
        if (!path.isEmpty())
            json.value()[key] = wire::toJson(absolutePath(path, folder));
    }
    return wire::toText(*json);
}

} // namespace slipway
