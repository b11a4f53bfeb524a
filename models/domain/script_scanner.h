#pragma once

#include "models/domain/script_text.h"

#include <QList>

namespace slipway {

// Walks through a shell script as far as the checks need: quotes, comments, substitutions, here-documents, words. It
// has its own stack, so that no nesting can exhaust the program's. Private to checkScript.
class ScriptScanner
{
public:
    struct Span
    {
        qsizetype start = 0;
        qsizetype end = 0;
    };

    explicit ScriptScanner(const ScriptText &text) : m_text(text) {}

    void scan();

    QList<ScriptProblem> problems;
    QList<Span> skipped; // comments and what is reported already

private:
    enum class FrameKind { Command, DoubleQuote, Parameter, Arithmetic };
    struct Word
    {
        Span span;
        bool expands = false; // holds a variable or a substitution
        bool placeholder = false;
    };
    struct Frame
    {
        FrameKind kind = FrameKind::Command;
        QChar closer;      // null: the script itself
        QList<Word> words; // Command: of the simple command in hand
        Word word;
        bool inWord = false;
        bool inTest = false; // within [[ ]]
        int openCases = 0;   // Command: `case` without its `esac`
        int parentheses = 0; // Arithmetic
    };

    Frame &top() { return m_frames.last(); }
    void push(FrameKind kind, QChar closer, qsizetype length);
    void pop(qsizetype length);
    void markExpansion();
    void continueWord(qsizetype length);
    void endWord();
    void endCommand();
    void checkSecret(const QList<Word> &words);
    QString plain(const Word &word) const;

    void stepCommand();
    bool stepOperator(QChar c);
    void stepDoubleQuote();
    void stepParameter();
    void stepArithmetic();
    void stepDollar();
    void stepParenthesis();
    void stepClose();
    void stepLess();
    void stepNewline();
    void skipComment();
    void skipQuoted(qsizetype openerLength, bool escapes);
    void readHereDocumentWord(qsizetype operatorLength);

    const ScriptText &m_text;
    qsizetype m_at = 0;
    QList<Frame> m_frames;
    QList<HereDocument> m_pending;
};

} // namespace slipway
