// Reads lines "SCHEDULE|ZONE|FROM|TO|OFF" (days, both included) and prints for each the moments of its occurrences, in
// seconds since the epoch, on one line; where OFF is 1 also off-days, with a `*` behind. A schedule is a cron
// expression, or "RECURRENCE;TIME;START;END;INTERVAL;HOURS;WEEKDAYS;MONTHDAYS;MONTHS" with numbers in lists.
#include "models/domain/schedule_rules.h"

#include <QTextStream>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

QList<int> numbersOf(const QString &text)
{
    QList<int> numbers;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts))
        numbers += part.toInt();
    return numbers;
}

Schedule scheduleOf(const QString &text)
{
    Schedule schedule;
    const QStringList parts = text.split(u';');
    if (parts.size() != 9) {
        schedule.recurrence = Recurrence::Cron;
        schedule.cron = text;
        return schedule;
    }
    const auto time = [&parts](int part) { return QTime::fromString(parts[part], u"HH:mm"_s); };
    schedule.recurrence = fromText<Recurrence>(parts[0]).value_or(Recurrence::Cron);
    schedule.time = time(1);
    schedule.windowStart = time(2);
    schedule.windowEnd = time(3);
    schedule.interval = parts[4].toInt();
    schedule.hours = numbersOf(parts[5]);
    schedule.weekDays = numbersOf(parts[6]);
    schedule.monthDays = numbersOf(parts[7]);
    schedule.months = numbersOf(parts[8]);
    return schedule;
}

void print(QTextStream &out, const Schedule &schedule, const QTimeZone &zone, QDate first, QDate last, bool offDays)
{
    constexpr int atATime = 250; // few beyond the last day
    Instant after = fromDateTime(first.startOfDay(zone)) - Millis(1);
    for (;;) {
        const QList<Occurrence> found = nextOccurrences(schedule, zone, after, atATime, offDays);
        for (const Occurrence &occurrence : found) {
            if (occurrence.local.date() > last)
                return;
            out << toMillis(occurrence.time) / 1000 << (occurrence.offDay ? "* " : " ");
        }
        if (found.isEmpty())
            return;
        after = found.last().time;
    }
}

} // namespace

int main()
{
    QTextStream in(stdin);
    QTextStream out(stdout);
    for (QString line = in.readLine(); !line.isNull(); line = in.readLine()) {
        const QStringList parts = line.split(u'|');
        const QTimeZone zone(parts.value(1).toLatin1());
        const QDate last = QDate::fromString(parts.value(3), Qt::ISODate);
        const Schedule schedule = scheduleOf(parts.value(0));
        if (!checkSchedule(schedule) || !zone.isValid() || !last.isValid())
            return 1;
        print(out, schedule, zone, QDate::fromString(parts.value(2), Qt::ISODate), last, parts.value(4) == u'1');
        out << '\n';
        out.flush();
    }
    return 0;
}
