#pragma once

#include <Qt>

namespace slipway {

// Roles that every item model of ours answers beside the usual ones.
enum ItemRole {
    StateRole = Qt::UserRole + 1, // StateCell: drawn by StateDelegate
    SortRole,                     // what the column sorts by; invalid: its display text
    KeyRole,                      // the row's id as qint64, or its name as QString
    InstantRole,                  // qint64, milliseconds since the epoch; 0: not yet
    FirstFreeRole                 // where a model's own roles begin
};

} // namespace slipway
