#include "models/contract/service_description.h"

#include "models/contract/lenient_json.h"
#include "models/domain/names.h"

#include <cmath>
#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace slipway {

namespace {

constexpr qsizetype maxBytes = 1 << 20;
constexpr int maxDepth = 64;
constexpr size_t maxKeyParts = 8; // of a dotted key

QString toQString(const std::string &text)
{
    return QString::fromStdString(text);
}
QByteArray dumped(const json &value)
{
    return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace));
}

// Reads typed fields by dotted path and remembers the first that breaks a rule.
class FieldReader
{
public:
    explicit FieldReader(const json &document) : m_document(document) {}

    const std::optional<Error> &error() const { return m_error; }

    QString text(const char *path)
    {
        const json *value = find(path);
        if (!value)
            return {};
        if (value->is_string())
            return toQString(value->get<std::string>());
        fail(path, *value, u"must be a text"_s);
        return {};
    }

    std::optional<double> number(const char *path, double low, double high, bool whole)
    {
        const json *value = find(path);
        if (!value)
            return {};
        bool ok = value->is_number();
        double number = ok ? value->get<double>() : 0;
        if (value->is_string())
            number = toQString(value->get<std::string>()).toDouble(&ok);
        if (ok && std::isfinite(number) && number >= low && number <= high && (!whole || number == std::floor(number)))
            return number;
        fail(path, *value,
             u"must be %1 from %2 to %3"_s.arg(whole ? u"a whole number"_s : u"a number"_s).arg(low).arg(high));
        return {};
    }

    std::optional<int> integer(const char *path, int low, int high)
    {
        const std::optional<double> value = number(path, low, high, true);
        return value ? std::optional<int>(static_cast<int>(*value)) : std::nullopt;
    }

    bool boolean(const char *path)
    {
        const json *value = find(path);
        if (!value)
            return false;
        if (value->is_boolean())
            return value->get<bool>();
        const QString word = value->is_string() ? toQString(value->get<std::string>()).toLower() : QString();
        if (word == "true"_L1 || word == "false"_L1)
            return word == "true"_L1;
        fail(path, *value, u"must be true or false"_s);
        return false;
    }

    void fail(const char *path, const json &value, const QString &rule)
    {
        if (m_error)
            return;
        const QString field = QString::fromLatin1(path);
        m_error =
            Error::invalid(field, u"%1 is %2; it %3."_s.arg(field, QString::fromUtf8(dumped(value)).left(200), rule));
    }

    const json *find(const char *path) const
    {
        const json *at = &m_document;
        for (const QByteArray &key : QByteArray(path).split('.')) {
            if (at->is_array() && key == "0" && !at->empty()) {
                at = &at->front();
                continue;
            }
            const auto found = at->is_object() ? at->find(key.toStdString()) : at->end();
            if (!at->is_object() || found == at->end() || found->is_null())
                return nullptr;
            at = &*found;
        }
        return at;
    }

private:
    const json &m_document;
    std::optional<Error> m_error;
};

void mergeInto(json &base, const json &patch)
{
    for (const auto &[key, value] : patch.items()) {
        if (value.is_null())
            base.erase(key);
        else if (value.is_object() && base.contains(key) && base[key].is_object())
            mergeInto(base[key], value);
        else
            base[key] = value;
    }
}

// {"rpc.keepalive": 1} becomes {"rpc": {"keepalive": 1}}; false if the key has too many parts.
bool nestDottedKeys(json &object)
{
    json result = json::object();
    for (const auto &[key, value] : object.items()) {
        const QList<QByteArray> parts = QByteArray::fromStdString(key).split('.');
        if (static_cast<size_t>(parts.size()) > maxKeyParts)
            return false;
        json nested = value;
        for (qsizetype i = parts.size() - 1; i > 0; --i)
            nested = json{{parts[i].toStdString(), nested}};
        const std::string first = parts.front().toStdString();
        if (nested.is_object() && result.contains(first) && result[first].is_object())
            mergeInto(result[first], nested);
        else
            result[first] = nested;
    }
    object = std::move(result);
    return true;
}

Outcome<json> readObject(const QByteArray &text)
{
    try {
        json document = json::parse(text.constData(), text.constData() + text.size());
        if (document.is_object())
            return document;
        return Error::invalid(u"ServiceConfig"_s, u"The description must be a JSON object in { }."_s);
    } catch (const json::exception &e) {
        QString reason = toQString(e.what());
        reason.remove(0, reason.indexOf(u"] "_s) + 2);
        return Error::invalid(u"ServiceConfig"_s, u"The description is not JSON: %1."_s.arg(reason.left(300)));
    }
}

