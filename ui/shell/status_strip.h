#pragma once

#include <QWidget>

class QAbstractButton;
class QLabel;

namespace slipway {

class ShellContext;

// The line at the foot: the engine's health in words, and the counter of problems.
class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    StatusStrip(ShellContext &context, QWidget *parent);

    QWidget *problemsButton() const;
    // Shown for whoever asked for frame times in the settings; an empty text hides it.
    void setNote(const QString &text);

signals:
    void problemsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showStatus();
    void showProblems(int count);

    ShellContext &m_context;
    QLabel *m_dot;
    QLabel *m_text;
    QLabel *m_note;
    QAbstractButton *m_problems;
};

} // namespace slipway
