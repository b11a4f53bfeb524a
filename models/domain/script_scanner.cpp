#include "models/domain/script_scanner.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class ScriptMessages
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Script)
};

constexpr qsizetype deepestNesting = 500;

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}

bool endsWord(QChar c)
{
    return c.isNull() || u" \t\n;&|<>()"_s.contains(c);
}

} // namespace

void ScriptScanner::scan()
{
    m_frames = {Frame()};
    while (m_at < m_text.size() && problems.size() < mostScriptProblems) {
        switch (top().kind) {
        case FrameKind::Command:
            stepCommand();
            break;
        case FrameKind::DoubleQuote:
            stepDoubleQuote();
            break;
        case FrameKind::Parameter:
            stepParameter();
            break;
        case FrameKind::Arithmetic:
            stepArithmetic();
            break;
        }
    }
    m_at = m_text.size();
    while (m_frames.size() > 1)
        pop(0);
    endCommand();
    for (const HereDocument &document : std::exchange(m_pending, {})) {
        if (problems.size() < mostScriptProblems)
            readHereDocument(m_text, document, m_text.size(), problems);
    }
}

void ScriptScanner::push(FrameKind kind, QChar closer, qsizetype length)
{
    if (m_frames.size() == deepestNesting) { // no script that a person wrote
        m_at = m_text.size();
        return;
    }
    Frame frame;
    frame.kind = kind;
    frame.closer = closer;
    m_frames += frame;
    m_at += length;
}

void ScriptScanner::pop(qsizetype length)
{
    if (top().kind == FrameKind::Command)
        endCommand();
    m_at = std::min(m_at + length, m_text.size());
    m_frames.removeLast();
    for (qsizetype i = m_frames.size() - 1; i >= 0; --i) {
        if (m_frames[i].kind == FrameKind::Command) {
            m_frames[i].word.span.end = m_at;
            break;
        }
    }
}

void ScriptScanner::markExpansion()
{
    for (qsizetype i = m_frames.size() - 1; i >= 0; --i) {
        m_frames[i].word.expands = true;
        if (m_frames[i].kind == FrameKind::Command)
            return;
    }
}

void ScriptScanner::continueWord(qsizetype length)
{
    Frame &frame = top();
    if (!frame.inWord) {
        frame.inWord = true;
        frame.word = Word{{m_at, m_at}, false, false};
    }
    m_at = std::min(m_at + length, m_text.size());
    frame.word.span.end = m_at;
}

void ScriptScanner::endWord()
{
    Frame &frame = top();
    if (!frame.inWord)
        return;
    frame.inWord = false;
    const QStringView text = m_text.view().sliced(frame.word.span.start, frame.word.span.end - frame.word.span.start);
    if (frame.words.isEmpty() && text == "[["_L1)
        frame.inTest = true;
    else if (frame.inTest && text == "]]"_L1)
        frame.inTest = false;
    if (frame.words.isEmpty() && text == "case"_L1)
        ++frame.openCases;
    else if (frame.words.isEmpty() && text == "esac"_L1 && frame.openCases > 0)
        --frame.openCases;
    static const QList<QStringView> leading{u"if",    u"then", u"else", u"elif", u"while",
                                            u"until", u"do",   u"!",    u"{",    u"time"};
    if (!frame.words.isEmpty() || !leading.contains(text)) // behind these a new command begins
        frame.words += frame.word;
}

void ScriptScanner::endCommand()
{
    endWord();
    checkSecret(std::exchange(top().words, {}));
}

QString ScriptScanner::plain(const Word &word) const
{
    QString text = m_text.view().sliced(word.span.start, word.span.end - word.span.start).toString();
    if (text.size() >= 2 && text.front() == text.back() && (text.front() == u'"' || text.front() == u'\''))
        text = text.mid(1, text.size() - 2);
    return text;
}

