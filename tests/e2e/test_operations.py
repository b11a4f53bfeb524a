#!/usr/bin/env python3
"""The Operation Center and Properties as a person uses them: the real console by mouse and keyboard, a real engine, real processes.

What the console's actions do is read back through the API. SLIPWAY_SHOTS names a folder for a picture of each step.
"""
import datetime
import unittest

from console_harness import ConsoleTest, run, wait_until

RATE = 60  # the engine's clock: a minute takes a second
LINK = 110  # px from the begin of a reason into the instance that it names


class OperationsTest(ConsoleTest):
    steps = 0

    def see(self, name):
        """Ends a step with a picture."""
        type(self).steps += 1
        self.shown.picture(f"{type(self).__name__.lower()}-{self.steps:02}-{name}")

    def open_page(self, engine, page):
        self.shown = self.console(engine, page)
        return self.shown

    def until_text(self, text):
        """The item on screen that says it, among other things."""
        return self.shown.find(text, exact=False)

    def description(self, name, role="push button"):
        return self.shown.find(name, role).get_description()

    def press(self, name):
        """A button of the list's bar."""
        self.shown.click(name, "push button")


class Properties(OperationsTest):
    """Schedule, previews and the commit of a node."""

    def test_a_schedule_is_set_previewed_and_committed(self):
        engine = self.engine()
        group = engine.bound_group()
        draft = engine.node(engine.workflow("flow"), "clean", "echo $1\n", group)
        c = self.open_page(engine, "datastudio")
        c.click_item(c.find("flow"), double=True)
        c.click_item(c.find("clean", "list item"), double=True)
        c.find("Script")
        c.click("Properties")
        self.refuses_bad_cron(c)
        self.previews_the_next_runs(c, engine)
        self.previews_parameters(c)
        self.asks_before_many_instances(c, engine, draft)

    def refuses_bad_cron(self, c):
        c.choose("Instance Recurrence", "Cron expression")
        c.fill("Cron expression", "00 00 25 * * ?")
        self.until_text('"25" is not a number from 0 to 23')
        self.until_text("Shown once the schedule is right.")
        self.see("bad-cron-is-told-at-its-field")

    def previews_the_next_runs(self, c, engine):
        c.fill("Cron expression", "00 30 06 ? * 2")
        self.until_text("At 06:30, on Tuesday.")
        day = engine.now().date()
        day += datetime.timedelta(days=(1 - day.weekday()) % 7 or 7)
        self.until_text(f"Tue {day:%Y-%m-%d} 06:30")
        wait_until("the message to go", lambda: not c.look("not a number", exact=False))
        self.see("next-runs-of-a-weekly-cron")

    def previews_parameters(self, c):
        c.reveal("Scheduling parameters")
        c.fill("Scheduling parameters", "$bizdate $[add_months(yyyymmdd,-1)]")
        c.reveal("Values")
        c.fill("Data timestamp", "2026-03-30")
        self.until_text("20260330")
        self.until_text("20260228")
        self.see("parameters-for-a-chosen-data-timestamp")

    def asks_before_many_instances(self, c, engine, draft):
        c.reveal("Cron expression")
        c.fill("Cron expression", "0/30 * * * * ?")
        self.until_text("2,880 instances a day")
        self.see("many-instances-a-day")
        self.press("Commit")
        self.until_text("clean makes 2,880")
        self.see("so-many-instances")
        self.press("Cancel")
        c.gone("Commit All the Same", "push button")
        self.assertEqual(engine.api.rpc("GetDraft", FileId=draft["Id"])["Data"]["LatestVersion"], 0)
        self.press("Commit")
        self.press("Commit All the Same")
        c.fill("Change description", "Every half minute")
        c.click_item(c.look("Commit", "push button")[-1])
        self.until_text("Committed as V1.")
        committed = engine.api.rpc("GetDraft", FileId=draft["Id"])["Data"]
        self.assertEqual(committed["LatestVersion"], 1)
        self.assertEqual(committed["Properties"]["Schedule"]["Cron"], "0/30 * * * * ?")
        self.assertEqual(committed["Properties"]["Parameters"], "$bizdate $[add_months(yyyymmdd,-1)]")
        self.see("committed-all-the-same")


