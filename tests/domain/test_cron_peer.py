"""Our cron and our recurrences against independent ones, row by row over ten years and twelve time zones.

Where Debian's croniter can say the expression, it is the peer. It cannot say W, L-n, LW, lists of L and #, a year, ranges
and steps of weekdays counted from Monday, and ranges over a field's end; for these, and for the recurrences, a rule in plain
Python goes through the days. Changes of clocks come from Python's own time zones: what daylight saving skips runs at the
next existing moment, what it repeats runs once, the second time. A day outside a selection of days has one dry run, at the
first of the times. (References: dataworks 3.2, 3.9.)"""
import calendar
import datetime
import os
import random
import re
import subprocess
import sys
import time
import unittest
import zoneinfo

from croniter import CroniterBadDateError, croniter

PROGRAM = os.environ["CRON_LINES"]
FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2035, 12, 31)
ZONES = ["UTC", "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Asia/Beirut",
         "Africa/Casablanca", "Pacific/Auckland", "Asia/Kathmandu", "America/St_Johns", "Africa/Cairo"]
OFF_DAY_ZONES = ["Australia/Lord_Howe"]  # the days are the same in every zone
SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)
UTC = datetime.timezone.utc
DAYS = [FIRST + DAY * n for n in range((LAST - FIRST).days + 1)]

# Second, minute, hour, day, month, weekday; the peer's weekday where it is written otherwise.
FIXED = [
    ("0 30 2 * * ?",), ("0 0 0 * * ?",), ("0 59 23 * * ?",), ("0 5 0 L * ?",), ("0 30 2 1 1-12/3 ?",), ("0 30 2 ? * 1",),
    ("0 15 1 ? * MON-FRI",), ("0 0 3 ? * 5#2",), ("0 0 3 ? * 7#5",), ("0 30 1 ? * 7L", "L0"), ("0 30 2 ? * 5L", "L5"),
    ("0 0 12 29 2 ?",), ("0 0 12 31 * ?",), ("0 0 12 29-31 JAN,MAR,DEC ?",), ("15,45 30 1,2 ? * SUN",), ("0 */30 1-3 ? 3,4,9-11 *",),
    ("0 0 */6 ? * SAT,SUN",), ("0 10/20 2 ? * SUN",), ("0 0 0-23/8 1-7/2 * ?",), ("0 7 1-5 10,20,L JUN ?",),
]


def clocks(*texts):
    return [datetime.time.fromisoformat(text) for text in texts]


def last_day(day):
    return calendar.monthrange(day.year, day.month)[1]


def work_day_near(day, wanted):
    """The working day of the month that is nearest to a day of it; none in a month without that day."""
    if not 1 <= wanted <= last_day(day):
        return None
    work_days = [n for n in range(1, last_day(day) + 1) if day.replace(day=n).isoweekday() <= 5]
    return min(work_days, key=lambda n: abs(n - wanted))


def nth_week_day(day, weekday, nth):
    """The day of the month on which it falls; nth 0 is the last."""
    found = [n for n in range(1, last_day(day) + 1) if day.replace(day=n).isoweekday() == weekday]
    return found[-1] if nth == 0 else found[nth - 1] if nth <= len(found) else None


# An expression, the days on which it fires, its times, its years where it has some: all that the peer cannot say.
BRUTE = [
    ("0 30 2 15W * ?", lambda d: d.day == work_day_near(d, 15), clocks("02:30")),
    ("0 30 2 1W * ?", lambda d: d.day == work_day_near(d, 1), clocks("02:30")),
    ("0 30 1 31W * ?", lambda d: d.day == work_day_near(d, 31), clocks("01:30")),
    ("0 0 0 LW * ?", lambda d: d.day == max(n for n in range(1, last_day(d) + 1) if d.replace(day=n).isoweekday() <= 5),
     clocks("00:00")),
    ("0 30 23 L-3 * ?", lambda d: d.day == last_day(d) - 3, clocks("23:30")),
    ("0 30 23 L-30 * ?", lambda d: d.day == last_day(d) - 30, clocks("23:30")),
    ("0 30 2 L-2W * ?", lambda d: d.day == work_day_near(d, last_day(d) - 2), clocks("02:30")),
    ("0 30 2 1W,15,L FEB,OCT ?", lambda d: d.month in (2, 10) and d.day in (work_day_near(d, 1), 15, last_day(d)), clocks("02:30")),
    ("0 15 2 ? * 1#1,5L", lambda d: d.day in (nth_week_day(d, 1, 1), nth_week_day(d, 5, 0)), clocks("02:15")),
    ("0 15 2 ? * WED,SUN#4", lambda d: d.isoweekday() == 3 or d.day == nth_week_day(d, 7, 4), clocks("02:15")),
    ("0 15 2 ? * FRIL", lambda d: d.day == nth_week_day(d, 5, 0), clocks("02:15")),
    ("0 30 2 ? * L", lambda d: d.isoweekday() == 7, clocks("02:30")),
    ("0 30 2 ? * 6-1", lambda d: d.isoweekday() in (6, 7, 1), clocks("02:30")),
    ("0 30 2 ? * FRI-MON", lambda d: d.isoweekday() in (5, 6, 7, 1), clocks("02:30")),
    ("0 30 2 ? * 1-7/2", lambda d: d.isoweekday() % 2 == 1, clocks("02:30")),
    ("0 30 2 ? * 2/3", lambda d: d.isoweekday() in (2, 5), clocks("02:30")),
    ("0 30 2 10 NOV-FEB ?", lambda d: d.month in (11, 12, 1, 2) and d.day == 10, clocks("02:30")),
    ("0 0 22-3/2 * * ?", lambda d: True, clocks("00:00", "02:00", "22:00")),
    ("0 50-10/10 2 ? * SUN", lambda d: d.isoweekday() == 7, clocks("02:00", "02:10", "02:50")),
    ("0 30 2 * * ? 2028", lambda d: d.year == 2028, clocks("02:30"), {2028}),
    ("0 30 2 29 2 ? 2027-2032", lambda d: (d.month, d.day) == (2, 29) and 2027 <= d.year <= 2032, clocks("02:30"),
     set(range(2027, 2033))),
    ("0 30 2 ? * SUN 2026/3", lambda d: d.isoweekday() == 7 and (d.year - 2026) % 3 == 0, clocks("02:30"),
     {2026, 2029, 2032, 2035}),
    ("0 30 2 LW * ? 2027,2030-2031", lambda d: d.year in (2027, 2030, 2031) and d.day == work_day_near(d, last_day(d)),
     clocks("02:30"), {2027, 2030, 2031}),
    ("*/20 30 2 ? MAR,OCT SUN", lambda d: d.month in (3, 10) and d.isoweekday() == 7, clocks("02:30:00", "02:30:20", "02:30:40")),
]


