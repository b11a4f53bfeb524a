#include "models/domain/script_checks.h"

#include "models/domain/script_scanner.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <tuple>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class ScriptMessages
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Script)
};

constexpr qsizetype longestScript = 128 * 1024;

// Values such as yourModelName that a template left behind; `skipped` is in order.
QList<ScriptProblem> unfilledValues(const ScriptText &text, const QList<ScriptScanner::Span> &skipped)
{
    static const QRegularExpression value(u"\\byour[A-Z][A-Za-z]*\\b"_s);
    QList<ScriptProblem> problems;
    auto span = skipped.begin();
    for (auto matches = value.globalMatch(text.string()); matches.hasNext() && problems.size() < mostScriptProblems;) {
        const QRegularExpressionMatch match = matches.next();
        while (span != skipped.end() && span->end <= match.capturedStart())
            ++span;
        if (span != skipped.end() && span->start <= match.capturedStart())
            continue;
        problems += text.problem(
            match.capturedStart(), match.capturedEnd(), ScriptSeverity::Warning, u"unfilled-value"_s,
            ScriptMessages::tr("\"%1\" looks like a value that was not filled in.").arg(match.capturedView()));
    }
    return problems;
}

} // namespace

QList<ScriptProblem> checkScript(const QString &script)
{
    const ScriptText text(script.first(std::min(script.size(), longestScript)));
    ScriptScanner scanner(text);
    scanner.scan();
    QList<ScriptProblem> problems = scanner.problems + unfilledValues(text, scanner.skipped);
    std::stable_sort(problems.begin(), problems.end(), [](const ScriptProblem &a, const ScriptProblem &b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    return problems;
}

} // namespace slipway