class Instances(OperationsTest):
    """What is done to instances, by the actions of the list, with its effect."""

    def test_a_failed_instance_and_what_waits_for_it(self):
        engine = self.failing_flow()
        c = self.open_page(engine, "operations")
        self.names_the_blocker_and_goes_to_it(c)
        self.says_why_an_action_is_not_allowed(c)
        self.reruns(c, engine)
        self.freezes(c, engine)
        self.changes_priority(c, engine)
        self.removes_a_dependency(c, engine)
        self.reruns_with_downstream(c, engine)

    def test_a_run_is_stopped_and_set_successful(self):
        engine, at = self.scheduled()
        flow = engine.workflow("flow")
        pids = self.scratch / "pids"
        pids.mkdir()
        script = f"echo $$ > {pids}/watch\nsleep 100000 &\necho $! > {pids}/child\nwait\n"
        watch = engine.node(flow, "watch", script, self.group, **at)
        engine.commit(watch)
        after = engine.node(flow, "after", "echo after", self.group, parents=[watch["Properties"]["Outputs"][0]], **at)
        engine.commit(after)
        self.until_state(engine, "watch", "RUNNING")
        c = self.open_page(engine, "operations")
        c.click("watch", "table cell")
        self.see("a-run")
        self.press("Stop")
        self.until_text("Stop watch of")
        self.see("stop-asks")
        self.press("Stop Run")
        self.until_state(engine, "watch", "STOPPED")
        self.until_text("Stopped")
        for name in ("watch", "child"):
            pid = (pids / name).read_text().strip()
            self.assertFalse(self.alive(pid), f"{name} still runs")
        self.see("stopped")
        self.press("Set Successful")
        self.until_text("successful without a run")
        self.see("set-successful-asks")
        c.click_item(c.look("Set Successful", "push button")[-1])
        self.until_state(engine, "watch", "SUCCESS")
        self.until_state(engine, "after", "SUCCESS")
        self.until_text("Successful")
        self.see("set-successful")

    # --- surroundings ---

    def scheduled(self):
        """An engine whose clock runs fast, and a schedule of one run soon."""
        engine = self.engine("--clock", f"2026-11-22T02:00:00Z,x{RATE}")
        self.group = engine.bound_group(slots=4)
        soon = engine.now() + datetime.timedelta(minutes=15)  # ten of them pass before new instances count
        return engine, {"Recurrence": "Day", "Time": soon.strftime("%H:%M"), "Generation": "Immediately"}

    def failing_flow(self):
        """clean fails as long as the file is not there; train and report wait for it, publish for train."""
        engine, at = self.scheduled()
        flow = engine.workflow("flow")
        script = f"echo looking for the data\ntest -e {self.scratch}/data\n"
        outputs = {}
        for name, parent, code in (("clean", None, script), ("train", "clean", "echo trained"), ("report", "clean", "echo reported"),
                                   ("publish", "train", "echo published")):
            draft = engine.node(flow, name, code, self.group, parents=[outputs[parent]] if parent else None, **at)
            outputs[name] = draft["Properties"]["Outputs"][0]
            engine.commit(draft)
        self.until_state(engine, "clean", "FAILURE")
        return engine

    def named(self, engine, name):
        return next((i for i in engine.instances() if i["NodeName"] == name), None)

    def until_state(self, engine, name, state):
        def question():
            found = self.named(engine, name)
            return found if found and found["State"] == state else None
        return wait_until(f"{name} to be {state}", question, 60)

    @staticmethod
    def alive(pid):
        try:
            with open(f"/proc/{pid}/stat") as file:
                return file.read().rsplit(")", 1)[1].split()[0] != "Z"
        except FileNotFoundError:
            return False

    # --- steps ---

    def names_the_blocker_and_goes_to_it(self, c):
        c.click("publish", "table cell")
        reason = c.find("waits for train of", "label", exact=False)
        self.see("the-reason-names-the-blocker")
        c.click_in(reason, LINK)
        c.click_in(c.find("waits for clean of", "label", exact=False), LINK)
        c.until_log("looking for the data", "the log of what it waits for")
        self.see("a-click-goes-to-the-blocker")

    def says_why_an_action_is_not_allowed(self, c):
        why = '"clean" is failed; only a waiting or running instance can be stopped'
        stop = c.find("Stop", "push button")
        self.assertIn(why, stop.get_description())
        run("xdotool", "mousemove", *map(str, c.centre(stop)))
        self.until_text(why)
        self.see("why-stop-is-not-allowed")

    def reruns(self, c, engine):
        self.press("Rerun")
        wait_until("the second attempt to begin", lambda: self.named(engine, "clean")["Attempts"] == 2)
        self.until_state(engine, "clean", "FAILURE")
        self.see("rerun-failed-again")

    def freezes(self, c, engine):
        c.click("train", "table cell")
        self.press("Freeze")
        wait_until("train to be frozen", lambda: self.named(engine, "train")["Frozen"])
        self.until_text("Frozen")
        self.see("frozen")
        self.press("Unfreeze")
        wait_until("train to be unfrozen", lambda: not self.named(engine, "train")["Frozen"])
        self.see("unfrozen")

    def changes_priority(self, c, engine):
        c.open_menu(c.find("Change Priority", "push button"))
        self.see("priorities")
        c.key("Up", "Return")  # the last one is the highest
        wait_until("the priority to change", lambda: self.named(engine, "train")["Priority"] == 8)
        self.see("priority-changed")

    def removes_a_dependency(self, c, engine):
        c.click("report", "table cell")
        self.press("Remove Dependencies…")
        c.find("Remove Dependencies", "push button")
        c.click_item(c.look("clean", "table cell")[-1])
        c.key("space")
        self.until_text("1 of 1 ticked")
        self.see("remove-dependencies")
        self.press("Remove Dependencies")
        self.until_state(engine, "report", "SUCCESS")
        self.assertEqual(self.named(engine, "clean")["State"], "FAILURE")
        self.see("dependency-removed")

    def reruns_with_downstream(self, c, engine):
        (self.scratch / "data").touch()
        c.click("clean", "table cell")
        self.press("Rerun with Downstream…")
        self.until_text("ticked")
        self.see("rerun-with-downstream")
        c.click_item(c.look("Rerun", "push button")[-1])
        for name in ("clean", "train", "publish"):
            self.until_state(engine, name, "SUCCESS")
        self.assertEqual(self.named(engine, "clean")["Attempts"], 3)
        wait_until("the list to say so", lambda: len(c.look("Successful", "table cell")) >= 4)
        self.see("all-successful")


