#include "models/domain/script_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class ScriptMessages
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Script)
};

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}

bool endsCommand(QChar c)
{
    return c.isNull() || u"\r\n;|&)`"_s.contains(c);
}

// Whether the words between `<` and `>` read like a hint for a person rather than like a file's name.
bool readsLikeHint(QStringView words)
{
    static const QRegularExpression hint(u"^(your|my|the|an?|insert|enter|replace|xxx)(?![a-z])|^your|[A-Z]"_s,
                                         QRegularExpression::NoPatternOption);
    static const QRegularExpression article(u"^(your|the|an?|insert|enter|replace)\\b"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const QString text = words.toString();
    if (text.contains(u' '))
        return article.match(text).hasMatch() || text.count(u' ') >= 2;
    return hint.match(text).hasMatch();
}

// What the words before a line that should have ended a here-document say about it.
struct EndLine
{
    bool exact = false;
    bool meant = false; // but something is before or behind the word
    qsizetype faultStart = 0;
    qsizetype faultEnd = 0;
};

EndLine readEndLine(const ScriptText &text, const HereDocument &document, qsizetype start, qsizetype end)
{
    const QStringView line = text.view().sliced(start, end - start);
    qsizetype from = 0;
    while (document.stripTabs && from < line.size() && line[from] == u'\t')
        ++from;
    EndLine result;
    result.exact = line.sliced(from) == document.word;
    if (result.exact || document.word.isEmpty())
        return result;
    qsizetype indent = from;
    while (indent < line.size() && isBlank(line[indent]))
        ++indent;
    if (!line.sliced(indent).startsWith(document.word))
        return result;
    const QStringView rest = line.sliced(indent + document.word.size());
    const QStringView trailing = rest.trimmed();
    const bool remark = !rest.isEmpty() && isBlank(rest.front()) && (trailing.isEmpty() || trailing.startsWith(u'#'));
    result.meant = remark || rest == "\r"_L1 || trailing == ";"_L1 || rest.isEmpty();
    result.faultStart = rest.isEmpty() ? start : start + indent + document.word.size();
    result.faultEnd = rest.isEmpty() ? start + indent : end;
    return result;
}

QString faultText(QStringView fault)
{
    if (fault.contains(u'\r'))
        return ScriptMessages::tr("a carriage return (a Windows line end)");
    if (fault.trimmed().isEmpty())
        return ScriptMessages::tr("blanks");
    return u"\"%1\""_s.arg(fault.trimmed());
}

bool opensAgain(QStringView line, const QString &word)
{
    if (!line.contains("<<"_L1))
        return false;
    const QRegularExpression opener(u"<<-?[ \\t]*['\"\\\\]?"_s + QRegularExpression::escape(word));
    return opener.match(line.toString()).hasMatch();
}

ScriptProblem endProblem(const ScriptText &text, const HereDocument &document, const EndLine &line, bool blocking)
{
    const QStringView fault = text.view().sliced(line.faultStart, line.faultEnd - line.faultStart);
    const int opened = text.lineOf(document.position);
    const QString what =
        ScriptMessages::tr("The here-document of line %1 ends at a line that is exactly \"%2\"; line %3 also has %4")
            .arg(QString::number(opened), document.word, QString::number(text.lineOf(line.faultStart)),
                 faultText(fault));
    const QString so =
        blocking ? ScriptMessages::tr(", so the shell would take the rest of the script for its text and run none "
                                      "of it.")
                 : ScriptMessages::tr(", so it is taken for text.");
    return text.problem(line.faultStart, line.faultEnd, blocking ? ScriptSeverity::Error : ScriptSeverity::Warning,
                        u"heredoc-end"_s, what + so);
}

// The line that ends a body, and the first that was meant to. The end of another here-document with the same word,
// opened behind the latter, is none.
struct BodyEnd
{
    bool found = false;
    qsizetype next = 0; // behind the end line, or the text's end
    EndLine meant;
    qsizetype meantStart = 0;
    qsizetype meantNext = 0;
};

BodyEnd findEnd(const ScriptText &text, const HereDocument &document, qsizetype bodyStart)
{
    BodyEnd body;
    bool continued = false; // a backslash before a line break joins the lines of an unquoted body
    for (qsizetype start = bodyStart, next = 0; start <= text.size(); start = next) {
        const qsizetype end = text.endOfLine(start);
        next = end + 1;
        const EndLine line = continued ? EndLine() : readEndLine(text, document, start, end);
        if (line.exact) {
            body.found = true;
            body.next = std::min(next, text.size());
            return body;
        }
        if (body.meant.meant && opensAgain(text.view().sliced(start, end - start), document.word))
            break;
        if (line.meant && !body.meant.meant) {
            body.meant = line;
            body.meantStart = start;
            body.meantNext = std::min(next, text.size());
        }
        qsizetype backslashes = 0;
        while (end - backslashes > start && text.at(end - backslashes - 1) == u'\\')
            ++backslashes;
        continued = !document.quoted && backslashes % 2 == 1;
    }
    body.next = text.size();
    return body;
}

} // namespace