std::optional<Error> normalise(json &document)
{
    bool ok = nestDottedKeys(document);
    for (const char *part : {"metadata", "runtime"}) {
        if (document.contains(part) && document[part].is_object())
            ok = ok && nestDottedKeys(document[part]);
    }
    if (!ok)
        return Error::invalid(u"ServiceConfig"_s, u"A dotted key may have at most %1 parts."_s.arg(maxKeyParts));
    if (document.contains("metadata") && !document["metadata"].is_object())
        return Error::invalid(u"metadata"_s, u"metadata must be a JSON object in { }."_s);
    return {};
}

// One place for the name: `name`. The forms may both be there, as scripts have it, but not disagree.
std::optional<Error> unifyName(json &document, ServiceDescription &description, FieldReader &read)
{
    const QString outer = read.text("name");
    const QString inner = read.text("metadata.name");
    if (!outer.isEmpty() && !inner.isEmpty() && outer != inner) {
        return Error::invalid(u"name"_s,
                              u"name is '%1' but metadata.name is '%2'; they must agree."_s.arg(outer, inner));
    }
    description.name = outer.isEmpty() ? inner : outer;
    if (document.contains("metadata"))
        document["metadata"].erase("name");
    if (!description.name.isEmpty())
        document["name"] = description.name.toStdString();
    return {};
}

void readProcessor(ServiceDescription &d, FieldReader &read)
{
    d.processor = read.text("processor");
    d.processorType = read.text("processor_type");
    d.processorPath = read.text("processor_path");
    d.processorEntry = read.text("processor_entry");
    d.modelPath = read.text("model_path");
    d.modelEntry = read.text("model_entry");
    d.modelSha256 = read.text("model_sha256").toLower();
    d.warmUpDataPath = read.text("warm_up_data_path");
    if (const json *containers = read.find("containers"); containers && !containers->is_array())
        read.fail("containers", *containers, u"must be a list"_s);
    if (!read.find("containers.0"))
        return;
    d.command = read.text("containers.0.command");
    if (d.command.isEmpty())
        d.command = read.text("containers.0.script");
    d.containerPort = read.integer("containers.0.port", 1, 65535).value_or(8000);
}

