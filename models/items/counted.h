#pragma once

#include <QString>

namespace slipway {

// "1 group", "3 groups": the source language's plural without a translation file. Both texts contain %1 and are
// translated separately.
inline QString counted(qsizetype count, const QString &one, const QString &many)
{
    return (count == 1 ? one : many).arg(count);
}

} // namespace slipway
