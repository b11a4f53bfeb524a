"""One figure a line, as JSON."""
import json
import statistics


def report(name, value, unit, reference_name=None, reference=None):
    line = {"name": name, "value": round(value, 3), "unit": unit}
    if reference_name:
        line.update(reference_name=reference_name, reference=round(reference, 3), ratio=round(value / reference, 3) if reference else None)
    print(json.dumps(line), flush=True)


def median(values):
    return statistics.median(values)
