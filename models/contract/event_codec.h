#pragma once

#include "models/domain/event.h"
#include "models/domain/outcome.h"

#include <QByteArray>

#include <optional>

namespace slipway {

// Messages of the event feed, one JSON object per WebSocket text frame:
//   {"Kind":"Hello","Revision":41}                  the first one: what changes from now on has revision 42 and up
//   {"Kind":"Instance","Revision":42,"Data":{...}}  Kind names the type, Data is its JSON (slipway_codec.h)
//   {"Kind":"Gap","Revision":99}                    messages were dropped: read again what is on screen
// Revisions have no holes; a client that sees one reads again as after Gap. A draft's script is left out ("").
struct FeedMessage
{
    enum class Kind { Hello, Delta, Gap };
    Kind kind = Kind::Delta;
    qint64 revision = 0;
    std::optional<Event> event; // for Kind::Delta
};

QByteArray encodeHello(qint64 revision);
QByteArray encodeGap(qint64 revision);
QByteArray encodeEvent(qint64 revision, const Event &event);

// A kind that this version does not know is a Gap: something changed that it cannot show by a delta.
Outcome<FeedMessage> decodeFeedMessage(const QByteArray &text);

} // namespace slipway
