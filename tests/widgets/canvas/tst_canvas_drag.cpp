#include "tests/widgets/canvas/graphs.h"
#include "widgets/canvas/canvas_palette.h"
#include "widgets/canvas/canvas_panel.h"

#include <QSignalSpy>
#include <QTimer>
#include <QWindow>

using namespace slipway;

// A real drag and drop: needs a display server, offscreen's drag is a stub.
class TestCanvasDrag : public QObject
{
    Q_OBJECT

private slots:
    void shellFromThePaletteToTheCanvas()
    {
        GraphModel model;
        CanvasPanel panel;
        panel.resize(900, 600);
        panel.view().setModel(&model);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QSignalSpy dropped(&panel.view(), &CanvasView::dropRequested);

        QWindow *window = panel.windowHandle();
        const NodeKindButton *shell = panel.nodePalette().item(NodeKind::Shell);
        const QPoint from = shell->mapTo(&panel, shell->rect().center());
        const QPoint to(500, 350);
        QTimer hand; // QDrag runs a loop of its own: the rest of the gesture comes from a timer
        int step = 0;
        connect(&hand, &QTimer::timeout, &panel, [&hand, window, from, to, step]() mutable {
            if (++step < 8) {
                QTest::mouseMove(window, from + (to - from) * step / 7);
            } else {
                QTest::mouseRelease(window, Qt::LeftButton, {}, to);
                hand.stop();
            }
        });
        QTest::mousePress(window, Qt::LeftButton, {}, from);
        hand.start(20);
        QTest::mouseMove(window, from + QPoint(15, 3));
        QTest::mouseMove(window, from + QPoint(30, 5));
        QTRY_COMPARE(dropped.size(), 1);
        QCOMPARE(dropped[0][0].value<NodeKind>(), NodeKind::Shell);
    }
};

QTEST_MAIN(TestCanvasDrag)
#include "tst_canvas_drag.moc"
