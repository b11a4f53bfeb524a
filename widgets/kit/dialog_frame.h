#pragma once

#include <QDialog>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace slipway {

class MessageBar;
struct Error;

// The base of all dialogs: title, optional explanation, content, an error bar, and buttons with a verb. Open it with
// open(), never exec(). It stays open while the action runs (busy) and closes when the caller says that it succeeded.
// Closed in whatever way, it deletes itself: make it with new.
class DialogFrame : public QDialog
{
    Q_OBJECT

public:
    DialogFrame(const QString &title, QWidget *parent);

    void setExplanation(const QString &text);
    void setContent(QWidget *content);
    // The one that does it; Enter presses it. submitted() is sent while the dialog is not busy.
    QPushButton *setPrimary(const QString &text, const QString &objectName = QStringLiteral("dialogPrimary"),
                            bool danger = false);
    // Closes without doing anything. Default "Cancel".
    QPushButton *setCancel(const QString &text);
    QPushButton *addButton(const QString &text, const QString &objectName);

    // Busy: fields are disabled, the primary button shows a turning ring.
    void setBusy(bool busy);
    bool isBusy() const { return m_busy; }
    void setPrimaryEnabled(bool enabled);
    void showError(const QString &what, const Error &error);
    MessageBar *messageBar() const { return m_bar; }

signals:
    void submitted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    // Grows when a message takes more lines than there was room for.
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_title;
    QLabel *m_explanation;
    QVBoxLayout *m_body;
    MessageBar *m_bar;
    QHBoxLayout *m_buttons;
    QPushButton *m_primary;
    QPushButton *m_cancel;
    QWidget *m_content = nullptr;
    bool m_busy = false;
    bool m_primaryEnabled = true;
};

// A question before something is destroyed; `verb` names it ("Delete group"). Calls `confirmed` once.
void confirmDestructive(QWidget *parent, const QString &title, const QString &text, const QString &verb,
                        std::function<void()> confirmed);

} // namespace slipway
