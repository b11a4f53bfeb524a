#include "app/serving/serving_options.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

// Room below the folder for "/i/<12 characters>.sock" and for the proxy's temporary suffix, within 107 bytes.
constexpr int longestRunDir = 70;

bool isOwnFolder(const QString &path)
{
    const QFileInfo info(path);
    return info.isDir() && info.isWritable() && info.ownerId() == ::getuid();
}

} // namespace

QString servingRunDir(const QString &dataDir)
{
    const QByteArray hash =
        QCryptographicHash::hash(QDir(dataDir).absolutePath().toUtf8(), QCryptographicHash::Sha256).toHex().left(10);
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString below = runtime + "/slipway/"_L1 + QString::fromLatin1(hash);
    if (!runtime.isEmpty() && isOwnFolder(runtime) && below.toUtf8().size() <= longestRunDir)
        return below;
    return u"/tmp/slipway-%1-%2"_s.arg(::getuid()).arg(QString::fromLatin1(hash));
}

QString findHaproxy()
{
    const QString inPath = QStandardPaths::findExecutable(u"haproxy"_s);
    if (!inPath.isEmpty())
        return inPath;
    return QStandardPaths::findExecutable(u"haproxy"_s, {u"/usr/sbin"_s, u"/usr/local/sbin"_s, u"/sbin"_s});
}

} // namespace slipway
