"""The instances of a day for 100,000 nodes with 200,000 dependencies, while somebody asks for the engine's status."""
import datetime
import pathlib
import shutil
import sqlite3
import tempfile
import time

from figures import report
from prepared import DAY, Prepared, StatusProbe, memory, percentile, wait_until

NODES = 100_000
DEPENDENCIES = 200_000


def plain_inserts(folder):
    """Seconds that SQLite takes for rows of that number and size in one transaction, without any index but the key."""
    connection = sqlite3.connect(folder / "plain.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE instance (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("CREATE TABLE link (child INTEGER, parent INTEGER, PRIMARY KEY (child, parent)) WITHOUT ROWID")
    begin = time.monotonic()
    with connection:
        connection.executemany("INSERT INTO instance VALUES (?, ?)", ((i, "x" * 300) for i in range(NODES)))
        connection.executemany("INSERT INTO link VALUES (?, ?)", ((i, i // 2) for i in range(DEPENDENCIES)))
    return time.monotonic() - begin


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="slip-"))
    try:
        reference = plain_inserts(folder)
        prepared = Prepared(folder / "d", nodes=NODES, dependencies=DEPENDENCIES, at="12:00")
        engine = prepared.start(DAY, "23:29:30")
        probe = StatusProbe(engine)
        probe.start()
        tomorrow = (DAY + datetime.timedelta(days=1)).isoformat()
        wait_until("the day to be generated", lambda: prepared.ask(
            "SELECT count(*) FROM generated_day WHERE day = ?", tomorrow)[0][0] == NODES, 300, poll=0.25)
        done = engine.api.rpc("GetEngineStatus")["Data"]["Now"]
        samples = probe.end()
        begin = prepared.moment(DAY, "23:30:00")
        idle = [duration for now, duration in samples if now < begin]
        meanwhile = [duration for now, duration in samples if begin <= now <= done]
        instances = prepared.ask("SELECT count(*) FROM instance WHERE dag_type = 'DAILY'")[0][0]
        links = prepared.ask("SELECT count(*) FROM dependency")[0][0]
        if instances != NODES or links < DEPENDENCIES * 0.99:
            raise SystemExit(f"{instances} instances and {links} dependencies were made")
        report("seconds", (done - begin) / 1000, "s", "plain_sqlite_inserts", reference)
        report("rss_mib", memory(engine.process.pid), "MiB")
        report("status_ms_p99", percentile(meanwhile, 99), "ms", "idle_status_ms_p99", percentile(idle, 99) if idle else 0)
        engine.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
