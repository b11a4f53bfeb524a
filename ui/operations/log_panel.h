#pragma once

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace slipway {

class ElidedLabel;
class LogPresenter;
class LogSaver;
class LogView;
class MessageBar;

// A run's log with its tools: search, follow, copy everything, save to a file.
class LogPanel : public QWidget
{
    Q_OBJECT

public:
    // The presenter must outlive the panel.
    explicit LogPanel(LogPresenter &log, QWidget *parent = nullptr);

    // Where several panels live at once: "cycleInstances" makes "cycleInstancesLogSearch" of "logSearch".
    void setNamePrefix(const QString &prefix);
    // A line before the tools, e.g. the node, the attempt and how it stands.
    void setCaption(const QString &caption);
    // Stands before the caption, e.g. a state.
    void setLeading(QWidget *widget);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeTools();
    void dress();
    void updateState();
    void copyAll();
    void saveAs();
    void save(const QString &path);

    LogPresenter &m_log;
    ElidedLabel *m_caption;
    LogView *m_view;
    MessageBar *m_bar;
    QHBoxLayout *m_tools = nullptr;
    QPointer<LogSaver> m_saver; // while a file is written
    QElapsedTimer m_saving;
    bool m_readFailed = false; // what the bar shows
    QLineEdit *m_search = nullptr;
    QToolButton *m_follow = nullptr;
};

} // namespace slipway