def every(minutes, begin, end):
    """The closed window of dataworks 3.2."""
    first, last = (t.hour * 60 + t.minute for t in clocks(begin, end))
    return [datetime.time(*divmod(n, 60)) for n in range(first, last + 1, minutes)]


# Recurrence, time, window, interval, hours, weekdays, days of the month (-1 the last), months; the days it selects, its times.
# Of a minute, hour and day there are no other days; the other three make a dry run on each.
RECURRENCES = [
    ("Minute;;01:30;03:30;30;;;;", lambda d: True, every(30, "01:30", "03:30")),
    ("Minute;;01:50;02:40;7;;;;", lambda d: True, every(7, "01:50", "02:40")),
    ("Hour;;00:00;03:00;1;;;;", lambda d: True, clocks("00:00", "01:00", "02:00", "03:00")),
    ("Hour;;00:30;23:59;5;;;;", lambda d: True, every(300, "00:30", "23:59")),
    ("Hour;;00:15;;1;0,2,23;;;", lambda d: True, clocks("00:15", "02:15", "23:15")),
    ("Day;02:30;;;;;;;", lambda d: True, clocks("02:30")),
    ("Week;02:30;;;;;1,7;;", lambda d: d.isoweekday() in (1, 7), clocks("02:30")),
    ("Month;00:20;;;;;;1,31,-1;", lambda d: d.day in (1, 31, last_day(d)), clocks("00:20")),
    ("Year;02:00;;;;;;29,-1;2,3,10", lambda d: d.month in (2, 3, 10) and d.day in (29, last_day(d)), clocks("02:00")),
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


def random_special(dice):
    """One with W, L-n, # or nL in some years, and the rule for it."""
    kind, number, nth, weekday = dice.randrange(5), dice.randint(1, 31), dice.randint(1, 5), dice.randint(1, 7)
    years = sorted(dice.sample(range(2026, 2036), dice.randint(3, 9)))
    hour, minute = dice.choice([(0, 0), (2, 30), (1, 45), (23, 59), (dice.randint(0, 23), dice.randint(0, 59))])
    day, week, rule = [
        (f"{number}W", "?", lambda d: d.day == work_day_near(d, number)),
        (f"L-{number - 1}", "?", lambda d: d.day == last_day(d) - (number - 1)),
        (f"L-{number - 1}W", "?", lambda d: d.day == work_day_near(d, last_day(d) - (number - 1))),
        ("?", f"{weekday}#{nth}", lambda d: d.day == nth_week_day(d, weekday, nth)),
        ("?", f"{weekday}L", lambda d: d.day == nth_week_day(d, weekday, 0)),
    ][kind]
    return (f"0 {minute} {hour} {day} * {week} {','.join(map(str, years))}", lambda d: d.year in years and rule(d),
            [datetime.time(hour, minute)], set(years))


def peer_walls(expression, peer_week):
    second, minute, hour, day, month, week = expression.split()
    week = peer_week or re.sub(r"\b7\b", "0", week)  # Sunday
    peer = " ".join([minute, hour, day.replace("?", "*"), month, week.replace("?", "*"), second])
    moments = croniter(peer, datetime.datetime.combine(FIRST, datetime.time()) - SECOND)
    end = datetime.datetime.combine(LAST, datetime.time(23, 59, 59))
    found = []
    while True:
        try:
            moment = moments.get_next(datetime.datetime)
        except CroniterBadDateError:  # it never fires (again)
            return found
        if moment > end:
            return found
        found.append(moment)


class Zone:
    """Moments, in seconds since the epoch, of wall clock times."""

    def __init__(self, name):
        self.zone = zoneinfo.ZoneInfo(name)
        self.offsets = {}  # by day; None where the clocks may change
        self.changes = {}

    def moment(self, wall):
        day = wall.toordinal()
        if day not in self.offsets:
            noon = datetime.datetime(wall.year, wall.month, wall.day, 12)
            around = {(noon + DAY * n / 2).replace(tzinfo=self.zone).utcoffset() for n in range(-4, 5)}
            self.offsets[day] = around.pop() if len(around) == 1 else None
        offset = self.offsets[day]
        if offset is None:
            return self.slow_moment(wall)
        return (day - 719163) * 86400 + wall.hour * 3600 + wall.minute * 60 + wall.second - int(offset.total_seconds())

    def slow_moment(self, wall):
        instant = wall.replace(tzinfo=self.zone, fold=1).astimezone(UTC)
        if instant.astimezone(self.zone).replace(tzinfo=None) == wall:
            return int(instant.timestamp())
        if wall.date() not in self.changes:
            self.changes[wall.date()] = self.change_near(wall)
        return self.changes[wall.date()]

    def change_near(self, wall):
        low, high = (int((wall + shift).replace(tzinfo=self.zone).timestamp()) for shift in (-DAY / 2, DAY / 2))
        before = datetime.datetime.fromtimestamp(low, self.zone).utcoffset()
        while high - low > 1:
            middle = (low + high) // 2
            if datetime.datetime.fromtimestamp(middle, self.zone).utcoffset() == before:
                low = middle
            else:
                high = middle
        return high


class Ours:
    def __init__(self):
        self.process = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.zones = {name: Zone(name) for name in ZONES}
        self.compared = 0

    def moments(self, schedule, zone, off_days):
        """When it runs, and, where asked for, when it makes a dry run because the day is not one of its own."""
        self.process.stdin.write(f"{schedule}|{zone}|{FIRST}|{LAST}|{int(off_days)}\n")
        self.process.stdin.flush()
        words = self.process.stdout.readline().split()
        return [int(word) for word in words if word[-1] != "*"], [int(word[:-1]) for word in words if word[-1] == "*"]

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait()


class CronAgainstPeer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ours = Ours()
        seed = int(os.environ.get("SLIPWAY_SEED", random.randrange(1 << 30)))
        print(f"SLIPWAY_SEED={seed}", file=sys.stderr)
        cls.dice = random.Random(seed)
        cls.begin = time.monotonic()

    @classmethod
    def tearDownClass(cls):
        assert cls.ours.close() == 0
        print(f"{cls.ours.compared} moments agree, in {time.monotonic() - cls.begin:.1f} s", file=sys.stderr)

    def compare(self, what, zone, ours, theirs):
        self.ours.compared += len(theirs)
        if ours == theirs:
            return
        differ = sorted(set(ours) ^ set(theirs))[:5]
        readable = [datetime.datetime.fromtimestamp(moment, self.ours.zones[zone].zone).isoformat() for moment in differ]
        self.fail(f"{what} in {zone}: {len(ours)} against {len(theirs)}; first differences {readable}")

    def compare_walls(self, schedule, walls, off_walls):
        for name, zone in self.ours.zones.items():
            runs, off = self.ours.moments(schedule, name, name in OFF_DAY_ZONES)
            self.compare(schedule, name, sorted(runs), sorted({zone.moment(wall) for wall in walls}))
            if name in OFF_DAY_ZONES:
                self.compare(f"{schedule} on other days", name, sorted(off), sorted({zone.moment(wall) for wall in off_walls}))

    def by_rule(self, schedule, rule, times, years=None):
        walls = [datetime.datetime.combine(day, clock) for day in DAYS if rule(day) for clock in times]
        off = [datetime.datetime.combine(day, times[0]) for day in DAYS if not rule(day) and (not years or day.year in years)]
        self.compare_walls(schedule, walls, off)

    def test_expressions_that_the_peer_can_say(self):
        for expression, peer_week in [(*row, None)[:2] for row in FIXED + [random_expression(self.dice) for _ in range(20)]]:
            walls = peer_walls(expression, peer_week)
            if not walls:
                continue  # 31 February and its like are refused; the table tests have them
            days, first = {wall.date() for wall in walls}, min(wall.time() for wall in walls)
            self.compare_walls(expression, walls, [datetime.datetime.combine(day, first) for day in DAYS if day not in days])

    def test_expressions_that_it_cannot(self):
        for row in BRUTE + [random_special(self.dice) for _ in range(30)]:
            self.by_rule(*row)

    def test_recurrences(self):
        for row in RECURRENCES:
            self.by_rule(*row)


if __name__ == "__main__":
    unittest.main()
