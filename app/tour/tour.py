#!/usr/bin/env python3
"""Performs the whole procedure in the real console with mouse and keyboard, and says what it saw, one line per step.

    tour.py --programs DIR [--pictures DIR]

Runs on the display that it finds (app/run.sh --tour gives it one of its own). The engine is a real one with a folder of its own and a
clock that runs faster, so that two scheduled runs need not be waited for all day. Ends with 0 when every step held.
"""
import argparse
import datetime
import functools
import http.server
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import urllib.error
import urllib.request
import zoneinfo

from driver import Console, NotThere, start_console, wait_until
from slipway_api import Api  # signs its calls apart from the product's own code

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MODELS = ROOT / "tests" / "data" / "models"
RATE = 20  # the engine's clock: a minute takes three seconds
GROUP, WORKFLOW, NODE, SERVICE = "excl_1", "iris_model", "Deployment", "iris_service"

DESCRIPTION = """\
# Compile the service deployment description file.
cat << EOF > echo.json
{{
"name": "{service}",
"generate_token": "true",
"model_path": "{model}",
"processor": "xgboost",
"metadata": {{
"instance": 1, # You can change the number of instances based on the actual needs.
"cpu": 2, # You can change the number of CPUs based on the actual needs.
"memory": 4000
}}
}}
EOF
"""
CREATE = DESCRIPTION + """\
# Run the deployment command.
/home/admin/usertools/tools/eascmd -i {key} -k {secret} -e pai-eas.cn-shanghai.aliyuncs.com create echo.json
"""
MODIFY = DESCRIPTION + """\
# Update and deploy the model. For each scheduled deployment, a new version of the model service is added as the latest online service.
/home/admin/usertools/tools/eascmd -i {key} -k {secret} -e pai-eas.cn-shanghai.aliyuncs.com modify {service} -s echo.json
# Define the test logic for the service.
# If an exception occurs on the test service, run the following command to roll back the model service:
#/home/admin/usertools/tools/eascmd -i {key} -k {secret} -e pai-eas.cn-shanghai.aliyuncs.com version -f {service} 1
"""


