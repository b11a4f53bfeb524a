#pragma once

#include <QByteArray>
#include <QObject>

#include <vector>

namespace slipway {

// A contiguous window of a run's log, cut into lines. Bytes come in at its end (the log grew) or before its start
// (the reader scrolled up); a log of any size is shown this way without being held whole.
// Offsets are bytes from the beginning of the log. Lines are numbered from 0 at the window's start.
class LogWindow : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 defaultCapacity = 16 * 1024 * 1024;

    explicit LogWindow(qint64 capacity = defaultCapacity, QObject *parent = nullptr);

    // Forgets everything; the next chunk may lie anywhere.
    void reset();

    // Takes a chunk that touches the window's end or start; parts that are known already are left out.
    // False when it would leave a gap: nothing is taken then.
    bool insert(qint64 offset, const QByteArray &bytes);

    qint64 begin() const { return m_begin; }
    qint64 end() const { return m_begin + m_bytes.size(); }
    bool isEmpty() const { return m_bytes.isEmpty(); }

    // A last line without newline counts. While begin() is not 0 the first line may be cut.
    int lineCount() const;
    // Without line end, control sequences of terminals removed, cut at 64 KiB.
    QString line(int number) const;
    QByteArray bytes() const { return m_bytes; }

    // The next line at or after (before) `from` that holds `text`, letters of either case alike; -1: none.
    int find(const QString &text, int from, bool backwards) const;

signals:
    // `added` lines came at the end, `before` lines at the start (negative: lines left at the start to keep the
    // capacity).
    void linesChanged(int added, int before);
    void wasReset();

private:
    void append(const QByteArray &bytes);
    void prepend(const QByteArray &bytes);
    int trimStart();
    qint64 lineStart(int number) const { return m_starts[static_cast<size_t>(number)]; }
    QByteArray rawLine(int number) const;

    qint64 m_capacity;
    qint64 m_begin = 0;
    QByteArray m_bytes;
    std::vector<qint64> m_starts; // offset of each line's first byte, as seen from the log's beginning
};

// Removes the sequences by which programs colour a terminal.
QByteArray withoutTerminalSequences(const QByteArray &text);

} // namespace slipway
