"""docs/reference/rest.md names every address that programs write to, and no other."""

from __future__ import annotations

import re

from starlette.routing import Route

from liantu.web.core.app import create_app

from .running import ROOT


def test_every_address_is_documented() -> None:
    app = create_app(ROOT / "tests" / "districts" / "orchard")
    there = {re.sub(r":\w+", "", r.path) for r in app.routes if isinstance(r, Route) and r.path.startswith("/api/")}
    page = (ROOT / "docs" / "reference" / "rest.md").read_text(encoding="utf-8")
    assert there == set(re.findall(r"^\| `POST (/api/\S+)`", page, re.MULTILINE))
