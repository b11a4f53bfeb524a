#include "models/items/time_words.h"

#include <QCoreApplication>

namespace slipway {
namespace {

using namespace std::chrono_literals;

QString words(const char *text)
{
    return QCoreApplication::translate("TimeWords", text);
}

// The two largest units of a span of at least one minute.
QString span(Millis length)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(length).count();
    if (minutes < 60)
        return words(QT_TRANSLATE_NOOP("TimeWords", "%1 min")).arg(minutes);
    if (minutes < 24 * 60) {
        const QString hours = words(QT_TRANSLATE_NOOP("TimeWords", "%1 h")).arg(minutes / 60);
        return minutes % 60 ? hours + u' ' + words(QT_TRANSLATE_NOOP("TimeWords", "%1 min")).arg(minutes % 60) : hours;
    }
    const auto hours = minutes / 60;
    const QString days = words(QT_TRANSLATE_NOOP("TimeWords", "%1 d")).arg(hours / 24);
    return hours % 24 ? days + u' ' + words(QT_TRANSLATE_NOOP("TimeWords", "%1 h")).arg(hours % 24) : days;
}

// Only the largest unit: what happened two hours ago is not known better by its minutes.
QString coarse(Millis length)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(length).count();
    if (minutes < 60)
        return words(QT_TRANSLATE_NOOP("TimeWords", "%1 min")).arg(minutes);
    if (minutes < 24 * 60)
        return words(QT_TRANSLATE_NOOP("TimeWords", "%1 h")).arg(minutes / 60);
    return words(QT_TRANSLATE_NOOP("TimeWords", "%1 d")).arg(minutes / (24 * 60));
}

const QString unset = QStringLiteral("–");

} // namespace

QString relativeWords(Instant time, Instant now)
{
    if (!isSet(time))
        return unset;
    if (time > now + 1min)
        return untilWords(time, now);
    const Millis age = now - time;
    if (age < 1min)
        return words(QT_TRANSLATE_NOOP("TimeWords", "just now"));
    if (age >= 7 * 24h)
        return toDateTime(time, QTimeZone::systemTimeZone()).toString(QStringLiteral("yyyy-MM-dd"));
    return words(QT_TRANSLATE_NOOP("TimeWords", "%1 ago")).arg(coarse(age));
}

QString untilWords(Instant time, Instant now)
{
    if (!isSet(time))
        return unset;
    const Millis left = time - now;
    if (left <= 0ms)
        return words(QT_TRANSLATE_NOOP("TimeWords", "now"));
    if (left < 1min)
        return words(QT_TRANSLATE_NOOP("TimeWords", "in %1 s")).arg(std::chrono::ceil<Seconds>(left).count());
    return words(QT_TRANSLATE_NOOP("TimeWords", "in %1")).arg(span(left));
}

QString durationWords(Millis duration)
{
    if (duration < 10s)
        return words(QT_TRANSLATE_NOOP("TimeWords", "%1 s")).arg(double(duration.count()) / 1000.0, 0, 'f', 1);
    const auto seconds = std::chrono::duration_cast<Seconds>(duration).count();
    if (seconds < 60)
        return words(QT_TRANSLATE_NOOP("TimeWords", "%1 s")).arg(seconds);
    if (seconds < 3600 && seconds % 60)
        return words(QT_TRANSLATE_NOOP("TimeWords", "%1 min")).arg(seconds / 60) + u' ' +
               words("%1 s").arg(seconds % 60);
    return span(duration);
}

QString exactTime(Instant time, const QTimeZone &zone, bool withZone)
{
    if (!isSet(time))
        return unset;
    const QDateTime moment = toDateTime(time, zone);
    const QString text = moment.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    return withZone ? text + u' ' + moment.timeZoneAbbreviation() : text;
}

QString minuteTime(const QDateTime &time)
{
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString minuteTime(Instant time, const QTimeZone &zone)
{
    return minuteTime(toDateTime(time, zone));
}

QString clockTime(Instant time, const QTimeZone &zone)
{
    return isSet(time) ? toDateTime(time, zone).toString(QStringLiteral("HH:mm:ss")) : unset;
}

} // namespace slipway
