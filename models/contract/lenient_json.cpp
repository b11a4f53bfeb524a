#include "models/contract/lenient_json.h"

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

class Scanner
{
public:
    Scanner(const QByteArray &text, int maxDepth) : m_text(text), m_maxDepth(maxDepth) {}

    Outcome<LenientJson> run()
    {
        if (m_text.startsWith("\xEF\xBB\xBF"))
            blank(0, 3);
        while (m_at < m_text.size() && !m_tooDeep)
            step();
        if (m_tooDeep) {
            return Error::invalid(
                u"ServiceConfig"_s,
                u"line %1: the description is nested deeper than %2 levels."_s.arg(m_line).arg(m_maxDepth));
        }
        return LenientJson{m_text, m_warnings};
    }

private:
    void step()
    {
        const char c = m_text.at(m_at);
        if (c == '"')
            return skipString();
        if (c == '#' || (c == '/' && m_at + 1 < m_text.size() && m_text.at(m_at + 1) == '/'))
            return blankComment();
        if (c == '\n')
            ++m_line;
        else if (c == ',')
            m_comma = m_at;
        else if (c != ' ' && c != '\t' && c != '\r')
            structure(c);
        ++m_at;
    }

    void structure(char c)
    {
        if ((c == '}' || c == ']') && m_comma >= 0) {
            blank(m_comma, 1);
            warn(u"a comma before '%1' was ignored"_s.arg(QLatin1Char(c)));
        }
        m_comma = -1;
        if (c == '{' || c == '[')
            m_tooDeep = ++m_depth > m_maxDepth;
        else if (c == '}' || c == ']')
            --m_depth;
    }

    void skipString()
    {
        m_comma = -1;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const char c = m_text.at(m_at);
            if (c == '\\')
                ++m_at;
            else if (c == '\n')
                ++m_line; // not allowed in JSON; the parser says so
            else if (c == '"')
                break;
        }
        ++m_at;
    }

    void blankComment()
    {
        qsizetype end = m_text.indexOf('\n', m_at);
        if (end < 0)
            end = m_text.size();
        warn(u"a comment was ignored"_s);
        blank(m_at, end - m_at);
        m_at = end;
    }

    void blank(qsizetype from, qsizetype count)
    {
        for (qsizetype i = from; i < from + count; ++i)
            m_text[i] = ' ';
    }

    void warn(const QString &what) { m_warnings.append(u"line %1: %2"_s.arg(m_line).arg(what)); }

    QByteArray m_text;
    QStringList m_warnings;
    qsizetype m_at = 0;
    qsizetype m_comma = -1; // the last comma, while only blanks followed it
    int m_line = 1;
    int m_depth = 0;
    int m_maxDepth;
    bool m_tooDeep = false;
};

} // namespace

Outcome<LenientJson> relaxJson(const QByteArray &text, qsizetype maxBytes, int maxDepth)
{
    if (text.size() > maxBytes) {
        return Error::invalid(u"ServiceConfig"_s,
                              u"The description has %1 bytes; the limit is %2 bytes."_s.arg(text.size()).arg(maxBytes));
    }
    return Scanner(text, maxDepth).run();
}

} // namespace slipway
