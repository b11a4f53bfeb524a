#pragma once

#include "models/contract/request_parameters.h"
#include "models/domain/instance.h"
#include "models/domain/outcome.h"

#include <QTimeZone>

namespace slipway::dataworks {

// "yyyy-MM-dd" or "yyyy-MM-dd 00:00:00": the midnight of that data timestamp in the zone.
Outcome<Instant> readBizdate(const QString &field, const QString &text, const QTimeZone &zone);

// The filters of ListInstances but its paging and BizName (reference: dataworks 6.9). Stopped instances are FAILURE.
Outcome<InstanceQuery> readInstanceQuery(const RequestParameters &parameters, WorkspaceId workspace,
                                         const QTimeZone &zone);

} // namespace slipway::dataworks
