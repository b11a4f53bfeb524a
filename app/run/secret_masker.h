#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace slipway {

// Replaces secret values in a stream by "***", also where a value arrives in pieces. Only bytes that may be the
// beginning of a value wait for what follows; everything else passes at once.
class SecretMasker
{
public:
    // Empty values are ignored. Of values that begin at the same place the longest wins.
    explicit SecretMasker(std::vector<std::string> secrets);

    bool isActive() const { return !m_secrets.empty(); }

    // Appends to `shown` what may be shown now.
    void feed(std::string_view bytes, std::string &shown);
    // The stream has ended: what waits is no secret any more.
    void finish(std::string &shown);

private:
    struct Match
    {
        size_t length = 0;      // of the longest value found; 0: none
        bool undecided = false; // more bytes could make a longer one
    };

    Match matchAt(size_t position) const;
    void drain(bool atEnd, std::string &shown);

    std::vector<std::string> m_secrets; // longest first
    std::array<bool, 256> m_firstBytes{};
    std::string m_waiting;
};

} // namespace slipway
