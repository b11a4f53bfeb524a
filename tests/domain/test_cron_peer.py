"""Our cron against an independent one (croniter, with Python's own time zones), row by row over ten years and twelve zones.

What daylight saving skips runs at the next existing moment, what it repeats runs once, the second time."""
import datetime
import os
import random
import re
import subprocess
import sys
import unittest
import zoneinfo

from croniter import CroniterBadDateError, croniter

PROGRAM = os.environ["CRON_LINES"]
FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2035, 12, 31)
ZONES = ["UTC", "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Asia/Beirut",
         "Africa/Casablanca", "Pacific/Auckland", "Asia/Kathmandu", "America/St_Johns", "Africa/Cairo"]
SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)
UTC = datetime.timezone.utc

# Second, minute, hour, day, month, weekday; the peer's weekday where it is written otherwise.
FIXED = [
    ("0 30 2 * * ?",), ("0 0 0 * * ?",), ("0 59 23 * * ?",), ("0 5 0 L * ?",), ("0 30 2 1 1-12/3 ?",), ("0 30 2 ? * 1",),
    ("0 15 1 ? * MON-FRI",), ("0 0 3 ? * 5#2",), ("0 0 3 ? * 7#5",), ("0 30 1 ? * 7L", "L0"), ("0 30 2 ? * 5L", "L5"),
    ("0 0 12 29 2 ?",), ("0 0 12 31 * ?",), ("0 0 12 29-31 JAN,MAR,DEC ?",), ("15,45 30 1,2,3 * * ?",), ("0 */30 0-3 * * ?",),
    ("0 0 */6 * * ?",), ("0 10/20 2 ? * SUN",), ("0 0 0-23/8 1-7/2 * ?",), ("0 7 1-5 10,20,L JUN ?",),
]


def random_expression(dice):
    def field(low, high, most):
        kind = dice.randrange(4)
        if kind == 0:
            return str(dice.randint(low, high))
        if kind == 1:
            return ",".join(map(str, sorted(dice.sample(range(low, high + 1), dice.randint(1, most)))))
        begin = dice.randint(low, high)
        end = dice.randint(begin, high)
        return f"{begin}-{end}/{max(1, (end - begin) // most + 1)}" if kind == 2 else f"{begin}/{max(2, (high - begin) // most + 1)}"

    by_week = dice.random() < 0.4
    day = "?" if by_week else field(1, 31, 4)
    # Ranges and steps up to 7 mean another thing to the peer, whose week begins with 0.
    week = ",".join(map(str, sorted(dice.sample(range(1, 8), dice.randint(1, 3))))) if by_week else "?"
    month = "*" if dice.random() < 0.6 else field(1, 12, 4)
    return (f"{dice.choice([0, 0, 30])} {field(0, 59, 2)} {field(0, 23, 2)} {day} {month} {week}",)


def wall_times(expression, peer_week):
    second, minute, hour, day, month, week = expression.split()
    week = peer_week or re.sub(r"\b7\b", "0", week)  # Sunday
    peer = " ".join([minute, hour, day.replace("?", "*"), month, week.replace("?", "*"), second])
    begin = datetime.datetime.combine(FIRST, datetime.time()) - SECOND
    end = datetime.datetime.combine(LAST, datetime.time(23, 59, 59))
    moments = croniter(peer, begin)
    found = []
    while True:
        try:
            moment = moments.get_next(datetime.datetime)
        except CroniterBadDateError:  # it never fires (again)
            return found
        if moment > end:
            return found
        found.append(moment)


def moment_of(wall, zone, known):
    """Seconds since the epoch."""
    local = wall.replace(tzinfo=zone, fold=1)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall:
        return int(instant.timestamp())
    key = (zone.key, wall.date())
    if key not in known:
        low, high = (int((wall + shift).replace(tzinfo=zone).timestamp()) for shift in (-DAY / 2, DAY / 2))
        before = datetime.datetime.fromtimestamp(low, zone).utcoffset()
        while high - low > 1:
            middle = (low + high) // 2
            if datetime.datetime.fromtimestamp(middle, zone).utcoffset() == before:
                low = middle
            else:
                high = middle
        known[key] = high
    return known[key]


class CronAgainstPeer(unittest.TestCase):
    def test_ten_years_in_twelve_zones(self):
        seed = int(os.environ.get("SLIPWAY_SEED", random.randrange(1 << 30)))
        print(f"SLIPWAY_SEED={seed}", file=sys.stderr)
        dice = random.Random(seed)
        rows = [(*row, None)[:2] for row in FIXED + [random_expression(dice) for _ in range(20)]]
        process = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        known, compared = {}, 0
        for expression, peer_week in rows:
            walls = wall_times(expression, peer_week)
            if not walls:
                continue  # 31 February and its like are refused; the table tests have them
            for name in ZONES:
                process.stdin.write(f"{expression}|{name}|{FIRST}|{LAST}\n")
                process.stdin.flush()
                ours = [int(text) for text in process.stdout.readline().split()]
                zone = zoneinfo.ZoneInfo(name)
                theirs = sorted({moment_of(wall, zone, known) for wall in walls})
                compared += len(theirs)
                if sorted(ours) != theirs:
                    differ = sorted(set(ours) ^ set(theirs))[:5]
                    readable = [datetime.datetime.fromtimestamp(moment, zone).isoformat() for moment in differ]
                    self.fail(f"{expression} in {name}: {len(ours)} against {len(theirs)}; first differences {readable}")
        process.stdin.close()
        self.assertEqual(process.wait(), 0)
        print(f"{compared} moments of {len(rows)} expressions agree", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
