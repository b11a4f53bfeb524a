#pragma once

#include "models/backend/backends.h"
#include "models/domain/comparison.h"
#include "models/domain/log_chunk.h"
#include "models/domain/outcome.h"
#include "models/items/comparison_table.h"
#include "models/items/side_by_side_table.h"

#include <QObject>
#include <QTimeZone>

#include <array>

namespace slipway {

// Two instances beside each other: what they were run with, their scripts, and their logs as a diff. Texts are
// compared on a thread of their own.
class ComparePresenter : public QObject
{
    Q_OBJECT

public:
    enum class State { Loading, Ready, Failed };
    // Of each log this much of its end is compared.
    static constexpr qint64 logLimit = 4 * 1024 * 1024; // bytes

    ComparePresenter(const Backends &backends, const QTimeZone &zone, QObject *parent = nullptr);

    // An invalid `other` stands for the last success before it.
    void compare(InstanceId instance, InstanceId other);

    State state() const { return m_state; }
    const Error &error() const { return m_error; }
    const InstanceComparison &comparison() const { return m_comparison; }
    ComparisonTable &facts() { return m_facts; }
    SideBySideTable &script() { return m_script; }
    State scriptState() const { return m_scriptState; } // Loading or Ready
    SideBySideTable &log() { return m_log; }

    State logState() const { return m_logState; }
    const Error &logError() const { return m_logError; }
    // What the reader must know of the log's diff, e.g. that only the ends were compared; may be empty.
    QString logRemark() const;
    // Whether lines that differ in their times alone count as the same. On at first.
    bool ignoresTimes() const { return m_ignoresTimes; }
    void setIgnoresTimes(bool ignores);

public slots:
    void reload();

signals:
    void stateChanged();
    void scriptStateChanged();
    void logStateChanged();

private:
    struct Log
    {
        QByteArray bytes;
        bool cut = false; // it is longer
    };
    void received(const InstanceComparison &comparison);
    void compareScripts();
    void readGroupNames();
    void readLogs();
    void readLog(int side, qint64 offset);
    void takeChunk(int side, const LogChunk &chunk);
    void logsRead();
    void compareLogs();
    void setLogState(State state, const Error &error = {});
    const ComparedInstance &sideOf(int side) const { return side == 0 ? m_comparison.left : m_comparison.right; }

    Backends m_backends;
    QTimeZone m_zone;
    InstanceId m_instance;
    InstanceId m_other;
    InstanceComparison m_comparison;
    ComparisonTable m_facts;
    SideBySideTable m_script;
    SideBySideTable m_log;
    std::array<Log, 2> m_logs;
    int m_logsOpen = 0;
    State m_state = State::Loading;
    State m_scriptState = State::Loading;
    State m_logState = State::Loading;
    Error m_error;
    Error m_logError;
    int m_generation = 0; // answers to an older question are dropped
    bool m_ignoresTimes = true;
    bool m_tooDifferent = false;
};

} // namespace slipway
