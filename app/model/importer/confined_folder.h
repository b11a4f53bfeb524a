#pragma once

#include <cstddef>
#include <string>

namespace slipway::host {

// The rules for what an import may write.
struct ImportLimits
{
    long long maxBytes = 4LL << 30;
    int maxEntries = 10'000;
    long long maxRatio = 200; // of unpacked to packed size, once 1 MB is out
};

// A folder that is filled with files from elsewhere and that nothing can leave: names with "..", absolute names, links
// and duplicates are refused. Functions return an empty text, or why not, for people.
class ConfinedFolder
{
public:
    // Makes the folder, with parents.
    ConfinedFolder(std::string path, ImportLimits &left);
    ~ConfinedFolder();
    ConfinedFolder(const ConfinedFolder &) = delete;
    ConfinedFolder &operator=(const ConfinedFolder &) = delete;

    std::string makeFolder(const std::string &name);
    std::string beginFile(const std::string &name, bool executable);
    std::string write(const void *data, std::size_t size);
    std::string endFile();

private:
    std::string enter(const std::string &name, int &folder, std::string &last);

    int m_root = -1;
    int m_file = -1;
    ImportLimits &m_left; // counts down over all sources of an import
};

// Why `name` must not be used as a path inside a folder; empty when it is fine.
std::string entryNameFault(const std::string &name);

} // namespace slipway::host
