#pragma once

#include <QList>
#include <QString>

namespace slipway {

enum class ScriptSeverity { Error, Warning, Info };

// Something in a Shell script that goes wrong without a word from the shell. Errors block a run.
struct ScriptProblem
{
    int line = 1;      // from 1
    int column = 1;    // from 1, in UTF-16 units, of the first character at fault
    int endColumn = 1; // just behind the last one, on the same line
    ScriptSeverity severity = ScriptSeverity::Error;
    QString code;    // for searching, one of those below
    QString message; // for people
    friend bool operator==(const ScriptProblem &, const ScriptProblem &) = default;
};

inline constexpr int mostScriptProblems = 1000; // found by the shell's rules; as many values again

// Codes.
//  unfilled-placeholder (Error): `<yourModelName>` outside quotes and comments: the shell takes it for a redirection.
//  unfilled-value (Warning): `yourModelName` and the like left as a value.
//  heredoc-end (Error): the line that should end a here-document has more on it, so the rest of the script is
//  swallowed. heredoc-unterminated (Error): a here-document without an end line. plain-secret (Warning): an AccessKey
//  secret in plain text behind `-k`. The message does not repeat it.
//
// In order of line and column; the first thousand or so. A text over 128 KB (reference: dataworks 2.8) is checked as
// far as that.
QList<ScriptProblem> checkScript(const QString &script);

inline bool hasBlockingProblem(const QList<ScriptProblem> &problems)
{
    for (const ScriptProblem &problem : problems) {
        if (problem.severity == ScriptSeverity::Error)
            return true;
    }
    return false;
}

} // namespace slipway
