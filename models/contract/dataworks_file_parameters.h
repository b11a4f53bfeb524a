#pragma once

#include "models/contract/request_parameters.h"
#include "models/domain/outcome.h"
#include "models/domain/workflow.h"

#include <QTimeZone>

namespace slipway::dataworks {

// "Business_process/<flow>/General": the flow of a FileFolderPath, in any of the vendor's spellings of its root
// (reference: dataworks 1.7). The error names field and rule.
Outcome<QString> flowOfFolderPath(const QString &path);

// Carries the parameters of CreateFile or UpdateFile over to a draft: what is absent stays as it is (reference:
// dataworks 6.7.1). FileName, FileType and FileFolderPath are the caller's business. Effective dates are
// days of the workspace's zone. Errors name the parameter.
Outcome<NodeDraft> applyFileParameters(const RequestParameters &parameters, NodeDraft draft, const QTimeZone &zone);

} // namespace slipway::dataworks
