#pragma once

#include <string>
#include <string_view>

namespace slipway::host {

// Whether `header` (Content-MD5) fits the body. EAS clients send hexadecimal digits, one of them without leading zeros
// (reference: eas 5.2), so hexadecimal texts are compared as numbers; the standard's base64 is accepted too.
bool contentMd5Matches(std::string_view header, const std::string &body);

} // namespace slipway::host
