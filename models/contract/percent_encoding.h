#pragma once

#include "models/domain/outcome.h"

#include <QByteArray>

namespace slipway {

// RFC 3986: unreserved bytes (letters, digits, - _ . ~) stay, every other one becomes %XX with upper-case digits.
QByteArray percentEncode(QByteArrayView bytes);

enum class PlusSign { Literal, Space }; // Space: application/x-www-form-urlencoded

// Refuses a '%' that two hexadecimal digits do not follow, and text that is not UTF-8.
Outcome<QByteArray> percentDecode(QByteArrayView text, PlusSign plus = PlusSign::Literal);

} // namespace slipway
