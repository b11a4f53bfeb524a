#pragma once

#include "app/serving/artefacts/downloader.h"
#include "models/domain/outcome.h"

#include <QObject>
#include <QString>

#include <functional>

namespace slipway {

// What a version is served from, as its description names it. Empty: not given.
struct ArtefactSources
{
    QString model;
    QString processor;
    QString warmUp;
    QString modelSha256;
};

// Models, processor packages and warm-up requests, copied in once and kept read-only by the digest of their contents:
// DATA/artefacts/sha256/ab/<hex>/{model,processor/pkg,warmup}. Nothing is served from where people edit it.
class ArtefactStore : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Outcome<QString> &)>;

    ArtefactStore(const QString &dataDir, const QString &modelProgram, qint64 maxBytes);

    // Whether the location has a form that can be fetched and, for a local one, whether it is there. The error names
    // the field and the path.
    Outcome<> check(const QString &field, const QString &location) const;

    // Fetches, unpacks, stores; answers with the digest. The answer does not come after `context` is gone.
    void fetch(const ArtefactSources &sources, QObject *context, Done done);

    QString folder(const QString &digest) const;
    bool has(const QString &digest) const;

private:
    friend class ArtefactImport;
    // A local file or folder for file://, oss:// and plain paths.
    QString localPath(const QString &location) const;

    QString m_dataDir;
    QString m_modelProgram;
    qint64 m_maxBytes;
    Downloader m_downloader;
};

} // namespace slipway
