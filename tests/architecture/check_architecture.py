#!/usr/bin/env python3
"""Checks the house rules that a compiler cannot see: who includes whom, file sizes, forbidden words.

Usage: check_architecture.py REPOSITORY        prints one line per breach, exits 1 if there is one
       check_architecture.py --self-test       shows that each rule can fail
"""
import re
import subprocess
import sys
from pathlib import Path

# Folder -> folders of ours that it may include (beside itself). The table of resources/docs/layout.md.
ENGINE_SIDE = ["models/domain", "app/engine", "app/platform"]
ALLOWED = {
    "models/domain": [],
    "models/contract": ["models/domain"],
    "models/backend": ["models/domain"],
    "models/items": ["models/domain"],
    "models/editing": ["models/domain", "models/items"],
    "resources": [],
    "widgets/kit": ["models/domain", "models/items", "resources"],
    "widgets/canvas": ["models/domain", "models/items", "widgets/kit"],
    "widgets/logview": ["models/domain", "models/items", "widgets/kit"],
    "widgets/editor": ["models/domain", "widgets/kit"],
    "ui": ["ui", "widgets", "models/domain", "models/backend", "models/items", "models/editing"],
    "app/platform": ["models/domain"],
    "app/engine": ["models/domain"],
    "app/store": ENGINE_SIDE,
    "app/executors": ENGINE_SIDE,
    "app/logs": ENGINE_SIDE,
    "app/serving": ENGINE_SIDE + ["models/contract"],
    "app/server": ENGINE_SIDE + ["models/contract", "app/logs", "app/serving"],
    "app/client": ["models/domain", "models/backend", "models/contract", "app/platform"],
    "app/lint": ["models/domain", "models/backend"],
    "app/run": ["app/platform/unique_fd.h"],  # no Qt there
    "app/model": ["models/domain", "models/contract"],
    "app/daemon": ["models", "app/engine", "app/store", "app/executors", "app/logs", "app/serving", "app/server", "app/platform"],
    "app/eascmd": ["models/domain", "models/contract", "models/backend", "app/client", "app/platform"],
    "app/console": ["models", "widgets", "ui", "resources", "app/client", "app/lint", "app/platform"],
    "tests": ["models", "widgets", "ui", "app", "tests"],
}
MAX_LINES = 600          # hard limit; the aim is 400
MAX_MAIN_LINES = 150     # a main parses, composes and runs
OURS = ("models/", "widgets/", "ui/", "app/", "tests/", "resources/")
TOP_LEVEL = {"CMakeLists.txt", "app", "ui", "widgets", "models", "resources", "tests", "README.md", "LICENSE", "CMakePresets.json"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
WIDGETS_FREE = ("models/", "app/engine", "app/store", "app/executors", "app/logs", "app/serving", "app/server", "app/daemon",
                "app/client", "app/eascmd", "app/platform", "app/lint", "app/run", "app/model")


def room_of(path):
    """The longest folder of the table that holds the file."""
    best = None
    for folder in ALLOWED:
        if path.startswith(folder + "/") and (best is None or len(folder) > len(best)):
            best = folder
    return best


def may_include(room, header):
    allowed = [room] + ALLOWED[room]
    return any(header.startswith(entry + "/") or header == entry for entry in allowed)


def check_includes(path, text):
    room = room_of(path)
    if room is None:
        yield f"{path}: lies in no room of the layout"
        return
    for kind, header in INCLUDE.findall(text):
        if kind == '"':
            if header.endswith(".moc"):
                continue
            if not header.startswith(OURS):
                yield f'{path}: include "{header}" is not written from the repository root'
            elif not may_include(room, header):
                yield f'{path}: {room} may not include "{header}"'
        elif header.startswith("QtWidgets") or header in ("QWidget", "QApplication"):
            presenter = "presenter" in Path(path).name
            if path.startswith(WIDGETS_FREE) or (path.startswith("ui/") and presenter):
                yield f"{path}: <{header}> is not allowed here (no Widgets)"


def check_size(path, text):
    lines = text.count("\n")
    limit = MAX_MAIN_LINES if Path(path).name == "main.cpp" and path.startswith("app/") else MAX_LINES
    if lines > limit:
        yield f"{path}: {lines} lines, the limit is {limit}"


def check_words(path, text):
    if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", text):
        yield f"{path}: an open end (TODO, FIXME, XXX or HACK)"
    if path.startswith("tests/") and re.search(r"QTest::q(Wait|Sleep)\(|sleep_for\(|\busleep\(", text):
        yield f"{path}: a fixed wait in a test"
    if re.search(r"static\s+\w+\s*[&*]\s*instance\s*\(\s*\)", text):
        yield f"{path}: a singleton"
    if not path.startswith("tests/") and re.search(r"QEventLoop\b.*\n(.*\n){0,6}.*\.exec\(", text):
        yield f"{path}: a nested event loop"


def check_source(path, text):
    yield from check_includes(path, text)
    yield from check_size(path, text)
    yield from check_words(path, text)


def check_top_level(names):
    for name in sorted(names):
        if not name.startswith(".") and name not in TOP_LEVEL:
            yield f"{name}: does not belong at the top level"


def check_repository(root):
    listed = subprocess.run(["git", "-C", str(root), "ls-files"], capture_output=True, text=True, check=True).stdout.split("\n")
    files = [name for name in listed if name and (root / name).exists()]
    yield from check_top_level({name.split("/")[0] for name in files})
    for name in files:
        if name.endswith((".cpp", ".h")):
            yield from check_source(name, (root / name).read_text(encoding="utf-8"))


def self_test():
    """Every rule must be able to fail."""
    bad = [
        ("models/domain/a.h", '#include "app/engine/clock.h"\n'),
        ("ui/groups/a.cpp", '#include "app/client/api.h"\n'),
        ("ui/groups/a.cpp", '#include "models/contract/signing.h"\n'),
        ("widgets/kit/a.cpp", '#include "theme.h"\n'),
        ("models/items/a.h", "#include <QtWidgets/QWidget>\n"),
        ("ui/groups/groups_presenter.cpp", "#include <QWidget>\n"),
        ("app/engine/a.cpp", "\n" * (MAX_LINES + 1)),
        ("app/daemon/main.cpp", "\n" * (MAX_MAIN_LINES + 1)),
        ("app/engine/a.cpp", "// TO" + "DO later\n"),
        ("tests/engine/a.cpp", "QTest::" + "qWait(5);\n"),
        ("app/engine/a.h", "static Engine &" + "instance();\n"),
        ("elsewhere/a.h", "\n"),
    ]
    for path, text in bad:
        if not list(check_source(path, text)):
            sys.exit(f"self-test: no breach found in {path}: {text.strip()[:60]!r}")
    good = ("ui/groups/a.cpp", '#include "widgets/kit/theme.h"\n#include "models/backend/backends.h"\n')
    if list(check_source(*good)):
        sys.exit("self-test: a good file was refused")
    if not list(check_top_level({"scripts"})):
        sys.exit("self-test: a stray top-level name was accepted")


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        print("every rule can fail")
        sys.exit(0)
    breaches = list(check_repository(Path(sys.argv[1])))
    print("\n".join(breaches) if breaches else "the house is in order")
    sys.exit(1 if breaches else 0)
