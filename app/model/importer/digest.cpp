#include "app/model/importer/digest.h"

#include <array>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <memory>
#include <openssl/evp.h>
#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;

namespace slipway::host {

namespace {

class Sha256
{
public:
    Sha256() : m_context(EVP_MD_CTX_new(), EVP_MD_CTX_free)
    {
        EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr);
    }
    void add(const void *data, std::size_t size) { EVP_DigestUpdate(m_context.get(), data, size); }
    std::string hex()
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned size = 0;
        EVP_DigestFinal_ex(m_context.get(), digest.data(), &size);
        std::string text;
        for (unsigned i = 0; i < size; ++i) {
            text += "0123456789abcdef"[digest[i] >> 4];
            text += "0123456789abcdef"[digest[i] & 15];
        }
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_context;
};

} // namespace

std::string fileDigest(const std::string &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    Sha256 sha;
    std::vector<char> buffer(1 << 20);
    ssize_t size = 0;
    while ((size = ::read(file, buffer.data(), buffer.size())) > 0)
        sha.add(buffer.data(), static_cast<std::size_t>(size));
    ::close(file);
    return size == 0 ? sha.hex() : std::string();
}

TreeDigest treeDigest(const std::string &folder)
{
    std::map<std::string, std::string> lines;
    TreeDigest result;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (!at->is_regular_file())
            continue;
        const std::string name = at->path().lexically_relative(folder).string();
        const bool executable = (at->status().permissions() & fs::perms::owner_exec) != fs::perms::none;
        const auto size = static_cast<long long>(at->file_size());
        lines[name] =
            std::string(executable ? "x " : "- ") + std::to_string(size) + " " + fileDigest(at->path().string());
        ++result.files;
        result.bytes += size;
    }
    Sha256 sha;
    for (const auto &[name, rest] : lines) {
        sha.add(name.c_str(), name.size() + 1);
        sha.add(rest.c_str(), rest.size() + 1);
    }
    result.hex = sha.hex();
    return result;
}

} // namespace slipway::host
