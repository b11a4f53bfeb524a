"""No-op runs through the whole path: API, durable state, supervisor, log. Beside the raw rate of /bin/sh -c true, two at a time."""
import concurrent.futures
import datetime
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from figures import median, report  # noqa: E402
from harness import Engine, wait_until  # noqa: E402
from prepared import DAY, Prepared, ask  # noqa: E402

WIDE = 400
CHAIN = 40
ROUNDS = 3
SLOTS = 2


def raw_rate(count):
    """Starts of /bin/sh -c true a second, two at a time."""
    script = f"seq {count} | xargs -P 2 -I{{}} /bin/sh -c true"
    begin = time.monotonic()
    subprocess.run(["/bin/sh", "-c", script], check=True)
    return count / (time.monotonic() - begin)


def wide_rate(engine, group, draft, blocker, gate):
    """From the first instance's start to the last one's end, by the engine's own times. All are queued before the first may start
    (two runs hold the slots until then), so that the client's speed does not count."""
    gate.unlink(missing_ok=True)
    for _ in range(SLOTS):
        engine.run_draft(blocker, group)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: engine.run_draft(draft, group), range(WIDE)))
    gate.touch()
    first, last = min(run["Id"] for run in runs), max(run["Id"] for run in runs)

    # The store is asked, not the engine: that has other things to do.
    def ended():
        row = ask(engine, "SELECT count(*), min(started_at), max(finished_at) FROM instance "
                          "WHERE state = 'SUCCESS' AND id BETWEEN ? AND ?", first, last)[0]
        return row if row[0] == WIDE else None
    _, begin, end = wait_until("all runs to end", ended, 300, poll=0.25)
    return WIDE * 1000 / max(1, end - begin)


def chain_gaps(folder):
    """Milliseconds from a parent's end to its child's start, in a chain that a schedule starts."""
    engine = Engine(folder / "chain", "--on-exit", "stop", "--clock", "2026-11-22T12:00:00Z").start()
    engine.workspace_id = engine.workspace()["Id"]
    group = engine.bound_group(slots=2)
    flow = engine.workflow()
    parents = None
    for number in range(CHAIN):
        draft = engine.node(flow, f"n{number}", "true", group, parents, Recurrence="Day", Time="00:05")
        engine.commit(draft)
        parents = [draft["Properties"]["Outputs"][0]]
    import zoneinfo
    zone = zoneinfo.ZoneInfo(engine.workspace()["TimeZone"])
    engine.stop()
    due = datetime.datetime(2026, 11, 24, 0, 4, 55, tzinfo=zone)
    engine.options[2:] = ["--clock", due.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")]
    engine.start()
    day = int(datetime.datetime(2026, 11, 24, tzinfo=zone).timestamp() * 1000)

    def done():
        found = engine.instances(States=["SUCCESS"], ScheduledFrom=day, Limit=500)
        found = [instance for instance in found if instance["NodeName"].startswith("n")]
        return found if len(found) == CHAIN else None
    ended = wait_until("the chain to end", done, 120, poll=0.25)
    engine.stop()
    ended.sort(key=lambda instance: int(instance["NodeName"][1:]))
    return [child["StartedAt"] - parent["FinishedAt"] for parent, child in zip(ended, ended[1:])]


def wide(name, folder, **fill):
    """Rates of no-op runs, each round beside the raw rate, on an engine whose store holds what `fill` says."""
    prepared = Prepared(folder / name, slots=SLOTS, **fill)
    engine = prepared.start(DAY, "12:00:00")
    group = prepared.group
    flow = engine.workflow("bench")
    draft = engine.node(flow, "noop", "true", group)
    gate = folder / "gate"
    blocker = engine.node(flow, "blocker", f"while [ ! -e {gate} ]; do read -t 0.05 <> <(:) || true; done", group)
    rates, references = [], []
    for _ in range(ROUNDS):
        references.append(raw_rate(WIDE))
        rates.append(wide_rate(engine, group, draft, blocker, gate))
    engine.stop()
    report(name, median(rates), "runs/s", "sh_true_two_at_a_time", median(references))


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="slip-"))
    try:
        wide("wide", folder)
        wide("wide_with_history", folder, history=1_000_000)
        # Scripts of 32 KiB, which the engine keeps twice and two bytes a character: 512 MiB.
        wide("wide_with_heap", folder, nodes=4_000, script_bytes=32_768)
        report("chain_gap_ms_p50", median(chain_gaps(folder)), "ms")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
