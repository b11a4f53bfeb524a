#pragma once

#include "models/domain/instant.h"
#include "models/domain/schedule.h"
#include "models/domain/workflow.h"

#include <QList>

namespace slipway {

// How often a node runs, as far as dependencies ask. Week, month and year count as Day: one instance a day.
enum class CycleKind { Day, Hour, Minute };

// Of a Cron schedule: by its minutes and hours. One that does not parse counts as Day.
CycleKind cycleKindOf(const Schedule &schedule);

// Whether a node waits for its own previous instance.
inline bool dependsOnItself(CrossCycle crossCycle)
{
    return crossCycle == CrossCycle::Self || crossCycle == CrossCycle::SelfAndChildren ||
           crossCycle == CrossCycle::SelfAndOthers;
}

// Whether a node waits for the previous instances of those that wait for it.
inline bool dependsOnChildren(CrossCycle crossCycle)
{
    return crossCycle == CrossCycle::Children || crossCycle == CrossCycle::SelfAndChildren;
}

// One end of a dependency: a node's scheduled times of a calendar day and of the day before, each in order.
struct DependencySide
{
    CycleKind kind = CycleKind::Day;
    bool selfDependent = false;
    QList<Instant> today;
    QList<Instant> yesterday;
};

// The child's instance `child` of today waits for the parent's instance `parent` of today, or of yesterday.
struct DependencyLink
{
    int child = 0;
    int parent = 0;
    bool parentYesterday = false;
    friend auto operator<=>(const DependencyLink &, const DependencyLink &) = default;
};

// Same-cycle dependencies (reference: dataworks 3.7), in order of child, then parent. A parent without instances today
// gives none. Where the reference leaves it open: an hour's minutes are those after the child's previous time up to its
// own, the first child's also all before; unlisted mixes of self-dependence go by proximity (the latest parent not
// after the child, else the day's first).
QList<DependencyLink> sameCycleLinks(const DependencySide &parent, const DependencySide &child);

// A node's dependency on its own previous instance, over midnight too (reference: dataworks 3.8). No predecessor, no
// link.
QList<DependencyLink> selfLinks(const DependencySide &node);

// Dependency on another node's previous cycle, for listed nodes and for level-1 children alike (reference:
// dataworks 3.8). A daily child waits for yesterday's instances (only the last one when the other node is
// self-dependent); others for the latest instance before their own time, of a daily node for yesterday's.
QList<DependencyLink> previousCycleLinks(const DependencySide &other, const DependencySide &child);

// The same where the other node is a level-1 child, which waits for this one in the same cycle: its instances that wait
// for this instance or a later one are of no cycle before, or neither would ever run.
QList<DependencyLink> previousCycleOfChildLinks(const DependencySide &other, const DependencySide &child);
// Whether a node names an output of the other as its parent.
bool isChildOf(const NodeProperties &node, const NodeProperties &parent);

} // namespace slipway