class Comparison(OperationsTest):
    """Two runs beside each other."""

    def test_a_failure_is_compared_with_the_last_success(self):
        engine = self.engine()
        group = engine.bound_group()
        draft = engine.node(engine.workflow("flow"), "score", "echo reading $1\necho 120 rows\n", group)
        draft["Properties"]["Parameters"] = "$bizdate"
        draft = engine.save(draft)
        node = engine.commit(draft)
        today = engine.now().date()
        self.run_of(engine, node, today - datetime.timedelta(days=3), "SUCCESS")
        draft = engine.api.rpc("GetDraft", FileId=draft["Id"])["Data"]
        draft["Script"] = "echo reading $1\necho 0 rows\nexit 3\n"
        engine.commit(engine.save(draft))
        self.run_of(engine, node, today - datetime.timedelta(days=2), "FAILURE")
        c = self.open_page(engine, "operations")
        c.click("Failed", "table cell")
        self.press("Compare with Last Success")
        self.until_text("Parameter 1")
        for day in (3, 2):
            self.until_text((today - datetime.timedelta(days=day)).strftime("%Y%m%d"))
        self.see("facts")
        c.click("Script (2)", "page tab")
        self.until_text("exit 3")
        self.see("script")
        c.click("Log", "page tab", exact=False)
        self.until_text("0 rows")
        self.see("log")

    def run_of(self, engine, node, day, state):
        dag = engine.backfill(f"backfill of {day}", [node["NodeId"]], [(day, day)])["Dates"][0]["DagId"]
        wait_until(f"the run of {day}", lambda: engine.instances(DagId=dag, States=[state]), 60)


