"""Model services end to end: eascmd against a real engine, real hosts, the gateway; scripts exactly as written."""
import json
import pathlib
import threading
import unittest

from harness import REGION, ApiError, EngineTest, predict, wait_until

STEP4 = """\
# Compile the service deployment description file.
cat << EOF > echo.json
{
"name": "NAME",
"generate_token": "true",
"model_path": "MODEL",
"processor": "xgboost",
"metadata": {
"instance": 1, # You can change the number of instances based on the actual needs.
"cpu": 2, # You can change the number of CPUs based on the actual needs.
"memory": 4000
}
}
EOF
# Run the deployment command.
/home/admin/usertools/tools/eascmd -i ID -k SECRET -e pai-eas.cn-shanghai.aliyuncs.com create echo.json
"""
STEP5 = """\
# Compile the service deployment description file.
cat << EOF > echo.json
{
"name": "NAME",
"generate_token": "true",
"model_path": "MODEL",
"processor": "xgboost",
"metadata": {
"instance": 1,
"cpu": 2,
"memory": 4000
}
}
EOF
# Update and deploy the model. For each scheduled deployment, a new version of the model service is added as the latest online service.
/home/admin/usertools/tools/eascmd -i ID -k SECRET -e pai-eas.cn-shanghai.aliyuncs.com modify NAME -s echo.json
# Define the test logic for the service.
# If an exception occurs on the test service, run the following command to roll back the model service:
ROLLBACK/home/admin/usertools/tools/eascmd -i ID -k SECRET -e pai-eas.cn-shanghai.aliyuncs.com version -f NAME 1
"""


class ScriptsAsWritten(EngineTest):
    def fill(self, engine, script, **more):
        identifier, secret = engine.api.key()
        values = {"NAME": "echo_svc", "MODEL": str(self.archive()), "ID": identifier, "SECRET": secret, "ROLLBACK": "#", **more}
        for word in ("ROLLBACK", "NAME", "MODEL", "SECRET", "-i ID"):
            script = script.replace(word, "-i " + values["ID"] if word == "-i ID" else values[word])
        return script

    def test_create_then_modify_then_roll_back(self):
        engine = self.engine()
        group = engine.bound_group()
        flow = engine.workflow()
        first = engine.finished(engine.run_draft(engine.node(flow, "Deployment", self.fill(engine, STEP4)), group), 120)
        log = engine.log_of(first)
        self.assertEqual(first["State"], "SUCCESS", log)
        self.assertIn("[OK] Service is running", log)
        self.assertEqual(self.expect_iris(engine, engine.service_running("echo_svc", 1)), 1)

        second = engine.node(flow, "Update", self.fill(engine, STEP5))
        for version in (2, 3):  # every deployment adds a version, also of the same bytes
            ended = engine.finished(engine.run_draft(second, group), 120)
            self.assertEqual(ended["State"], "SUCCESS", engine.log_of(ended))
            self.assertEqual(self.expect_iris(engine, engine.service_running("echo_svc", version)), version)
        versions = engine.api.rpc("ListServiceVersionDetails", RegionId=REGION, ServiceName="echo_svc")["Data"]
        self.assertEqual([v["Number"] for v in versions], [3, 2, 1])
        self.assertEqual(versions[0]["Provenance"]["NodeName"], "Update")

        back = engine.finished(engine.run_draft(engine.node(flow, "Back", self.fill(engine, STEP5, ROLLBACK="")), group), 120)
        self.assertEqual(back["State"], "SUCCESS", engine.log_of(back))
        service = engine.service_running("echo_svc", 1)
        self.assertEqual(service["LatestVersion"], 4)
        self.assertEqual(self.expect_iris(engine, service), 1)