class Tour:
    def __init__(self, programs, pictures, folder):
        self.programs = pathlib.Path(programs).resolve()
        self.pictures = pictures
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "engine"
        self.step_number = 0
        self.console = None
        self.processes = []

    # --- surroundings ---------------------------------------------------------------------------------------------

    def start(self):
        # On the hour, in the middle of the day: the schedule of step 6 fits into it.
        begin = datetime.datetime.now(datetime.timezone.utc).replace(minute=0, second=0, microsecond=0)
        zone = local_zone()
        begin = begin.astimezone(zone).replace(hour=10)
        subprocess.run([self.programs / "slipwayd", "--data-dir", self.data, "--clock", f"{begin.isoformat()},x{RATE}"],
                       check=True, stdout=subprocess.DEVNULL)
        handler = functools.partial(QuietFiles, directory=str(self.folder / "models"))
        self.files = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.files.serve_forever, daemon=True).start()
        process = start_console(self.programs, self.data, "groups")
        self.processes.append(process)
        self.console = Console(process, self.pictures)
        self.console.fill_screen()

    def stop(self):
        for process in self.processes:
            process.terminate()
            process.wait(20)
        engine = self.data / "engine.json"
        if engine.exists():
            process = json.loads(engine.read_text())["ProcessId"]
            os.kill(process, signal.SIGTERM)
            wait_until("the engine to end", lambda: not pathlib.Path(f"/proc/{process}").exists())
        # Services outlive the engine; take them down with it here.
        last = subprocess.Popen([self.programs / "slipwayd", "--foreground", "--data-dir", self.data, "--on-exit", "stop"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            wait_until("the engine to come back", engine.exists, 30)
        finally:
            last.terminate()
            said = last.communicate(timeout=30)[1]
            if last.returncode:
                print(said, file=sys.stderr)

    def model(self, name, source="iris_xgb.json", content=None):
        """An archive under a URL, as the procedure asks; `content` replaces the model's bytes."""
        folder = self.folder / "models"
        folder.mkdir(exist_ok=True)
        plain = folder / source
        plain.write_bytes(content if content is not None else (MODELS / source).read_bytes())
        with tarfile.open(folder / f"{name}.tar.gz", "w:gz") as archive:
            archive.add(plain, arcname=source)
        return f"http://127.0.0.1:{self.files.server_port}/{name}.tar.gz"

    def script(self, template, model):
        key = json.loads((self.data / "accesskey.json").read_text())
        return template.format(service=SERVICE, model=model, key=key["AccessKeyId"], secret=key["AccessKeySecret"])

    def saw(self, what):
        """Ends a step: one line, one picture."""
        self.step_number += 1
        print(f"{self.step_number:2}. {what}", flush=True)
        self.console.picture(f"{self.step_number:02}-{slug(what)}")

    # --- the steps --------------------------------------------------------------------------------------------------

    def create_group(self):
        c = self.console
        c.click("Create Resource Group for Scheduling", "push button")
        c.fill("Resource Group Name", GROUP)
        c.fill("Resource Group Description", "Runs the deployments")
        c.click("Purchase", "push button")
        self.saw("the panel of a new resource group, with its order number purchased")
        c.click("OK", "push button")
        c.find(GROUP)
        self.until_text("Running", "the group to be Running")
        self.saw(f"resource group {GROUP} is Running")

    def bind_group(self):
        c = self.console
        c.click(GROUP, "table cell")
        c.click("Change Workspace", "push button")
        c.click("Bind slipway_demo")
        c.find("Unbind slipway_demo")
        self.saw("workspace slipway_demo is bound in the dialog Modify home workspace")
        c.key("Escape")

    def create_workflow(self):
        c = self.console
        c.click("DataStudio")
        c.key("ctrl+n")
        try:
            c.find("Workflow Name", patience=3)
        except NotThere:
            c.click("Create", exact=True)
            c.click("Workflow", "menu item", exact=False)
        c.fill("Workflow Name", "iris model")
        c.find("Workflow Name")
        self.saw("the rule of workflow names is told while one types: a space is refused")
        c.fill("Workflow Name", WORKFLOW)
        c.fill("Description", "Deploys the iris model")
        c.click("Create", "push button")
        c.find("Workflow canvas")
        self.saw(f"workflow {WORKFLOW} is open on its canvas")

    def drag_shell(self):
        c = self.console
        canvas = c.find("Workflow canvas")
        box = canvas.get_component_iface().get_extents(0)
        start = c.centre(c.find("Shell", "push button"))
        c.drag(start, (box.x + box.width // 2, box.y + box.height // 2))
        c.fill("Node Name", NODE)
        self.saw("Shell was dragged to the canvas; the dialog Create Node asks for its name")
        c.click("Commit", "push button")
        c.find(NODE, "list item")
        self.saw(f"node {NODE} is on the canvas")

    def deploy_first(self):
        c = self.console
        c.click_item(c.find(NODE, "list item"), double=True)
        c.find("Script")
        self.write("echo deploying <yourModelName>\n")
        c.click("Run", "push button")
        self.until_text("unfilled", "the unfilled placeholder to be told", anywhere=True)
        self.saw("an unfilled <yourModelName> is told in Problems, and nothing was run")
        self.write(self.script(CREATE, self.model("v1")))
        self.run_script()
        self.console.until_log("Service is running", "the deployment to finish")
        self.saw("the log streams to [OK] Service is running")
        self.expect_predictions(1)

    def look_at_service(self):
        c = self.console
        c.click("Model Services")
        c.find(SERVICE)
        self.until_text("V1", "version 1 in the list")
        c.click("Test", "page tab")
        expected = json.loads((MODELS / "iris_xgb.expected.json").read_text())
        c.click("Request body")
        c.paste(json.dumps(expected["inputs"]))
        c.click("Send Request", "push button")
        self.until_text("HTTP 200", "the answer", exact=False)
        self.saw("the service answers the request of the tester as the model's makers expect")

    def edit_for_schedule(self):
        c = self.console
        c.click("DataStudio")
        c.find("Script")
        self.write(self.script(MODIFY, self.model("v2")).replace("EOF\n", "EOF # The 14rd line of code.\n", 1))
        c.click("Run", "push button")
        self.until_text("heredoc-end", "the swallowed here-document to be told", anywhere=True)
        self.saw("text behind the EOF of the here-document is told in Problems, and nothing was run")
        self.write(self.script(MODIFY, self.model("v2")))
        self.run_script()
        self.console.until_log("Service is running", "the modification to finish", after="update")
        self.expect_predictions(2)
        self.saw("the edited script added version 2, which answers now")

    def schedule(self):
        c = self.console
        c.click("Properties")
        begin = self.engine_time() + datetime.timedelta(minutes=25)  # ten of them pass before new instances count
        begin = begin.replace(second=0, microsecond=0)
        c.choose("Instance Recurrence", "Minute")
        c.reveal("From")
        c.step_time("From", datetime.time(0, 0), begin)
        c.reveal("To")
        c.step_time("To", datetime.time(23, 59), begin + datetime.timedelta(minutes=1))
        self.until_text(begin.strftime("%Y-%m-%d %H:%M"), "the preview to begin with the window", exact=False)
        c.reveal("Instance generation")
        c.choose("Instance generation", "Immediately after commit")
        self.saw("Properties: every minute of a window; the next five runs are shown while one edits")
        c.reveal("Use Root Node")
        c.click("Use Root Node", "push button")
        c.reveal("Resource Group")
        c.choose("Resource Group", GROUP)
        self.saw("Properties: the root node is the parent, the resource group is chosen")
        c.key("ctrl+s")
        c.click("Commit", "push button")
        c.fill("Change description", "Deploy on a schedule")
        c.click_item(c.look("Commit", "push button")[-1])
        self.until_text("Committed as V1.", "the commit", exact=False)
        self.saw(f"node {NODE} is committed as V1")

    def watch_instances(self):
        c = self.console
        c.click("Operation Center", "push button")
        c.find("Cycle instances", "table")
        self.until_text("Waiting", "the coming instances", exact=False)
        self.saw("the Operation Center shows the coming instances and their Schedule")
        wait_until("two scheduled runs to succeed", lambda: len(c.look("Successful", "table cell")) >= 2, 120)
        self.saw("two scheduled runs succeeded")
        c.choose_from_menu(c.look("Successful", "table cell")[0], 1)  # View Runtime Log
        self.console.until_log("Service is running", "the log of the scheduled run")
        self.saw("View Runtime Log shows the log of a scheduled run")

    def see_versions_and_roll_back(self):
        c = self.console
        c.click("Model Services")
        c.click("Versions", "page tab")
        self.until_text("V4", "version 4 in the timeline")
        self.expect_predictions(4)
        self.saw("the schedule made versions 3 and 4; each names the instance that made it")
        self.fail_a_version()
        row = [item for item in c.look("V1") if item.get_role_name() == "table cell"][-1]
        c.click_item(row)
        c.click("Roll Back to This Version", "push button")
        c.click("Roll Back", "push button")
        wait_until("version 1 to serve", lambda: self.service()["CurrentVersion"] == 1 and self.service()["Status"] == "Running", 60)
        self.expect_predictions(1)
        self.until_text("V1 of 5", "the list to say so", exact=False)
        self.saw("rolled back: version 1 answers again, nothing was lost")

    def fail_a_version(self):
        c = self.console
        c.click("DataStudio")
        c.find("Script")
        self.write(self.script(MODIFY, self.model("v5", content=b'{"learner": {')))
        self.run_script()
        self.until_text("Failed", "the run to fail", exact=False)
        self.expect_predictions(4)
        self.saw("a version whose model is damaged fails the run and never takes traffic: version 4 goes on answering")
        c.click("Model Services")
        self.until_text("V4 of 5", "the list to say so", exact=False)
        self.saw("Model Services: version 5 has failed, version 4 serves")

    # --- helpers ------------------------------------------------------------------------------------------------------

    def write(self, text):
        """Replaces the script by pasting, and waits until it is saved."""
        c = self.console
        c.click("Script")
        c.key("ctrl+a")
        c.paste(text)
        self.until_text("Saved", "the draft to be saved", exact=False)

    def run_script(self):
        c = self.console
        c.click("Run", "push button")
        c.click("Continue to Run", "push button")
        wait_until("the group to be chosen", lambda: c.combo("Resource Group").get_name() == GROUP)
        if self.step_number < 9:
            self.saw("Runtime Parameters asks for the resource group")
        c.click("OK", "push button")

    def until_text(self, text, what, exact=True, anywhere=False, patience=30):
        wait_until(what, lambda: self.console.look(text, exact=exact and not anywhere), patience)

    def engine_time(self):
        engine = self.call("GetEngineStatus")
        return datetime.datetime.fromtimestamp(engine["Now"] / 1000, local_zone())

    def call(self, action, **parameters):
        return Api(self.data).rpc(action, **parameters)["Data"]

    def service(self):
        return Api(self.data).eas("GET", f"/services/cn-shanghai/{SERVICE}", "DescribeService")

    def expect_predictions(self, version):
        """The gateway's answers are those that the model's makers computed, and come from that version."""
        service = wait_until(f"version {version} to serve", lambda: self.serving(version), 60)
        expected = json.loads((MODELS / "iris_xgb.expected.json").read_text())
        request = urllib.request.Request(service["InternetEndpoint"], json.dumps(expected["inputs"]).encode(),
                                         {"Authorization": service["AccessToken"], "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            rows = json.loads(answer.read())
            if answer.headers["X-Slipway-Version"] != str(version):
                raise NotThere(f"version {answer.headers['X-Slipway-Version']} answered, not {version}")
        for row, wanted in zip(rows, expected["outputs"]):
            for value, want in zip(row, wanted):
                if abs(value - want) > float(expected["tolerance"]):
                    raise NotThere(f"the service answered {value}, the model's makers expect {want}")

    def serving(self, version):
        try:
            service = self.service()
        except Exception:  # not there yet
            return None
        return service if service["CurrentVersion"] == version else None

    def perform(self):
        for step in (self.create_group, self.bind_group, self.create_workflow, self.drag_shell, self.deploy_first, self.look_at_service,
                     self.edit_for_schedule, self.schedule, self.watch_instances, self.see_versions_and_roll_back):
            step()


class QuietFiles(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def local_zone():
    name = "Etc/UTC"
    link = pathlib.Path("/etc/localtime")
    if os.environ.get("TZ"):
        name = os.environ["TZ"]
    elif link.is_symlink():
        name = str(link.resolve()).split("zoneinfo/")[-1]
    return zoneinfo.ZoneInfo(name)


def slug(text):
    words = "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()
    return "-".join(words[:6])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--programs", required=True)
    parser.add_argument("--pictures")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="slip-")
    tour = Tour(options.programs, options.pictures, folder)
    begin = time.monotonic()
    try:
        tour.start()
        tour.perform()
        print(f"The procedure holds: {tour.step_number} steps in {time.monotonic() - begin:.0f} s.")
        return 0
    except (NotThere, subprocess.CalledProcessError, urllib.error.URLError) as failure:
        print(f"The tour stopped after step {tour.step_number}: {failure}", file=sys.stderr)
        if tour.console and tour.pictures:
            tour.console.picture("99-stopped")
            pathlib.Path(tour.pictures, "99-stopped.txt").write_text(tour.console.describe())
        return 1
    finally:
        tour.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
