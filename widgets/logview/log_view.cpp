#include "widgets/logview/log_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace slipway {

namespace {
constexpr int padding = 8;
} // namespace

LogView::LogView(QWidget *parent) : QAbstractScrollArea(parent)
{
    installLogViewAccessibility(); // before anything tells assistive technology of this widget
    setFrameShape(QFrame::NoFrame);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    verticalScrollBar()->setSingleStep(3);
    updateMetrics();
}

void LogView::setWindow(LogWindow *window)
{
    if (m_window)
        m_window->disconnect(this);
    m_window = window;
    m_anchor = m_cursor = {};
    m_foundLine = -1;
    m_widestLine = 0;
    if (m_window) {
        connect(m_window, &LogWindow::linesChanged, this, &LogView::linesChanged);
        connect(m_window, &LogWindow::wasReset, this, [this] {
            m_anchor = m_cursor = {};
            updateScrollBars();
            viewport()->update();
        });
    }
    setFollowing(true);
    updateScrollBars();
    viewport()->update();
}

int LogView::lineCount() const
{
    return m_window ? m_window->lineCount() : 0;
}

int LogView::visibleLines() const
{
    return std::max(1, (viewport()->height() - padding) / m_lineHeight);
}

void LogView::setFollowing(bool following)
{
    if (following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    if (m_following == following)
        return;
    m_following = following;
    emit followingChanged(following);
}

void LogView::linesChanged(int added, int before)
{
    Q_UNUSED(added)
    const int value = verticalScrollBar()->value();
    updateScrollBars();
    if (before != 0) { // what is on screen stays where it is
        m_anchor.line = std::max(0, m_anchor.line + before);
        m_cursor.line = std::max(0, m_cursor.line + before);
        m_foundLine = -1;
        if (!m_following)
            verticalScrollBar()->setValue(value + before);
    }
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    viewport()->update();
}

void LogView::updateMetrics()
{
    const QFontMetrics metrics(font());
    m_lineHeight = metrics.height() + 2;
    m_ascent = metrics.ascent() + 1;
    m_columnWidth = std::max(1, metrics.horizontalAdvance(QLatin1Char('0')));
}

void LogView::updateScrollBars()
{
    const int visible = visibleLines();
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setRange(0, std::max(0, lineCount() - visible));
    const int width = m_widestLine * m_columnWidth + marginWidth() + 2 * padding;
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(m_columnWidth * 4);
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
}

// Line numbers are known only while the window holds the log's beginning.
int LogView::marginWidth() const
{
    if (!m_window || m_window->begin() != 0)
        return padding;
    const int digits = std::max(3, static_cast<int>(QString::number(lineCount()).size()));
    return (digits + 1) * m_columnWidth + padding;
}

void LogView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().base());
    if (!m_window)
        return;
    painter.setFont(font());
    const int first = verticalScrollBar()->value();
    const int last = std::min(lineCount() - 1, first + visibleLines() + 1);
    int widest = m_widestLine;
    for (int number = first; number <= last; ++number) {
        paintLine(painter, number, padding / 2 + (number - first) * m_lineHeight);
        widest = std::max(widest, static_cast<int>(m_window->line(number).size()));
    }
    if (widest != m_widestLine) {
        m_widestLine = widest;
        updateScrollBars();
    }
}

void LogView::paintLine(QPainter &painter, int number, int top) const
{
    const QString text = m_window->line(number);
    const int left = marginWidth() - horizontalScrollBar()->value();
    if (m_window->begin() == 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRect(0, top, marginWidth() - padding - horizontalScrollBar()->value(), m_lineHeight),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(number + 1));
    }
    paintMarks(painter, number, text, top);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(left, top + m_ascent, text);
}

