#pragma once

#include "models/domain/outcome.h"

#include <QByteArray>
#include <QString>

namespace slipway {

// A key of `byteCount` random bytes in a file for the owner alone. Made at the first call, read afterwards.
// Refused: a file that group or others may read, that belongs to another user, or that has another length; a message
// names the path and the rule, never the bytes.
Outcome<QByteArray> loadOrCreateKey(const QString &path, int byteCount);

// Reads a small text secret with the same checks of owner and mode.
Outcome<QByteArray> readSecretFile(const QString &path, qint64 maxBytes = 64 * 1024);

} // namespace slipway
