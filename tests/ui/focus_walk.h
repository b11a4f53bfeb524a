#pragma once

#include <QList>
#include <QStringList>

class QWidget;

namespace slipway::test {

// Where Tab leads in a window, pressed until it comes round to where it began.
QList<QWidget *> walkByTab(QWidget &window);

// What a person with a keyboard alone would stumble over: what Tab never reaches, what it reaches out of the order in
// which one reads, and what has no name for us or for a screen reader. Shows the window if need be.
QStringList keyboardFaults(QWidget &window);

} // namespace slipway::test
