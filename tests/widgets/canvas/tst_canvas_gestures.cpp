#include "tests/widgets/canvas/graphs.h"
#include "widgets/canvas/node_drag.h"
#include "widgets/canvas/node_item.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestCanvasGestures : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_model = std::make_unique<GraphModel>();
        fillSmall(*m_model);
        m_view = std::make_unique<CanvasView>();
        m_view->setModel(m_model.get());
        m_view->resize(1000, 700);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->zoomReset();
        m_view->centerOn(100, 160);
        m_mouse = std::make_unique<SceneMouse>(*m_view);
    }
    void cleanup()
    {
        m_view.reset();
        m_model.reset();
    }

    void aClickSelectsAndAnotherWithControlAdds()
    {
        m_mouse->click({0, 0});
        QCOMPARE(m_view->canvas().selectedNodes(), QList<GraphNodeId>{GraphNodeId{1}});
        m_mouse->click({320, 160}, Qt::ControlModifier);
        QCOMPARE(m_view->canvas().selectedNodes(), (QList<GraphNodeId>{GraphNodeId{1}, GraphNodeId{4}}));
        m_mouse->click({0, 0}, Qt::ControlModifier);
        QCOMPARE(m_view->canvas().selectedNodes(), QList<GraphNodeId>{GraphNodeId{4}});
        m_mouse->click({200, 300});
        QVERIFY(m_view->canvas().selectedNodes().isEmpty());
    }

    void aDragAnnouncesOneMoveOnTheGridAndEditsNothing()
    {
        QSignalSpy moved(m_view.get(), &CanvasView::nodesMoved);
        m_mouse->drag({10, 0}, {63, 41});
        QCOMPARE(moved.size(), 1);
        const auto positions = moved[0][1].value<QHash<GraphNodeId, QPointF>>();
        QCOMPARE(positions, (QHash<GraphNodeId, QPointF>{{GraphNodeId{1}, QPointF(56, 40)}}));
        QCOMPARE(m_model->node(GraphNodeId{1})->position, QPointF(0, 0));
    }

    void aDragMovesTheWholeSelectionTogether()
    {
        m_view->canvas().select({GraphNodeId{1}, GraphNodeId{4}});
        QSignalSpy moved(m_view.get(), &CanvasView::nodesMoved);
        m_mouse->drag({0, 0}, {80, 0});
        const auto positions = moved.at(0).at(1).value<QHash<GraphNodeId, QPointF>>();
        QCOMPARE(positions.value(GraphNodeId{1}), QPointF(80, 0));
        QCOMPARE(positions.value(GraphNodeId{4}), QPointF(400, 160));
    }

    void twoDragsAreTwoGestures()
    {
        QSignalSpy moved(m_view.get(), &CanvasView::nodesMoved);
        m_mouse->drag({0, 0}, {80, 0});
        m_mouse->drag({80, 0}, {80, 80});
        QCOMPARE(moved.size(), 2);
        QVERIFY(moved[0][0].value<GestureId>() != moved[1][0].value<GestureId>());
    }

    void escapeTakesADragBack()
    {
        QSignalSpy moved(m_view.get(), &CanvasView::nodesMoved);
        m_mouse->press({0, 0});
        m_mouse->dragTo({50, 50});
        m_mouse->dragTo({100, 100});
        QCOMPARE(m_view->canvas().nodeItem(GraphNodeId{1})->pos(), QPointF(104, 104));
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QCOMPARE(m_view->canvas().nodeItem(GraphNodeId{1})->pos(), QPointF(0, 0));
        m_mouse->release({100, 100});
        QVERIFY(moved.isEmpty());
    }

    void aRubberBandSelectsWhatItTouches()
    {
        m_mouse->drag({-150, 100}, {40, 400});
        QCOMPARE(m_view->canvas().selectedNodes(), (QList<GraphNodeId>{GraphNodeId{2}, GraphNodeId{3}}));
    }

    void anEdgeIsDrawnFromTheOutPort()
    {
        QSignalSpy connected(m_view.get(), &CanvasView::connectRequested);
        m_mouse->drag({0, 26}, {320, 160});
        QCOMPARE(connected.size(), 1);
        QCOMPARE(connected[0][0].value<GraphNodeId>(), GraphNodeId{1});
        QCOMPARE(connected[0][1].value<GraphNodeId>(), GraphNodeId{4});
        QVERIFY(!m_view->canvas().look().isConnecting());
    }

    void refusedTargetsFadeAndGetNoEdge_data()
    {
        QTest::addColumn<QPointF>("from");
        QTest::addColumn<QPointF>("to");
        QTest::newRow("circle") << QPointF(0, 346) << QPointF(0, 0);
        QTest::newRow("twice") << QPointF(0, 26) << QPointF(0, 160);
        QTest::newRow("itself") << QPointF(0, 26) << QPointF(0, 0);
        QTest::newRow("ground") << QPointF(0, 26) << QPointF(200, 330);
    }

    void refusedTargetsFadeAndGetNoEdge()
    {
        QFETCH(QPointF, from);
        QFETCH(QPointF, to);
        QSignalSpy connected(m_view.get(), &CanvasView::connectRequested);
        m_mouse->press(from);
        m_mouse->dragTo(from + QPointF(30, 30));
        m_mouse->dragTo(to);
        QVERIFY(m_view->canvas().look().isConnecting());
        QVERIFY(!m_view->canvas().look().connectTarget.isValid());
        m_mouse->release(to);
        QVERIFY(connected.isEmpty());
    }

    void aDoubleClickOpens()
    {
        QSignalSpy opened(m_view.get(), &CanvasView::nodeActivated);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, m_mouse->at({0, 160}));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<GraphNodeId>(), GraphNodeId{2});
    }

    void theMiddleButtonPans()
    {
        const QPointF before = m_view->centre();
        m_mouse->press({200, 300}, Qt::MiddleButton);
        const QPoint start = m_mouse->at({200, 300});
        QMouseEvent move(QEvent::MouseMove, start + QPoint(40, -30),
                         m_view->viewport()->mapToGlobal(start + QPoint(40, -30)), Qt::NoButton, Qt::MiddleButton, {});
        QCoreApplication::sendEvent(m_view->viewport(), &move);
        QTest::mouseRelease(m_view->viewport(), Qt::MiddleButton, {}, start + QPoint(40, -30));
        QCOMPARE(m_view->centre(), before - QPointF(40, -30));
        m_mouse->click({0, 0}); // and the select tool is back
        QCOMPARE(m_view->canvas().selectedNodes(), QList<GraphNodeId>{GraphNodeId{1}});
    }

    void theWheelWithControlZoomsAtThePointer()
    {
        const QPoint at = m_mouse->at({320, 160});
        QWheelEvent wheel(at, m_view->viewport()->mapToGlobal(at), {}, QPoint(0, 240), Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view->viewport(), &wheel);
        QVERIFY(m_view->zoom() > 1.2);
        QVERIFY((m_view->mapFromScene(QPointF(320, 160)) - at).manhattanLength() <= 2);
    }

    void aDropFromThePaletteNamesKindAndPlace_data()
    {
        QTest::addColumn<NodeKind>("kind");
        QTest::newRow("shell") << NodeKind::Shell;
        QTest::newRow("zero load") << NodeKind::ZeroLoad;
    }

    void aDropFromThePaletteNamesKindAndPlace()
    {
        QFETCH(NodeKind, kind);
        QSignalSpy dropped(m_view.get(), &CanvasView::dropRequested);
        QVERIFY(drop(*nodeKindMimeData(kind), {201, 99}));
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(dropped[0][0].value<NodeKind>(), kind);
        QCOMPARE(dropped[0][1].toPointF(), QPointF(200, 96));
    }

    void otherPayloadsAreRefused_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("text") << u"text/plain"_s << QByteArray("DIDE_SHELL");
        QTest::newRow("unknown kind") << QString::fromLatin1(nodeKindMime) << QByteArray("Fortran");
        QTest::newRow("long") << QString::fromLatin1(nodeKindMime) << QByteArray(1000, 'x');
    }

    void otherPayloadsAreRefused()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, payload);
        QMimeData data;
        data.setData(type, payload);
        QSignalSpy dropped(m_view.get(), &CanvasView::dropRequested);
        QVERIFY(!drop(data, {0, 0}));
        QVERIFY(dropped.isEmpty());
    }

    void clickToPlace()
    {
        QSignalSpy dropped(m_view.get(), &CanvasView::dropRequested);
        m_view->armPlacing(NodeKind::ZeroLoad);
        m_mouse->click({199, 330});
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(dropped[0][1].toPointF(), QPointF(200, 328));
        m_view->armPlacing(NodeKind::Shell);
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        m_mouse->click({199, 330});
        QCOMPARE(dropped.size(), 1);
    }

    void theFarViewStillSelects()
    {
        m_view->setZoom(0.1, m_view->viewport()->rect().center());
        QVERIFY(m_view->isFar());
        m_mouse->click({320, 160});
        QCOMPARE(m_view->canvas().selectedNodes(), QList<GraphNodeId>{GraphNodeId{4}});
    }

private:
    bool drop(const QMimeData &data, QPointF position)
    {
        const QPoint at = m_mouse->at(position);
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_view->viewport(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_view->viewport(), &event);
        return event.isAccepted();
    }

    std::unique_ptr<GraphModel> m_model;
    std::unique_ptr<CanvasView> m_view;
    std::unique_ptr<SceneMouse> m_mouse;
};

QTEST_MAIN(TestCanvasGestures)
#include "tst_canvas_gestures.moc"
