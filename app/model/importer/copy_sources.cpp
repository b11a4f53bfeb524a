#include "app/model/importer/sources.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;

namespace slipway::host {

namespace {

bool endsWith(const std::string &text, std::string_view suffix)
{
    return text.size() > suffix.size() && text.compare(text.size() - suffix.size(), suffix.size(), suffix) == 0;
}

bool endsWithAny(const std::string &text, std::initializer_list<std::string_view> suffixes)
{
    return std::any_of(suffixes.begin(), suffixes.end(),
                       [&](std::string_view suffix) { return endsWith(text, suffix); });
}

std::string copyAs(const fs::path &from, const std::string &name, ConfinedFolder &target)
{
    const int source = ::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat info
    {
    };
    if (source < 0 || ::fstat(source, &info) != 0)
        return "'" + name + "' cannot be read: " + std::strerror(errno);
    std::string fault = S_ISREG(info.st_mode) ? target.beginFile(name, info.st_mode & 0100)
                                              : "'" + name + "' is neither a file nor a folder";
    std::vector<char> buffer(1 << 20);
    ssize_t size = 0;
    while (fault.empty() && (size = ::read(source, buffer.data(), buffer.size())) > 0)
        fault = target.write(buffer.data(), static_cast<std::size_t>(size));
    if (fault.empty() && size < 0)
        fault = "'" + name + "' cannot be read: " + std::strerror(errno);
    ::close(source);
    return fault.empty() ? target.endFile() : fault;
}

} // namespace

SourceKind sourceKind(const std::string &path, bool isFolder)
{
    if (isFolder)
        return SourceKind::Folder;
    std::string name = path;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (endsWithAny(name, {".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".zip"}))
        return SourceKind::Archive;
    return endsWithAny(name, {".gz", ".bz2"}) ? SourceKind::CompressedFile : SourceKind::File;
}

std::string copyFile(const std::string &path, ConfinedFolder &target)
{
    return copyAs(path, fs::path(path).filename().string(), target);
}

std::string copyFolder(const std::string &path, ConfinedFolder &target)
{
    std::error_code error;
    for (fs::recursive_directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().lexically_relative(path).string();
        std::string fault;
        if (at->is_symlink())
            fault = "'" + name + "' is a symbolic link; a model folder must hold the files themselves";
        else
            fault = at->is_directory() ? target.makeFolder(name) : copyAs(at->path(), name, target);
        if (!fault.empty())
            return fault;
    }
    return error ? "the folder cannot be read: " + error.message() : std::string();
}

} // namespace slipway::host
