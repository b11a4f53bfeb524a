#include "models/items/log_window.h"

#include <algorithm>
#include <cstring>

namespace slipway {

namespace {
constexpr qsizetype longestLine = 64 * 1024;

// Offsets of the bytes that follow a newline.
void collectStarts(const QByteArray &bytes, qint64 offset, std::vector<qint64> &starts)
{
    const char *data = bytes.constData();
    const char *const end = data + bytes.size();
    for (const char *at = data; at < end;) {
        const void *newline = std::memchr(at, '\n', static_cast<size_t>(end - at));
        if (!newline)
            break;
        at = static_cast<const char *>(newline) + 1;
        starts.push_back(offset + (at - data));
    }
}
} // namespace

LogWindow::LogWindow(qint64 capacity, QObject *parent) : QObject(parent), m_capacity(capacity) {}

void LogWindow::reset()
{
    m_begin = 0;
    m_bytes.clear();
    m_starts.clear();
    emit wasReset();
}

bool LogWindow::insert(qint64 offset, const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return true;
    if (isEmpty()) {
        m_begin = offset;
        m_starts = {offset};
        append(bytes);
        return true;
    }
    const qint64 last = offset + bytes.size();
    if (offset > end() || last < m_begin)
        return false;
    if (offset < m_begin)
        prepend(bytes.left(m_begin - offset));
    if (last > end())
        append(bytes.mid(end() - offset));
    return true;
}

void LogWindow::append(const QByteArray &bytes)
{
    const int before = lineCount();
    collectStarts(bytes, end(), m_starts);
    m_bytes += bytes;
    const int added = lineCount() - before;
    emit linesChanged(added, -trimStart());
}

void LogWindow::prepend(const QByteArray &bytes)
{
    const int before = lineCount();
    std::vector<qint64> starts{m_begin - bytes.size()};
    collectStarts(bytes, m_begin - bytes.size(), starts);
    if (starts.back() == m_begin)
        starts.pop_back(); // the window began at a line's start
    else
        m_starts.erase(m_starts.begin()); // the first line was cut and is now whole
    m_starts.insert(m_starts.begin(), starts.begin(), starts.end());
    m_bytes.prepend(bytes);
    m_begin -= bytes.size();
    emit linesChanged(0, lineCount() - before);
}

// Gives up the older half when the window has outgrown its capacity, at a line's start. Answers how many lines left.
int LogWindow::trimStart()
{
    if (m_bytes.size() <= m_capacity)
        return 0;
    const qint64 wanted = end() - m_capacity / 2;
    auto first = std::lower_bound(m_starts.begin(), m_starts.end(), wanted);
    if (first == m_starts.end() || *first >= end())
        return 0;
    const int removed = static_cast<int>(first - m_starts.begin());
    m_bytes.remove(0, *first - m_begin);
    m_begin = *first;
    m_starts.erase(m_starts.begin(), first);
    return removed;
}

int LogWindow::lineCount() const
{
    if (m_starts.empty())
        return 0;
    const bool endsWithNewline = m_starts.back() == end();
    return static_cast<int>(m_starts.size()) - (endsWithNewline ? 1 : 0);
}

QByteArray LogWindow::rawLine(int number) const
{
    const qint64 start = lineStart(number);
    const bool isLast = static_cast<size_t>(number) + 1 == m_starts.size();
    const qint64 stop = isLast ? end() : lineStart(number + 1) - 1;
    return m_bytes.mid(start - m_begin, std::min<qint64>(stop - start, longestLine));
}

QString LogWindow::line(int number) const
{
    if (number < 0 || number >= lineCount())
        return {};
    QByteArray raw = rawLine(number);
    if (raw.endsWith('\r'))
        raw.chop(1);
    return QString::fromUtf8(withoutTerminalSequences(raw)).replace(QLatin1Char('\t'), QLatin1String("    "));
}

int LogWindow::find(const QString &text, int from, bool backwards) const
{
    if (text.isEmpty())
        return -1;
    const int step = backwards ? -1 : 1;
    for (int number = from; number >= 0 && number < lineCount(); number += step) {
        if (line(number).contains(text, Qt::CaseInsensitive))
            return number;
    }
    return -1;
}

QByteArray withoutTerminalSequences(const QByteArray &text)
{
    if (!text.contains('\x1b'))
        return text;
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\x1b') {
            plain += text[i];
            continue;
        }
        if (i + 1 >= text.size() || text[i + 1] != '[')
            continue;
        i += 2; // CSI: parameters, then one final byte from @ to ~
        while (i < text.size() && (text[i] < '@' || text[i] > '~'))
            ++i;
    }
    return plain;
}

} // namespace slipway
