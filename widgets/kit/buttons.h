#pragma once

#include "widgets/kit/icons.h"

class QAction;
class QLabel;
class QPushButton;
class QToolButton;

namespace slipway {

// One per page or dialog: filled with the accent.
QPushButton *primaryButton(const QString &text, const QString &objectName, QWidget *parent);
// The others: a hairline border.
QPushButton *quietButton(const QString &text, const QString &objectName, QWidget *parent);
// Looks like a link, for the way out of a sentence ("Purchase").
QPushButton *linkButton(const QString &text, const QString &objectName, QWidget *parent);
// Makes an existing button primary, dangerous (deletes), or plain again; the style reads this.
enum class ButtonRole { Plain, Primary, Danger, Link };
void setButtonRole(QPushButton *button, ButtonRole role);
// An icon alone; `name` is its tooltip and accessible name.
QToolButton *iconButton(Icon icon, const QString &name, const QString &objectName, QWidget *parent);
// Icon and word, flat, for the bar over a list.
QToolButton *labelledButton(Icon icon, const QString &text, const QString &objectName, QWidget *parent);
// For an action: its icon (and text where `withText`), its tooltip with the shortcut.
QToolButton *actionButton(QAction *action, bool withText, QWidget *parent);

// Text in one of the four sizes; `muted` for secondary text. It wraps where `wrap`.
QLabel *textLabel(const QString &text, TextSize size, QWidget *parent, bool muted = false, bool wrap = false);
// A one pixel line in the border colour.
QWidget *separatorLine(Qt::Orientation orientation, QWidget *parent);

} // namespace slipway
