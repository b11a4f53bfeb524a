#pragma once

#include "models/domain/outcome.h"

#include <QByteArray>
#include <QString>

#include <sys/types.h>

namespace slipway {

// Files that are whole or absent, whatever crashes. All functions may be called on any thread; errors name the path
// and the system's reason.

// Writes a temporary file beside `path`, flushes it to the disk and renames it over `path`. Afterwards `path` holds
// either the old bytes or all the new ones, also after a power cut.
Outcome<> writeFileAtomically(const QString &path, const QByteArray &bytes, mode_t mode = 0600);

enum class Flush { Now, Later };
// Creates `path` with these bytes; fails if it exists. For files nobody reads while they are written. Flush::Later is
// for what a power cut may take: it leaves the moment to the system, and is a hundred times as fast.
Outcome<> writeNewFile(const QString &path, const QByteArray &bytes, mode_t mode = 0600, Flush flush = Flush::Now);

// Refuses a file of more than `maxBytes` (TooLarge), a missing one (NotFound) and what is not a regular file.
Outcome<QByteArray> readSmallFile(const QString &path, qint64 maxBytes);

// Makes the folder and its missing parents with mode 0700. An existing folder is left as it is.
Outcome<> makePrivateFolder(const QString &path);

// The system's words for an errno value, e.g. "No space left on device".
QString systemReason(int errorNumber);

} // namespace slipway
