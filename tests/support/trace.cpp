#include "tests/support/trace.h"

namespace slipway {

using namespace Qt::StringLiterals;

QString traceState(const Instance &instance)
{
    const QString scheduled = toDateTime(instance.scheduledTime, QTimeZone::utc()).toString(u"HH:mm");
    const QString line = instance.nodeName + u' ' + scheduled + u' ' + toText(instance.state);
    return instance.reason.isEmpty() ? line : line + u" ("_s + instance.reason + u')';
}

std::optional<QString> traceLine(Instant now, const Event &event)
{
    const auto *instance = std::get_if<Instance>(&event);
    if (!instance)
        return std::nullopt;
    return toDateTime(now, QTimeZone::utc()).toString(u"HH:mm:ss ") + traceState(*instance);
}

} // namespace slipway
