"""The page of docs/how-to/add-a-page.md works as printed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.local_client import TestClient

from liantu.web.core.app import create_app

from .running import ROOT, blocks


@pytest.mark.parametrize("ending", ["", ".html", ".json", ".csv", ".xlsx"])
def test_example_page(ending: str) -> None:
    source = next(b.text for b in blocks(ROOT / "docs/how-to/add-a-page.md") if b.language == "python")
    names: dict[str, Any] = {}
    exec(compile(source, "add-a-page.md", "exec"), names)
    app = create_app(ROOT / "tests/districts/orchard")
    names["register"](app)
    answer = TestClient(app, base_url="http://127.0.0.1").get(f"/entered{ending}")
    assert answer.status_code == 200
    if ending in ("", ".html"):
        assert "juice-1" in answer.text
