#include "app/platform/random_id.h"

#include <cerrno>
#include <string_view>
#include <sys/random.h>

namespace slipway {

namespace {

QString randomFrom(std::string_view alphabet, int length)
{
    // Bytes beyond the largest multiple of the alphabet's size are thrown away, so that no letter is likelier.
    const int limit = 256 - 256 % static_cast<int>(alphabet.size());
    QString word;
    word.reserve(length);
    while (word.size() < length) {
        for (const char byte : randomBytes(length)) {
            const auto value = static_cast<unsigned char>(byte);
            if (value < limit && word.size() < length)
                word.append(QLatin1Char(alphabet[value % alphabet.size()]));
        }
    }
    return word;
}

} // namespace

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::getrandom(bytes.data() + done, static_cast<size_t>(bytes.size() - done), 0);
        if (n > 0)
            done += n;
        else if (errno != EINTR)
            qFatal("The kernel gives no random bytes.");
    }
    return bytes;
}

QString randomHex(int byteCount)
{
    return QString::fromLatin1(randomBytes(byteCount).toHex());
}

QString randomWord(int length)
{
    return randomFrom("abcdefghijklmnopqrstuvwxyz0123456789", length);
}

QString randomToken(int length)
{
    return randomFrom("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", length);
}

} // namespace slipway