void readMetadata(ServiceDescription &d, FieldReader &read)
{
    d.instances = read.integer("metadata.instance", 0, 1000);
    d.cpu = read.number("metadata.cpu", 0.01, 1024, false);
    d.memoryMb = read.integer("metadata.memory", 1, 16 << 20);
    d.token = read.text("token");
    d.generateToken = read.boolean("generate_token");
    read.integer("metadata.rpc.keepalive", 1, 86'400'000);
    read.integer("metadata.rpc.max_queue_size", 1, 1'000'000);
    read.integer("metadata.rpc.worker_threads", 1, 1024);
    d.gracePeriodSeconds = read.integer("metadata.eas.termination_grace_period", 0, 86'400)
                               .value_or(read.integer("runtime.termination_grace_period", 0, 86'400).value_or(30));
}

std::optional<Error> checkToken(const QString &token)
{
    const bool fine = token.size() <= 256 && std::all_of(token.begin(), token.end(), [](QChar c) {
                          return c.unicode() > 0x20 && c.unicode() < 0x7f;
                      });
    if (fine)
        return {};
    return Error::invalid(u"token"_s, u"token must have at most 256 printable ASCII characters and no blank."_s);
}

std::optional<Error> checkEntry(const QString &field, const QString &entry)
{
    if (!entry.startsWith(u'/') && !entry.split(u'/').contains(u".."_s))
        return {};
    return Error::invalid(field,
                          u"%1 is '%2'; it must be a path inside the package, without '..'."_s.arg(field, entry));
}

// The digest of a downloaded model as `model_sha256` states it.
std::optional<Error> checkFormats(const ServiceDescription &d)
{
    if (const auto error = checkToken(d.token))
        return error;
    if (const auto error = checkEntry(u"model_entry"_s, d.modelEntry))
        return error;
    if (const auto error = checkEntry(u"processor_entry"_s, d.processorEntry))
        return error;
    const bool hex = std::all_of(d.modelSha256.begin(), d.modelSha256.end(),
                                 [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
    if (d.modelSha256.isEmpty() || (hex && d.modelSha256.size() == 64))
        return {};
    return Error::invalid(u"model_sha256"_s, u"model_sha256 must have 64 hexadecimal digits."_s);
}

std::optional<Error> checkCustom(const ServiceDescription &d)
{
    if (d.processorType != "cpp"_L1 && d.processorType != "python"_L1) {
        return Error::invalid(u"processor_type"_s,
                              u"processor_type is '%1'; this engine runs cpp and python."_s.arg(d.processorType));
    }
    if (d.processorEntry.isEmpty())
        return Error::invalid(
            u"processor_entry"_s,
            u"processor_entry is missing: processor_type %1 needs the file to load."_s.arg(d.processorType));
    if (d.processorPath.isEmpty() && d.modelPath.isEmpty())
        return Error::invalid(u"processor_path"_s, u"processor_path is missing: it names the processor's package."_s);
    return {};
}

std::optional<Error> checkProcessor(const ServiceDescription &d, bool hasContainers)
{
    if (hasContainers) {
        if (!d.command.isEmpty())
            return {};
        return Error::invalid(u"containers"_s, u"containers[0] needs a command or a script: an image alone cannot run "
                                               "on a machine without a container engine."_s);
    }
    if (!d.processorType.isEmpty())
        return checkCustom(d);
    if (d.processor.isEmpty())
        return Error::invalid(u"processor"_s, u"processor is missing: give a built-in processor (%1), a processor_type "
                                              "or containers."_s.arg(builtInProcessors().join(u", "_s)));
    if (!builtInProcessors().contains(d.processor))
        return Error::invalid(u"processor"_s, u"processor is '%1', which this engine does not have; it has: %2."_s.arg(
                                                  d.processor, builtInProcessors().join(u", "_s)));
    if (d.modelPath.isEmpty())
        return Error::invalid(u"model_path"_s,
                              u"model_path is missing: processor %1 needs a model."_s.arg(d.processor));
    return {};
}

json parsedOrEmpty(const QByteArray &document)
{
    json value = json::parse(document.constData(), document.constData() + document.size(), nullptr, false);
    return value.is_object() ? value : json::object();
}

} // namespace

QStringList builtInProcessors()
{
    return {u"xgboost"_s};
}

Outcome<ServiceDescription> parseServiceDescription(const QByteArray &text)
{
    const Outcome<LenientJson> relaxed = relaxJson(text, maxBytes, maxDepth);
    if (!relaxed)
        return relaxed.error();
    Outcome<json> parsed = readObject(relaxed->text);
    if (!parsed)
        return parsed.error();
    json &document = parsed.value();
    if (const auto error = normalise(document))
        return *error;
    ServiceDescription description;
    description.warnings = relaxed->warnings;
    FieldReader read(document);
    readMetadata(description, read);
    readProcessor(description, read);
    if (const auto error = unifyName(document, description, read))
        return *error;
    if (read.error())
        return *read.error();
    if (const auto error = checkFormats(description))
        return *error;
    document.erase("token"); // a secret: kept with the service, not with every version
    if (document.contains("generate_token"))
        document["generate_token"] = description.generateToken;
    description.document = dumped(document);
    return description;
}

std::optional<Error> checkServiceDescription(const ServiceDescription &d)
{
    if (d.name.isEmpty())
        return Error::invalid(u"name"_s, u"name is missing: give the service a name."_s);
    if (const Outcome<> name = checkServiceName(d.name); !name)
        return name.error();
    if (!d.instances)
        return Error::invalid(u"metadata.instance"_s,
                              u"metadata.instance is missing: say how many instances to run."_s);
    const json document = parsedOrEmpty(d.document);
    return checkProcessor(d, document.contains("containers") && !document["containers"].empty());
}

QByteArray mergeDescriptions(const QByteArray &base, const QByteArray &patch)
{
    json merged = parsedOrEmpty(base);
    mergeInto(merged, parsedOrEmpty(patch));
    return dumped(merged);
}

bool sameVersion(const QByteArray &a, const QByteArray &b)
{
    json left = parsedOrEmpty(a);
    json right = parsedOrEmpty(b);
    for (json *document : {&left, &right}) {
        document->erase("labels");
        document->erase("generate_token");
        if (document->contains("metadata") && (*document)["metadata"].is_object()) {
            (*document)["metadata"].erase("instance");
            (*document)["metadata"].erase("labels");
        }
    }
    return left == right;
}

QByteArray withInstances(const QByteArray &document, int instances)
{
    json value = parsedOrEmpty(document);
    value["metadata"]["instance"] = instances;
    return dumped(value);
}

} // namespace slipway
