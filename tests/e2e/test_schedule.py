"""Scheduled runs on a fast clock: immediate generation, two runs, versions made by a schedule, dependencies, freezing."""
import datetime
import unittest

from harness import EngineTest, wait_until

RATE = 60


class Schedule(EngineTest):
    def test_a_minute_schedule_runs_on_its_own_and_in_order(self):
        engine = self.engine("--clock", f"2026-11-22T02:00:00Z,x{RATE}")
        group = engine.bound_group()
        flow = engine.workflow()
        begin = engine.now() + datetime.timedelta(minutes=20)
        window = {"Recurrence": "Minute", "Interval": 1, "Generation": "Immediately", "WindowStart": begin.strftime("%H:%M"),
                  "WindowEnd": (begin + datetime.timedelta(minutes=1)).strftime("%H:%M")}
        first = engine.node(flow, "first", "echo $1", group, **window)
        first["Properties"]["Parameters"] = "$[yyyymmddhh24mi]"
        first = engine.save(first)
        engine.commit(first)
        second = engine.node(flow, "second", "echo then", group, parents=[first["Properties"]["Outputs"][0]], **window)
        engine.commit(second)
        ended = wait_until("four runs to end", lambda: self.ended(engine, 4), 120)
        by_node = {name: sorted((i for i in ended if i["NodeName"] == name), key=lambda i: i["ScheduledTime"]) for name in ("first", "second")}
        for parent, child in zip(by_node["first"], by_node["second"], strict=True):
            self.assertEqual(parent["ScheduledTime"], child["ScheduledTime"])
            self.assertLessEqual(parent["FinishedAt"], child["StartedAt"])
            self.assertGreaterEqual(parent["StartedAt"], parent["ScheduledTime"])
            local = datetime.datetime.fromtimestamp(parent["ScheduledTime"] / 1000, engine.now().tzinfo)
            self.assertEqual(engine.log_of(parent).strip(), local.strftime("%Y%m%d%H%M"))
        self.assertEqual({i["State"] for i in ended}, {"SUCCESS"})

    def test_a_failed_parent_blocks_its_child_and_is_named(self):
        engine = self.engine("--clock", f"2026-11-22T02:00:00Z,x{RATE}")
        group = engine.bound_group()
        flow = engine.workflow()
        at = {"Recurrence": "Day", "Time": (engine.now() + datetime.timedelta(minutes=15)).strftime("%H:%M"), "Generation": "Immediately"}
        parent = engine.node(flow, "clean", "exit 1", group, **at)
        engine.commit(parent)
        engine.commit(engine.node(flow, "train", "true", group, parents=[parent["Properties"]["Outputs"][0]], **at))
        wait_until("the parent to fail", lambda: [i for i in engine.instances() if i["NodeName"] == "clean" and i["State"] == "FAILURE"], 60)
        child = next(i for i in engine.instances() if i["NodeName"] == "train")
        self.assertEqual(child["State"], "NOT_RUN")
        self.assertIn("clean", child["Reason"])
        self.assertIn("failed", child["Reason"])
        failed = next(i for i in engine.instances() if i["NodeName"] == "clean")
        engine.api.dataworks("SetSuccessInstance", InstanceId=failed["Id"], ProjectEnv="PROD")
        wait_until("the child to run", lambda: [i for i in engine.instances() if i["NodeName"] == "train" and i["State"] == "SUCCESS"])

    @staticmethod
    def ended(engine, count):
        found = [i for i in engine.instances() if i["State"] in ("SUCCESS", "FAILURE")]
        return found if len(found) >= count else None


if __name__ == "__main__":
    unittest.main(verbosity=2)
