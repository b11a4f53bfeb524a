#include "widgets/canvas/canvas_accessible.h"

#include "widgets/canvas/canvas_navigation.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/node_item.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

namespace slipway {
namespace {

// One node. It lives in QAccessible's own table until its canvas's interface goes.
class AccessibleNode : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    AccessibleNode(CanvasView *view, GraphNodeId id) : m_view(view), m_id(id) {}

    bool isValid() const override { return node() != nullptr; }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QRect rect() const override { return isValid() ? m_view->nodeRectOnScreen(m_id) : QRect(); }

    QString text(QAccessible::Text kind) const override
    {
        const GraphNode *found = node();
        if (found == nullptr)
            return {};
        if (kind == QAccessible::Name)
            return found->name;
        return kind == QAccessible::Description ? describeNode(*found) : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}

    QAccessible::State state() const override
    {
        QAccessible::State state;
        const NodeItem *item = m_view == nullptr ? nullptr : m_view->canvas().nodeItem(m_id);
        state.focusable = state.selectable = true;
        state.invalid = item == nullptr;
        state.selected = item != nullptr && item->isSelected();
        state.focused = item != nullptr && m_view->hasFocus() && m_view->current() == m_id;
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    QString localizedActionName(const QString &name) const override
    {
        return name == pressAction() ? CanvasView::tr("Open") : QAccessibleActionInterface::localizedActionName(name);
    }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        if (name == pressAction()) {
            emit m_view->nodeActivated(m_id);
        } else if (name == setFocusAction()) {
            m_view->canvas().select({m_id});
            m_view->setCurrent(m_id, true);
            m_view->reveal(m_id);
        }
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    const GraphNode *node() const
    {
        GraphModel *model = m_view == nullptr ? nullptr : m_view->canvas().model();
        return model == nullptr ? nullptr : model->node(m_id);
    }

    QPointer<CanvasView> m_view;
    GraphNodeId m_id;
};

class AccessibleCanvas : public QAccessibleWidget
{
public:
    explicit AccessibleCanvas(CanvasView *view) : QAccessibleWidget(view, QAccessible::Canvas), m_view(view)
    {
        QObject::connect(view, &CanvasView::currentChanged, view, [view](GraphNodeId id) { tellFocus(view, id); });
    }
    ~AccessibleCanvas() override
    {
        for (const QAccessible::Id id : std::as_const(m_children))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return int(order().size()); }
    QAccessibleInterface *child(int index) const override
    {
        const QList<GraphNodeId> ids = order();
        return index < 0 || index >= ids.size() ? nullptr : node(ids[index]);
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const QList<GraphNodeId> ids = order();
        for (int i = 0; i < ids.size(); ++i) {
            if (node(ids[i]) == child)
                return i;
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint at = m_view->viewport()->mapFromGlobal(QPoint(x, y));
        const NodeItem *item = m_view->canvas().nodeAt(m_view->mapToScene(at));
        return item == nullptr ? nullptr : node(item->id());
    }
    QAccessibleInterface *focusChild() const override
    {
        return m_view->current().isValid() ? node(m_view->current()) : nullptr;
    }
    QAccessibleInterface *node(GraphNodeId id) const
    {
        const auto known = m_children.constFind(id);
        if (known != m_children.cend())
            return QAccessible::accessibleInterface(*known);
        auto *made = new AccessibleNode(m_view, id);
        m_children.insert(id, QAccessible::registerAccessibleInterface(made));
        return made;
    }

private:
    QList<GraphNodeId> order() const
    {
        GraphModel *model = m_view->canvas().model();
        return model == nullptr ? QList<GraphNodeId>() : readingOrder(*model);
    }
    static void tellFocus(CanvasView *view, GraphNodeId id)
    {
        auto *canvas = static_cast<AccessibleCanvas *>(QAccessible::queryAccessibleInterface(view));
        if (canvas == nullptr || !id.isValid() || !QAccessible::isActive())
            return;
        QAccessibleEvent event(canvas->node(id), QAccessible::Focus);
        QAccessible::updateAccessibility(&event);
    }

    CanvasView *m_view;
    mutable QHash<GraphNodeId, QAccessible::Id> m_children;
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != QLatin1StringView("slipway::CanvasView"))
        return nullptr;
    auto *view = qobject_cast<CanvasView *>(object);
    return view == nullptr ? nullptr : new AccessibleCanvas(view);
}

} // namespace

void installCanvasAccessibility()
{
    QAccessible::installFactory(makeInterface);
}

} // namespace slipway
