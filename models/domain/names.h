#pragma once

#include "models/domain/outcome.h"

#include <QString>

namespace slipway {

// The rules for what people may call things. Each check answers nothing when the name is good, else an error that names
// the field as the API has it, the value's fault (length, or the first wrong character) and the rule.
// "Letters" are A-Z and a-z. Whether a name is already taken is the owner of the list's question, not asked here.

inline constexpr int workflowNameLimit = 128;
inline constexpr int nodeNameLimit = 128;
inline constexpr int resourceGroupNameLimit = 60;
inline constexpr int workspaceIdentifierLimit = 27;
inline constexpr int serviceNameLimit = 63;
inline constexpr int outputNameLimit = 256;
inline constexpr int descriptionLimit = 1024;

// BusinessName: 1..128 letters, digits, `_`, `.` (reference: dataworks 1.2).
Outcome<> checkWorkflowName(const QString &name);

// FileName: as a workflow's, and `-`.
Outcome<> checkNodeName(const QString &name);

// Name: 1..60 letters, digits, `_` (reference: dataworks 1.2).
Outcome<> checkResourceGroupName(const QString &name);

// ProjectIdentifier: 3..27 letters, digits, `_`; starts with a letter (reference: dataworks 1.1).
Outcome<> checkWorkspaceIdentifier(const QString &identifier);

// TimeZone: an IANA name that this machine knows, such as Asia/Shanghai.
Outcome<> checkTimeZone(const QByteArray &zone);

// ServiceName: 3..63 of a-z, 0-9, `_` (reference: eas 2).
Outcome<> checkServiceName(const QString &name);

// OutputList, InputList: 1..256 letters, digits, `_`, `.`, `-` (reference: dataworks 1.2).
Outcome<> checkOutputName(const QString &name, const QString &field = QStringLiteral("OutputList"));

// At most 1024 characters, no control characters but line breaks and tabs.
Outcome<> checkDescription(const QString &text, const QString &field = QStringLiteral("Description"));

} // namespace slipway
