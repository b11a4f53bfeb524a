#pragma once

#include <QLabel>

namespace slipway {

// The words of a reason with their places as links: "waits for clean of 2026-11-22 02:00, which failed".
struct ReasonPart
{
    QString text;
    int blocker = -1; // which of the named instances; -1: plain words
};
QList<ReasonPart> reasonParts(const QString &reason);
// As much of the text as there is room for, with an ellipsis where that is not all. Unlike elidedText() alone, which
// counts in fractions, it leaves a text whole that is as wide as its room in whole pixels.
QString fitted(const QString &text, const QFontMetrics &metrics, int room);

// Why an instance is in its state, in one line; the instances that it names can be gone to.
class ReasonLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ReasonLabel(QWidget *parent = nullptr);

    void setReason(const QString &reason);
    QString reason() const { return m_reason; }
    QSize minimumSizeHint() const override;

signals:
    // The first that the reason names is 0.
    void blockerRequested(int which);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QString m_reason;
};

} // namespace slipway
