#pragma once

#include "models/domain/ids.h"

#include <QList>

#include <variant>

namespace slipway {

// What changed in a workflow's content. Canvas, tree, tabs and saving all listen to this one signal and look at the
// type.
struct ContentReset
{
};
struct NodesInserted
{
    QList<FileId> files;
};
struct NodesRemoved
{
    QList<FileId> files;
};
struct NodesMoved
{
    QList<FileId> files;
};
// Name, schedule or marks.
struct NodesChanged
{
    QList<FileId> files;
};
// The incoming edges of these nodes.
struct InputsChanged
{
    QList<FileId> files;
};
// The engine gave the node its own id.
struct NodeRenumbered
{
    FileId before;
    FileId after;
};

using ChangeEvent =
    std::variant<ContentReset, NodesInserted, NodesRemoved, NodesMoved, NodesChanged, InputsChanged, NodeRenumbered>;

} // namespace slipway
