#include "app/serving/artefacts/artefact_import.h"

#include <QDir>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace slipway {

namespace {

bool isRemote(const QString &location)
{
    return location.startsWith("http://"_L1) || location.startsWith("https://"_L1);
}

QString textAt(const json &document, const char *key)
{
    const auto found = document.is_object() ? document.find(key) : document.end();
    const bool isText = document.is_object() && found != document.end() && found->is_string();
    return isText ? QString::fromStdString(found->get<std::string>()) : QString();
}

} // namespace

ArtefactImport::ArtefactImport(ArtefactStore &store, ArtefactSources sources, QObject *context,
                               ArtefactStore::Done done)
    : QObject(context), m_store(store), m_sources(std::move(sources)), m_done(std::move(done))
{
    const Step steps[] = {{u"model_path"_s, u"--model"_s, m_sources.model, {}},
                          {u"processor_path"_s, u"--processor"_s, m_sources.processor, {}},
                          {u"warm_up_data_path"_s, u"--warmup"_s, m_sources.warmUp, {}}};
    for (const Step &step : steps) {
        if (!step.location.isEmpty())
            m_steps.push_back(step);
    }
}

void ArtefactImport::start()
{
    const QString temporary = m_store.m_dataDir + "/artefacts/tmp"_L1;
    QDir().mkpath(temporary);
    m_temporary = std::make_unique<QTemporaryDir>(temporary + "/import-XXXXXX"_L1);
    if (!m_temporary->isValid())
        return answer(Error::internal(u"%1 cannot be written: %2."_s.arg(temporary, m_temporary->errorString())));
    download(0);
}

void ArtefactImport::download(size_t at)
{
    if (at == m_steps.size())
        return import();
    Step &step = m_steps[at];
    if (!isRemote(step.location)) {
        step.path = m_store.localPath(step.location);
        return download(at + 1);
    }
    const QString folder = m_temporary->path() + "/download/"_L1 + step.field;
    m_store.m_downloader.fetch(QUrl(step.location), folder, m_store.m_maxBytes, this,
                               [this, at](const Outcome<QString> &file) {
                                   if (!file)
                                       return answer(fault(m_steps[at], file.error().message));
                                   m_steps[at].path = file.value();
                                   download(at + 1);
                               });
}

void ArtefactImport::import()
{
    const QString into = m_temporary->path() + "/tree"_L1;
    QDir().mkpath(into);
    ProcessSpec process;
    process.arguments = {
        m_store.m_modelProgram, u"import"_s, u"--into"_s, into, u"--max-bytes"_s, QString::number(m_store.m_maxBytes)};
    for (const Step &step : m_steps)
        process.arguments << step.argument << step.path;
    if (!m_sources.modelSha256.isEmpty())
        process.arguments << u"--model-sha256"_s << m_sources.modelSha256;
    m_process = ChildProcess::start(process);
    if (!m_process)
        return answer(Error::internal(u"%1 cannot be started."_s.arg(m_store.m_modelProgram)));
    connect(m_process.get(), &ChildProcess::finished, this, &ArtefactImport::onImported, Qt::QueuedConnection);
}

void ArtefactImport::onImported(int exitCode)
{
    const QByteArray output = m_process->output();
    const json result = json::parse(output.constData(), output.constData() + output.size(), nullptr, false);
    if (exitCode == 0 && textAt(result, "digest").size() == 64)
        return store(textAt(result, "digest"));
    const QString field = textAt(result, "field");
    for (const Step &step : m_steps) {
        if (step.field == field)
            return answer(fault(step, textAt(result, "error")));
    }
    const Step unknown{u"model_path"_s, {}, m_sources.model, {}};
    answer(
        fault(m_steps.empty() ? unknown : m_steps.front(), u"it could not be read; the reader ended unexpectedly"_s));
}

void ArtefactImport::store(const QString &digest)
{
    const QString target = m_store.folder(digest);
    QDir().mkpath(QFileInfo(target).path());
    // The same contents may have come in meanwhile: then that one stays.
    if (!m_store.has(digest) && !QDir().rename(m_temporary->path() + "/tree"_L1, target) && !m_store.has(digest))
        return answer(Error::internal(u"The artefact cannot be moved to %1."_s.arg(target)));
    answer(digest);
}

void ArtefactImport::answer(const Outcome<QString> &outcome)
{
    const ArtefactStore::Done done = std::move(m_done);
    deleteLater();
    done(outcome);
}

Error ArtefactImport::fault(const Step &step, const QString &reason) const
{
    const QString shown = isRemote(step.location) ? shownUrl(QUrl(step.location)) : step.location;
    return Error::invalid(step.field, u"%1 %2 cannot be used: %3."_s.arg(step.field, shown, reason));
}

} // namespace slipway
