#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace slipway {

// A surface with a hairline and an optional heading, for pages made of several parts.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &title, QWidget *parent = nullptr);

    QVBoxLayout *body() const { return m_body; }
    // To the right of the heading.
    void addHeaderWidget(QWidget *widget);
    void setTitle(const QString &title);
    // Rows with a ground of their own reach this far beyond the heading on both sides, so that what they say stands
    // below it.
    void setRowInset(int inset);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_header;
    QLabel *m_title;
    QVBoxLayout *m_body;
};

// Text that gives way: shortened with an ellipsis, whole in the tooltip.
class ElidedLabel : public QWidget
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    void setElideMode(Qt::TextElideMode mode);
    void setMuted(bool muted);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Qt::TextElideMode m_mode = Qt::ElideRight;
    bool m_muted = false;
};

} // namespace slipway
