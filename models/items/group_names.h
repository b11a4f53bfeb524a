#pragma once

#include "models/domain/resource_group.h"

#include <QHash>

namespace slipway {

// Nodes and instances name their group by its identifier; people know it by its name.
inline QHash<QString, QString> namesByIdentifier(const QList<ResourceGroup> &groups)
{
    QHash<QString, QString> names;
    for (const ResourceGroup &group : groups)
        names.insert(group.identifier, group.name);
    return names;
}

} // namespace slipway
