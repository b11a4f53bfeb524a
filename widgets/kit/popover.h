#pragma once

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace slipway {

// A surface that floats inside the window over everything else, with a shadow: command palette, issues list. It closes
// with Escape and when the focus goes elsewhere, and gives the focus back to where it was.
class Popover : public QWidget
{
    Q_OBJECT

public:
    static constexpr int shadow = 16; // the margin around the surface that the shadow needs

    explicit Popover(QWidget *host);

    QVBoxLayout *body() const { return m_body; }
    // `surface`: where the visible part goes, in the host's coordinates.
    void openAt(const QRect &surface);

public slots:
    void closePopover();

signals:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void focusMoved(const QWidget *now);

    QVBoxLayout *m_body;
    QPointer<QWidget> m_before;
};

} // namespace slipway
