#pragma once

#include <string>

namespace slipway::host {

// SHA-256 in lower-case hex; empty when it cannot be read.
std::string fileDigest(const std::string &path);

struct TreeDigest
{
    std::string hex; // over the sorted (path, executable, size, content digest) of all files
    int files = 0;
    long long bytes = 0;
};
TreeDigest treeDigest(const std::string &folder);

} // namespace slipway::host