// `-k` is also an option of curl, sort and others: the command must be eascmd, or the value look like a secret.
void ScriptScanner::checkSecret(const QList<Word> &words)
{
    static const QRegularExpression secret(u"^[A-Za-z0-9+/=]{20,}$"_s);
    bool isEascmd = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString text = plain(words[i]);
        isEascmd = isEascmd || text.section(u'/', -1).startsWith("eascmd"_L1);
        if (text != "-k"_L1 || i + 1 == words.size())
            continue;
        const Word &value = words[i + 1];
        const QString literal = plain(value);
        if (value.expands || value.placeholder || literal.isEmpty() || literal.startsWith("your"_L1))
            continue;
        if (isEascmd || secret.match(literal).hasMatch())
            problems += m_text.problem(
                value.span.start, value.span.end, ScriptSeverity::Warning, u"plain-secret"_s,
                ScriptMessages::tr("The AccessKey secret behind -k is in plain text; everybody who reads the script or "
                                   "the process list sees it. Put it in a variable from a secret."));
    }
}

void ScriptScanner::stepCommand()
{
    const QChar c = m_text.at(m_at);
    if (c == u'\\' && m_text.at(m_at + 1) == u'\n')
        m_at += 2;
    else if (c == u'\\')
        continueWord(2);
    else if (c == u'\'')
        skipQuoted(1, false);
    else if (c == u'#' && !top().inWord)
        skipComment();
    else if (c == u'"') {
        continueWord(0);
        push(FrameKind::DoubleQuote, c, 1);
    } else if (c == u'$')
        stepDollar();
    else if (!stepOperator(c))
        continueWord(1);
}

// What separates words and commands; false for an ordinary character.
bool ScriptScanner::stepOperator(QChar c)
{
    if (isBlank(c) || (c == u'>' && m_text.at(m_at + 1) != u'(')) {
        endWord();
        ++m_at;
    } else if (c == u';' || c == u'&' || c == u'|') {
        endCommand();
        ++m_at;
    } else if (c == u'\n')
        stepNewline();
    else if (c == u'`')
        stepClose();
    else if (c == u'(')
        stepParenthesis();
    else if (c == u')')
        stepClose();
    else if (c == u'>') {
        endWord();
        push(FrameKind::Command, u')', 2);
    } else if (c == u'<')
        stepLess();
    else
        return false;
    return true;
}

void ScriptScanner::stepDoubleQuote()
{
    const QChar c = m_text.at(m_at);
    if (c == u'"')
        pop(1);
    else if (c == u'\\')
        m_at += 2;
    else if (c == u'$')
        stepDollar();
    else if (c == u'`') {
        markExpansion();
        push(FrameKind::Command, c, 1);
    } else
        ++m_at;
}

void ScriptScanner::stepParameter()
{
    const QChar c = m_text.at(m_at);
    if (c == u'}')
        pop(1);
    else if (c == u'\\')
        m_at += 2;
    else if (c == u'"')
        push(FrameKind::DoubleQuote, c, 1);
    else if (c == u'$')
        stepDollar();
    else
        ++m_at;
}

void ScriptScanner::stepArithmetic()
{
    const QChar c = m_text.at(m_at);
    if (c == u'$') {
        stepDollar();
        return;
    }
    if (c == u')' && top().parentheses == 0) {
        pop(m_text.at(m_at + 1) == u')' ? 2 : 1);
        return;
    }
    if (c == u'(')
        ++top().parentheses;
    else if (c == u')')
        --top().parentheses;
    ++m_at;
}

void ScriptScanner::stepDollar()
{
    const QChar next = m_text.at(m_at + 1);
    const bool command = top().kind == FrameKind::Command;
    if (command && next == u'\'') {
        skipQuoted(2, true);
        return;
    }
    if (command)
        continueWord(0);
    if (next != u'"' && !endsWord(next))
        markExpansion();
    if (next == u'(') {
        markExpansion();
        const bool arithmetic = m_text.at(m_at + 2) == u'(';
        push(arithmetic ? FrameKind::Arithmetic : FrameKind::Command, u')', arithmetic ? 3 : 2);
    } else if (next == u'{')
        push(FrameKind::Parameter, u'}', 2);
    else if (command)
        continueWord(next == u'#' || next == u'$' ? 2 : 1);
    else
        ++m_at;
}

