#pragma once

#include "models/domain/script_checks.h"

#include <QString>
#include <QStringView>

namespace slipway {

// A script with its lines; private to the script checks.
class ScriptText
{
public:
    explicit ScriptText(const QString &text);

    const QString &string() const { return m_text; }
    QStringView view() const { return m_text; }
    qsizetype size() const { return m_text.size(); }
    // The character at a place, a null character behind the end.
    QChar at(qsizetype index) const { return index >= 0 && index < m_text.size() ? m_text[index] : QChar(); }
    int lineOf(qsizetype index) const;          // from 1
    qsizetype endOfLine(qsizetype index) const; // of the line break, or of the text
    // The problem at [start, end), cut at the end of the first line.
    ScriptProblem problem(qsizetype start, qsizetype end, ScriptSeverity severity, const QString &code,
                          const QString &message) const;

private:
    QString m_text;
    QList<qsizetype> m_lineStarts;
};

// If an unfilled placeholder such as `<yourModelName>` stands at `start` (which holds `<`) in a place where the shell
// reads redirections: the index behind its `>`. Otherwise `start`.
qsizetype placeholderEnd(const ScriptText &text, qsizetype start);

// An opened here-document.
struct HereDocument
{
    qsizetype position = 0; // of its `<<`
    QString word;           // without quotes
    bool stripTabs = false; // <<-
    bool quoted = false;
};

// Reads the body that begins at `bodyStart` (a line's start); adds what is wrong with its end. Answers the start of the
// line behind the body. A line that was meant to be the end is taken as such, so that what follows is checked as well.
qsizetype readHereDocument(const ScriptText &text, const HereDocument &document, qsizetype bodyStart,
                           QList<ScriptProblem> &problems);

} // namespace slipway
