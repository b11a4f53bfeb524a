#include "widgets/editor/script_editor.h"

#include "widgets/editor/find_bar.h"
#include "widgets/editor/script_colours.h"
#include "widgets/kit/theme.h"

#include <QEvent>
#include <QShortcut>
#include <QVBoxLayout>
#include <Qsci/qscilexerbash.h>
#include <Qsci/qsciscintilla.h>

#include <algorithm>

namespace slipway {

ScriptEditor::ScriptEditor(QWidget *parent)
    : QWidget(parent), m_editor(new QsciScintilla(this)), m_find(new FindBar(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_find);
    setFocusProxy(m_editor);
    setUpEditor();
    setUpMargins();
    applyScriptColours(*m_editor, Theme::of(this));
    connect(m_editor, &QsciScintilla::textChanged, this, [this] {
        if (!m_setting)
            emit textEdited();
    });
    connect(m_editor, &QsciScintilla::cursorPositionChanged, this,
            [this](int line, int index) { emit cursorMoved(line + 1, index + 1); });
    connect(m_find, &FindBar::findRequested, this, &ScriptEditor::find);
    connect(m_find, &FindBar::closed, this, [this] { m_editor->setFocus(); });
    auto *shortcut = new QShortcut(QKeySequence::Find, this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, [this] { m_find->open(m_editor->selectedText()); });
}

void ScriptEditor::setUpEditor()
{
    m_editor->setObjectName(QStringLiteral("scriptEditor"));
    m_editor->setAccessibleName(tr("Script"));
    m_editor->setUtf8(true);
    m_editor->setEolMode(QsciScintilla::EolUnix);
    m_editor->setLexer(new QsciLexerBash(m_editor));
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setTabWidth(4);
    m_editor->setIndentationsUseTabs(false);
    m_editor->setCaretLineVisible(true);
    m_editor->setBraceMatching(QsciScintilla::SloppyBraceMatch);
    m_editor->setScrollWidth(1);
    m_editor->setScrollWidthTracking(true);
    m_editor->indicatorDefine(QsciScintilla::SquiggleIndicator, static_cast<int>(Indicator::Error));
    m_editor->indicatorDefine(QsciScintilla::SquiggleIndicator, static_cast<int>(Indicator::Warning));
}

void ScriptEditor::setUpMargins()
{
    m_editor->setMarginType(0, QsciScintilla::NumberMargin);
    m_editor->setMarginWidth(0, QStringLiteral("00000"));
    m_editor->setMarginType(1, QsciScintilla::SymbolMargin);
    m_editor->setMarginWidth(1, 12);
    m_editor->setMarginMarkerMask(1, (1 << static_cast<int>(Marker::Error)) | (1 << static_cast<int>(Marker::Warning)));
    m_editor->markerDefine(QsciScintilla::Circle, static_cast<int>(Marker::Error));
    m_editor->markerDefine(QsciScintilla::Circle, static_cast<int>(Marker::Warning));
    m_editor->setFolding(QsciScintilla::PlainFoldStyle, 2);
}

QString ScriptEditor::text() const
{
    return m_editor->text();
}

void ScriptEditor::setText(const QString &text)
{
    m_setting = true;
    m_editor->setText(text);
    m_editor->SendScintilla(QsciScintilla::SCI_EMPTYUNDOBUFFER);
    m_setting = false;
}

void ScriptEditor::replaceText(const QString &text)
{
    int line = 0;
    int index = 0;
    m_editor->getCursorPosition(&line, &index);
    const int top = m_editor->firstVisibleLine();
    m_editor->beginUndoAction();
    m_editor->selectAll();
    m_editor->replaceSelectedText(text);
    m_editor->endUndoAction();
    m_editor->setCursorPosition(std::min(line, m_editor->lines() - 1), index);
    m_editor->setFirstVisibleLine(top);
}

void ScriptEditor::setReadOnly(bool readOnly)
{
    m_editor->setReadOnly(readOnly);
}

void ScriptEditor::setProblems(const QList<ScriptProblem> &problems)
{
    m_editor->markerDeleteAll(static_cast<int>(Marker::Error));
    m_editor->markerDeleteAll(static_cast<int>(Marker::Warning));
    const int last = std::max(0, m_editor->lines() - 1);
    for (const Indicator indicator : {Indicator::Error, Indicator::Warning})
        m_editor->clearIndicatorRange(0, 0, last, m_editor->lineLength(last), static_cast<int>(indicator));
    for (const ScriptProblem &problem : problems) {
        const bool error = problem.severity == ScriptSeverity::Error;
        const int line = std::min(problem.line - 1, last);
        m_editor->markerAdd(line, static_cast<int>(error ? Marker::Error : Marker::Warning));
        m_editor->fillIndicatorRange(line, problem.column - 1, line, std::max(problem.endColumn - 1, problem.column),
                                     static_cast<int>(error ? Indicator::Error : Indicator::Warning));
    }
}

void ScriptEditor::goTo(int line, int column)
{
    m_editor->setCursorPosition(std::max(0, line - 1), std::max(0, column - 1));
    m_editor->ensureLineVisible(std::max(0, line - 1));
    m_editor->setFocus();
}

void ScriptEditor::find(const QString &text, bool forwards)
{
    int line = -1;
    int index = -1;
    if (!forwards) { // from the start of the selection, or the same match is found again
        int lineTo = 0;
        int indexTo = 0;
        m_editor->getSelection(&line, &index, &lineTo, &indexTo);
    }
    m_editor->findFirst(text, false, false, false, true, forwards, line, index);
}

void ScriptEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyScriptColours(*m_editor, Theme::of(this));
}

} // namespace slipway
