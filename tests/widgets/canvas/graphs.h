#pragma once

#include "models/items/graph_model.h"
#include "widgets/canvas/canvas_view.h"

#include <QTest>

namespace slipway {

inline GraphNode graphNode(qint64 id, const QString &name, QPointF position)
{
    GraphNode node;
    node.id = GraphNodeId{id};
    node.name = name;
    node.position = position;
    node.detail = QStringLiteral("daily 02:00");
    return node;
}

inline GraphLink link(qint64 from, qint64 to)
{
    return {GraphNodeId{from}, GraphNodeId{to}};
}

// prepare(1) above train(2) above deploy(3), and report(4) at the right, not connected.
inline void fillSmall(GraphModel &model)
{
    model.reset({graphNode(1, QStringLiteral("prepare"), {0, 0}), graphNode(2, QStringLiteral("train"), {0, 160}),
                 graphNode(3, QStringLiteral("deploy"), {0, 320}), graphNode(4, QStringLiteral("report"), {320, 160})},
                {link(1, 2), link(2, 3)});
}

// The mouse in canvas units.
class SceneMouse
{
public:
    explicit SceneMouse(CanvasView &view) : m_view(view) {}

    QPoint at(QPointF position) const { return m_view.mapFromScene(position); }
    void hover(QPointF position) { QTest::mouseMove(m_view.viewport(), at(position)); }
    void click(QPointF position, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(m_view.viewport(), Qt::LeftButton, modifiers, at(position));
    }
    void press(QPointF position, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(m_view.viewport(), button, modifiers, at(position));
        m_button = button;
    }
    void dragTo(QPointF position, Qt::KeyboardModifiers modifiers = {})
    {
        QMouseEvent event(QEvent::MouseMove, at(position), m_view.viewport()->mapToGlobal(at(position)), Qt::NoButton,
                          m_button, modifiers);
        QCoreApplication::sendEvent(m_view.viewport(), &event);
    }
    void release(QPointF position) { QTest::mouseRelease(m_view.viewport(), m_button, {}, at(position)); }
    void drag(QPointF from, QPointF to)
    {
        press(from);
        dragTo((from + to) / 2);
        dragTo(to);
        release(to);
    }

private:
    CanvasView &m_view;
    Qt::MouseButton m_button = Qt::LeftButton;
};

} // namespace slipway
