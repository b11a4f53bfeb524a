#include "widgets/kit/focus_order.h"

#include <QLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>

namespace slipway {
namespace {

void collect(QWidget *widget, QList<QWidget *> &found);

void collect(const QLayout *layout, QList<QWidget *> &found)
{
    for (int at = 0; layout && at < layout->count(); ++at) {
        if (QWidget *widget = layout->itemAt(at)->widget())
            collect(widget, found);
        else
            collect(layout->itemAt(at)->layout(), found);
    }
}

bool takesTab(const QWidget *widget)
{
    return (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

// Tab stops at one that hands its focus on, too. Its place is just before the part that gets it, or what stands between
// the two would be passed over.
void append(QWidget *widget, QList<QWidget *> &found)
{
    for (QWidget *above = widget->parentWidget(); above && !above->isWindow(); above = above->parentWidget()) {
        if (above->focusProxy() == widget)
            found.append(above);
    }
    found.append(widget);
}

void collect(QWidget *widget, QList<QWidget *> &found)
{
    if (takesTab(widget) && !widget->focusProxy())
        append(widget, found);
    if (const auto *tabs = qobject_cast<QTabWidget *>(widget)) {
        append(tabs->tabBar(), found);
        for (int at = 0; at < tabs->count(); ++at)
            collect(tabs->widget(at), found);
    } else if (const auto *splitter = qobject_cast<QSplitter *>(widget)) {
        for (int at = 0; at < splitter->count(); ++at)
            collect(splitter->widget(at), found);
    } else if (const auto *stack = qobject_cast<QStackedWidget *>(widget)) {
        for (int at = 0; at < stack->count(); ++at)
            collect(stack->widget(at), found);
    } else if (const auto *scroll = qobject_cast<QScrollArea *>(widget); scroll && scroll->widget()) {
        collect(scroll->widget(), found);
    } else {
        collect(widget->layout(), found);
    }
}

} // namespace

void orderFocus(QWidget *root)
{
    QList<QWidget *> order;
    collect(root, order);
    for (int at = 1; at < order.size(); ++at)
        QWidget::setTabOrder(order[at - 1], order[at]);
}

} // namespace slipway
