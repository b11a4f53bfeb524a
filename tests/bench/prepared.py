"""Data folders with as many nodes or finished instances as a bench needs, and figures about a running engine."""
import datetime
import pathlib
import sqlite3
import subprocess
import sys
import threading
import time
import zoneinfo

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from harness import PROGRAMS, Engine, wait_until  # noqa: E402,F401

DAY = datetime.date(2026, 11, 22)


class Prepared:
    """An engine that does not run yet, on a folder that store_filler has filled. Its clock is set by `at`."""

    def __init__(self, folder, slots=2, **fill):
        self.engine = Engine(folder)
        self.zone = datetime.timezone.utc  # until the workspace tells
        self._clock(DAY, "12:00:00")
        self.engine.start()
        workspace = self.engine.workspace()
        self.zone = zoneinfo.ZoneInfo(workspace["TimeZone"])
        self.workspace_id = workspace["Id"]
        self.group = self.engine.bound_group(slots=slots)
        self.engine.stop()
        fill = {"today": DAY.isoformat(), "group": self.group["Identifier"], **fill}
        options = [text for name, value in fill.items() for text in ("--" + name.replace("_", "-"), str(value))]
        subprocess.run([PROGRAMS / "store_filler", *options, self.database()], check=True)

    def database(self):
        return database_of(self.engine)

    def _clock(self, day, time_of_day):
        moment = datetime.datetime.combine(day, datetime.time.fromisoformat(time_of_day), tzinfo=self.zone)
        # Nothing stays behind when it ends, the gateway neither.
        self.engine.options = ["--on-exit", "stop", "--clock", moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")]
        return moment.timestamp() * 1000

    def start(self, day, time_of_day):
        """Starts it; the engine's clock shows that wall clock time when the process begins."""
        self._clock(day, time_of_day)
        self.engine.start()
        return self.engine

    def moment(self, day, time_of_day):
        """Milliseconds since the epoch."""
        return int(datetime.datetime.combine(day, datetime.time.fromisoformat(time_of_day), tzinfo=self.zone).timestamp() * 1000)

    def ask(self, sql, *values):
        return ask(self.engine, sql, *values)


def database_of(engine):
    return pathlib.Path(engine.folder) / "slipway.db"


def ask(engine, sql, *values):
    """Rows of a running or stopped engine's store."""
    connection = sqlite3.connect(f"file:{database_of(engine)}?mode=ro", uri=True, timeout=30)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


class StatusProbe(threading.Thread):
    """Asks for the engine's status again and again; keeps how long each answer took, with the engine's time."""

    def __init__(self, engine, interval=0.02):
        super().__init__(daemon=True)
        self.engine, self.interval, self.samples, self.going = engine, interval, [], True

    def run(self):
        while self.going:
            begin = time.monotonic()
            status = self.engine.api.rpc("GetEngineStatus")["Data"]
            self.samples.append((status["Now"], (time.monotonic() - begin) * 1000))
            time.sleep(self.interval)

    def end(self):
        self.going = False
        self.join()
        return self.samples


def percentile(values, percent):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * percent / 100))]


def memory(process_id, key="VmHWM"):
    """MiB."""
    for line in pathlib.Path(f"/proc/{process_id}/status").read_text().splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1]) / 1024
    return 0


def cpu_seconds(process_id):
    fields = pathlib.Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100
