#pragma once

#include "models/backend/reply.h"
#include "models/domain/script_checks.h"

namespace slipway {

// Looks at a script with an outside tool. Our own checks (models/domain/script_checks.h) need none.
class ScriptLinter
{
public:
    virtual ~ScriptLinter() = default;

    // An Unavailable error where the tool is missing. A newer question cancels the one before.
    virtual Reply<QList<ScriptProblem>> check(const QString &script) = 0;
};

} // namespace slipway
