#include "app/model/importer/confined_folder.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace slipway::host {

namespace {

constexpr std::size_t longestName = 1024;
constexpr std::size_t longestPart = 255;

std::vector<std::string> parts(const std::string &name)
{
    std::vector<std::string> result;
    std::size_t from = 0;
    while (from <= name.size()) {
        const std::size_t slash = std::min(name.find('/', from), name.size());
        const std::string part = name.substr(from, slash - from);
        if (!part.empty() && part != ".")
            result.push_back(part);
        from = slash + 1;
    }
    return result;
}

std::string quoted(const std::string &name)
{
    std::string text;
    for (const char c : name.substr(0, 120))
        text += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    return "'" + text + "'";
}

} // namespace

std::string entryNameFault(const std::string &name)
{
    if (name.empty() || name.size() > longestName)
        return "an entry's name is empty or longer than 1024 bytes";
    if (name.front() == '/')
        return "the entry " + quoted(name) + " has an absolute name";
    for (const char c : name) {
        if (c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            return "the entry " + quoted(name) + " has a backslash or a control character in its name";
    }
    for (const std::string &part : parts(name)) {
        if (part == "..")
            return "the entry " + quoted(name) + " leads out of the folder";
        if (part.size() > longestPart)
            return "the entry " + quoted(name) + " has a part longer than 255 bytes";
    }
    return {};
}

ConfinedFolder::ConfinedFolder(std::string path, ImportLimits &left) : m_left(left)
{
    std::error_code error;
    std::filesystem::create_directories(path, error);
    m_root = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

ConfinedFolder::~ConfinedFolder()
{
    if (m_file >= 0)
        ::close(m_file);
    if (m_root >= 0) {
        ::fsync(m_root);
        ::close(m_root);
    }
}

// Walks to the folder that holds the name's last part, making what is missing. `folder` is for the caller to close.
std::string ConfinedFolder::enter(const std::string &name, int &folder, std::string &last)
{
    if (const std::string fault = entryNameFault(name); !fault.empty())
        return fault;
    if (--m_left.maxEntries < 0)
        return "it has more entries than allowed";
    const std::vector<std::string> path = parts(name);
    last = path.empty() ? "." : path.back();
    folder = ::fcntl(m_root, F_DUPFD_CLOEXEC, 0);
    for (std::size_t i = 0; i + 1 < path.size() && folder >= 0; ++i) {
        ::mkdirat(folder, path[i].c_str(), 0700);
        const int next = ::openat(folder, path[i].c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        const int error = errno;
        ::close(folder);
        folder = next;
        if (next < 0)
            return "the entry " + quoted(name) + " uses a file as a folder (" + std::strerror(error) + ")";
    }
    return folder < 0 ? std::string("the folder cannot be opened: ") + std::strerror(errno) : std::string();
}

std::string ConfinedFolder::makeFolder(const std::string &name)
{
    int folder = -1;
    std::string last;
    if (std::string fault = enter(name, folder, last); !fault.empty())
        return fault;
    const bool made = last == "." || ::mkdirat(folder, last.c_str(), 0700) == 0;
    struct stat info
    {
    };
    const bool isFolder =
        made || (::fstatat(folder, last.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode));
    ::close(folder);
    return isFolder ? std::string() : "the entry " + quoted(name) + " is a file and a folder at once";
}

std::string ConfinedFolder::beginFile(const std::string &name, bool executable)
{
    int folder = -1;
    std::string last;
    if (std::string fault = enter(name, folder, last); !fault.empty())
        return fault;
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    m_file = ::openat(folder, last.c_str(), flags, executable ? 0500 : 0400);
    const int error = errno;
    ::close(folder);
    if (m_file >= 0)
        return {};
    if (error == EEXIST || error == EISDIR)
        return "the entry " + quoted(name) + " is there twice";
    return "the entry " + quoted(name) + " cannot be written: " + std::strerror(error);
}

std::string ConfinedFolder::write(const void *data, std::size_t size)
{
    m_left.maxBytes -= static_cast<long long>(size);
    if (m_left.maxBytes < 0)
        return "it is larger than allowed";
    const char *at = static_cast<const char *>(data);
    while (size > 0) {
        const ssize_t written = ::write(m_file, at, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return std::string("it cannot be stored: ") + std::strerror(errno);
        at += written;
        size -= static_cast<std::size_t>(written);
    }
    return {};
}

std::string ConfinedFolder::endFile()
{
    const bool synced = ::fsync(m_file) == 0;
    const int error = errno;
    ::close(m_file);
    m_file = -1;
    return synced ? std::string() : std::string("it cannot be stored: ") + std::strerror(error);
}

} // namespace slipway::host
