#include "app/run/secret_masker.h"

#include <algorithm>

namespace slipway {

namespace {

unsigned char byteAt(std::string_view text, size_t i)
{
    return static_cast<unsigned char>(text[i]);
}

} // namespace

SecretMasker::SecretMasker(std::vector<std::string> secrets) : m_secrets(std::move(secrets))
{
    std::erase_if(m_secrets, [](const std::string &secret) { return secret.empty(); });
    std::sort(m_secrets.begin(), m_secrets.end(), [](const std::string &a, const std::string &b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    for (const std::string &secret : m_secrets)
        m_firstBytes[byteAt(secret, 0)] = true;
}

void SecretMasker::feed(std::string_view bytes, std::string &shown)
{
    m_waiting.append(bytes);
    drain(false, shown);
}

void SecretMasker::finish(std::string &shown)
{
    drain(true, shown);
}

SecretMasker::Match SecretMasker::matchAt(size_t position) const
{
    const std::string_view rest = std::string_view(m_waiting).substr(position);
    Match match;
    for (const std::string &secret : m_secrets) {
        if (rest.size() < secret.size())
            match.undecided = match.undecided || std::string_view(secret).starts_with(rest);
        else if (rest.starts_with(secret))
            return {secret.size(), match.undecided};
    }
    return match;
}

void SecretMasker::drain(bool atEnd, std::string &shown)
{
    size_t position = 0;
    while (position < m_waiting.size()) {
        const size_t plain = position;
        while (position < m_waiting.size() && !m_firstBytes[byteAt(m_waiting, position)])
            ++position;
        shown.append(m_waiting, plain, position - plain);
        if (position == m_waiting.size())
            break;
        const Match match = matchAt(position);
        if (match.undecided && !atEnd)
            break;
        if (match.length > 0)
            shown += "***";
        else
            shown += m_waiting[position];
        position += std::max<size_t>(match.length, 1);
    }
    m_waiting.erase(0, position);
}

} // namespace slipway
