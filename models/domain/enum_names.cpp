#include "models/domain/backfill.h"
#include "models/domain/instance.h"
#include "models/domain/lineage.h"
#include "models/domain/resource_group.h"
#include "models/domain/service.h"

namespace slipway {

using namespace Qt::StringLiterals;

#define SLIPWAY_NAMES(E, ...)                                                                                          \
    template <>                                                                                                        \
    std::span<const EnumName<E>> enumNames()                                                                           \
    {                                                                                                                  \
        using enum E;                                                                                                  \
        static constexpr EnumName<E> names[] = {__VA_ARGS__};                                                          \
        return names;                                                                                                  \
    }

SLIPWAY_NAMES(ResourceGroupState, {Creating, "Creating"_L1}, {Initialising, "Initialising"_L1}, {Running, "Running"_L1},
              {Stopped, "Stopped"_L1}, {CreateFailed, "CreateFailed"_L1}, {Deleting, "Deleting"_L1})
SLIPWAY_NAMES(ResourceGroupBackend, {Local, "Local"_L1}, {Slurm, "Slurm"_L1})
SLIPWAY_NAMES(Recurrence, {Minute, "Minute"_L1}, {Hour, "Hour"_L1}, {Day, "Day"_L1}, {Week, "Week"_L1},
              {Month, "Month"_L1}, {Year, "Year"_L1}, {Cron, "Cron"_L1})
SLIPWAY_NAMES(ScheduleMode, {Normal, "NORMAL"_L1}, {DryRun, "SKIP"_L1}, {Frozen, "PAUSE"_L1})
SLIPWAY_NAMES(InstanceGeneration, {NextDay, "NextDay"_L1}, {Immediately, "Immediately"_L1})
SLIPWAY_NAMES(CatchUp, {RunAll, "RunAll"_L1}, {RunLatest, "RunLatest"_L1}, {Skip, "Skip"_L1})
SLIPWAY_NAMES(NodeKind, {Shell, "DIDE_SHELL"_L1}, {ZeroLoad, "VIRTUAL"_L1})
SLIPWAY_NAMES(RerunPolicy, {AllAllowed, "ALL_ALLOWED"_L1}, {FailureAllowed, "FAILURE_ALLOWED"_L1},
              {AllDenied, "ALL_DENIED"_L1})
SLIPWAY_NAMES(CrossCycle, {None, "NONE"_L1}, {Self, "SELF"_L1}, {Children, "CHILD"_L1}, {Others, "USER_DEFINE"_L1},
              {SelfAndChildren, "CHILD_AND_SELF"_L1}, {SelfAndOthers, "USER_DEFINE_AND_SELF"_L1})
SLIPWAY_NAMES(InstanceState, {NotRun, "NOT_RUN"_L1}, {WaitTime, "WAIT_TIME"_L1}, {WaitResource, "WAIT_RESOURCE"_L1},
              {Running, "RUNNING"_L1}, {Failure, "FAILURE"_L1}, {Success, "SUCCESS"_L1}, {Stopped, "STOPPED"_L1})
SLIPWAY_NAMES(TaskType, {Normal, "NORMAL"_L1}, {Manual, "MANUAL"_L1}, {Pause, "PAUSE"_L1}, {Skip, "SKIP"_L1},
              {SkipUnchoose, "SKIP_UNCHOOSE"_L1}, {SkipCycle, "SKIP_CYCLE"_L1},
              {ConditionUnchoose, "CONDITION_UNCHOOSE"_L1}, {Expired, "REALTIME_DEPRECATED"_L1})
SLIPWAY_NAMES(DagType, {Daily, "DAILY"_L1}, {Manual, "MANUAL"_L1}, {SmokeTest, "SMOKE_TEST"_L1},
              {Backfill, "SUPPLY_DATA"_L1}, {OneOff, "BUSINESS_PROCESS_DAG"_L1})
SLIPWAY_NAMES(BackfillOrder, {Ascending, "Ascending"_L1}, {Descending, "Descending"_L1})
SLIPWAY_NAMES(BackfillState, {Running, "Running"_L1}, {Paused, "Paused"_L1}, {Stopping, "Stopping"_L1},
              {Stopped, "Stopped"_L1}, {Failed, "Failed"_L1}, {Succeeded, "Succeeded"_L1})
SLIPWAY_NAMES(DagState, {Created, "CREATED"_L1}, {Running, "RUNNING"_L1}, {Failure, "FAILURE"_L1},
              {Success, "SUCCESS"_L1})
SLIPWAY_NAMES(LineageDirection, {Upstream, "Upstream"_L1}, {Downstream, "Downstream"_L1})
SLIPWAY_NAMES(AttemptEnd, {None, "None"_L1}, {Exited, "Exited"_L1}, {Signalled, "Signalled"_L1},
              {TimedOut, "TimedOut"_L1}, {Stopped, "Stopped"_L1}, {Lost, "Lost"_L1}, {NotStarted, "NotStarted"_L1})
SLIPWAY_NAMES(ServiceState, {Creating, "Creating"_L1}, {Waiting, "Waiting"_L1}, {Starting, "Starting"_L1},
              {Running, "Running"_L1}, {Updating, "Updating"_L1}, {Scaling, "Scaling"_L1}, {Stopping, "Stopping"_L1},
              {Stopped, "Stopped"_L1}, {Failed, "Failed"_L1}, {Deleting, "Deleting"_L1})
SLIPWAY_NAMES(VersionState, {Preparing, "Preparing"_L1}, {Starting, "Starting"_L1}, {Warming, "Warming"_L1},
              {Shifting, "Shifting"_L1}, {Serving, "Serving"_L1}, {Draining, "Draining"_L1}, {Retired, "Retired"_L1},
              {Failed, "Failed"_L1}, {Superseded, "Superseded"_L1})

#undef SLIPWAY_NAMES

} // namespace slipway
