#include "models/domain/blockers.h"

#include <QRegularExpression>

namespace slipway {

using namespace Qt::StringLiterals;

QList<NamedInstance> instancesNamedIn(const QString &reason)
{
    static const QRegularExpression named(u"`([^`]+)` of (\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d(:\\d\\d)?)"_s);
    QList<NamedInstance> found;
    for (auto matches = named.globalMatch(reason); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const QDateTime scheduled(QDate::fromString(match.captured(2), Qt::ISODate),
                                  QTime::fromString(match.captured(3), Qt::ISODate));
        if (scheduled.date().isValid() && scheduled.time().isValid())
            found.append({match.captured(1), scheduled, int(match.capturedStart()), int(match.capturedLength())});
    }
    return found;
}

QString plainReason(const QString &reason)
{
    return QString(reason).remove(u'`');
}

} // namespace slipway
