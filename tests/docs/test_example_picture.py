"""The picture of docs/how-to/add-a-picture.md works as printed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.local_client import TestClient

from liantu.web.core.app import create_app

from .running import ROOT, blocks


@pytest.mark.parametrize("ending", ["", ".html", ".json", ".csv", ".xlsx", ".svg", ".png"])
def test_example_picture(ending: str) -> None:
    source = next(b.text for b in blocks(ROOT / "docs/how-to/add-a-picture.md") if b.language == "python")
    names: dict[str, Any] = {}
    exec(compile(source, "add-a-picture.md", "exec"), names)
    app = create_app(ROOT / "tests/districts/orchard")
    names["register"](app)
    answer = TestClient(app, base_url="http://127.0.0.1").get(f"/picture/needs{ending}")
    assert answer.status_code == 200
    if ending in ("", ".html"):
        assert answer.text.count("<rect") > 3
        assert '<table class="paper cards" id="needs">' in answer.text
