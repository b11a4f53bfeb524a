#pragma once

#include "app/engine/answer.h"
#include "app/engine/backfill_planner.h"

#include <QHash>
#include <QSet>

#include <map>
#include <memory>

namespace slipway {

class AttemptRunner;
class EventSink;
class IdSource;
class Journal;
class ResourceGroups;
class Scheduler;
struct StoredState;

// Backfills: runs of nodes for past data timestamps. A date's instances are made when its turn comes; a chain goes on
// when all of a date's instances have succeeded (reference: dataworks 5.6).
class Backfills
{
public:
    struct Parts
    {
        const CatalogState &catalog;
        const ResourceGroups &groups;
        InstanceBook &book;
        InstanceWriter &writer;
        Journal &journal;
        EventSink &events;
        IdSource &ids;
        const Clock &clock;
        Store &store;
        Scheduler &scheduler;
        AttemptRunner &runner;
        const BackfillPlanner &planner;
    };
    explicit Backfills(const Parts &parts);

    // Before the scheduler starts: what is paused stays so.
    void load(const std::vector<Backfill> &stored);
    // After it: goes on where the last engine was.
    void resumeAll();
    void halt() { m_halted = true; }

    // Errors: a rule of checkBackfill(), a node that is unknown or of another workspace, a resource group that is not
    // bound, a parameter line that cannot be read.
    void start(WorkspaceId workspace, const BackfillSpec &spec, const QString &owner, Answer<Backfill> answer);
    // Newest first.
    QList<Backfill> list(WorkspaceId workspace) const;
    Outcome<Backfill> backfill(BackfillId id) const;
    Outcome<BackfillDate> date(DagId dag) const;

    // Nothing more of it starts; what runs goes on.
    void pause(BackfillId id, Answer<> answer);
    void resume(BackfillId id, Answer<> answer);
    // Stops what runs and closes what waits; dates whose turn has not come are never made.
    void stop(BackfillId id, Answer<> answer);

private:
    struct Entry
    {
        Backfill backfill;
        int making = 0;        // dates whose instances are on their way to the store
        bool changing = false; // its state is
    };
    struct Place
    {
        BackfillId backfill;
        qsizetype index = 0; // in Backfill::dates
        int active = 0;      // unfinished instances
        int revision = 0;    // of the counts
    };

    Outcome<> check(WorkspaceId workspace, const BackfillSpec &spec) const;
    Backfill made(WorkspaceId workspace, const BackfillSpec &spec, const QString &owner) const;
    void put(const Backfill &backfill);
    void tell(DagId dag) const;
    void setState(BackfillId id, BackfillState state, const QString &reason, std::function<void()> then,
                  const Answer<> &answer);
    Outcome<> check(BackfillAction action, BackfillId id) const;
    void applied(const std::vector<AppliedInstance> &changes);
    bool count(const AppliedInstance &change, Place &place);
    void recount(DagId dag);
    void review(DagId dag);
    void reviewBackfill(BackfillId id);
    void advance(BackfillId id);
    void make(DagId dag);
    void walk(const InstanceQuery &query, const std::function<void(const Instance &)> &visit,
              const std::function<void(const Outcome<> &)> &done) const;
    void makeWith(DagId dag, const BackfillPlanner::Succeeded &succeeded);
    void hold(const Backfill &backfill, bool held);
    std::vector<InstanceId> openInstances(const Backfill &backfill) const;
    void stopInstances(const Backfill &backfill);
    BackfillDate &dateAt(const Place &place) { return m_backfills.at(place.backfill).backfill.dates[place.index]; }

    Parts m_parts;
    std::map<BackfillId, Entry> m_backfills;
    QHash<DagId, Place> m_places;
    QSet<DagId> m_making;
    bool m_halted = false;
};

} // namespace slipway
