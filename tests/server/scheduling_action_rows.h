#pragma once

// Rows of backfills, lineage and emergency actions, see api_action_rows.h.

#include "tests/server/api_action_rows.h"

namespace slipway::test {

inline QList<Row> backfillRows()
{
    const Parameters backfill = with({{u"BackfillId"_s, u"$backfill"_s}});
    const Parameters noBackfill = with({{u"BackfillId"_s, u"1"_s}});
    const Parameters paused = with({{u"BackfillId"_s, u"$pausedBackfill"_s}});
    return {
        {dataWorks, "RunCycleDagNodes"_L1,
         with({{u"ProjectEnv"_s, u"PROD"_s},
               {u"Name"_s, u"again"_s},
               {u"RootNodeId"_s, u"$node"_s},
               {u"IncludeNodeIds"_s, u"$node"_s},
               {u"StartBizDate"_s, u"2026-01-01 00:00:00"_s},
               {u"EndBizDate"_s, u"2026-01-02 00:00:00"_s},
               {u"Parallelism"_s, u"false"_s}}),
         u"Data"_s, with({{u"EndBizDate"_s, u"2025-01-02 00:00:00"_s}}), u"Invalid"_s},
        {dataWorks, "GetDag"_L1, with({{u"DagId"_s, u"$dag"_s}, {u"ProjectEnv"_s, u"PROD"_s}}), u"Data"_s,
         with({{u"DagId"_s, u"1"_s}}), u"Invalid.Dag.NotFound"_s},
        {dataWorks, "ListDags"_L1, with({{u"OpSeq"_s, u"$backfill"_s}, {u"ProjectEnv"_s, u"PROD"_s}}), u"Data"_s,
         with({{u"OpSeq"_s, u"1"_s}}), u"Invalid.Backfill.NotFound"_s},
        {slipwayProduct, "StartBackfill"_L1,
         with({{u"ProjectId"_s, u"$project"_s}, {u"Spec"_s, u"$backfillSpec"_s}}), u"Data"_s,
         with({{u"Spec"_s, u"$backfillSpecWithoutDates"_s}}), u"Invalid"_s},
        {slipwayProduct, "ListBackfills"_L1, project, u"Data"_s, noProject, u"Invalid"_s},
        {slipwayProduct, "GetBackfill"_L1, backfill, u"Data"_s, noBackfill, u"Invalid.Backfill.NotFound"_s},
        {slipwayProduct, "PauseBackfill"_L1, backfill, u"Data"_s, paused, u"InvalidBackfillState"_s},
        {slipwayProduct, "ResumeBackfill"_L1, paused, u"Data"_s, backfill, u"InvalidBackfillState"_s},
        {slipwayProduct, "StopBackfill"_L1, backfill, u"Data"_s, noBackfill, u"Invalid.Backfill.NotFound"_s},
    };
}

inline QList<Row> controlRows()
{
    return {
        {slipwayProduct, "GetInstanceLineage"_L1,
         with({{u"InstanceId"_s, u"$waiting"_s}, {u"Direction"_s, u"Upstream"_s}}), u"Data"_s,
         with({{u"Direction"_s, u"Sideways"_s}}), u"InvalidParameter.Direction"_s},
        {slipwayProduct, "RerunDownstream"_L1, with({{u"InstanceId"_s, u"$finished"_s}}), u"Data"_s,
         with({{u"InstanceId"_s, u"$running"_s}}), u"InvalidInstanceState"_s},
        {slipwayProduct, "RemoveInstanceDependencies"_L1, with({{u"InstanceId"_s, u"$waiting"_s}}), u"Data"_s,
         with({{u"InstanceId"_s, u"$running"_s}}), u"InvalidInstanceState"_s},
        {slipwayProduct, "ChangeInstancePriority"_L1,
         with({{u"InstanceId"_s, u"$waiting"_s}, {u"Priority"_s, u"8"_s}}), u"Data"_s, with({{u"Priority"_s, u"2"_s}}),
         u"InvalidParameter.Priority"_s},
        {slipwayProduct, "CompareInstances"_L1,
         with({{u"InstanceId"_s, u"$instance"_s}, {u"OtherInstanceId"_s, u"$finished"_s}}), u"Data"_s, noInstance,
         u"InstanceNotFound"_s},
    };
}

inline QList<Row> allRows()
{
    return dataWorksRows() + slipwayRows() + backfillRows() + controlRows();
}

} // namespace slipway::test
