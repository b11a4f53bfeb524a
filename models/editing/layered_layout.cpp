#include "models/editing/layered_layout.h"

#include "models/domain/graph.h"

#include <algorithm>
#include <cmath>

namespace slipway {
namespace {

constexpr double columnStep = 216; // a node is 176 wide
constexpr double rowStep = 116;    // and 52 high
constexpr int sweeps = 6;

using Neighbours = QHash<qint64, QList<qint64>>;
using Columns = QHash<qint64, double>;

double meanColumn(const QList<qint64> &neighbours, const Columns &columns, double fallback)
{
    if (neighbours.isEmpty())
        return fallback;
    double sum = 0;
    for (const qint64 node : neighbours)
        sum += columns.value(node);
    return sum / double(neighbours.size());
}

// Orders a layer by where its neighbours are, then spreads it so that none overlap, as near to them as that allows.
void arrangeLayer(QList<qint64> &layer, const Neighbours &neighbours, Columns &columns)
{
    QHash<qint64, double> wish;
    for (const qint64 node : layer)
        wish.insert(node, meanColumn(neighbours.value(node), columns, columns.value(node)));
    std::stable_sort(layer.begin(), layer.end(), [&wish](qint64 a, qint64 b) { return wish[a] < wish[b]; });

    double next = -1e18;
    double excess = 0;
    for (const qint64 node : layer) {
        const double column = std::max(wish[node], next);
        columns[node] = column;
        excess += column - wish[node];
        next = column + 1;
    }
    const double shift = excess / double(layer.size()); // pushing went to the right only: take half of it back
    for (const qint64 node : layer)
        columns[node] -= shift;
}

} // namespace

QHash<FileId, QPointF> layeredLayout(const QList<FileId> &files, const QList<DraftEdge> &edges)
{
    QList<qint64> nodes;
    for (const FileId file : files)
        nodes.append(file.value());
    QList<GraphEdge> links;
    Neighbours parents, children;
    for (const DraftEdge &edge : edges) {
        links.append({edge.from.value(), edge.to.value()});
        parents[edge.to.value()].append(edge.from.value());
        children[edge.from.value()].append(edge.to.value());
    }
    Outcome<QList<QList<qint64>>> layers = topologicalLayers(nodes, links);
    if (!layers)
        return {};

    Columns columns;
    for (const QList<qint64> &layer : layers.value()) {
        for (qsizetype i = 0; i < layer.size(); ++i)
            columns.insert(layer[i], double(i) - double(layer.size() - 1) / 2);
    }
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        for (qsizetype i = 1; i < layers->size(); ++i)
            arrangeLayer(layers.value()[i], parents, columns);
        for (qsizetype i = layers->size() - 2; i >= 0; --i)
            arrangeLayer(layers.value()[i], children, columns);
    }
    QHash<FileId, QPointF> positions;
    for (qsizetype row = 0; row < layers->size(); ++row) {
        for (const qint64 node : layers.value()[row])
            positions.insert(FileId{node}, {std::round(columns[node] * columnStep), double(row) * rowStep});
    }
    return positions;
}

} // namespace slipway
