#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace slipway {

class ElidedLabel;
class LogPresenter;
class LogView;
class MessageBar;

// A run's log with its tools: search, follow, copy everything, save to a file.
class LogPanel : public QWidget
{
    Q_OBJECT

public:
    // The presenter must outlive the panel.
    explicit LogPanel(LogPresenter &log, QWidget *parent = nullptr);

    // A line before the tools, e.g. the node, the attempt and how it stands.
    void setCaption(const QString &caption);

private:
    QWidget *makeTools();
    void updateState();
    void copyAll();
    void saveAs();

    LogPresenter &m_log;
    ElidedLabel *m_caption;
    LogView *m_view;
    MessageBar *m_bar;
    QLineEdit *m_search;
    QToolButton *m_follow;
};

} // namespace slipway
