"""Cold start to the first painted frame and resident memory of the console, beside a bare Qt window, in turns."""
import os
import pathlib
import re
import subprocess
import tempfile
import time

from figures import median, report

PROGRAMS = pathlib.Path(os.environ["SLIPWAY_PROGRAMS"])
ROUNDS = 7


def first_frame(command):
    """Milliseconds from the start of the process to its own word that a frame was painted, and its peak memory in MiB."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    line = process.stdout.readline()
    elapsed = (time.monotonic() - begin) * 1000
    status = pathlib.Path(f"/proc/{process.pid}/status")
    memory = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    process.stdout.close()
    process.wait(30)
    if not line.strip():
        raise SystemExit(f"{command[0]} painted nothing")
    return elapsed, int(memory.group(1)) / 1024 if memory else None


def main():
    with tempfile.TemporaryDirectory(prefix="slip-") as folder:
        engine = [PROGRAMS / "slipwayd", "--on-exit", "stop", "--data-dir", folder + "/d"]
        subprocess.run(engine, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        console = [PROGRAMS / "slipway", "--data-dir", folder + "/d", "--measure-start"]
        bare = [PROGRAMS / "bare_window"]
        figures = {"console": [], "bare": []}
        try:
            for _ in range(ROUNDS):
                figures["console"].append(first_frame(console))
                figures["bare"].append(first_frame(bare))
        finally:
            pid = int(re.search(r'"ProcessId":\s*(\d+)', pathlib.Path(folder, "d", "engine.json").read_text()).group(1))
            os.kill(pid, 15)
            while pathlib.Path(folder, "d", "engine.json").exists():
                time.sleep(0.05)
    report("first_frame", median([f[0] for f in figures["console"]]), "ms", "bare_qt_window", median([f[0] for f in figures["bare"]]))
    memory = {name: median([f[1] for f in values if f[1]]) for name, values in figures.items()}
    report("rss", memory["console"], "MiB", "bare_qt_window", memory["bare"])


main()
