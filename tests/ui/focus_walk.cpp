#include "tests/ui/focus_walk.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QTabBar>
#include <QTest>

namespace slipway::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSteps = 300;
constexpr int mostSections = 3;
constexpr int slack = 8; // px by which things on one line may be apart

QString nameOf(const QWidget *widget)
{
    return widget->objectName().isEmpty() ? QLatin1StringView(widget->metaObject()->className()) : widget->objectName();
}

// Of buttons of which one is down at a time, that one takes the focus for all.
bool standsBehindAnother(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    if (!button || !button->isCheckable() || button->isChecked())
        return false;
    return button->autoExclusive() || (button->group() && button->group()->exclusive());
}

bool takesFocus(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus &&
           !widget->focusProxy() && !standsBehindAnother(widget);
}

QRect placeOf(const QWidget *widget, const QWidget &window)
{
    return {widget->mapTo(&window, QPoint()), widget->size()};
}

// Down a column, then the next one to the right; in a line from left to right.
bool comesBefore(const QRect &next, const QRect &last)
{
    const bool above = next.bottom() < last.top() + slack;
    const bool sameLine = !above && next.top() < last.bottom() - slack;
    return (above && next.left() < last.right() - slack) || (sameLine && next.right() < last.left() + slack);
}

QStringList namingFaults(const QWidget *widget)
{
    QStringList faults;
    const bool isQtsOwn = widget->objectName().startsWith("qt_"_L1); // the bar of a tab widget, which has the name
    if (widget->objectName().isEmpty())
        faults.append(u"%1 of %2 has no object name"_s.arg(nameOf(widget), nameOf(widget->parentWidget())));
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
    if (!isQtsOwn && (!spoken || spoken->text(QAccessible::Name).isEmpty()))
        faults.append(u"%1 has no accessible name"_s.arg(nameOf(widget)));
    return faults;
}

} // namespace

QList<QWidget *> walkByTab(QWidget &window)
{
    window.show();
    QApplication::setActiveWindow(&window);
    [&window] { QVERIFY(QTest::qWaitForWindowActive(&window)); }();
    QList<QWidget *> way;
    int sections = 0;
    for (int step = 0; step < mostSteps; ++step) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, Qt::Key_Tab);
        QWidget *now = QApplication::focusWidget();
        const bool stays = !way.isEmpty() && now == way.last(); // in the next part of a date
        sections = stays ? sections + 1 : 0;
        if (!now || sections > mostSections || (!stays && !way.isEmpty() && now == way.first()))
            break;
        if (!stays)
            way.append(now);
    }
    return way;
}

QStringList keyboardFaults(QWidget &window)
{
    QStringList faults;
    const QList<QWidget *> way = walkByTab(window);
    QCoreApplication::processEvents(); // all has its place
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!takesFocus(widget) || widget->window() != &window)
            continue;
        if (!way.contains(widget))
            faults.append(u"Tab does not reach %1"_s.arg(nameOf(widget)));
        faults.append(namingFaults(widget));
    }
    if (!faults.isEmpty()) {
        QStringList names;
        for (const QWidget *widget : way)
            names.append(nameOf(widget));
        faults.prepend(u"The way: "_s + names.join(u", "_s));
    }
    // The walk may begin anywhere; its first step back to the top is no fault.
    int begin = 0;
    for (int at = 1; at < way.size(); ++at) {
        const QPoint here = placeOf(way[at], window).topLeft();
        const QPoint best = placeOf(way[begin], window).topLeft();
        if (here.y() + here.x() < best.y() + best.x())
            begin = at;
    }
    for (int at = 1; at < way.size(); ++at) {
        const QWidget *last = way[(begin + at - 1) % way.size()];
        const QWidget *next = way[(begin + at) % way.size()];
        if (comesBefore(placeOf(next, window), placeOf(last, window)))
            faults.append(u"Tab goes back from %1 to %2"_s.arg(nameOf(last), nameOf(next)));
    }
    return faults;
}

} // namespace slipway::test
