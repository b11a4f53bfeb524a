#pragma once

#include "models/items/target.h"

#include <QList>
#include <QWidget>

class QAction;

namespace slipway {

// What fills the frame. A page is made when it is first shown and gets a ShellContext, nothing else; it follows the
// workspace and the region by the context's signals.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString title() const = 0;
    // It has just become the current page: put the focus where work begins, read again what may be stale.
    virtual void activate() {}
    // Shows what `target` names. False: not a thing of this page.
    virtual bool openTarget(const Target &target)
    {
        Q_UNUSED(target);
        return false;
    }
    // Lent to the shell: reachable by their keys while the page is current, and in the command palette.
    virtual QList<QAction *> pageActions() const { return {}; }
    // Asked before the window closes: a sentence where something typed would be lost, else empty.
    virtual QString unsavedWork() const { return {}; }
};

} // namespace slipway
