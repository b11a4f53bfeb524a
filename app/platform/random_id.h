#pragma once

#include <QByteArray>
#include <QString>

namespace slipway {

// Unpredictable bytes and words, from the kernel's generator. Any thread.

QByteArray randomBytes(int count);
// 2 * byteCount digits 0-9 a-f.
QString randomHex(int byteCount);
// Lower-case letters and digits, each of the 36 equally likely.
QString randomWord(int length);
// Letters of both cases and digits, e.g. for an AccessKey.
QString randomToken(int length);

} // namespace slipway
