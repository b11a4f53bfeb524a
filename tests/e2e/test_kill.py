"""SIGKILL at random moments under load, and a restart each time: nothing acknowledged is lost, nothing runs twice, no slot is
used twice, no child starts before its parent has ended.

SLIPWAY_KILLS sets how often (20; the full test is 200), SLIPWAY_SEED repeats a run's choices."""
import datetime
import json
import os
import pathlib
import random
import threading
import time
import unittest

from harness import ApiError, EngineTest, wait_until

KILLS = int(os.environ.get("SLIPWAY_KILLS", "20"))
SLOTS = 3
DATES = 3 + KILLS // 4
# One line when it starts and one when it ends; a line is one write, so they do not mix.
SCRIPT = """printf 'start %s %s %s %s\\n' "$SLIPWAY_INSTANCE_ID" "$SLIPWAY_ATTEMPT" "$EPOCHREALTIME" "$SLIPWAY_NODE_NAME" >> {log}
sleep 0.{pause}
printf 'end %s %s %s %s\\n' "$SLIPWAY_INSTANCE_ID" "$SLIPWAY_ATTEMPT" "$EPOCHREALTIME" "$SLIPWAY_NODE_NAME" >> {log}
"""


class Load(threading.Thread):
    """Runs drafts as fast as the engine acknowledges them, as long as it is told to."""

    def __init__(self, engine, draft, group):
        super().__init__(daemon=True)
        self.engine, self.draft, self.group, self.acknowledged, self.going = engine, draft, group, [], True

    def run(self):
        while self.going:
            try:
                self.acknowledged.append(self.engine.run_draft(self.draft, self.group)["Id"])
                time.sleep(0.05)
            except (OSError, ValueError, KeyError, ApiError):
                time.sleep(0.05)  # it was killed, or is coming back


class Kill(EngineTest):
    def test_killed_at_random_moments(self):
        seed = int(os.environ.get("SLIPWAY_SEED", random.randrange(1 << 30)))
        print(f"SLIPWAY_SEED={seed}, {KILLS} kills")
        dice = random.Random(seed)
        engine = self.engine()
        group = engine.bound_group(slots=SLOTS)
        flow = engine.workflow()
        log = self.scratch / "log"
        log.touch()
        draft = engine.node(flow, "load", SCRIPT.format(log=log, pause="05"), group)
        nodes, parents = [], None
        for name in ("first", "second", "third"):
            made = engine.node(flow, name, SCRIPT.format(log=log, pause="1"), group, parents, Recurrence="Day", Time="00:05")
            nodes.append(engine.commit(made)["NodeId"])
            parents = [made["Properties"]["Outputs"][0]]
        today = datetime.date.today()
        days = [(today - datetime.timedelta(days=DATES + 1), today - datetime.timedelta(days=2))]
        backfill = engine.backfill("under fire", nodes, days, Groups=2)["Id"]
        load = Load(engine, draft, group)
        load.start()
        for _ in range(KILLS):
            time.sleep(dice.uniform(0.05, 1.0))
            engine.kill()
            engine.start()
        load.going = False
        load.join()
        self.mend(engine, backfill)
        self.check_instances(engine, load.acknowledged, backfill)
        self.check_log(log)

    def mend(self, engine, backfill):
        """A kill between an attempt's record and its start leaves a failure that says so; somebody reruns it."""
        def over():
            found = engine.api.rpc("GetBackfill", BackfillId=backfill)["Data"]
            for date in found["Dates"]:
                for instance in engine.instances(DagId=date["DagId"], States=["FAILURE"]) if date["Failed"] else []:
                    self.assertIn("was not started", instance["Reason"])
                    engine.api.dataworks("RestartInstance", InstanceId=instance["Id"], ProjectEnv="PROD")
            return found["State"] == "Succeeded"
        wait_until("the backfill to end", over, 60 + DATES * 5, poll=0.5)

    def check_instances(self, engine, acknowledged, backfill):
        self.assertGreater(len(acknowledged), KILLS)
        for identifier in acknowledged:
            ended = engine.finished({"Id": identifier}, 120)
            if ended["State"] != "SUCCESS":
                self.assertIn("was not started", ended["Reason"])
        dates = engine.api.rpc("GetBackfill", BackfillId=backfill)["Data"]["Dates"]
        self.assertEqual([date["Succeeded"] for date in dates], [3] * DATES)

    def check_log(self, log):
        events = [line.split() for line in pathlib.Path(log).read_text().splitlines()]
        started = [(instance, attempt) for kind, instance, attempt, *_ in events if kind == "start"]
        self.assertEqual(len(started), len(set(started)), "an attempt was started twice")
        self.assertEqual(len({instance for instance, _ in started}), len(started), "an instance ran twice")
        self.assertEqual(sorted(started), sorted((i, a) for kind, i, a, *_ in events if kind == "end"))
        running = highest = 0
        for kind, *_ in sorted(events, key=lambda event: (float(event[3]), event[0])):
            running += 1 if kind == "start" else -1
            highest = max(highest, running)
        self.assertLessEqual(highest, SLOTS)
        print(f"{len(started)} runs, at most {highest} at once")


if __name__ == "__main__":
    unittest.main()