void LogView::paintMarks(QPainter &painter, int number, const QString &text, int top) const
{
    const int left = marginWidth() - horizontalScrollBar()->value();
    const auto fill = [&](int from, int to, const QBrush &brush) {
        painter.fillRect(left + from * m_columnWidth, top, std::max(2, (to - from) * m_columnWidth), m_lineHeight,
                         brush);
    };
    const auto [first, last] = std::minmax(m_anchor, m_cursor);
    if (first != last && number >= first.line && number <= last.line) {
        const int from = number == first.line ? first.column : 0;
        const int to = number == last.line ? last.column : static_cast<int>(text.size()) + 1;
        fill(from, to, palette().highlight());
    }
    if (m_highlight.isEmpty())
        return;
    QColor mark = palette().color(QPalette::Link);
    mark.setAlphaF(number == m_foundLine ? 0.45f : 0.2f);
    for (qsizetype at = 0; (at = text.indexOf(m_highlight, at, Qt::CaseInsensitive)) >= 0; at += m_highlight.size())
        fill(static_cast<int>(at), static_cast<int>(at + m_highlight.size()), mark);
}

void LogView::setHighlight(const QString &text)
{
    m_highlight = text;
    m_foundLine = -1;
    viewport()->update();
}

bool LogView::findNext(bool backwards)
{
    if (!m_window || m_highlight.isEmpty())
        return false;
    const int start = m_foundLine < 0 ? verticalScrollBar()->value() : m_foundLine + (backwards ? -1 : 1);
    int line = m_window->find(m_highlight, start, backwards);
    if (line < 0) // once around
        line = m_window->find(m_highlight, backwards ? lineCount() - 1 : 0, backwards);
    if (line < 0)
        return false;
    m_foundLine = line;
    scrollToLine(line);
    viewport()->update();
    return true;
}

void LogView::scrollToLine(int line)
{
    setFollowing(false);
    const int first = verticalScrollBar()->value();
    if (line < first || line >= first + visibleLines())
        verticalScrollBar()->setValue(std::max(0, line - visibleLines() / 2));
}

LogView::Position LogView::positionAt(QPoint point) const
{
    const int line = std::clamp(verticalScrollBar()->value() + (point.y() - padding / 2) / m_lineHeight, 0,
                                std::max(0, lineCount() - 1));
    const int x = point.x() - marginWidth() + horizontalScrollBar()->value();
    const int length = m_window ? static_cast<int>(m_window->line(line).size()) : 0;
    return {line, std::clamp((x + m_columnWidth / 2) / m_columnWidth, 0, length)};
}

QString LogView::selectedText() const
{
    const auto [first, last] = std::minmax(m_anchor, m_cursor);
    if (!m_window || first == last)
        return {};
    QStringList lines;
    for (int number = first.line; number <= std::min(last.line, lineCount() - 1); ++number) {
        QString text = m_window->line(number);
        if (number == last.line)
            text.truncate(last.column);
        lines << (number == first.line ? text.mid(first.column) : text);
    }
    return lines.join(QLatin1Char('\n'));
}

void LogView::copySelection() const
{
    const QString text = selectedText();
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void LogView::selectAll()
{
    if (lineCount() == 0)
        return;
    m_anchor = {};
    m_cursor = {lineCount() - 1, static_cast<int>(m_window->line(lineCount() - 1).size())};
    viewport()->update();
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void LogView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateMetrics();
        updateScrollBars();
    }
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_cursor = positionAt(event->position().toPoint());
    if (!event->modifiers().testFlag(Qt::ShiftModifier))
        m_anchor = m_cursor;
    viewport()->update();
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    m_cursor = positionAt(event->position().toPoint());
    viewport()->update();
}

void LogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Position at = positionAt(event->position().toPoint());
    m_anchor = {at.line, 0};
    m_cursor = {at.line, m_window ? static_cast<int>(m_window->line(at.line).size()) : 0};
    viewport()->update();
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    if (event->key() == Qt::Key_End)
        return setFollowing(true);
    if (event->key() == Qt::Key_Home)
        return verticalScrollBar()->setValue(0);
    QAbstractScrollArea::keyPressEvent(event);
}

void LogView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("Copy"), this, &LogView::copySelection);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(m_anchor != m_cursor);
    menu->addAction(tr("Select All"), this, &LogView::selectAll)->setShortcut(QKeySequence::SelectAll);
    menu->popup(event->globalPos());
}

void LogView::scrollContentsBy(int, int)
{
    viewport()->update();
    const QScrollBar *bar = verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    if (atEnd != m_following) {
        m_following = atEnd;
        emit followingChanged(atEnd);
    }
    if (bar->value() == 0 && bar->maximum() > 0 && m_window && m_window->begin() > 0)
        emit topReached();
}

} // namespace slipway
