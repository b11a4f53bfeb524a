#pragma once

#include "models/domain/workflow.h"

namespace slipway {

// A node of a test as a line: name | schedule | parents | script | options, see the .cpp for the words.
struct NodeText
{
    QString name;
    QStringList cycleOf; // names of nodes whose previous cycle it waits for
    QStringList parents;
    QString script;
    NodeKind kind = NodeKind::Shell;
    NodeProperties properties;
};

NodeText parseNodeText(const QString &line);

} // namespace slipway
