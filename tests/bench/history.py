"""Pages and counts with 1,000,000 finished instances in the store."""
import datetime
import json
import pathlib
import shutil
import tempfile
import time

from figures import median, report
from prepared import DAY, Prepared

INSTANCES = 1_000_000
PAGES = 20


def milliseconds(call):
    begin = time.monotonic()
    answer = call()
    return (time.monotonic() - begin) * 1000, answer


def page_times(engine, **query):
    """Of pages one after the other, by cursor."""
    times, cursor = [], ""
    for _ in range(PAGES):
        took, answer = milliseconds(lambda: engine.api.rpc("QueryInstances", Query=json.dumps(
            {"States": [], "DagTypes": [], "NodeId": 0, "WorkflowId": 0, "DagId": 0, "Text": "", "ResourceGroup": "", "BizdateFrom": 0,
             "BizdateTo": 0, "ScheduledFrom": 0, "ScheduledTo": 0, "NewestFirst": True, "Limit": 100, **query, "Cursor": cursor})))
        times.append(took)
        cursor = answer["Data"]["NextCursor"]
        if not cursor:
            break
    return median(times)


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="slip-"))
    try:
        prepared = Prepared(folder / "d", history=INSTANCES)
        engine = prepared.start(DAY, "12:00:00")
        bare = median([milliseconds(lambda: engine.api.rpc("GetEngineStatus"))[0] for _ in range(50)])
        workspace = prepared.workspace_id
        day = prepared.ask("SELECT bizdate FROM instance LIMIT 1")[0][0]
        pages = [page_times(engine, WorkspaceId=workspace, **filters) for filters in (
            {}, {"States": ["FAILURE"]}, {"States": ["FAILURE", "SUCCESS"]}, {"Text": "old_77"}, {"BizdateFrom": day, "BizdateTo": day},
            {"ResourceGroup": prepared.group["Identifier"]})]
        bizdate = datetime.datetime.fromtimestamp(day / 1000, prepared.zone).date().isoformat()
        counts = [milliseconds(lambda: engine.api.dataworks(
            "GetInstanceStatusCount", ProjectId=workspace, ProjectEnv="PROD", BizDate=bizdate))[0] for _ in range(PAGES)]
        report("page_ms", max(pages), "ms", "status_request_ms", bare)
        report("count_ms", median(counts), "ms", "status_request_ms", bare)
        engine.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
