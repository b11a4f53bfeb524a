#include "app/serving/rollout/rollout_memory.h"

#include <QCryptographicHash>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace slipway {

namespace {

json revisionJson(const Revision &revision)
{
    return json{revision.version, revision.generation};
}

Revision revisionAt(const json &document, const char *key)
{
    const auto found = document.find(key);
    const bool fine = found != document.end() && found->is_array() && found->size() == 2 &&
                      (*found)[0].is_number_integer() && (*found)[1].is_number_integer();
    return fine ? Revision{(*found)[0].get<int>(), (*found)[1].get<int>()} : Revision{};
}

qint64 numberAt(const json &document, const char *key)
{
    const auto found = document.find(key);
    return found != document.end() && found->is_number_integer() ? found->get<qint64>() : 0;
}

} // namespace

QString toJson(const RolloutMemory &memory)
{
    json document{{"current", revisionJson(memory.current)},
                  {"phase", toText(memory.phase).toStdString()},
                  {"generations", memory.generations},
                  {"removing", memory.removing}};
    if (memory.target)
        document["target"] = revisionJson(*memory.target);
    return QString::fromStdString(document.dump());
}

RolloutMemory rolloutFromJson(const QString &text)
{
    const json document = json::parse(text.toStdString(), nullptr, false);
    RolloutMemory memory;
    if (!document.is_object())
        return memory;
    memory.current = revisionAt(document, "current");
    if (const Revision target = revisionAt(document, "target"); target.isValid())
        memory.target = target;
    if (const auto phase = document.find("phase"); phase != document.end() && phase->is_string())
        memory.phase =
            fromText<VersionState>(QString::fromStdString(phase->get<std::string>())).value_or(VersionState::Preparing);
    memory.generations = static_cast<int>(numberAt(document, "generations"));
    memory.removing = document.value("removing", json(false)) == json(true);
    return memory;
}

void aimAt(DeploymentState &state, int version)
{
    RolloutMemory &rollout = state.rollout;
    if (rollout.target && rollout.target->version != version && rollout.target->version != rollout.current.version) {
        ServiceVersion &superseded = state.versions[rollout.target->version];
        superseded.state = VersionState::Superseded;
        superseded.message = u"Version %1 took its place before it was in service."_s.arg(version);
    }
    rollout.target = Revision{version, ++rollout.generations};
    rollout.phase = VersionState::Preparing;
    ServiceVersion &target = state.versions[version];
    if (version != rollout.current.version)
        target.state = VersionState::Preparing;
    target.message.clear();
}

QString instancePrefix(const Service &service, const Revision &revision)
{
    const QByteArray seed = service.uid.toUtf8() + '/' + QByteArray::number(revision.version) + '/' +
                            QByteArray::number(revision.generation);
    const QByteArray hash = QCryptographicHash::hash(seed, QCryptographicHash::Sha256).toHex().left(10);
    return QString(service.name).replace(u'_', u'-') + u'-' + QString::fromLatin1(hash) + u'-';
}

} // namespace slipway
