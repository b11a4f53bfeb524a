"""An engine with 10,000 scheduled nodes and nothing due."""
import pathlib
import shutil
import tempfile
import time

from figures import report
from prepared import DAY, Prepared, cpu_seconds, memory

NODES = 10_000
SECONDS = 60


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="slip-"))
    try:
        prepared = Prepared(folder / "d", nodes=NODES, dependencies=NODES, at="00:05")
        engine = prepared.start(DAY, "12:00:00")
        time.sleep(5)  # the start is over
        begin, used = time.monotonic(), cpu_seconds(engine.process.pid)
        time.sleep(SECONDS)
        report("cpu_percent", (cpu_seconds(engine.process.pid) - used) * 100 / (time.monotonic() - begin), "%")
        report("rss_mib", memory(engine.process.pid, "VmRSS"), "MiB")
        engine.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
