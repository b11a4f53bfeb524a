"""The vendor's unmodified client against a real engine. Its packages are installed into the build folder by npm."""
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import PROGRAMS, EngineTest  # noqa: E402


def installed_packages():
    """The folder of node_modules; installed anew only when the lock file has changed."""
    digest = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16]
    folder = PROGRAMS.parent / "vendor_client" / digest
    if not (folder / "installed").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--omit", "dev"], cwd=folder, check=True)
        (folder / "installed").touch()
    return folder / "node_modules"


class VendorClient(EngineTest):
    def test_generic_client(self):
        engine = self.engine()
        ended = subprocess.run(["node", HERE / "vendor_client.js", engine.folder, self.archive()], capture_output=True, text=True, timeout=180,
                               env={**os.environ, "NODE_PATH": str(installed_packages())})
        print(ended.stdout)
        self.assertEqual(ended.returncode, 0, ended.stderr)


if __name__ == "__main__":
    unittest.main()
