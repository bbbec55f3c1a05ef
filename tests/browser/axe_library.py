"""The library axe, which looks for what people who do not see, hear or point cannot use: installed by its lock file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[2] / "assets"
_PACKAGE = ASSETS / "node_modules" / "axe-core"


def find_axe() -> Path:
    """The library as the lock file has it, installed where it is not; without npm the test fails or is skipped."""
    if _installed() != _locked() and (npm := shutil.which("npm")):
        options = ["--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([npm, "ci", *options], cwd=ASSETS, check=False, capture_output=True, timeout=300)
    if _installed() != _locked():
        said = (
            f"assets/package-lock.json asks for axe-core {_locked()}, assets/node_modules has {_installed() or 'none'}."
            " Run `npm ci --ignore-scripts` in assets; on a clean checkout `make test` does it,"
            " as the build installs all of assets by the lock file."
        )
        if os.environ.get("LIANTU_REQUIRE_BROWSER") == "1":
            pytest.fail(said)
        pytest.skip(said)
    return _PACKAGE / "axe.min.js"


def _locked() -> str:
    lock = json.loads((ASSETS / "package-lock.json").read_text(encoding="utf-8"))
    return str(lock["packages"]["node_modules/axe-core"]["version"])


def _installed() -> str:
    package = _PACKAGE / "package.json"
    if not package.exists() or not (_PACKAGE / "axe.min.js").exists():
        return ""
    return str(json.loads(package.read_text(encoding="utf-8"))["version"])
