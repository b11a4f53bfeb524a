#include "tests/support/fake_clock.h"

namespace slipway {

void FakeAlarm::ring()
{
    m_moment.reset();
    if (m_ring)
        m_ring();
}

Instant utc(const QString &text)
{
    const QString format =
        text.size() > 16 ? QStringLiteral("yyyy-MM-dd HH:mm:ss") : QStringLiteral("yyyy-MM-dd HH:mm");
    QDateTime moment = QDateTime::fromString(text, format);
    Q_ASSERT(moment.isValid());
    moment.setTimeSpec(Qt::UTC);
    return fromDateTime(moment);
}

} // namespace slipway
