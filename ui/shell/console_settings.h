#pragma once

#include "models/domain/instant.h"
#include "widgets/kit/theme.h"

#include <QObject>
#include <QSettings>

namespace slipway {

enum class TimeDisplay { Relative, Exact };

// What the person chose, kept in one INI file. Layouts of windows and tables are kept there too, under "layout/".
class ConsoleSettings : public QObject
{
    Q_OBJECT

public:
    // `fileName`: absolute path of the INI file; it and its folder are made when first written.
    explicit ConsoleSettings(const QString &fileName, QObject *parent = nullptr);

    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    TimeDisplay timeDisplay() const;
    void setTimeDisplay(TimeDisplay display);
    bool showFrameTime() const;
    void setShowFrameTime(bool show);
    QString lastWorkspace() const;
    void setLastWorkspace(const QString &identifier);
    QString lastRegion() const;
    void setLastRegion(const QString &region);
    QString lastPage() const;
    void setLastPage(const QString &id);

    // A time in a list as the person wants it: relative, or exact in `zone`. The tooltip is always exactTime().
    QString listTime(Instant time, Instant now, const QTimeZone &zone) const;

    QSettings &layout() { return m_store; }

signals:
    void timeDisplayChanged();
    void showFrameTimeChanged(bool show);

private:
    QSettings m_store;
};

} // namespace slipway
