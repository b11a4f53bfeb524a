#include "ui/shell/console_settings.h"

#include "models/items/time_words.h"

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

} // namespace

ConsoleSettings::ConsoleSettings(const QString &fileName, QObject *parent)
    : QObject(parent), m_store(fileName, QSettings::IniFormat)
{
}

ThemeChoice ConsoleSettings::theme() const
{
    const QString text = m_store.value("appearance/theme"_L1).toString();
    return text == "light"_L1 ? ThemeChoice::Light : text == "dark"_L1 ? ThemeChoice::Dark : ThemeChoice::System;
}

void ConsoleSettings::setTheme(ThemeChoice choice)
{
    const QString text = choice == ThemeChoice::Light  ? u"light"_s
                         : choice == ThemeChoice::Dark ? u"dark"_s
                                                       : u"system"_s;
    m_store.setValue("appearance/theme"_L1, text);
}

TimeDisplay ConsoleSettings::timeDisplay() const
{
    return m_store.value("appearance/times"_L1).toString() == "exact"_L1 ? TimeDisplay::Exact : TimeDisplay::Relative;
}

void ConsoleSettings::setTimeDisplay(TimeDisplay display)
{
    if (display == timeDisplay())
        return;
    m_store.setValue("appearance/times"_L1, display == TimeDisplay::Exact ? u"exact"_s : u"relative"_s);
    emit timeDisplayChanged();
}

bool ConsoleSettings::showFrameTime() const
{
    return m_store.value("debug/frameTime"_L1).toBool();
}

void ConsoleSettings::setShowFrameTime(bool show)
{
    if (show == showFrameTime())
        return;
    m_store.setValue("debug/frameTime"_L1, show);
    emit showFrameTimeChanged(show);
}

QString ConsoleSettings::lastWorkspace() const
{
    return m_store.value("session/workspace"_L1).toString();
}

void ConsoleSettings::setLastWorkspace(const QString &identifier)
{
    m_store.setValue("session/workspace"_L1, identifier);
}

QString ConsoleSettings::lastRegion() const
{
    return m_store.value("session/region"_L1).toString();
}

void ConsoleSettings::setLastRegion(const QString &region)
{
    m_store.setValue("session/region"_L1, region);
}

QString ConsoleSettings::lastPage() const
{
    return m_store.value("session/page"_L1).toString();
}

void ConsoleSettings::setLastPage(const QString &id)
{
    m_store.setValue("session/page"_L1, id);
}

QString ConsoleSettings::listTime(Instant time, Instant now, const QTimeZone &zone) const
{
    return timeDisplay() == TimeDisplay::Relative ? relativeWords(time, now) : exactTime(time, zone);
}

} // namespace slipway
