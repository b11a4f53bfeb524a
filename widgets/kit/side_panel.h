#pragma once

#include <QFrame>
#include <QPointer>

class QHBoxLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace slipway {

class MessageBar;

// A panel at the right edge of a page: title, scrolling content, buttons at the foot. Escape closes it. The page keeps
// it in its layout or, with attachTo(), it floats over the page's right edge.
class SidePanel : public QFrame
{
    Q_OBJECT

public:
    SidePanel(const QString &title, int width, QWidget *parent);

    void setContent(QWidget *content);
    void addFooterButton(QWidget *button);
    MessageBar *messageBar() const { return m_bar; }
    // Floats over the right edge of `host` and follows its size.
    void attachTo(QWidget *host);
    void open();

public slots:
    void closePanel();

signals:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    int m_width;
    QWidget *m_host = nullptr;
    QPointer<QWidget> m_before; // had the focus when the panel was opened
    QLabel *m_title;
    MessageBar *m_bar;
    QScrollArea *m_scroll;
    QHBoxLayout *m_footer;
};

} // namespace slipway
