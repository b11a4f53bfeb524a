#pragma once

#include "models/items/graph_model.h"
#include "widgets/kit/icons.h"
#include "widgets/kit/theme.h"

#include <QFont>
#include <QPixmap>

namespace slipway {

// What all items of a canvas paint with: colours resolved once per theme, fonts, icons, and what is going on right now.
struct CanvasLook
{
    // Colours
    Theme theme{ColourMode::Light};
    QColor ground, grid, surface, border, borderStrong, text, muted, faint, accent, selection, edge, shadow;
    QFont bodyFont, nameFont, detailFont, farFont;

    // What is going on
    GraphNodeId hovered;
    bool outPortHovered = false;
    GraphNodeId focused; // reached by the keyboard: gets the ring
    bool focusVisible = false;
    GraphNodeId connectFrom;   // an edge is being drawn
    GraphNodeId connectTarget; // and would end here
    QSet<GraphNodeId> refused;
    QSet<GraphNodeId> dragged;
    QSet<GraphNodeId> found; // search hits
    double turn = 0;         // of the running ring, degrees
    bool isConnecting() const { return connectFrom.isValid(); }

    // What a node is in the far view, where it is a few pixels.
    QColor farColour(const GraphNode &node) const;
    void resolve(const QPalette &palette, const QFont &base);
    // Sharp at `ratio` device pixels per canvas unit.
    const QPixmap &icon(Icon icon, const QColor &colour, int size, double ratio) const;

private:
    mutable QHash<QPair<quint64, quint64>, QPixmap> m_icons;
};

} // namespace slipway
