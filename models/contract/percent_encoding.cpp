#include "models/contract/percent_encoding.h"

#include <QStringDecoder>

namespace slipway {

using namespace Qt::StringLiterals;

QByteArray percentEncode(QByteArrayView bytes)
{
    // QByteArray's default set of unreserved characters is RFC 3986's.
    return bytes.toByteArray().toPercentEncoding();
}

static int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decoder(bytes);
    Q_UNUSED(text)
    return !decoder.hasError();
}

Outcome<QByteArray> percentDecode(QByteArrayView text, PlusSign plus)
{
    QByteArray decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == PlusSign::Space) {
            decoded += ' ';
        } else if (text[i] != '%') {
            decoded += text[i];
        } else {
            const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return Error::invalid(u"Encoding"_s, u"Two hexadecimal digits must follow each \"%\" in a request."_s);
            decoded += char(high * 16 + low);
            i += 2;
        }
    }
    if (!isUtf8(decoded))
        return Error::invalid(u"Encoding"_s, u"The request holds text that is not UTF-8."_s);
    return decoded;
}

} // namespace slipway
