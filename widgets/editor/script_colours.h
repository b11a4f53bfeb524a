#pragma once

class QsciScintilla;

namespace slipway {

class Theme;

// Indicator and marker numbers that the editor uses in Scintilla.
enum class Indicator { Error = 8, Warning = 9 };
enum class Marker { Error = 1, Warning = 2 };

// Paper, text, margins, selection, folding and bash styles from the theme's tokens.
void applyScriptColours(QsciScintilla &editor, const Theme &theme);

} // namespace slipway