ScriptText::ScriptText(const QString &text) : m_text(text), m_lineStarts{0}
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\n')
            m_lineStarts += i + 1;
    }
}

int ScriptText::lineOf(qsizetype index) const
{
    return static_cast<int>(std::upper_bound(m_lineStarts.begin(), m_lineStarts.end(), index) - m_lineStarts.begin());
}

qsizetype ScriptText::endOfLine(qsizetype index) const
{
    const qsizetype end = m_text.indexOf(u'\n', index);
    return end < 0 ? m_text.size() : end;
}

ScriptProblem ScriptText::problem(qsizetype start, qsizetype end, ScriptSeverity severity, const QString &code,
                                  const QString &message) const
{
    const int line = lineOf(start);
    const qsizetype lineStart = m_lineStarts[line - 1];
    const qsizetype cut = std::max(std::min(end, endOfLine(start)), start);
    return {line,   static_cast<int>(start - lineStart) + 1, static_cast<int>(cut - lineStart) + 1, severity, code,
            message};
}

qsizetype placeholderEnd(const ScriptText &text, qsizetype start)
{
    static const QRegularExpression form(u"^<([A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z][A-Za-z0-9_'-]*)*)>(?!>|&[0-9])"_s);
    constexpr qsizetype longest = 200; // a hint is a few words
    const qsizetype searched = std::min(text.endOfLine(start) - start, longest);
    const QRegularExpressionMatch match = form.match(text.view().sliced(start, searched).toString());
    if (!match.hasMatch())
        return start;
    const qsizetype end = start + match.capturedEnd();
    const QChar before = text.at(start - 1);
    qsizetype next = end;
    while (isBlank(text.at(next)))
        ++next;
    const QChar following = text.at(next);
    const bool insideWord = before == u'=' || before == u'/' || before == u':';
    // Behind a real `>` comes the file that is written: an option, a number or nothing there shows a placeholder.
    const bool noTarget =
        endsCommand(following) || following == u'#' || (next > end && (following == u'-' || following.isDigit()));
    return insideWord || noTarget || following == u'<' || readsLikeHint(match.capturedView(1)) ? end : start;
}

qsizetype readHereDocument(const ScriptText &text, const HereDocument &document, qsizetype bodyStart,
                           QList<ScriptProblem> &problems)
{
    const BodyEnd body = findEnd(text, document, bodyStart);
    if (!body.meant.meant) {
        if (!body.found)
            problems += text.problem(
                document.position, text.endOfLine(document.position), ScriptSeverity::Error, u"heredoc-unterminated"_s,
                ScriptMessages::tr("The here-document of line %1 has no end: no later line is exactly \"%2\", so the "
                                   "shell would take the rest of the script for its text.")
                    .arg(QString::number(text.lineOf(document.position)), document.word));
        return body.next;
    }
    const bool swallows = !body.found;
    // An indented word within a body that does end is text like any other.
    const bool indented = body.meant.faultStart == body.meantStart;
    if (swallows || !indented)
        problems += endProblem(text, document, body.meant, swallows);
    return swallows ? body.meantNext : body.next;
}

} // namespace slipway
