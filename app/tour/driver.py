"""Drives the console as a person does: finds things by their accessible names, moves the mouse, presses keys, takes pictures.

Needs an X display with a D-Bus session and accessibility (resources/scripts/virtual-display.sh gives all three).
Nothing here sleeps for correctness: every step polls for what it expects, up to a deadline.
"""
import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

POLL = 0.05          # seconds between two looks
PATIENCE = float(os.environ.get("SLIPWAY_PATIENCE", "20"))      # seconds until a thing that does not appear is a failure
DEEPEST = 60         # levels of the accessible tree that are searched


class NotThere(AssertionError):
    """Something that was expected on screen did not appear in time."""


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def wait_until(what, question, patience=PATIENCE):
    """Asks `question` until it gives something true, and gives that back."""
    deadline = time.monotonic() + patience
    answer = question()
    while not answer:
        if time.monotonic() > deadline:
            raise NotThere(f"{what}: not within {patience:g} s")
        time.sleep(POLL)
        answer = question()
    return answer


def has_state(item, state):
    return item.get_state_set().contains(state)


def name_of(item):
    return item.get_name() or ""


def start_console(programs, data, page):
    return subprocess.Popen([programs / "slipway", "--data-dir", data, "--page", page, "--theme", "light"])


class Console:
    """One running console, seen through its accessible tree."""

    def __init__(self, process, pictures=None):
        self.process = process
        self.pictures = pictures
        self.root = wait_until("the console on the accessibility bus", self._application, 60)

    def fill_screen(self):
        window = wait_until("the window", self._windows, 60)[0]
        run("xdotool", "windowmove", "--sync", window, "0", "0")
        run("xdotool", "windowsize", window, "1600", "1000", "windowactivate", "--sync", window)

    def _windows(self):
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)]
        return subprocess.run(search, capture_output=True, text=True).stdout.split()

    def _application(self):
        if self.process.poll() is not None:
            raise NotThere(f"the console ended with status {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    # --- finding -------------------------------------------------------------------------------------------------

    def everything(self, start=None):
        """All items that are showing, parents before children. A table gives its visible cells only."""
        self.root.clear_cache()  # or children that came meanwhile stay unseen
        stack = [(start or self.root, 0)]
        while stack:
            item, depth = stack.pop()
            if item is None or depth > DEEPEST:
                continue
            try:
                if depth > 1 and not has_state(item, Atspi.StateType.SHOWING):
                    continue
                yield item
                count = min(item.get_child_count(), 2000)
                children = [item.get_child_at_index(index) for index in range(count)]
            except Exception:  # the item left while it was looked at
                continue
            stack.extend((child, depth + 1) for child in reversed(children))

    def look(self, name, role=None, within=None, exact=True):
        """The items now on screen with that name (and role, e.g. "push button")."""
        found = []
        for item in self.everything(within):
            try:
                label = name_of(item)
                if (label == name if exact else name in label) and (role is None or item.get_role_name() == role):
                    found.append(item)
            except Exception:
                continue
        return found

    def find(self, name, role=None, within=None, exact=True, patience=PATIENCE):
        """Waits for an item; the last one in tree order wins, which is the topmost window's."""
        def question():
            found = self.look(name, role, within, exact)
            return found[-1] if found else None
        return wait_until(f"{role or 'item'} {name!r}", question, patience)

    def gone(self, name, role=None, patience=PATIENCE):
        wait_until(f"{name!r} to go away", lambda: not self.look(name, role), patience)

    def text_of(self, item):
        text = item.get_text_iface()
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) if text else name_of(item)

    def until_log(self, text, what, after="", patience=90):
        """Waits for a log on screen with that text; with `after`, too, where that is given."""
        def question():
            logs = [self.text_of(item) for item in self.look("Run log")]
            return any(text in log and after in log for log in logs)
        wait_until(what, question, patience)

    def describe(self):
        """Everything on screen, one line per item: role, name, place. For the one who asks why a step found nothing."""
        lines = []
        for item in self.everything():
            try:
                box = self._box(item)
                place = f"{box.x},{box.y} {box.width}x{box.height}" if box else "-"
                lines.append(f"{item.get_role_name()} | {name_of(item)} | {place}")
            except Exception as fault:  # it left, or cannot be asked
                lines.append(f"? {fault}")
        return "\n".join(lines) + "\n"

    # --- doing ---------------------------------------------------------------------------------------------------

    def centre(self, item):
        box = wait_until("a place on screen", lambda: self._box(item))
        return box.x + box.width // 2, box.y + box.height // 2

    @staticmethod
    def _box(item):
        box = item.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        return box if box.width > 0 and box.height > 0 and box.x > -10000 else None

    def click(self, name, role=None, within=None, exact=True, button=1, double=False, patience=PATIENCE):
        item = self.find(name, role, within, exact, patience)
        wait_until(f"{name!r} to be enabled", lambda: has_state(item, Atspi.StateType.ENABLED), patience)
        self.click_item(item, button, double)
        return item

    def click_item(self, item, button=1, double=False):
        x, y = self.centre(item)
        self.click_at(x, y, button, double)

    def click_in(self, item, right):
        """Clicks so many pixels right of an item's left edge."""
        x, y = self.centre(item)
        self.click_at(self._box(item).x + right, y)

    @staticmethod
    def click_at(x, y, button=1, double=False):
        clicks = ["--repeat", "2", "--delay", "60"] if double else []
        run("xdotool", "mousemove", str(x), str(y), "click", *clicks, str(button))

    @staticmethod
    def drag(start, end, steps=12):
        """Press at `start`, move in small steps, release at `end`; slow enough for a drag and drop to begin."""
        run("xdotool", "mousemove", str(start[0]), str(start[1]), "mousedown", "1")
        for step in range(1, steps + 1):
            x = start[0] + (end[0] - start[0]) * step // steps
            y = start[1] + (end[1] - start[1]) * step // steps
            run("xdotool", "mousemove", str(x), str(y), "sleep", "0.03")
        run("xdotool", "mousemove", str(end[0]), str(end[1]), "sleep", "0.1", "mouseup", "1")

    @staticmethod
    def key(*keys):
        run("xdotool", "key", "--delay", "20", *keys)

    @staticmethod
    def type(text):
        run("xdotool", "type", "--delay", "8", "--", text)

    def field(self, name, patience=PATIENCE):
        """The control of that name, not the label beside it."""
        def question():
            found = [item for item in self.look(name) if item.get_role_name() not in ("label", "filler")]
            return found[-1] if found else None
        return wait_until(f"field {name!r}", question, patience)

    def fill(self, name, text):
        """Clicks a field, replaces what it holds by typing."""
        self.click_item(self.field(name))
        self.key("ctrl+a")
        self.type(text)

    def open_menu(self, item, button=1):
        """Clicks what opens a menu, a window of its own, and waits for it."""
        before = len(self._windows())
        self.click_item(item, button)
        wait_until("the menu", lambda: len(self._windows()) > before)

    def choose_from_menu(self, item, entry):
        """Opens an item's context menu by the right button and walks to the entry of that number by keyboard."""
        self.open_menu(item, button=3)
        self.key(*["Down"] * entry, "Return")

    def paste(self, text):
        """Puts text on the clipboard and pastes it into what has the focus."""
        holder = subprocess.Popen(["xclip", "-selection", "clipboard", "-loops", "0", "-quiet"], stdin=subprocess.PIPE,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        holder.stdin.write(text.encode())
        holder.stdin.close()
        try:
            wait_until("the clipboard", lambda: self._clipboard() == text)
            self.key("ctrl+v")
            # The holder must live until the console has asked for the text.
            run("xdotool", "sleep", "0.3")
        finally:
            holder.terminate()
            holder.wait()

    @staticmethod
    def _clipboard():
        return subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True, text=True).stdout

    def combo(self, label, patience=PATIENCE):
        """The drop-down list under a label or to the right of it; on this platform its own name is what it shows."""
        def question():
            labels = [item for item in self.look(label, "label", exact=False) if name_of(item).rstrip(" *") == label and self._box(item)]
            if not labels:
                return None
            under = self._box(labels[-1])
            found = [item for item in self.everything() if item.get_role_name() == "combo box" and self._box(item)]
            near = [item for item in found if self._belongs(under, self._box(item))]
            return near[-1] if near else None
        return wait_until(f"drop-down list {label!r}", question, patience)

    @staticmethod
    def _belongs(label, box):
        below = abs(box.x - label.x) < 8 and 0 < box.y - label.y < 40
        beside = abs(box.y - label.y) < 8 and 0 < box.x - label.x < 200
        return below or beside

    def choose(self, label, entry):
        """Opens a drop-down list and picks an entry."""
        self.click_item(self.combo(label))
        self.click(entry, "list item")
        wait_until(f"{entry!r} to be chosen", lambda: name_of(self.combo(label)) == entry)

    def step_time(self, name, shown, wanted):
        """Steps a time from what it shows to what is wanted, hours then minutes, by the arrow keys."""
        self.click_item(self.field(name))
        self.key("Home")
        self.key(*arrows(wanted.hour - shown.hour))
        self.key("End")
        self.key(*arrows(wanted.minute - shown.minute))

    def reveal(self, name):
        """Turns the wheel beside the fields of the Properties panel until a field is in view."""
        x, _ = self.centre(self.find("Properties"))
        place = (x - 24, 500)

        def in_view():
            found = [item for item in self.look(name) if self._box(item)]
            if not found:
                return False
            box = self._box(found[-1])
            if 150 < box.y and box.y + box.height < 940:
                return True
            run("xdotool", "mousemove", str(place[0]), str(place[1]), "click", "5" if box.y + box.height >= 940 else "4")
            return False
        wait_until(f"{name} to come into view", in_view, 30)

    def picture(self, name):
        """Leaves a PNG of the whole screen."""
        if not self.pictures:
            return None
        path = os.path.join(self.pictures, name + ".png")
        run("import", "-window", "root", "-silent", path)
        return path


def arrows(steps):
    return ["Up" if steps > 0 else "Down"] * abs(steps) or ["shift"]
