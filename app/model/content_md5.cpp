#include "app/model/content_md5.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <openssl/evp.h>

namespace slipway::host {

namespace {

std::string withoutLeadingZeros(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text.erase(0, text.find_first_not_of('0'));
}

} // namespace

bool contentMd5Matches(std::string_view header, const std::string &body)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(body.data(), body.size(), digest.data(), &size, EVP_md5(), nullptr);
    std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> base64{};
    EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
    if (header == reinterpret_cast<const char *>(base64.data()))
        return true;
    constexpr const char *digits = "0123456789abcdef";
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        hex += digits[digest[i] >> 4];
        hex += digits[digest[i] & 15];
    }
    return withoutLeadingZeros(std::string(header)) == withoutLeadingZeros(hex);
}

} // namespace slipway::host
