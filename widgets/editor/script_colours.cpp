#include "widgets/editor/script_colours.h"

#include "widgets/kit/theme.h"

#include <Qsci/qscilexerbash.h>
#include <Qsci/qsciscintilla.h>

namespace slipway {

namespace {

long scintillaColour(const QColor &colour)
{
    return colour.red() | (colour.green() << 8) | (colour.blue() << 16);
}

void colourLexer(QsciLexer &lexer, const Theme &theme)
{
    const QColor paper = theme.colour(Token::Surface);
    lexer.setDefaultPaper(paper);
    lexer.setDefaultColor(theme.colour(Token::Text));
    lexer.setDefaultFont(codeFont());
    lexer.setPaper(paper, -1);
    lexer.setFont(codeFont(), -1);
    lexer.setColor(theme.colour(Token::Text), -1);
    const std::pair<int, QColor> styles[] = {
        {QsciLexerBash::Comment, theme.colour(Token::TextMuted)},
        {QsciLexerBash::Number, theme.state(StateKind::DryRun)},
        {QsciLexerBash::Keyword, theme.colour(Token::Accent)},
        {QsciLexerBash::DoubleQuotedString, theme.state(StateKind::Success)},
        {QsciLexerBash::SingleQuotedString, theme.state(StateKind::Success)},
        {QsciLexerBash::Backticks, theme.state(StateKind::Waiting)},
        {QsciLexerBash::Scalar, theme.state(StateKind::Waiting)},
        {QsciLexerBash::ParameterExpansion, theme.state(StateKind::Waiting)},
        {QsciLexerBash::HereDocumentDelimiter, theme.state(StateKind::DryRun)},
        {QsciLexerBash::SingleQuotedHereDocument, theme.state(StateKind::Frozen)},
        {QsciLexerBash::Error, theme.state(StateKind::Failure)},
    };
    for (const auto &[style, colour] : styles)
        lexer.setColor(colour, style);
}

void colourMargins(QsciScintilla &editor, const Theme &theme)
{
    const QColor ground = theme.colour(Token::Surface);
    editor.setMarginsFont(codeFont());
    editor.setMarginsBackgroundColor(ground);
    editor.setMarginsForegroundColor(theme.colour(Token::TextDisabled));
    editor.setFoldMarginColors(ground, ground);
    // Fold glyphs keep a white ground unless told otherwise.
    for (unsigned long marker = 25; marker <= 31; ++marker) {
        editor.SendScintilla(QsciScintilla::SCI_MARKERSETFORE, marker, scintillaColour(ground));
        editor.SendScintilla(QsciScintilla::SCI_MARKERSETBACK, marker,
                             scintillaColour(theme.colour(Token::BorderStrong)));
    }
    for (const auto &[marker, kind] :
         {std::pair(Marker::Error, StateKind::Failure), std::pair(Marker::Warning, StateKind::Waiting)}) {
        editor.setMarkerBackgroundColor(theme.state(kind), static_cast<int>(marker));
        editor.setMarkerForegroundColor(theme.state(kind), static_cast<int>(marker));
    }
}

} // namespace

void applyScriptColours(QsciScintilla &editor, const Theme &theme)
{
    editor.setFont(codeFont());
    editor.setPaper(theme.colour(Token::Surface));
    editor.setColor(theme.colour(Token::Text));
    if (editor.lexer())
        colourLexer(*editor.lexer(), theme);
    colourMargins(editor, theme);
    editor.setCaretForegroundColor(theme.colour(Token::Text));
    editor.setCaretLineBackgroundColor(theme.colour(Token::Sunken));
    editor.setSelectionBackgroundColor(theme.colour(Token::Selection));
    editor.resetSelectionForegroundColor();
    editor.setIndicatorForegroundColor(theme.state(StateKind::Failure), static_cast<int>(Indicator::Error));
    editor.setIndicatorForegroundColor(theme.state(StateKind::Waiting), static_cast<int>(Indicator::Warning));
    editor.setMatchedBraceBackgroundColor(theme.colour(Token::Selection));
    editor.setMatchedBraceForegroundColor(theme.colour(Token::Accent));
}

} // namespace slipway
