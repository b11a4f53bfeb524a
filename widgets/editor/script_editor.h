#pragma once

#include "models/domain/script_checks.h"

#include <QWidget>

class QsciScintilla;

namespace slipway {

class FindBar;

// The editor of a Shell script: line numbers, bash colours, folding, find (Ctrl+F), and what is wrong shown under the
// text and at the margin. Lines and columns count from 1.
class ScriptEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ScriptEditor(QWidget *parent = nullptr);

    QString text() const;
    // Replaces everything; undo reaches back only to here.
    void setText(const QString &text);
    // Replaces everything as one step that can be undone; counts as an edit.
    void replaceText(const QString &text);
    void setReadOnly(bool readOnly);

    void setProblems(const QList<ScriptProblem> &problems);
    void goTo(int line, int column);

signals:
    // A person (or undo, or paste) changed the text; not sent by setText().
    void textEdited();
    void cursorMoved(int line, int column);

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpEditor();
    void setUpMargins();
    void find(const QString &text, bool forwards);

    QsciScintilla *m_editor;
    FindBar *m_find;
    bool m_setting = false;
};

} // namespace slipway
