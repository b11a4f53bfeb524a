#include "app/platform/data_folder.h"

#include "app/platform/files.h"
#include "app/platform/unique_fd.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

// A hint to ext4 and its like that what lies in the folder does not belong together: each day's runs then get a part of
// the disk of their own. Beside files that come and go, the search for a free inode costs more than all the rest of a
// short run.
void spreadSubfolders(const QString &folder)
{
    const UniqueFd fd(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    int flags = 0;
    if (fd.isValid() && ::ioctl(fd.get(), FS_IOC_GETFLAGS, &flags) == 0 && (flags & FS_TOPDIR_FL) == 0) {
        flags |= FS_TOPDIR_FL;
        ::ioctl(fd.get(), FS_IOC_SETFLAGS, &flags); // other file systems refuse it, and do not need it
    }
}

} // namespace

DataFolder::DataFolder(const QString &root) : m_root(QDir::cleanPath(QDir(root).absolutePath())) {}

QString DataFolder::defaultRoot()
{
    const QString base = qEnvironmentVariable("XDG_DATA_HOME");
    if (QDir::isAbsolutePath(base))
        return QDir::cleanPath(base + "/slipway"_L1);
    return QDir::cleanPath(QDir::homePath() + "/.local/share/slipway"_L1);
}

Outcome<> DataFolder::create() const
{
    for (const QString &folder :
         {m_root, m_root + "/logs"_L1, runsFolder(), artefactsFolder(), servicesFolder(), gatewayFolder()}) {
        if (Outcome<> made = makePrivateFolder(folder); !made)
            return made;
    }
    spreadSubfolders(runsFolder());
    return {};
}

QString DataFolder::databaseFile() const
{
    return m_root + "/slipway.db"_L1;
}

QString DataFolder::engineFile() const
{
    return m_root + "/engine.json"_L1;
}

QString DataFolder::accessKeyFile() const
{
    return m_root + "/accesskey.json"_L1;
}

QString DataFolder::secretKeyFile() const
{
    return m_root + "/secret.key"_L1;
}

QString DataFolder::engineLogFile() const
{
    return m_root + "/logs/engine.log"_L1;
}

QString DataFolder::runsFolder() const
{
    return m_root + "/runs"_L1;
}

QString DataFolder::artefactsFolder() const
{
    return m_root + "/artefacts"_L1;
}

QString DataFolder::servicesFolder() const
{
    return m_root + "/services"_L1;
}

QString DataFolder::gatewayFolder() const
{
    return m_root + "/gateway"_L1;
}

QString DataFolder::attemptFolder(InstanceId instance, int attempt) const
{
    return u"%1/%2/%3/%4"_s.arg(runsFolder()).arg(instance.value() / 1000).arg(instance.value()).arg(attempt);
}

Outcome<std::unique_ptr<DataFolderLock>> DataFolderLock::acquire(const DataFolder &folder)
{
    const QString path = folder.root() + "/lock"_L1;
    UniqueFd fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!fd.isValid())
        return Error::internal(u"Could not open %1: %2."_s.arg(path, systemReason(errno)));
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        const Outcome<QByteArray> owner = readSmallFile(path, 32);
        const QString pid = owner ? QString::fromLatin1(owner->trimmed()) : QString();
        return Error::conflict(u"DataFolderInUse"_s,
                               u"Another engine (process %1) works with the data folder %2. Stop it, or choose another "
                               "folder with --data-dir."_s.arg(pid.isEmpty() ? u"?"_s : pid, folder.root()));
    }
    const QByteArray pid = QByteArray::number(::getpid()) + '\n';
    if (::ftruncate(fd.get(), 0) != 0 || ::pwrite(fd.get(), pid.constData(), static_cast<size_t>(pid.size()), 0) < 0)
        return Error::internal(u"Could not write %1: %2."_s.arg(path, systemReason(errno)));
    return std::unique_ptr<DataFolderLock>(new DataFolderLock(std::move(fd)));
}

} // namespace slipway
