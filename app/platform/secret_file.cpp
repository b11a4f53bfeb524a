#include "app/platform/secret_file.h"

#include "app/platform/files.h"
#include "app/platform/random_id.h"

#include <QFile>

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

Outcome<> checkPrivate(const QString &path)
{
    struct stat info = {};
    if (::lstat(QFile::encodeName(path).constData(), &info) != 0) {
        if (errno == ENOENT)
            return Error::notFound(u"FileNotFound"_s, u"There is no file %1."_s.arg(path));
        return Error::internal(u"Could not read %1: %2."_s.arg(path, systemReason(errno)));
    }
    if (!S_ISREG(info.st_mode))
        return Error::invalid(u"path"_s, u"%1 is not a regular file."_s.arg(path));
    if (info.st_uid != ::geteuid()) {
        return Error{
            ErrorKind::Denied, u"SecretFileOwner"_s, u"%1 belongs to another user."_s.arg(path), path, {}, false};
    }
    if ((info.st_mode & 077) != 0) {
        return Error{ErrorKind::Denied,
                     u"SecretFileMode"_s,
                     u"%1 may be read by others. It must be yours alone: chmod 600 %1"_s.arg(path),
                     path,
                     {},
                     false};
    }
    return {};
}

} // namespace

Outcome<QByteArray> readSecretFile(const QString &path, qint64 maxBytes)
{
    if (const Outcome<> checked = checkPrivate(path); !checked)
        return checked.error();
    return readSmallFile(path, maxBytes);
}

Outcome<QByteArray> loadOrCreateKey(const QString &path, int byteCount)
{
    const Outcome<QByteArray> old = readSecretFile(path, byteCount);
    if (old) {
        if (old->size() == byteCount)
            return old;
        return Error::invalid(u"path"_s,
                              u"%1 holds %2 bytes where a key of %3 was expected. Restore it from a copy."_s.arg(path)
                                  .arg(old->size())
                                  .arg(byteCount));
    }
    if (old.error().kind != ErrorKind::NotFound)
        return old;
    const QByteArray key = randomBytes(byteCount);
    if (const Outcome<> written = writeFileAtomically(path, key, 0600); !written)
        return written.error();
    return key;
}

} // namespace slipway
