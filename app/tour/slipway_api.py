"""A small client of the engine's API for the tour and the tests: signs with ACS3-HMAC-SHA256, apart from the product's own code."""
import datetime
import hashlib
import hmac
import http.client
import json
import pathlib
import time
import urllib.parse
import uuid


def encode(text):
    return urllib.parse.quote(str(text), safe="-_.~")


class ApiError(Exception):
    def __init__(self, status, body):
        super().__init__(f"{status}: {body}")
        self.status = status
        self.body = body
        self.code = body.get("Code") if isinstance(body, dict) else None


class Api:
    """Talks to one engine. `tamper` may change the request after it was signed."""

    def __init__(self, data_dir):
        self.data_dir = pathlib.Path(data_dir)

    def engine(self):
        return json.loads((self.data_dir / "engine.json").read_text())

    def key(self):
        found = json.loads((self.data_dir / "accesskey.json").read_text())
        lower = {name.lower(): value for name, value in found.items()}
        return (lower.get("accesskeyid") or lower["id"]), (lower.get("accesskeysecret") or lower["secret"])

    def address(self):
        engine = {name.lower(): value for name, value in self.engine().items()}
        url = engine.get("api") or engine.get("apiaddress")
        return url.removeprefix("http://").rstrip("/")

    def gateway(self):
        engine = {name.lower(): value for name, value in self.engine().items()}
        url = engine.get("gateway") or engine.get("gatewayaddress")
        return url.removeprefix("http://").rstrip("/")

    def request(self, method, path, query=None, body=b"", action="", version="", content_type=None, host=None, tamper=None, headers=None):
        identifier, secret = self.key()
        query = query or {}
        canonical_query = "&".join(f"{encode(k)}={encode(v)}" for k, v in sorted(query.items()))
        signed = {
            "host": host or self.address(),
            "x-acs-action": action,
            "x-acs-version": version,
            "x-acs-date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "x-acs-signature-nonce": uuid.uuid4().hex,
            "x-acs-content-sha256": hashlib.sha256(body).hexdigest(),
        }
        if content_type:
            signed["content-type"] = content_type
        for name, value in (headers or {}).items():
            signed[name] = value
        names = sorted(signed)
        canonical = "\n".join([method, path, canonical_query, "".join(f"{n}:{signed[n]}\n" for n in names), ";".join(names),
                               signed["x-acs-content-sha256"]])
        text = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
        signature = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
        signed["Authorization"] = f"ACS3-HMAC-SHA256 Credential={identifier},SignedHeaders={';'.join(names)},Signature={signature}"
        target = path + ("?" + canonical_query if canonical_query else "")
        if tamper:
            target, body = tamper(target, body)
        connection = http.client.HTTPConnection(self.address(), timeout=30)
        connection.request(method, target, body=body or None, headers=signed)
        answer = connection.getresponse()
        raw = answer.read()
        connection.close()
        try:
            parsed = json.loads(raw)
        except ValueError:
            raise ApiError(answer.status, raw.decode(errors="replace")) from None
        if answer.status >= 400 or parsed.get("Success") is False:
            raise ApiError(answer.status, parsed)
        return parsed

    def rpc(self, action, version="2026-11-22", **parameters):
        body = "&".join(f"{encode(k)}={encode(v)}" for k, v in parameters.items()).encode()
        return self.request("POST", "/", body=body, action=action, version=version,
                            content_type="application/x-www-form-urlencoded" if body else None)

    def dataworks(self, action, **parameters):
        return self.rpc(action, "2020-05-18", **parameters)

    def eas(self, method, path, action, document=None, query=None, **options):
        body = json.dumps(document).encode() if document is not None else b""
        return self.request(method, "/api/v2" + path, query=query, body=body, action=action, version="2021-07-01",
                            content_type="application/json; charset=utf-8" if body else None, **options)


def predict(gateway, service, token, body):
    """POSTs to a service; answers (status, body, version that served or None)."""
    connection = http.client.HTTPConnection(gateway, timeout=30)
    connection.request("POST", f"/api/predict/{service}", body=body, headers={"Authorization": token, "Content-Type": "application/json"})
    answer = connection.getresponse()
    data = answer.read()
    version = answer.getheader("X-Slipway-Version")
    connection.close()
    return answer.status, data, int(version) if version else None


def wait_until(what, question, patience=30.0, poll=0.05):
    deadline = time.monotonic() + patience
    answer = question()
    while not answer:
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {patience:g} s")
        time.sleep(poll)
        answer = question()
    return answer
