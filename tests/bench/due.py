"""10,000 instances due in the same second, and how late a single one starts on an engine that has nothing else to do."""
import datetime
import pathlib
import shutil
import subprocess
import tempfile
import time

from figures import report
from prepared import DAY, Prepared, percentile, wait_until

BURST = 10_000
SINGLE = 120
SLOTS = 2
NEXT = DAY + datetime.timedelta(days=1)


def raw_seconds(count):
    """/bin/sh -c true that often, two at a time."""
    begin = time.monotonic()
    subprocess.run(["/bin/sh", "-c", f"seq {count} | xargs -P {SLOTS} -I{{}} /bin/sh -c true"], check=True)
    return time.monotonic() - begin


def burst(folder):
    prepared = Prepared(folder / "burst", slots=SLOTS, nodes=BURST, at="00:05")
    prepared.start(DAY, "23:30:00")
    wait_until("the day to be generated", lambda: prepared.ask(
        "SELECT count(*) FROM generated_day WHERE day = ?", NEXT.isoformat())[0][0] == BURST, 120, poll=0.25)
    prepared.engine.stop()
    prepared.start(NEXT, "00:04:50")
    wait_until("all to end", lambda: prepared.ask(
        "SELECT count(*) FROM instance WHERE state = 'SUCCESS'")[0][0] == BURST, 900, poll=1)
    prepared.engine.stop()
    rows = prepared.ask("SELECT priority, started_at, finished_at, attempts FROM instance ORDER BY started_at, id")
    if any(attempts != 1 for *_, attempts in rows):
        raise SystemExit("an instance ran twice")
    # What runs side by side may start in either order.
    if any(later[0] > earlier[0] for earlier, later in zip(rows, rows[SLOTS:])):
        raise SystemExit("the instances were not started in order of priority")
    return (max(row[2] for row in rows) - prepared.moment(NEXT, "00:05:00")) / 1000


def lateness(folder):
    """Milliseconds from the scheduled time to the script's own first moment."""
    prepared = Prepared(folder / "single", slots=SLOTS)
    engine = prepared.start(DAY, "12:00:00")
    draft = engine.node(engine.workflow(), "single", "echo $EPOCHREALTIME", prepared.group, Recurrence="Cron",
                        Cron="* 0-1 0 * * ?")
    engine.commit(draft)
    engine.stop()
    prepared.start(DAY, "23:30:00")
    wait_until("the day to be generated", lambda: prepared.ask("SELECT count(*) FROM instance")[0][0] == SINGLE, 60)
    prepared.engine.stop()
    engine = prepared.start(NEXT, "00:00:00")
    # The engine's clock against this machine's.
    begin = time.time()
    now = engine.api.rpc("GetEngineStatus")["Data"]["Now"]
    offset = now - (begin + time.time()) / 2 * 1000
    wait_until("all to end", lambda: prepared.ask(
        "SELECT count(*) FROM instance WHERE state = 'SUCCESS'")[0][0] == SINGLE, SINGLE + 60, poll=2)
    engine.stop()
    late = []
    for scheduled, log in prepared.ask("SELECT i.scheduled_time, a.folder || '/log' FROM instance i JOIN attempt a ON a.instance = i.id"):
        if scheduled > prepared.moment(NEXT, "00:00:20"):  # started after the engine's own start
            late.append(float(pathlib.Path(log).read_text().split()[0]) * 1000 + offset - scheduled)
    return percentile(late, 99)


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="slip-"))
    try:
        report("burst_seconds", burst(folder), "s", "sh_true_two_at_a_time", raw_seconds(BURST))
        report("lateness_ms_p99", lateness(folder), "ms")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
