#pragma once

#include "models/domain/outcome.h"

#include <QByteArray>
#include <QStringList>

namespace slipway {

// JSON as text in, text out, for programs that show or build documents.

// Keys sorted, two blanks of indent per level; text that is no JSON comes back as it is.
QByteArray prettyJson(const QByteArray &json);

// "metadata.instance=2" -> {"metadata":{"instance":2}}, several merged into one document. A value that is JSON (a
// number, true, false, null, an object, a list, a quoted text) is taken as such, any other as text. The error names the
// assignment without its value.
Outcome<QByteArray> documentFromAssignments(const QStringList &assignments);

// A service description whose model_path and processor_path, where they are paths of this machine ("file://" or no
// scheme at all), are absolute, taken from `folder`.
QByteArray withAbsolutePaths(const QByteArray &document, const QString &folder);

} // namespace slipway
