#include "ui/operations/compare_presenter.h"

#include "models/backend/groups_backend.h"
#include "models/backend/logs_backend.h"
#include "models/backend/runs_backend.h"
#include "models/items/group_names.h"
#include "models/items/log_window.h"

#include <QtConcurrent>

namespace slipway {

namespace {

constexpr qint64 chunkBytes = 1024 * 1024;

struct Comparison
{
    QStringList left;
    QStringList right;
    QList<SideRow> rows;
    bool tooDifferent = false;
};

QStringList masked(const QStringList &lines)
{
    QStringList result;
    result.reserve(lines.size());
    for (const QString &line : lines)
        result.append(withoutTimes(line));
    return result;
}

QStringList linesOfLog(const QByteArray &bytes)
{
    return linesOfText(QString::fromUtf8(withoutTerminalSequences(bytes)));
}

Comparison compared(const QStringList &left, const QStringList &right, bool ignoreTimes)
{
    const TextDiff found = ignoreTimes ? diffLines(masked(left), masked(right)) : diffLines(left, right);
    return {left, right, sideBySide(found), found.tooDifferent};
}

Comparison comparedLogs(const QByteArray &left, const QByteArray &right, bool ignoreTimes)
{
    return compared(linesOfLog(left), linesOfLog(right), ignoreTimes);
}

Comparison comparedScripts(const QString &left, const QString &right)
{
    return compared(linesOfText(left), linesOfText(right), false);
}

} // namespace

ComparePresenter::ComparePresenter(const Backends &backends, const QTimeZone &zone, QObject *parent)
    : QObject(parent), m_backends(backends), m_zone(zone)
{
}

void ComparePresenter::compare(InstanceId instance, InstanceId other)
{
    m_instance = instance;
    m_other = other;
    reload();
}

void ComparePresenter::reload()
{
    m_state = State::Loading;
    emit stateChanged();
    setLogState(State::Loading);
    m_backends.runs.compare(m_instance, m_other)
        .then(this, [this, generation = ++m_generation](const Outcome<InstanceComparison> &found) {
            if (generation != m_generation)
                return;
            if (found.ok())
                return received(*found);
            if (!found.failed())
                return;
            m_state = State::Failed;
            m_error = found.error();
            emit stateChanged();
        });
}

void ComparePresenter::received(const InstanceComparison &comparison)
{
    m_comparison = comparison;
    m_state = State::Ready;
    m_facts.setComparison(comparison, m_zone, {});
    emit stateChanged();
    compareScripts();
    readGroupNames();
    readLogs();
}

void ComparePresenter::compareScripts()
{
    m_scriptState = State::Loading;
    emit scriptStateChanged();
    QtConcurrent::run(comparedScripts, m_comparison.left.script, m_comparison.right.script)
        .then(this, [this, generation = m_generation](const Comparison &diff) {
            if (generation != m_generation)
                return;
            m_script.setTexts(diff.left, diff.right, diff.rows);
            m_scriptState = State::Ready;
            emit scriptStateChanged();
        });
}

void ComparePresenter::readGroupNames()
{
    m_backends.groups.listGroups().then(this,
                                        [this, generation = m_generation](const Outcome<QList<ResourceGroup>> &groups) {
                                            if (groups.ok() && generation == m_generation)
                                                m_facts.setComparison(m_comparison, m_zone, namesByIdentifier(*groups));
                                        });
}

// --- logs ---

void ComparePresenter::readLogs()
{
    m_logs = {};
    m_logsOpen = 2;
    for (const int side : {0, 1}) {
        if (sideOf(side).attempt.number > 0)
            readLog(side, -logLimit);
        else
            logsRead(); // it has not run, its log is empty
    }
}

void ComparePresenter::readLog(int side, qint64 offset)
{
    const ComparedInstance &compared = sideOf(side);
    m_backends.logs.read(compared.instance.id, compared.attempt.number, offset, chunkBytes)
        .then(this, [this, side, generation = m_generation](const Outcome<LogChunk> &chunk) {
            if (generation != m_generation)
                return;
            if (chunk.ok())
                takeChunk(side, *chunk);
            else if (chunk.failed())
                setLogState(State::Failed, chunk.error());
        });
}

void ComparePresenter::takeChunk(int side, const LogChunk &chunk)
{
    Log &log = m_logs[size_t(side)];
    if (log.bytes.isEmpty())
        log.cut = chunk.offset > 0;
    log.bytes += chunk.bytes;
    const qint64 next = chunk.offset + chunk.bytes.size();
    // A log that grows faster than it is read must not be followed for ever.
    if (!chunk.bytes.isEmpty() && next < chunk.size && log.bytes.size() < logLimit)
        readLog(side, next);
    else
        logsRead();
}

void ComparePresenter::logsRead()
{
    if (--m_logsOpen == 0)
        compareLogs();
}

void ComparePresenter::compareLogs()
{
    setLogState(State::Loading);
    QtConcurrent::run(comparedLogs, m_logs[0].bytes, m_logs[1].bytes, m_ignoresTimes)
        .then(this, [this, generation = m_generation, ignores = m_ignoresTimes](const Comparison &diff) {
            if (generation != m_generation || ignores != m_ignoresTimes)
                return;
            m_log.setTexts(diff.left, diff.right, diff.rows, ignores);
            m_tooDifferent = diff.tooDifferent;
            setLogState(State::Ready);
        });
}

void ComparePresenter::setIgnoresTimes(bool ignores)
{
    if (ignores == m_ignoresTimes)
        return;
    m_ignoresTimes = ignores;
    if (m_state == State::Ready && m_logsOpen == 0)
        compareLogs();
}

QString ComparePresenter::logRemark() const
{
    QStringList remarks;
    if (m_logs[0].cut || m_logs[1].cut)
        remarks.append(tr("Only the last %1 MiB of each log are compared.").arg(logLimit / (1024 * 1024)));
    if (m_tooDifferent)
        remarks.append(tr("The logs differ so much that a shorter list of differences may exist."));
    return remarks.join(QLatin1Char(' '));
}

void ComparePresenter::setLogState(State state, const Error &error)
{
    m_logState = state;
    m_logError = error;
    emit logStateChanged();
}

} // namespace slipway
