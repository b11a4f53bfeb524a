#pragma once

#include <QString>

namespace slipway {

// The file of a compiled-in icon, by its name without folder and ending.
QString iconFile(const QString &name);

} // namespace slipway
