#include "app/serving/artefacts/artefact_store.h"

#include "app/serving/artefacts/artefact_import.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace slipway {

ArtefactStore::ArtefactStore(const QString &dataDir, const QString &modelProgram, qint64 maxBytes)
    : m_dataDir(dataDir), m_modelProgram(modelProgram), m_maxBytes(maxBytes)
{
    QDir(m_dataDir + "/artefacts/tmp"_L1).removeRecursively(); // what an import that was cut off left behind
}

Outcome<> ArtefactStore::check(const QString &field, const QString &location) const
{
    if (location.isEmpty())
        return {};
    const QUrl url(location);
    if (location.startsWith("http://"_L1) || location.startsWith("https://"_L1)) {
        if (url.isValid() && !url.host().isEmpty())
            return {};
        return Error::invalid(field, u"%1 is not a valid address: %2."_s.arg(field, shownUrl(url)));
    }
    const QString path = localPath(location);
    if (path.isEmpty()) {
        return Error::invalid(field,
                              u"%1 is '%2'; it must be an absolute path or begin with file://, http://, https:// "
                              "or oss://bucket/."_s.arg(field, location));
    }
    const QFileInfo info(path);
    if (!info.exists()) {
        const QString place = path == location ? QString() : u" (that is %1 on this machine)"_s.arg(path);
        return Error::invalid(field, u"%1 %2 does not exist%3."_s.arg(field, location, place));
    }
    if (!info.isReadable())
        return Error::invalid(field, u"%1 %2 cannot be read: permission denied."_s.arg(field, location));
    return {};
}

QString ArtefactStore::localPath(const QString &location) const
{
    if (location.startsWith("file://"_L1))
        return QUrl(location).toLocalFile();
    if (location.startsWith("oss://"_L1)) {
        const QString key = location.mid(6);
        const bool leavesFolder = key.split(u'/').contains(u".."_s) || key.startsWith(u'/') || key.isEmpty();
        return leavesFolder ? QString() : m_dataDir + "/oss/"_L1 + key;
    }
    return location.startsWith(u'/') ? location : QString();
}

void ArtefactStore::fetch(const ArtefactSources &sources, QObject *context, Done done)
{
    auto *import = new ArtefactImport(*this, sources, context, std::move(done));
    QMetaObject::invokeMethod(import, &ArtefactImport::start, Qt::QueuedConnection);
}

QString ArtefactStore::folder(const QString &digest) const
{
    return m_dataDir + "/artefacts/sha256/"_L1 + digest.left(2) + u'/' + digest;
}

bool ArtefactStore::has(const QString &digest) const
{
    return digest.size() == 64 && QFileInfo(folder(digest)).isDir();
}

} // namespace slipway
