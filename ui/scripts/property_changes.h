#pragma once

#include "models/domain/workflow.h"

#include <QHash>
#include <QList>

namespace slipway {

// A property that differs between two states of a node, in words; empty words stand for "not set".
struct PropertyChange
{
    QString name;
    QString before;
    QString after;
    friend bool operator==(const PropertyChange &, const PropertyChange &) = default;
};

// Every difference, in the order of the Properties pane; none for equal properties only. `groupNames`: names of
// resource groups by their identifiers.
QList<PropertyChange> propertyChanges(const NodeProperties &before, const NodeProperties &after,
                                      const QHash<QString, QString> &groupNames = {});

} // namespace slipway
