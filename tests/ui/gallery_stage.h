#pragma once

#include "widgets/kit/theme.h"

#include <QList>
#include <QString>

#include <functional>

class QWidget;

// What the galleries share: hands for the scenes, and the loop that draws each scene in each theme into a folder.
namespace slipway::gallery {

// Lets answers and layouts arrive.
void settle();
// For what shows after a moment only.
void letTimePass();
void press(QWidget &page, const QString &objectName);
void type(QWidget &page, const QString &objectName, const QString &text);
// An action of the registry, by its id.
void trigger(QWidget &page, const QString &id);
void choose(QWidget &page, const QString &table, int row);
void openTab(QWidget &page, const QString &tabs, int index);

// Draws the window with the dialogs, menus and popovers that float over it.
using Take = std::function<void(QWidget &window)>;

struct Picture
{
    QString name;
    // Sets the scene, calls `take` once, and clears away what it made.
    std::function<void(ThemeController &theme, const Take &take)> play;
};

// The main() of a gallery: PROGRAM FOLDER [PART-OF-A-NAME] [--scale FACTOR] [--theme light|dark]. Drawn offscreen.
int run(int argc, char *argv[], const std::function<QList<Picture>()> &pictures);

} // namespace slipway::gallery
