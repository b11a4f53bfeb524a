// canvas_bench [NODES]: frames of a large canvas, CPU milliseconds, median; beside a plain fill of as many rectangles.
// One JSON object a line.

#include "widgets/canvas/canvas_panel.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/node_item.h"
#include "widgets/kit/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize windowSize(1600, 1000);
constexpr int rounds = 41;

double cpuMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

// Median of a frame: `change`, then everything that is painted because of it.
double frame(const std::function<void(int)> &change)
{
    QList<double> times;
    for (int round = 0; round < rounds; ++round) {
        const double start = cpuMilliseconds();
        change(round);
        QCoreApplication::processEvents();
        times.append(cpuMilliseconds() - start);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

void fill(GraphModel &model, int count)
{
    QList<GraphNode> nodes;
    QList<GraphLink> links;
    const int columns = 100;
    for (int i = 0; i < count; ++i) {
        GraphNode node;
        node.id = GraphNodeId{i + 1};
        node.name = u"node_%1"_s.arg(i + 1);
        node.detail = u"daily 02:00"_s;
        node.position = QPointF(i % columns * 216, i / columns * 116);
        if (i % 2 == 0)
            node.state = StateCell{i % 14 == 0 ? StateKind::Failure : StateKind::Success, u"State"_s};
        nodes.append(node);
        if (i >= columns)
            links.append({GraphNodeId{i + 1 - columns}, node.id});
        if (i >= columns && i % 2 == 0 && i % columns != 0)
            links.append({GraphNodeId{i - columns}, node.id});
    }
    model.reset(nodes, links);
}

// As many rectangles as there are nodes, as wide and high as a node is in the whole view.
double plainFill(int count)
{
    QImage image(windowSize, QImage::Format_ARGB32_Premultiplied);
    return frame([&image, count](int) {
        QPainter painter(&image);
        painter.fillRect(image.rect(), Qt::white);
        for (int i = 0; i < count; ++i)
            painter.fillRect(QRectF(i % 100 * 15.2, double(i) / 100 * 8.2, 12.4, 3.7),
                             i % 2 == 0 ? Qt::darkGreen : Qt::gray);
    });
}

void print(const char *name, double value, double reference)
{
    std::printf("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"ms\",\"reference_name\":\"plain_fill\",\"reference\":%.3f,"
                "\"ratio\":%.2f}\n",
                name, value, reference, value / reference);
}

void measure(CanvasPanel &panel, GraphModel &model, int count)
{
    CanvasView &view = panel.view();
    const double reference = plainFill(count);
    view.zoomToFit();
    print("fit_all", frame([&view](int) { view.viewport()->update(); }), reference);
    const GraphNodeId last{count};
    print("fit_all_drag", frame([&view, last](int round) {
              view.canvas().showAt({{last, QPointF(round * 8, 0)}});
          }),
          reference);
    const GraphNodeId middle{count / 2 + 50};
    view.zoomReset();
    view.goTo(model.node(middle)->position);
    print("pan_1to1", frame([&view](int) { view.pan(QPoint(-7, -5)); }), reference);
    view.goTo(model.node(middle)->position);
    print("repaint_1to1", frame([&view](int) { view.viewport()->update(); }), reference);
    print("drag_1to1", frame([&view, &model, middle](int round) {
              view.canvas().showAt({{middle, model.node(middle)->position + QPointF(round * 3, round)}});
          }),
          reference);
    view.setZoom(0.5, view.viewport()->rect().center());
    print("repaint_half", frame([&view](int) { view.viewport()->update(); }), reference);
    view.setZoom(0.3, view.viewport()->rect().center());
    print("repaint_0.3", frame([&view](int) { view.viewport()->update(); }), reference);
    print("hit_test", frame([&view](int round) { view.canvas().nodeAt(QPointF(round * 97, round * 53)); }), reference);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const ThemeController theme(application);
    const int count = argc > 1 ? QByteArray(argv[1]).toInt() : 10000;
    if (count < 200) {
        std::fprintf(stderr, "canvas_bench: the number of nodes must be at least 200\n");
        return 2;
    }
    GraphModel model;
    fill(model, count);
    CanvasPanel panel;
    panel.view().setMotionAllowed(false);
    panel.view().setModel(&model);
    panel.resize(windowSize);
    panel.show();
    QCoreApplication::processEvents();
    measure(panel, model, count);
    return 0;
}
