#include "resources/resources.h"

namespace slipway {

QString iconFile(const QString &name)
{
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

} // namespace slipway
