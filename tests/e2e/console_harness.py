"""Tests of the real console by mouse and keyboard. They need a display (resources/scripts/virtual-display.sh).

SLIPWAY_SHOTS names a folder for a picture of each step.
"""
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "app" / "tour"))
from driver import Console, run, start_console, wait_until  # noqa: E402, F401  (offered to the tests)
from harness import PROGRAMS, EngineTest  # noqa: E402


class ConsoleTest(EngineTest):
    def console(self, engine, page):
        process = start_console(PROGRAMS, engine.folder, page)
        self.addCleanup(process.wait, 20)
        self.addCleanup(process.terminate)
        console = Console(process, os.environ.get("SLIPWAY_SHOTS"))
        console.fill_screen()
        self.addCleanup(self._leave_trace, console)
        return console

    def run(self, result=None):
        self.result = result
        return super().run(result)

    def _leave_trace(self, console):
        """What was on screen when a test failed, as a picture and as words."""
        failed = [test for test, _ in self.result.failures + self.result.errors if test is self]
        if console.pictures and failed:
            console.picture("stopped-" + self._testMethodName)
            pathlib.Path(console.pictures, f"stopped-{self._testMethodName}.txt").write_text(console.describe())
