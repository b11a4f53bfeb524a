// Reads lines "EXPRESSION|ZONE|FROM|TO" (days, both included) and prints for each the moments at which the expression
// fires, in seconds since the epoch, on one line.
#include "models/domain/schedule_rules.h"

#include <QTextStream>

using namespace slipway;
using namespace Qt::StringLiterals;

int main()
{
    QTextStream in(stdin);
    QTextStream out(stdout);
    for (QString line = in.readLine(); !line.isNull(); line = in.readLine()) {
        const QStringList parts = line.split(u'|');
        const QTimeZone zone(parts.value(1).toLatin1());
        const QDate last = QDate::fromString(parts.value(3), Qt::ISODate);
        Schedule schedule;
        schedule.recurrence = Recurrence::Cron;
        schedule.cron = parts.value(0);
        if (!checkSchedule(schedule) || !zone.isValid() || !last.isValid())
            return 1;
        for (QDate day = QDate::fromString(parts.value(2), Qt::ISODate); day <= last; day = day.addDays(1)) {
            for (const Occurrence &occurrence : occurrencesOn(schedule, zone, day))
                out << toMillis(occurrence.time) / 1000 << ' ';
        }
        out << '\n';
        out.flush();
    }
    return 0;
}
