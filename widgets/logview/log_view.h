#pragma once

#include "models/items/log_window.h"

#include <QAbstractScrollArea>
#include <QPointer>

namespace slipway {

// Paints the visible lines of a LogWindow, nothing else: a log of a gigabyte costs what fits on the screen.
// Follows the end while the reader is there. Selection is by whole characters across lines; Ctrl+C copies it.
class LogView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    struct Position
    {
        int line = 0;
        int column = 0;
        friend auto operator<=>(const Position &, const Position &) = default;
    };

    explicit LogView(QWidget *parent = nullptr);

    // Not owned; must outlive the view or be taken away with nullptr.
    void setWindow(LogWindow *window);
    LogWindow *window() const { return m_window; }

    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);

    // Marks every occurrence, letters of either case alike.
    void setHighlight(const QString &text);
    // Shows the next (previous) line with the highlighted text; false if there is none.
    bool findNext(bool backwards = false);

    QString selectedText() const;
    QSize sizeHint() const override { return {640, 240}; }

public slots:
    void copySelection() const;
    void selectAll();

signals:
    // The reader reached the top: older bytes are wanted, if there are any.
    void topReached();
    void followingChanged(bool following);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void linesChanged(int added, int before);
    void updateMetrics();
    void updateScrollBars();
    void paintLine(QPainter &painter, int number, int top) const;
    void paintMarks(QPainter &painter, int number, const QString &text, int top) const;
    void scrollToLine(int line);
    Position positionAt(QPoint point) const;
    int marginWidth() const;
    int visibleLines() const;
    int lineCount() const;

    QPointer<LogWindow> m_window;
    bool m_following = true;
    QString m_highlight;
    Position m_anchor;
    Position m_cursor;
    int m_foundLine = -1;
    int m_lineHeight = 16;
    int m_ascent = 12;
    int m_columnWidth = 8;
    int m_widestLine = 0; // in characters, of what was painted so far
};

// Makes the view's text readable for assistive technology; calling it again changes nothing.
void installLogViewAccessibility();

} // namespace slipway
