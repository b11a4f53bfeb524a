#pragma once

#include "widgets/kit/icons.h"

#include <QBasicTimer>
#include <QStackedWidget>
#include <QWidget>

class QLabel;
class QPushButton;

namespace slipway {

class MessageBar;

// Nothing to show yet: says so, and how to begin.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(Icon icon, const QString &title, const QString &text, QWidget *parent = nullptr);

    void setText(const QString &title, const QString &text);
    // The way to begin; sends actionTriggered().
    void setAction(const QString &text, bool primary = true);

signals:
    void actionTriggered();

private:
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_action;
};

// A turning ring with a word; appears only after 150 ms, so that quick answers do not flash.
class LoadingState : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingState(const QString &text, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    QBasicTimer m_timer;
    int m_ticks = 0;
};

// Content that is loading, empty, or there.
class ContentStack : public QStackedWidget
{
    Q_OBJECT

public:
    ContentStack(QWidget *content, EmptyState *empty, const QString &loadingText, QWidget *parent = nullptr);

    void showLoading();
    void showEmpty();
    void showContent();
    EmptyState *emptyState() const { return m_empty; }

private:
    LoadingState *m_loading;
    EmptyState *m_empty;
    QWidget *m_content;
};

} // namespace slipway