void ScriptScanner::stepParenthesis()
{
    const bool arithmetic = m_text.at(m_at + 1) == u'(' && !top().inWord && top().words.isEmpty();
    const bool inTest = top().inTest;
    endWord();
    push(arithmetic ? FrameKind::Arithmetic : FrameKind::Command, u')', arithmetic ? 2 : 1);
    top().inTest = inTest;
}

// A backquote or a closing parenthesis: the end of what it closes, else a new substitution or a case's pattern.
void ScriptScanner::stepClose()
{
    const QChar c = m_text.at(m_at);
    if (top().closer == c && (c == u'`' || top().openCases == 0)) {
        pop(1);
    } else if (c == u'`') {
        continueWord(0);
        markExpansion();
        push(FrameKind::Command, c, 1);
    } else {
        endCommand();
        ++m_at;
    }
}

void ScriptScanner::stepLess()
{
    if (m_text.view().sliced(m_at).startsWith("<<<"_L1)) {
        endWord();
        m_at += 3;
        return;
    }
    if (m_text.at(m_at + 1) == u'<') {
        endWord();
        readHereDocumentWord(m_text.at(m_at + 2) == u'-' ? 3 : 2);
        return;
    }
    if (m_text.at(m_at + 1) == u'(') {
        continueWord(0);
        markExpansion();
        push(FrameKind::Command, u')', 2);
        return;
    }
    const qsizetype end = top().inTest ? m_at : placeholderEnd(m_text, m_at);
    if (end == m_at) {
        endWord();
        ++m_at;
        return;
    }
    problems += m_text.problem(
        m_at, end, ScriptSeverity::Error, u"unfilled-placeholder"_s,
        ScriptMessages::tr("%1 is not filled in; the shell would take it for a redirection. Put the value in its "
                           "place.")
            .arg(m_text.view().sliced(m_at, end - m_at)));
    skipped += {m_at, end};
    continueWord(end - m_at);
    top().word.placeholder = true;
}

void ScriptScanner::stepNewline()
{
    endCommand();
    ++m_at;
    for (const HereDocument &document : std::exchange(m_pending, {})) {
        if (problems.size() == mostScriptProblems)
            break;
        m_at = readHereDocument(m_text, document, std::min(m_at, m_text.size()), problems);
    }
}

void ScriptScanner::skipComment()
{
    const qsizetype end = m_text.endOfLine(m_at);
    skipped += {m_at, end};
    m_at = end;
}

// From an opening quote to behind the closing one.
void ScriptScanner::skipQuoted(qsizetype openerLength, bool escapes)
{
    qsizetype end = m_at + openerLength;
    while (end < m_text.size() && m_text.at(end) != u'\'')
        end += escapes && m_text.at(end) == u'\\' ? 2 : 1;
    continueWord(end + 1 - m_at);
}

void ScriptScanner::readHereDocumentWord(qsizetype operatorLength)
{
    HereDocument document{m_at, {}, operatorLength == 3, false};
    m_at += operatorLength;
    while (isBlank(m_text.at(m_at)))
        ++m_at;
    QChar quote;
    for (; m_at < m_text.size(); ++m_at) {
        const QChar c = m_text.at(m_at);
        if (quote.isNull() ? endsWord(c) : c == u'\n')
            break;
        if (c == quote) {
            quote = QChar();
        } else if (quote.isNull() && (c == u'\'' || c == u'"')) {
            quote = c;
            document.quoted = true;
        } else if (quote.isNull() && c == u'\\') {
            document.quoted = true;
        } else {
            document.word += c;
        }
    }
    if (!document.word.isEmpty() || document.quoted)
        m_pending += document;
}

} // namespace slipway
