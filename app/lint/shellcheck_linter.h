#pragma once

#include "models/backend/script_linter.h"

#include <QObject>
#include <QPointer>

class QProcess;

namespace slipway {

// Runs ShellCheck on a script: a process of its own for each question, fed by standard input, never waited for.
class ShellcheckLinter : public QObject, public ScriptLinter
{
    Q_OBJECT

public:
    static constexpr int mostLines = 5000; // longer scripts are not looked at: more than half a second each

    explicit ShellcheckLinter(QObject *parent = nullptr);
    ~ShellcheckLinter() override;

    Reply<QList<ScriptProblem>> check(const QString &script) override;

private:
    QPointer<QProcess> m_running;
};

// ShellCheck's json1 output as problems; its errors become warnings here, since only the script's own outcome decides.
Outcome<QList<ScriptProblem>> parseShellcheck(const QByteArray &json1);

} // namespace slipway
