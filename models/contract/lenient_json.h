#pragma once

#include "models/domain/outcome.h"

#include <QByteArray>
#include <QStringList>

namespace slipway {

struct LenientJson
{
    QByteArray text;      // strict JSON of the same length: what was forgiven is blank, so that positions stay true
    QStringList warnings; // "line 7: ..."
};

// Forgives what people write into service descriptions: `#` and `//` comments outside strings, trailing commas, a byte
// order mark. Refuses more than `maxBytes` and nesting deeper than `maxDepth`. Does not check the rest of the syntax.
Outcome<LenientJson> relaxJson(const QByteArray &text, qsizetype maxBytes, int maxDepth);

} // namespace slipway
