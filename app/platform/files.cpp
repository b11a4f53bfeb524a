#include "app/platform/files.h"

#include "app/platform/random_id.h"
#include "app/platform/unique_fd.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

Error fileError(const QString &what, const QString &path, int errorNumber)
{
    Error error = Error::internal(u"%1 %2: %3."_s.arg(what, path, systemReason(errorNumber)));
    if (errorNumber == ENOSPC || errorNumber == EDQUOT)
        error = Error::unavailable(u"%1 %2: the disk is full. Free some space and try again."_s.arg(what, path));
    error.field = path;
    return error;
}

// 0 or an errno value.
int writeAll(int fd, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(fd, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        done += n;
    }
    return 0;
}

int syncFolderOf(const QString &path)
{
    const UniqueFd fd(
        ::open(QFile::encodeName(QFileInfo(path).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.isValid())
        return errno;
    return ::fsync(fd.get()) == 0 ? 0 : errno;
}

// Creates the file exclusively, removes it again when it cannot be written whole.
int createFile(const QByteArray &name, const QByteArray &bytes, mode_t mode, Flush flush)
{
    UniqueFd fd(::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!fd.isValid())
        return errno;
    int failure = writeAll(fd.get(), bytes);
    if (!failure && ::fchmod(fd.get(), mode) != 0) // the umask may have taken bits away
        failure = errno;
    if (!failure && flush == Flush::Now && ::fsync(fd.get()) != 0)
        failure = errno;
    if (failure)
        ::unlink(name.constData());
    return failure;
}

} // namespace

QString systemReason(int errorNumber)
{
    return QString::fromLocal8Bit(std::strerror(errorNumber));
}

Outcome<> writeFileAtomically(const QString &path, const QByteArray &bytes, mode_t mode)
{
    const QByteArray name = QFile::encodeName(path);
    const QByteArray temporary = name + '.' + randomHex(6).toLatin1() + ".tmp";
    int failure = createFile(temporary, bytes, mode, Flush::Now);
    if (!failure && ::rename(temporary.constData(), name.constData()) != 0) {
        failure = errno;
        ::unlink(temporary.constData());
    }
    if (!failure)
        failure = syncFolderOf(path);
    if (failure)
        return fileError(u"Could not write"_s, path, failure);
    return {};
}

Outcome<> writeNewFile(const QString &path, const QByteArray &bytes, mode_t mode, Flush flush)
{
    if (const int failure = createFile(QFile::encodeName(path), bytes, mode, flush))
        return fileError(u"Could not create"_s, path, failure);
    return {};
}

Outcome<QByteArray> readSmallFile(const QString &path, qint64 maxBytes)
{
    // Not blocking: a named pipe in the file's place must not hold us up.
    const UniqueFd fd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd.isValid()) {
        if (errno == ENOENT)
            return Error::notFound(u"FileNotFound"_s, u"There is no file %1."_s.arg(path));
        return fileError(u"Could not read"_s, path, errno);
    }
    struct stat info = {};
    if (::fstat(fd.get(), &info) != 0)
        return fileError(u"Could not read"_s, path, errno);
    if (!S_ISREG(info.st_mode))
        return Error::invalid(u"path"_s, u"%1 is not a regular file."_s.arg(path));
    QByteArray bytes(static_cast<qsizetype>(qMin<qint64>(info.st_size, maxBytes) + 1), Qt::Uninitialized);
    qsizetype size = 0;
    while (size < bytes.size()) {
        const ssize_t n = ::read(fd.get(), bytes.data() + size, static_cast<size_t>(bytes.size() - size));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fileError(u"Could not read"_s, path, errno);
        if (n == 0)
            break;
        size += n;
    }
    if (size > maxBytes) {
        return Error{ErrorKind::TooLarge,
                     u"FileTooLarge"_s,
                     u"%1 is larger than the %2 bytes that are allowed."_s.arg(path).arg(maxBytes),
                     path,
                     {},
                     false};
    }
    bytes.truncate(size);
    return bytes;
}

Outcome<> makePrivateFolder(const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    const QByteArray name = QFile::encodeName(clean);
    if (::mkdir(name.constData(), 0700) == 0)
        return {};
    if (errno == ENOENT && QFileInfo(clean).path() != clean) {
        if (Outcome<> parent = makePrivateFolder(QFileInfo(clean).path()); !parent)
            return parent;
        if (::mkdir(name.constData(), 0700) == 0)
            return {};
    }
    if (errno == EEXIST) {
        if (QFileInfo(clean).isDir())
            return {};
        return Error::conflict(u"NotAFolder"_s, u"%1 exists and is not a folder."_s.arg(clean));
    }
    return fileError(u"Could not make the folder"_s, clean, errno);
}

} // namespace slipway