class Services(EngineTest):
    def write(self, description, name="service.json"):
        path = self.scratch / name
        path.write_text(json.dumps(description))
        return path

    def created(self, engine, name="iris", **more):
        engine.eascmd("create", self.write(self.description(name, **more)))
        return engine.service_running(name, 1)

    def test_a_version_that_does_not_come_up_never_takes_traffic(self):
        engine = self.engine()
        service = self.created(engine)
        broken = self.scratch / "broken.json"
        broken.write_text('{"learner": {')
        done = engine.eascmd("modify", "iris", "-s", self.write(self.description("iris", model=broken)), check=False)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertEqual(self.expect_iris(engine, service), 1)
        after = engine.service("iris")
        self.assertEqual((after["Status"], after["CurrentVersion"], after["LatestVersion"]), ("Running", 1, 2))
        states = {v["Number"]: v["State"] for v in engine.api.rpc("ListServiceVersionDetails", RegionId=REGION, ServiceName="iris")["Data"]}
        self.assertEqual(states, {1: "Serving", 2: "Failed"})

    def test_no_request_fails_while_versions_change_and_the_engine_is_killed(self):
        engine = self.engine()
        service = self.created(engine, metadata={"instance": 2, "cpu": 1, "memory": 1000})
        gateway = engine.api.gateway()
        answers, stop = [], threading.Event()

        def load():
            while not stop.is_set():
                answers.append(predict(gateway, "iris", service["AccessToken"], "[[5.1,3.5,1.4,0.2]]")[::2])
        client = threading.Thread(target=load)
        client.start()
        self.addCleanup(client.join)
        self.addCleanup(stop.set)
        engine.eascmd("modify", "iris", "-s", self.write(self.description("iris", model_config="second")))
        engine.api.eas("PUT", f"/services/{REGION}/iris", "UpdateService", {"model_config": "third"})  # answers at once
        engine.kill()  # in the middle of the roll-out
        engine.start()
        engine.service_running("iris", 3)
        wait_until("answers of version 3", lambda: answers and answers[-1] == (200, 3))
        stop.set()
        client.join()
        self.assertEqual({status for status, _ in answers}, {200})
        self.assertGreater(len(answers), 50)
        order = [version for _, version in answers]
        self.assertEqual(set(order), {1, 2, 3})

    def test_codes_of_the_gateway(self):
        engine = self.engine()
        service = self.created(engine)
        gateway = engine.api.gateway()
        self.assertEqual(predict(gateway, "iris", "wrong", "[]")[0], 401)
        self.assertEqual(predict(gateway, "nobody", service["AccessToken"], "[]")[0], 404)
        self.assertEqual(predict(gateway, "iris", service["AccessToken"], "not json")[0], 400)
        engine.eascmd("stop", "iris")
        wait_until("the service to be stopped", lambda: engine.service("iris")["Status"] == "Stopped")
        self.assertEqual(predict(gateway, "iris", service["AccessToken"], "[]")[0], 503)
        engine.eascmd("start", "iris")
        self.expect_iris(engine, engine.service_running("iris", 1))

    def test_the_life_of_a_service(self):
        engine = self.engine()
        self.created(engine)
        self.assertIn("| iris ", engine.eascmd("ls").stdout)
        self.assertIn("CurrentVersion", engine.eascmd("desc", "iris").stdout)
        engine.eascmd("scale", "iris", "2")
        wait_until("two instances", lambda: engine.service("iris")["RunningInstance"] == 2)
        engine.eascmd("restart", "iris")
        self.expect_iris(engine, engine.service_running("iris", 1))
        self.assertNotEqual(engine.eascmd("delete", "iris", check=False).returncode, 0)  # no terminal, no -f
        engine.eascmd("delete", "-f", "iris")
        with self.assertRaises(ApiError) as refused:
            engine.service("iris")
        self.assertEqual((refused.exception.status, refused.exception.code), (404, "InvalidService.NotFound"))

    def test_bad_descriptions_are_refused_with_the_field(self):
        engine = self.engine()
        for change, word in [({"name": "Has-Hyphen"}, "name"), ({"name": "ab"}, "name"), ({"processor": "nonsense"}, "processor"),
                             ({"model_path": str(self.scratch / "absent.tar.gz")}, "model_path"),
                             ({"metadata": {"instance": -1}}, "instance")]:
            with self.subTest(change):
                description = {**self.description("iris"), **change}
                done = engine.eascmd("create", self.write(description), check=False)
                self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                self.assertIn(word, done.stdout + done.stderr)

    def test_a_corrupt_archive_is_told_by_its_name(self):
        engine = self.engine()
        corrupt = self.scratch / "corrupt.tar.gz"
        corrupt.write_bytes(pathlib.Path(self.archive()).read_bytes()[:900])
        done = engine.eascmd("create", self.write(self.description("iris", model=corrupt)), check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("corrupt.tar.gz", done.stdout + done.stderr)

    def test_services_outlive_the_engine(self):
        engine = self.engine()
        service = self.created(engine)
        gateway = engine.api.gateway()
        self.assertEqual(engine.stop(), 0)
        self.assertEqual(predict(gateway, "iris", service["AccessToken"], "[[5.1,3.5,1.4,0.2]]")[0], 200)
        engine.start()
        self.assertEqual(engine.api.gateway(), gateway)
        self.assertEqual(engine.service("iris")["Status"], "Running")


if __name__ == "__main__":
    unittest.main(verbosity=2)
