"""Runs of scripts by a real engine: as written, stopped, failing, endless, loud; and the engine killed in the middle."""
import os
import signal
import unittest

from harness import EngineTest, wait_until


class Runs(EngineTest):
    def test_a_run_streams_its_log_and_gets_its_parameters(self):
        engine = self.engine()
        group = engine.bound_group()
        draft = engine.node(engine.workflow(), "hello", 'echo "got <$1> <$2>"; echo problem >&2; read -r line || echo "no input"')
        ended = engine.finished(engine.run_draft(draft, group, "one word", "$2"))
        self.assertEqual(ended["State"], "SUCCESS", ended)
        log = engine.log_of(ended)
        self.assertIn("got <one word> <$2>", log)
        self.assertIn("problem", log)
        self.assertIn("no input", log)

    def test_failures_say_how_the_script_ended(self):
        engine = self.engine()
        group = engine.bound_group()
        flow = engine.workflow()
        cases = {"exit 3": "status 3", "kill -9 $$": "SIGKILL", "no_such_program_here": "status 127"}
        for number, (script, words) in enumerate(cases.items()):
            with self.subTest(script):
                ended = engine.finished(engine.run_draft(engine.node(flow, f"n{number}", script), group))
                self.assertEqual(ended["State"], "FAILURE")
                self.assertIn(words, ended["Reason"])

    def test_an_endless_run_is_stopped_with_everything_it_started(self):
        engine = self.engine()
        group = engine.bound_group()
        marker = f"97{os.getpid() % 10000:04d}"
        script = f"setsid sleep {marker} & nohup setsid bash -c 'sleep {marker}; true' >/dev/null 2>&1 & (sleep {marker} &) ; echo ready; sleep {marker}"
        run = engine.run_draft(engine.node(engine.workflow(), "endless", script), group)
        wait_until("the run to begin", lambda: engine.instance(run)["State"] == "RUNNING" and "ready" in engine.log_of(run))
        self.assertGreaterEqual(len(processes_with(marker)), 4)
        engine.api.dataworks("StopInstance", InstanceId=run["Id"], ProjectEnv="PROD")
        self.assertEqual(engine.finished(run)["State"], "STOPPED")
        self.assertEqual(processes_with(marker), [])

    def test_200_megabytes_of_output_are_kept_and_the_end_is_read_at_once(self):
        engine = self.engine()
        group = engine.bound_group()
        script = "head -c 200000000 /dev/zero | tr '\\0' 'x' | fold -w 99; echo; echo the end"
        ended = engine.finished(engine.run_draft(engine.node(engine.workflow(), "loud", script), group), 120)
        self.assertEqual(ended["State"], "SUCCESS")
        chunk = engine.api.rpc("ReadRunLog", InstanceId=ended["Id"], Attempt=0, Offset=-100, MaxBytes=1000)["Data"]
        self.assertGreater(chunk["Size"], 200_000_000)
        import base64
        self.assertTrue(base64.b64decode(chunk["Bytes"]).endswith(b"the end\n"))

    def test_the_secret_of_the_access_key_never_reaches_a_log(self):
        engine = self.engine()
        group = engine.bound_group()
        secret = engine.api.key()[1]
        script = 'set -x; echo "key: $ALIBABA_CLOUD_ACCESS_KEY_SECRET"'
        ended = engine.finished(engine.run_draft(engine.node(engine.workflow(), "leak", script), group))
        self.assertIn("key: ", engine.log_of(ended))
        self.assertNotIn(secret, engine.log_of(ended))
        self.assertNotIn(secret, engine.stderr())

    def test_slots_are_never_exceeded(self):
        engine = self.engine()
        group = engine.bound_group(slots=2)
        counter = self.scratch / "running"
        counter.mkdir()
        script = f"mkdir {counter}/$$; ls {counter} | wc -l; sleep 0.2; rmdir {counter}/$$"
        draft = engine.node(engine.workflow(), "busy", script)
        runs = [engine.run_draft(draft, group) for _ in range(8)]
        logs = [engine.log_of(engine.finished(run)) for run in runs]
        self.assertEqual(len(logs), 8)
        self.assertLessEqual(max(int(log.split()[0]) for log in logs), 2)


class KilledEngine(EngineTest):
    def test_a_run_goes_on_and_its_end_is_known_after_a_restart(self):
        engine = self.engine()
        group = engine.bound_group()
        flow = engine.workflow()
        count = self.scratch / "count"
        gate = self.scratch / "gate"
        script = f"echo once >> {count}; echo begun; while [ ! -e {gate} ]; do read -t 0.05 <> <(:) || true; done; echo after the kill; exit 7"
        running = engine.run_draft(engine.node(flow, "long", script), group)
        ended_meanwhile = engine.run_draft(engine.node(flow, "short", f"while [ ! -e {gate} ]; do read -t 0.05 <> <(:) || true; done; echo done"), group)
        wait_until("both to run", lambda: "begun" in engine.log_of(running) and engine.instance(ended_meanwhile)["State"] == "RUNNING")
        engine.kill()
        gate.touch()
        wait_until("the first to end without an engine", lambda: count.read_text() and self.exit_records() == 2)
        engine.start()
        first = engine.finished(running)
        self.assertEqual((first["State"], first["Attempts"]), ("FAILURE", 1))
        self.assertIn("status 7", first["Reason"])
        self.assertIn("after the kill", engine.log_of(first))
        self.assertEqual(engine.finished(ended_meanwhile)["State"], "SUCCESS")
        self.assertEqual(count.read_text(), "once\n")

    def test_a_run_that_outlives_the_restart_is_adopted_and_can_be_stopped(self):
        engine = self.engine()
        group = engine.bound_group()
        run = engine.run_draft(engine.node(engine.workflow(), "long", "echo begun; sleep 600"), group)
        wait_until("it to run", lambda: "begun" in engine.log_of(run))
        engine.kill()
        engine.start()
        self.assertEqual(engine.instance(run)["State"], "RUNNING")
        engine.api.dataworks("StopInstance", InstanceId=run["Id"], ProjectEnv="PROD")
        self.assertEqual(engine.finished(run)["State"], "STOPPED")

    def exit_records(self):
        return len(list((self.scratch / "d").glob("runs/*/*/*/exit")))


def processes_with(word):
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/cmdline", "rb") as file:
                arguments = file.read().split(b"\0")
        except OSError:
            continue
        if b"sleep" in arguments[0] and word.encode() in arguments:
            found.append(int(entry))
    return found


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    unittest.main(verbosity=2)
