#pragma once

#include "models/domain/script_checks.h"
#include "models/items/keyed_table.h"

#include <QObject>
#include <QTimer>

namespace slipway {

class ScriptLinter;

// A problem in a list; the number keeps its row apart from others.
struct ProblemRow
{
    int number = 0;
    ScriptProblem problem;
    friend bool operator==(const ProblemRow &, const ProblemRow &) = default;
};

class ProblemTableModel : public KeyedTable<ProblemRow, int>
{
    Q_OBJECT

public:
    enum Column { Severity, Line, Message, Code, ColumnCount };
    explicit ProblemTableModel(QObject *parent = nullptr);
    static QString severityWord(ScriptSeverity severity);

protected:
    QVariant cell(const ProblemRow &row, int column, int role) const override;
    int key(const ProblemRow &row) const override { return row.number; }
};

// What is wrong in a script: our own checks at once, an outside linter's a moment after the last change.
class ProblemsPresenter : public QObject
{
    Q_OBJECT

public:
    explicit ProblemsPresenter(ScriptLinter *linter, QObject *parent = nullptr);

    void setScript(const QString &script);
    const QList<ScriptProblem> &problems() const { return m_problems; }
    // Our own checks of the present text, now; what blocks a run is decided by these.
    bool blocksRun() const { return hasBlockingProblem(m_own); }
    ProblemTableModel &table() { return m_table; }

signals:
    void changed();

private:
    void lint();
    void merge();

    ScriptLinter *m_linter;
    QString m_script;
    QList<ScriptProblem> m_own;
    QList<ScriptProblem> m_linted;
    QList<ScriptProblem> m_problems;
    ProblemTableModel m_table;
    QTimer m_settle;
    int m_generation = 0;
};

} // namespace slipway
