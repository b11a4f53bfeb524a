#!/usr/bin/env python3
"""The real console, by mouse and keyboard, while its engine dies and comes back: what was typed is kept, and saved afterwards.

Runs on a virtual display (resources/scripts/virtual-display.sh).
"""
import json
import os
import pathlib
import unittest

from console_harness import ConsoleTest, wait_until

LOST = "what you typed is kept"


class ConsoleWithoutEngine(ConsoleTest):
    def test_what_is_typed_outlives_the_engine(self):
        engine = self.engine()
        draft = engine.node(engine.workflow("flow"), "clean", "echo before\n")
        console = self.console(engine, "datastudio")
        console.click_item(console.find("flow"), double=True)
        console.click_item(console.find("clean", "list item"), double=True)
        console.click("Script")

        engine.kill()
        console.find(LOST, exact=False)
        console.click("Script")
        console.key("ctrl+End")
        console.type("echo typed while the engine was gone")
        console.picture("engine-gone")

        engine.start()
        wait_until("the bar to go away", lambda: not console.look(LOST, exact=False))
        typed = "echo before\necho typed while the engine was gone"

        def saved():
            found = engine.api.rpc("GetDraft", FileId=draft["Id"])["Data"]
            return found["Script"].rstrip("\n") == typed
        wait_until("the draft to be saved", saved)
        console.picture("engine-back")

    def test_a_console_starts_the_engine_that_is_gone(self):
        engine = self.engine()
        console = self.console(engine, "groups")
        console.find("Create Resource Group for Scheduling", "push button")
        engine.kill()
        console.find(LOST, exact=False)
        console.click("Start the engine", "push button")
        console.gone("Start the engine", "push button", patience=40)
        begun = json.loads((engine.folder / "engine.json").read_text())["ProcessId"]
        self.assertNotEqual(begun, engine.process.pid)
        os.kill(begun, 15)
        wait_until("the engine to end", lambda: not pathlib.Path(f"/proc/{begun}").exists())


if __name__ == "__main__":
    unittest.main()
