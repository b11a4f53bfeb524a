"""What bad input gets: a clear error that names the field and the rule, and nothing lost."""
import http.client
import json
import os
import socket
import sqlite3
import subprocess
import unittest

from harness import PROGRAMS, ApiError, EngineTest


class BadInput(EngineTest):
    def refused(self, call, *words, status=None, code=None):
        with self.assertRaises(ApiError) as caught:
            call()
        body = caught.exception.body
        text = json.dumps(body, ensure_ascii=False) if isinstance(body, dict) else body
        for word in words:
            self.assertIn(word, text)
        if status:
            self.assertEqual(caught.exception.status, status, text)
        if code:
            self.assertIn(code, text)

    def test_names(self):
        engine = self.engine()
        project = engine.workspace()["Id"]
        engine.workflow("taken")
        for name, words in [("x" * 129, ["BusinessName", "128"]), ("two words", ["BusinessName"]), ("", ["BusinessName"]), ("taken", ["taken"])]:
            with self.subTest(name[:20]):
                self.refused(lambda n=name: engine.api.dataworks("CreateBusiness", ProjectId=project, BusinessName=n), *words)
        self.assertEqual(len(engine.api.rpc("ListWorkflows", ProjectId=project)["Data"]), 1)

    def test_groups(self):
        engine = self.engine()
        group = engine.bound_group("excl_1")
        for name in ("excl_1", "no spaces here", "x" * 61, ""):
            with self.subTest(name[:20]):
                self.refused(lambda n=name: engine.create_group(n), "Name")
        draft = engine.node(engine.workflow(), "n", "true", group)
        self.refused(lambda: engine.run_draft(draft, {"Identifier": "group_0"}), "group_0")
        engine.api.rpc("UnbindResourceGroup", ResourceGroupId=group["Id"], ProjectId=engine.workspace()["Id"])
        self.refused(lambda: engine.run_draft(draft, group), "bound")

    def test_graph_and_schedule(self):
        engine = self.engine()
        group = engine.bound_group()
        flow = engine.workflow()
        first = engine.node(flow, "first", "true", group)
        second = engine.node(flow, "second", "true", group, parents=[first["Properties"]["Outputs"][0]])
        circle = {**first, "Properties": {**first["Properties"], "Inputs": [second["Properties"]["Outputs"][0]]}}
        self.refused(lambda: engine.save(circle), "first", "second")
        itself = {**first, "Properties": {**first["Properties"], "Inputs": [first["Properties"]["Outputs"][0]]}}
        self.refused(lambda: engine.save(itself), "first")
        self.refused(lambda: engine.commit(second), "first")  # its parent is not committed
        lonely = engine.node(flow, "lonely", "true", group, parents=[])
        self.refused(lambda: engine.commit(lonely), "parent")
        for cron in ("nonsense", "0 0 0 31 2 ?", "61 * * * * ?"):
            with self.subTest(cron):
                def commit_with_cron(cron=cron):
                    draft = engine.node(flow, f"cron{abs(hash(cron))}", "true", group, Recurrence="Cron", Cron=cron)
                    engine.commit(draft)
                self.refused(commit_with_cron, "cron")
        self.assertEqual(engine.commit(first)["Version"], 1)

    def test_nothing_is_overwritten_by_an_old_revision(self):
        engine = self.engine()
        draft = engine.node(engine.workflow(), "n", "echo old")
        newer = engine.save({**draft, "Script": "echo newer"})
        self.refused(lambda: engine.save({**draft, "Script": "echo late"}), "revision")
        self.assertEqual(engine.api.rpc("GetDraft", FileId=draft["Id"])["Data"]["Script"], newer["Script"])

    def test_signatures_and_bodies(self):
        engine = self.engine()
        api = engine.api
        self.refused(lambda: api.request("GET", "/api/v2/services", {"Filter": "a"}, action="ListServices", version="2021-07-01",
                                         tamper=lambda target, body: (target.replace("=a", "=b"), body)), code="SignatureDoesNotMatch", status=403)
        self.refused(lambda: api.eas("POST", "/services", "CreateService", {"name": "abc"}) and None, status=400)
        self.refused(lambda: api.request("POST", "/api/v2/services", body=b"not json {", action="CreateService", version="2021-07-01",
                                         content_type="application/json; charset=utf-8"), status=400)
        self.refused(lambda: api.eas("GET", "/services/cn-shanghai/nobody", "DescribeService"), status=404, code="InvalidService.NotFound")
        self.refused(lambda: api.rpc("NoSuchAction"), code="InvalidAction", status=404)
        connection = http.client.HTTPConnection(api.address())
        connection.request("POST", "/", body="Action=ListProjects")
        answer = connection.getresponse()
        self.assertIn(answer.status, (400, 401, 403, 404))
        self.assertIn("Code", json.loads(answer.read()))


class BadSurroundings(EngineTest):
    def start_failing(self, engine, *options):
        engine.start(*options, expect_ready=False)
        self.assertNotEqual(engine.process.wait(30), 0)
        return engine.stderr()

    def test_a_taken_port_is_named(self):
        taken = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(taken.close)
        port = str(taken.getsockname()[1])
        self.assertIn(port, self.start_failing(self.engine(start=False), "--port", port))

    def test_a_second_engine_in_the_folder_names_the_first(self):
        engine = self.engine()
        other = subprocess.run([PROGRAMS / "slipwayd", "--foreground", "--data-dir", engine.folder], capture_output=True, text=True, timeout=30)
        self.assertNotEqual(other.returncode, 0)
        self.assertIn(str(engine.process.pid), other.stderr)

    def test_a_store_of_a_newer_version_is_left_alone(self):
        engine = self.engine()
        engine.stop()
        (database,) = list(engine.folder.glob("*.db")) or list(engine.folder.glob("**/*.sqlite*"))
        connection = sqlite3.connect(database)
        tables = [row[0] for row in connection.execute("select name from sqlite_master where type='table'")]
        version = connection.execute("pragma user_version").fetchone()[0]
        if version:
            connection.execute("pragma user_version = 9999")
        else:
            self.fail(f"the store has no user_version; tables: {tables}")
        connection.commit()
        connection.close()
        before = database.read_bytes()
        message = self.start_failing(engine)
        self.assertIn("9999", message)
        self.assertEqual(database.read_bytes(), before)
        connection = sqlite3.connect(database)
        connection.execute(f"pragma user_version = {version}")
        connection.commit()
        connection.close()

    @unittest.skipUnless(os.geteuid() == 0, "mounting a small file system needs root")
    def test_a_full_disk_is_told_and_survived(self):
        folder = self.scratch / "d"
        folder.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder], capture_output=True)
        if mounted.returncode:
            self.skipTest("file systems cannot be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", folder])
        engine = self.engine()
        project = engine.workspace()["Id"]
        ballast = folder / "ballast"
        with self.assertRaises(ApiError) as caught:
            with open(ballast, "wb") as file:
                try:
                    while True:
                        file.write(b"x" * 65536)
                        file.flush()
                except OSError:
                    pass
            for number in range(3000):
                engine.api.dataworks("CreateBusiness", ProjectId=project, BusinessName=f"flow{number}", Description="d" * 500)
        self.assertRegex(str(caught.exception.body).lower(), "disk|space|full")
        names = {flow["Name"] for flow in engine.api.rpc("ListWorkflows", ProjectId=project)["Data"]}
        ballast.unlink()
        engine.workflow("after")
        self.assertEqual({flow["Name"] for flow in engine.api.rpc("ListWorkflows", ProjectId=project)["Data"]}, names | {"after"})


if __name__ == "__main__":
    unittest.main(verbosity=2)
