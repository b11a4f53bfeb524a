#include "app/daemon/engine_clock.h"

#include "app/platform/files.h"

#include <QDateTime>
#include <QStringList>

#include <cmath>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

Instant realNow()
{
    return fromMillis(QDateTime::currentMSecsSinceEpoch());
}

// One line: real and shown moment in ms since the epoch, rate.
QByteArray encodeCourse(const RehearsalClock::Course &course)
{
    return u"%1 %2 %3\n"_s.arg(toMillis(course.real))
        .arg(toMillis(course.shown))
        .arg(course.rate, 0, 'g', 17)
        .toLatin1();
}

Outcome<RehearsalClock::Course> readCourse(const QString &file)
{
    const auto text = readSmallFile(file, 1024);
    if (!text)
        return Error::invalid(u"clock"_s,
                              u"--clock resume finds no clock to go on with: %1"_s.arg(text.error().message));
    const QStringList parts = QString::fromLatin1(*text).trimmed().split(u' ');
    RehearsalClock::Course course;
    bool ok = parts.size() == 3;
    if (ok)
        course.real = fromMillis(parts[0].toLongLong(&ok));
    if (ok)
        course.shown = fromMillis(parts[1].toLongLong(&ok));
    if (ok)
        course.rate = parts[2].toDouble(&ok);
    if (!ok || !(course.rate > 0))
        return Error::invalid(u"clock"_s,
                              u"--clock resume cannot read %1. Start with --clock START,xRATE."_s.arg(file));
    return course;
}

} // namespace

Instant SystemClock::now() const
{
    return realNow();
}

Millis SystemClock::realTimeUntil(Instant t) const
{
    return std::max(t - now(), Millis(0));
}

RehearsalClock::RehearsalClock(const Course &course) : m_course(course), m_start(std::chrono::steady_clock::now())
{
    const double passed = double((realNow() - course.real).count());
    m_shownAtStart = course.shown + Millis(std::llround(std::max(passed, 0.0) * course.rate));
}

Instant RehearsalClock::now() const
{
    using RealMillis = std::chrono::duration<double, std::milli>;
    const RealMillis passed = std::chrono::steady_clock::now() - m_start;
    return m_shownAtStart + Millis(std::llround(passed.count() * m_course.rate));
}

Millis RehearsalClock::realTimeUntil(Instant t) const
{
    const double ahead = double((t - now()).count());
    return ahead <= 0 ? Millis(0) : Millis(std::llround(std::ceil(ahead / m_course.rate)));
}

Outcome<std::shared_ptr<Clock>> makeClock(const std::optional<ClockOption> &option, const QString &file)
{
    if (!option)
        return std::shared_ptr<Clock>(std::make_shared<SystemClock>());
    RehearsalClock::Course course{realNow(), option->start, option->rate};
    if (option->resume) {
        const auto stored = readCourse(file);
        if (!stored)
            return stored.error();
        course = *stored;
    } else if (const auto kept = writeFileAtomically(file, encodeCourse(course)); !kept) {
        return kept.error();
    }
    return std::shared_ptr<Clock>(std::make_shared<RehearsalClock>(course));
}

} // namespace slipway
