#pragma once

#include "models/domain/instance.h"
#include "models/domain/outcome.h"

#include <QDate>
#include <QList>
#include <QTime>

#include <vector>

namespace slipway {

using BackfillId = Id<struct BackfillTag>; // DataWorks' OpSeq

// Data timestamps (business dates), both ends included.
struct DateRange
{
    QDate from;
    QDate to;
    friend bool operator==(const DateRange &, const DateRange &) = default;
};

enum class BackfillOrder { Ascending, Descending };
template <>
std::span<const EnumName<BackfillOrder>> enumNames();

// The parameter line of one node in a backfill, in place of its own.
struct BackfillParameters
{
    NodeId node;
    QString line;
    friend bool operator==(const BackfillParameters &, const BackfillParameters &) = default;
};

// What a person asks for (reference: dataworks 5.6).
struct BackfillSpec
{
    static constexpr int mostDates = 1000;
    static constexpr int mostNodes = 2000;
    static constexpr int mostGroups = 10;

    QString name;            // 1..128 characters
    NodeId root;             // of the selection
    QList<NodeId> nodes;     // that run
    QList<NodeId> dryNodes;  // between them: made as dry runs
    QList<DateRange> ranges; // of data timestamps
    QTime windowStart{
        0, 0}; // of hour and minute nodes only what is scheduled in the window, whole minutes, both ends included
    QTime windowEnd{23, 59};
    BackfillOrder order = BackfillOrder::Ascending;
    int groups = 1;             // chains that run side by side; 1: date after date
    bool skipSucceeded = false; // what has succeeded for the same scheduled time is not run again
    bool runFutureNow = false;  // scheduled times that have not come are not waited for
    QString resourceGroup;      // identifier; empty: each node's own
    QList<BackfillParameters> parameters;

    friend bool operator==(const BackfillSpec &, const BackfillSpec &) = default;
};

enum class BackfillState { Running, Paused, Stopping, Stopped, Failed, Succeeded };
template <>
std::span<const EnumName<BackfillState>> enumNames();

// DataWorks' states of a DAG. One that was stopped counts as FAILURE there.
enum class DagState { Created, Running, Failure, Success };
template <>
std::span<const EnumName<DagState>> enumNames();

// One data timestamp of a backfill.
struct BackfillDate
{
    DagId dag;
    BackfillId backfill;
    QDate bizdate;
    int chain = 0;    // dates of a chain follow one another, chains run side by side
    int position = 0; // in its chain
    DagState state = DagState::Created;
    int total = 0; // instances; 0 until they are made
    int succeeded = 0;
    int failed = 0; // stopped ones included
    Instant startedAt;
    Instant finishedAt;

    friend bool operator==(const BackfillDate &, const BackfillDate &) = default;
};

struct Backfill
{
    BackfillId id;
    WorkspaceId workspace;
    BackfillSpec spec;
    QString owner;
    BackfillState state = BackfillState::Running;
    QString reason; // one line: why it does not go on
    Instant createdAt;
    Instant finishedAt;
    QList<BackfillDate> dates; // by chain, then position

    friend bool operator==(const Backfill &, const Backfill &) = default;
};

inline bool isOver(BackfillState state)
{
    return state == BackfillState::Stopped || state == BackfillState::Succeeded;
}

// What a person can ask of a backfill.
enum class BackfillAction { Pause, Resume, Stop };

// Whether the action is allowed now. Refused: Conflict, code InvalidBackfillState, and one sentence that names the
// backfill, its state and the states that allow the action.
Outcome<> checkAction(BackfillAction action, const Backfill &backfill);

// Field by field: name, ranges (in order or not; they must not overlap), window, groups, number of dates and nodes.
Outcome<> checkBackfill(const BackfillSpec &spec);

// The dates of all ranges, in the order asked for, dealt to at most `groups` chains in contiguous blocks whose lengths
// differ by one at most. As many chains as dates when there are fewer dates than groups.
std::vector<std::vector<QDate>> backfillChains(const BackfillSpec &spec);

// By its counts: all succeeded; some failed and `active` (waiting or running) is none; else running.
DagState dagStateOf(const BackfillDate &date, int active);

// What a backfill's dates come to while it is neither paused nor stopped.
BackfillState backfillStateOf(const QList<BackfillDate> &dates);

} // namespace slipway