class Backfill(OperationsTest):
    """A backfill from the dialog to its end."""

    def test_a_backfill_is_started_paused_resumed_and_stopped(self):
        engine = self.engine()
        group = engine.bound_group(slots=4)
        flow = engine.workflow("flow")
        clean = engine.node(flow, "clean", f"until test -e {self.scratch}/$1; do sleep 0.1; done\n", group)
        clean["Properties"]["Parameters"] = "$bizdate"
        clean = engine.save(clean)
        engine.commit(clean)
        train = engine.node(flow, "train", "echo trained", group, parents=[clean["Properties"]["Outputs"][0]])
        engine.commit(train)
        today = engine.now().date()
        self.days = [today - datetime.timedelta(days=back) for back in (3, 4, 7, 8)]  # newest first
        c = self.open_page(engine, "operations")
        self.fills_the_dialog(c)
        self.follows_progress(c, engine)
        self.pauses(c, engine)
        self.resumes(c, engine)
        self.stops(c, engine)

    def fills_the_dialog(self, c):
        c.click("Backfills", "list item")
        self.press("New Backfill…")
        c.choose("Begin with", "clean  ·  flow")
        self.press("With all descendants")
        c.fill("Name of the backfill", "again")
        self.set_range(c, 1, self.days[1], self.days[0])
        self.press("Add range")
        self.set_range(c, 2, self.days[3], self.days[2])
        self.choose_in("Oldest date first", "Newest date first")
        self.choose_in("one after another", "2 side by side")
        self.until_text("8 instances on 4 dates")
        self.until_text("2 dates side by side")
        self.see("dialog")
        self.press("Start Backfill")
        c.gone("Start Backfill", "push button")

    def set_range(self, c, number, first, last):
        c.fill(f"Range {number}, first data timestamp", first.isoformat())
        c.fill(f"Range {number}, last data timestamp", last.isoformat())

    def choose_in(self, shown, wanted):
        c = self.shown
        c.click(shown, "combo box")
        c.click(wanted, "list item")

    def backfill(self, engine):
        return engine.api.rpc("ListBackfills", ProjectId=engine.workspace()["Id"])["Data"][0]

    def until_backfill(self, engine, state):
        return wait_until(f"the backfill to be {state}", lambda: self.backfill(engine)["State"] == state)

    def dates(self, engine):
        return {datetime.date.fromisoformat(date["Bizdate"]): date for date in self.backfill(engine)["Dates"]}

    def follows_progress(self, c, engine):
        found = self.backfill(engine)
        self.assertEqual(found["Spec"]["Order"], "Descending")
        self.assertEqual(found["Spec"]["Groups"], 2)
        self.assertEqual([date["Bizdate"] for date in found["Dates"]], [day.isoformat() for day in self.days])
        wait_until("the first dates to run", lambda: {self.days[0], self.days[2]} == self.in_state(engine, "RUNNING"))
        self.until_text("0 of 4 succeeded, 0 failed, 4 open")
        self.see("first-dates-run")

    def in_state(self, engine, state):
        return {day for day, date in self.dates(engine).items() if date["State"] == state}

    def let_go(self, day):
        (self.scratch / day.strftime("%Y%m%d")).touch()

    def pauses(self, c, engine):
        self.press("Pause")
        self.until_backfill(engine, "Paused")
        self.let_go(self.days[0])
        self.until_text("1 of 4 succeeded, 0 failed, 3 open")
        self.until_text("Paused")
        why = "only a running or failed backfill can be paused"
        self.assertIn(why, self.description("Pause"))
        self.see("paused")

    def resumes(self, c, engine):
        self.press("Resume")
        self.until_backfill(engine, "Running")
        wait_until("the first chain to go on", lambda: self.dates(engine)[self.days[0]]["State"] == "SUCCESS")
        wait_until("its next date to run", lambda: self.days[1] in self.in_state(engine, "RUNNING"))
        self.let_go(self.days[2])
        wait_until("the other chain to go on", lambda: self.days[3] in self.in_state(engine, "RUNNING"))
        self.until_text("4 of 8 succeeded, 0 failed, 4 open")
        c.click_item(c.find(self.days[1].isoformat()), double=True)
        c.click("clean")
        self.see("resumed-and-looked-into")

    def stops(self, c, engine):
        c.click("again")
        self.press("Stop")
        self.until_text("Stop the backfill again?")
        self.see("stop-asks")
        self.press("Stop Backfill")
        self.until_backfill(engine, "Stopped")
        self.assertEqual(self.in_state(engine, "SUCCESS"), {self.days[0], self.days[2]})
        self.assertFalse([i for i in engine.instances() if i["State"] == "RUNNING"])
        self.until_text("Stopped")
        self.see("stopped")


if __name__ == "__main__":
    unittest.main(verbosity=2)
