#include "ui/scripts/problems_presenter.h"

#include "models/backend/script_linter.h"
#include "models/items/roles.h"
#include "models/items/state_kind.h"

#include <algorithm>

namespace slipway {

namespace {
constexpr auto settleTime = std::chrono::milliseconds(300);

StateKind kindOf(ScriptSeverity severity)
{
    return severity == ScriptSeverity::Error     ? StateKind::Failure
           : severity == ScriptSeverity::Warning ? StateKind::Waiting
                                                 : StateKind::Queued;
}

// What an older look at the text found, as far as it still stands: lines before the edit as they are, lines behind it
// moved along, lines within it gone. Without this the marks would blink at every key.
QList<ScriptProblem> carriedOver(const QList<ScriptProblem> &problems, const QString &before, const QString &after)
{
    if (problems.isEmpty())
        return {};
    const QStringList old = before.split(QLatin1Char('\n'));
    const QStringList now = after.split(QLatin1Char('\n'));
    const qsizetype shorter = std::min(old.size(), now.size());
    qsizetype same = 0;
    while (same < shorter && old.at(same) == now.at(same))
        ++same;
    qsizetype tail = 0;
    while (tail < shorter - same && old.at(old.size() - 1 - tail) == now.at(now.size() - 1 - tail))
        ++tail;
    QList<ScriptProblem> kept;
    for (ScriptProblem problem : problems) {
        const bool behind = problem.line > old.size() - tail;
        if (behind)
            problem.line += static_cast<int>(now.size() - old.size());
        if (behind || problem.line <= same)
            kept << problem;
    }
    return kept;
}
} // namespace

ProblemTableModel::ProblemTableModel(QObject *parent)
    : KeyedTable({tr("Severity"), tr("Line"), tr("Problem"), tr("Code")}, parent)
{
}

QString ProblemTableModel::severityWord(ScriptSeverity severity)
{
    return severity == ScriptSeverity::Error     ? tr("Error")
           : severity == ScriptSeverity::Warning ? tr("Warning")
                                                 : tr("Hint");
}

QVariant ProblemTableModel::cell(const ProblemRow &row, int column, int role) const
{
    const ScriptProblem &problem = row.problem;
    if (role == StateRole && column == Severity)
        return QVariant::fromValue(StateCell{kindOf(problem.severity), severityWord(problem.severity)});
    if (role == SortRole && column == Line)
        return problem.line;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Severity:
        return severityWord(problem.severity);
    case Line:
        return QString::number(problem.line);
    case Message:
        return problem.message;
    default:
        return problem.code;
    }
}

ProblemsPresenter::ProblemsPresenter(ScriptLinter *linter, QObject *parent) : QObject(parent), m_linter(linter)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &ProblemsPresenter::lint);
}

void ProblemsPresenter::setScript(const QString &script)
{
    m_linted = carriedOver(m_linted, m_script, script);
    m_script = script;
    m_own = checkScript(script);
    ++m_generation;
    merge();
    m_settle.start();
}

void ProblemsPresenter::lint()
{
    if (!m_linter || m_script.isEmpty())
        return;
    m_linter->check(m_script).then(this, [this, generation = m_generation](const Outcome<QList<ScriptProblem>> &found) {
        if (generation != m_generation || !found.ok())
            return; // without the tool our own checks remain
        m_linted = *found;
        merge();
    });
}

void ProblemsPresenter::merge()
{
    m_problems = m_own + m_linted;
    std::stable_sort(m_problems.begin(), m_problems.end(), [](const ScriptProblem &a, const ScriptProblem &b) {
        return std::pair(a.severity, a.line) < std::pair(b.severity, b.line);
    });
    QList<ProblemRow> rows;
    for (const ScriptProblem &problem : std::as_const(m_problems))
        rows << ProblemRow{static_cast<int>(rows.size()), problem};
    m_table.setRows(rows);
    emit changed();
}

} // namespace slipway
