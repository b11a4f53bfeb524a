#pragma once

#include "models/backend/logs_backend.h"
#include "models/items/log_window.h"

#include <QObject>
#include <QTimer>

namespace slipway {

// Keeps a LogWindow filled with one attempt's log: its end first, what is appended while the run goes on, and older
// parts when they are asked for. A log of any size is opened at once.
class LogPresenter : public QObject
{
    Q_OBJECT

public:
    enum class State { Nothing, Loading, Streaming, Finished, Failed };

    explicit LogPresenter(LogsBackend &logs, QObject *parent = nullptr);

    // attempt 0: the latest.
    void show(InstanceId instance, int attempt = 0);
    void clear();

    LogWindow &window() { return m_window; }
    State state() const { return m_state; }
    // One sentence, for Failed.
    QString problem() const { return m_problem; }
    InstanceId instance() const { return m_instance; }
    LogsBackend &logs() const { return m_logs; }
    int attempt() const { return m_attempt; }
    // Of the whole log, as last told, in bytes.
    qint64 size() const { return m_size; }
    // Whether the window has all of it.
    bool hasWhole() const { return m_window.begin() == 0 && m_window.end() >= m_size; }
    bool hasOlder() const { return m_window.begin() > 0; }

public slots:
    void loadOlder();
    // Reads on after a failure.
    void retry();

signals:
    void stateChanged();

private:
    void request(qint64 offset, qint64 bytes);
    void received(const LogChunk &chunk);
    void failed(const Error &error);
    void setState(State state, const QString &problem = {});

    LogsBackend &m_logs;
    LogWindow m_window;
    QTimer m_next;
    InstanceId m_instance;
    int m_attempt = 0;
    qint64 m_size = 0;
    int m_generation = 0; // answers to an older question are dropped
    bool m_asking = false;
    State m_state = State::Nothing;
    QString m_problem;
};

} // namespace slipway
