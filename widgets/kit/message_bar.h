#pragma once

#include "models/domain/outcome.h"

#include <QFrame>

class QBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace slipway {

// Tells of a failed action of the user, inside the panel it belongs to. It stays until it is dismissed, retried, or
// the panel clears it because the cause is gone; it never hides by itself.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Error, Warning, Info };

    explicit MessageBar(QWidget *parent = nullptr);

    // `what` names the action that failed ("The group could not be created."); the error says why.
    void showError(const QString &what, const Error &error);
    void showMessage(Kind kind, const QString &text);
    void setRetryVisible(bool visible);
    void clear();
    // The engine answers again: a message whose cause was that it did not leaves.
    void clearRetryable();
    // What was under way is done: only news leave, no error does.
    void clearInfo();
    QString text() const;

signals:
    void retryRequested();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    // In a narrow panel the buttons stand below the text.
    void resizeEvent(QResizeEvent *event) override;

private:
    void setKind(Kind kind);

    Kind m_kind = Kind::Error;
    bool m_retryable = false;
    QBoxLayout *m_row = nullptr;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_retry;
    QPushButton *m_detailsButton;
    QToolButton *m_close;
    QPlainTextEdit *m_details;
};

} // namespace slipway
