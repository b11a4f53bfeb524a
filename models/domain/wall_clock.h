#pragma once

#include "models/domain/instant.h"

#include <QDate>
#include <QList>
#include <QTime>
#include <QTimeZone>

namespace slipway {

// What a day's wall clock times are as moments, changes of clocks included. A wall clock time that is skipped is the
// moment of the change; one that comes twice is the second. (Qt's own answer differs between platforms and versions.)
class WallClock
{
public:
    struct Moment
    {
        Instant time;
        bool skipped = false;  // that wall clock time does not exist
        bool repeated = false; // it comes twice; this is the second
    };

    WallClock(const QTimeZone &zone, QDate day);

    Moment at(QTime time) const;
    // False when the zone leaves the date out (Samoa, 2011-12-30).
    bool dayExists() const;

private:
    struct Segment // of a constant offset, up to the next one's start
    {
        qint64 startMs = 0;
        qint64 offsetMs = 0;
    };

    bool isWithin(qsizetype segment, qint64 moment) const;

    qint64 m_dayMs = 0; // the day's start as if it were UTC
    QList<Segment> m_segments;
};

} // namespace slipway
