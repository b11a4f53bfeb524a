#pragma once

#include "app/engine/store.h"

// One record of each kind with a value of its own in every field.
namespace sample {

slipway::Instant at(qint64 seconds);
slipway::Workspace workspace();
slipway::ResourceGroup group(qint64 id = 2, const QString &name = QStringLiteral("nightly"));
slipway::Workflow workflow();
slipway::NodeProperties properties();
slipway::NodeDraft draft();
slipway::NodeVersion nodeVersion(int version = 2);
slipway::Node node();
slipway::Instance instance(qint64 id = 10, slipway::InstanceState state = slipway::InstanceState::WaitTime);
slipway::Attempt attempt(slipway::AttemptEnd end = slipway::AttemptEnd::None, int number = 1);
slipway::ServiceRecord service();
slipway::ServiceVersionRecord serviceVersion();
slipway::ServiceInstanceRecord serviceInstance();
slipway::ServiceEventRecord serviceEvent(int n);

} // namespace sample
