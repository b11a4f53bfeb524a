#pragma once

#include "models/items/state_kind.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

class QApplication;
class QWidget;

namespace slipway {

// Colours by meaning. Nothing in the console names a colour in any other way.
enum class Token {
    Window,       // behind panels
    Surface,      // panels, tables, editor, canvas nodes
    Sunken,       // canvas ground, log ground, headers of groups
    Raised,       // menus, popovers, palette, dialogs
    Border,       // hairlines
    BorderStrong, // controls
    Text,
    TextMuted,
    TextDisabled,
    Accent, // the one primary action, focus, links
    OnAccent,
    Selection,
};

enum class ColourMode { Light, Dark };
enum class TextSize { Caption, Body, Section, Title };

// Lengths in device independent pixels; every gap is one of these.
namespace spacing {
inline constexpr int xs = 4;
inline constexpr int s = 8;
inline constexpr int m = 12;
inline constexpr int l = 16;
inline constexpr int xl = 24;
inline constexpr int xxl = 32;
} // namespace spacing

namespace metric {
inline constexpr int control = 30;
inline constexpr int row = 30;
inline constexpr int compactRow = 24;
inline constexpr int toolBar = 40;
inline constexpr int header = 48;
inline constexpr int activityBar = 64;
inline constexpr int statusBar = 26;
inline constexpr int radius = 6;
inline constexpr int controlRadius = 5;
inline constexpr int chipRadius = 10;
inline constexpr int icon = 20;
inline constexpr int smallIcon = 16;
} // namespace metric

// The tokens in one mode: a small value, made anew wherever something is painted. Which mode holds is read from the
// palette, so a widget needs no reference to anything; it repaints by itself on QEvent::PaletteChange.
class Theme
{
public:
    explicit constexpr Theme(ColourMode mode) : m_mode(mode) {}
    static Theme of(const QPalette &palette);
    static Theme of(const QWidget *widget);
    // Of the application's palette, where no widget is at hand.
    static Theme current();

    ColourMode mode() const { return m_mode; }
    bool isDark() const { return m_mode == ColourMode::Dark; }
    QColor colour(Token token) const;
    QColor state(StateKind kind) const;
    // The state colour at 12 % (18 % in dark) over the surface: row highlight, node fill, bar.
    QColor tint(StateKind kind) const;
    // What a control's ground becomes under the pointer, and while pressed.
    QColor hover() const;
    QColor pressed() const;
    QPalette palette() const;

private:
    ColourMode m_mode;
};

// The interface font in one of the four sizes; Section and Title are semibold.
QFont textFont(TextSize size, const QFont &base);
QFont textFont(TextSize size);
// Code and logs: JetBrains Mono, or the system's fixed font.
QFont codeFont();

enum class ThemeChoice { System, Light, Dark };

// Dresses the application: style, palette, fonts. One per program, made in main and handed down.
class ThemeController : public QObject
{
    Q_OBJECT

public:
    explicit ThemeController(QApplication &application, QObject *parent = nullptr);

    ThemeChoice choice() const { return m_choice; }
    ColourMode mode() const;
    void setChoice(ThemeChoice choice);

signals:
    // Colours are already in place when this is sent.
    void changed(slipway::ThemeChoice choice);

private:
    void apply();

    QApplication &m_application;
    ThemeChoice m_choice = ThemeChoice::System;
    ColourMode m_system = ColourMode::Light;
};

} // namespace slipway
