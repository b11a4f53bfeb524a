"""Starts real engines in folders of their own, and the few calls that most tests need."""
import base64
import datetime
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zoneinfo

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "app" / "tour"))
from slipway_api import Api, ApiError, predict, wait_until  # noqa: E402, F401  (offered to the tests)

PROGRAMS = pathlib.Path(os.environ.get("SLIPWAY_PROGRAMS", "build/release/bin")).resolve()
DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
REGION = "cn-shanghai"
FINISHED = {"SUCCESS", "FAILURE", "STOPPED"}


class Engine:
    """One slipwayd with a data folder of its own."""

    def __init__(self, folder, *options):
        self.folder = pathlib.Path(folder)
        self.options = list(options)
        self.process = None
        self.api = Api(self.folder)

    def start(self, *options, expect_ready=True):
        # The data folder is kept short: sockets below it have names of at most 107 bytes.
        with open(self.folder.parent / (self.folder.name + ".stderr"), "ab") as log:
            self.process = subprocess.Popen([PROGRAMS / "slipwayd", "--foreground", "--data-dir", self.folder, *self.options, *options],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        if expect_ready:
            wait_until("the engine to answer", self._answers, 60)
        return self

    def _answers(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the engine ended with status {self.process.returncode}: {self.stderr()[-2000:]}")
        try:
            if self.api.engine().get("ProcessId", self.api.engine().get("pid")) not in (None, self.process.pid):
                return False
            return self.api.rpc("GetEngineStatus")
        except (OSError, ValueError, KeyError, ApiError):
            return False

    def stderr(self):
        return (self.folder.parent / (self.folder.name + ".stderr")).read_text(errors="replace")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, patience=30):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(patience)
        return self.process.returncode

    # --- what most tests need ---

    def workspace(self):
        return self.api.rpc("ListWorkspaceDetails")["Data"][0]

    def now(self):
        """The engine's time, in the workspace's zone."""
        now = self.api.rpc("GetEngineStatus")["Data"]["Now"] / 1000
        return datetime.datetime.fromtimestamp(now, zoneinfo.ZoneInfo(self.workspace()["TimeZone"]))

    def bound_group(self, name="excl_1", slots=2):
        group = self.create_group(name, slots)
        self.api.rpc("BindResourceGroup", ResourceGroupId=group["Id"], ProjectId=self.workspace()["Id"])

        def running():
            groups = self.api.rpc("ListResourceGroupDetails")["Data"]
            return next((g for g in groups if g["Id"] == group["Id"] and g["State"] == "Running"), None)
        return wait_until("the group to run", running)

    def create_group(self, name, slots=2):
        spec = {"Name": name, "Description": "", "OrderNumber": "", "Backend": "Local", "SlotCount": slots}
        return self.api.rpc("CreateResourceGroup", Spec=json.dumps(spec))["Data"]

    def workflow(self, name="flow"):
        return self.api.dataworks("CreateBusiness", ProjectId=self.workspace()["Id"], BusinessName=name)["BusinessId"]

    def node(self, workflow, name, script, group=None, parents=None, **schedule):
        """A saved draft; parents default to the root node."""
        draft = self.api.rpc("CreateNode", BusinessId=workflow, FileType=6, Name=name, X=0, Y=0)["Data"]
        draft["Script"] = script
        properties = draft["Properties"]
        properties["Inputs"] = parents if parents is not None else [self.workspace()["Identifier"] + "_root"]
        if group:
            properties["ResourceGroup"] = group["Identifier"]
        properties["Schedule"].update(schedule)
        return self.save(draft)

    def save(self, draft):
        return self.api.rpc("SaveDraft", Draft=json.dumps(draft))["Data"]

    def commit(self, draft, comment=""):
        return self.api.rpc("CommitNode", FileId=draft["Id"], Comment=comment)["Data"]

    def run_draft(self, draft, group, *parameters):
        return self.api.rpc("RunDraft", FileId=draft["Id"], ResourceGroupIdentifier=group["Identifier"],
                            Parameters=json.dumps(list(parameters)))["Data"]

    def instance(self, instance):
        return self.api.rpc("GetInstanceDetail", InstanceId=instance["Id"])["Data"]

    def finished(self, instance, patience=60):
        def question():
            found = self.instance(instance)
            return found if found["State"] in FINISHED else None
        return wait_until(f"instance {instance['Id']} to end", question, patience)

    def instances(self, **query):
        query = {"States": [], "DagTypes": [], "NodeId": 0, "WorkflowId": 0, "DagId": 0, "Text": "", "ResourceGroup": "", "BizdateFrom": 0,
                 "BizdateTo": 0, "ScheduledFrom": 0, "ScheduledTo": 0, "NewestFirst": True, "Cursor": "", "Limit": 500, **query}
        query.setdefault("WorkspaceId", self.workspace()["Id"])
        return self.api.rpc("QueryInstances", Query=json.dumps(query))["Data"]["Instances"]

    def backfill(self, name, nodes, ranges, **more):
        """Runs nodes for data timestamps; `ranges` are pairs of days, both ends included."""
        spec = {"Name": name, "RootNodeId": nodes[0], "NodeIds": nodes, "DryNodeIds": [],
                "Ranges": [{"From": str(first), "To": str(last)} for first, last in ranges],
                "WindowStart": "00:00", "WindowEnd": "23:59", "Order": "Ascending", "Groups": 1, "SkipSucceeded": False,
                "RunFutureNow": False, "ResourceGroup": "", "Parameters": [], **more}
        return self.api.rpc("StartBackfill", ProjectId=self.workspace()["Id"], Spec=json.dumps(spec))["Data"]

    def log_of(self, instance, attempt=0):
        try:
            chunk = self.api.rpc("ReadRunLog", InstanceId=instance["Id"], Attempt=attempt, Offset=0, MaxBytes=1 << 20)["Data"]
        except ApiError as error:
            if error.code != "Invalid.Instance.NoAttempt":
                raise
            return ""  # it has not begun yet
        return base64.b64decode(chunk["Bytes"]).decode(errors="replace")

    def service(self, name):
        return self.api.eas("GET", f"/services/{REGION}/{name}", "DescribeService")

    def service_running(self, name, version, patience=60):
        def question():
            try:
                found = self.service(name)
            except ApiError as error:
                if error.code == "InvalidService.NotFound":
                    return None
                raise
            if found["Status"] == "Failed":
                raise AssertionError(found["Message"])
            return found if found["Status"] == "Running" and found["CurrentVersion"] == version else None
        return wait_until(f"{name} to serve version {version}", question, patience)

    def eascmd(self, *arguments, check=True, cwd=None):
        identifier, secret = self.api.key()
        command = [PROGRAMS / "eascmd", "-i", identifier, "-k", secret, "-e", f"pai-eas.{REGION}.aliyuncs.com", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=cwd,
                              env={**os.environ, "SLIPWAY_ENDPOINT": "http://" + self.api.address()})
        if check and done.returncode != 0:
            raise AssertionError(f"eascmd {' '.join(map(str, arguments))} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done


class EngineTest(unittest.TestCase):
    """A test with a scratch folder; engines that it starts are stopped at its end, with their services."""

    def setUp(self):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="slip-"))
        self.addCleanup(shutil.rmtree, self.scratch, True)
        self.engines = []

    def engine(self, *options, name="d", start=True):
        engine = Engine(self.scratch / name, *options)
        self.addCleanup(self._clear, engine)
        return engine.start() if start else engine

    def _clear(self, engine):
        if engine.process and engine.process.poll() is None:
            engine.stop()
        if (engine.folder / "accesskey.json").exists():
            engine.start("--on-exit", "stop", expect_ready=False)
            try:
                wait_until("the engine to answer", engine._answers, 30)
            except AssertionError:
                pass
            engine.stop()

    def archive(self, name="iris_xgb.json"):
        """The example model as .tar.gz; answers its path."""
        path = self.scratch / (name + ".tar.gz")
        with tarfile.open(path, "w:gz") as archive:
            archive.add(DATA / "models" / name, arcname=name)
        return path

    def description(self, name, model=None, **more):
        return {"name": name, "generate_token": "true", "model_path": str(model or self.archive()), "processor": "xgboost",
                "metadata": {"instance": 1, "cpu": 1, "memory": 1000}, **more}

    def expect_iris(self, engine, service):
        """The service's answers are those that the model's makers computed."""
        expected = json.loads((DATA / "models" / "iris_xgb.expected.json").read_text())
        status, body, version = predict(engine.api.gateway(), service["ServiceName"], service["AccessToken"],
                                        json.dumps(expected["inputs"]))
        self.assertEqual(status, 200, body)
        for row, wanted in zip(json.loads(body), expected["outputs"], strict=True):
            for value, want in zip(row, wanted, strict=True):
                self.assertAlmostEqual(value, want, delta=float(expected["tolerance"]))
        return version
