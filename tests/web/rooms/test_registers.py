"""The page of firm registers: pictures with their tables, an empty room, a register that is sent and imported."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from tests.local_client import ORIGIN, TestClient
from tests.registers.test_importing import make_row, to_text
from tests.workspaces import copy_workspace

import liantu
from liantu.district import registers
from liantu.district.view import DistrictView
from liantu.web.core.app import create_app
from liantu.web.core.forms import task_queue


def test_the_page_says_who_makes_what_is_missing(made_up: TestClient) -> None:
    page = made_up.get("/registers?lang=en").text
    assert "For 24 of 24 missing links the registers name firms that make them" in page
    assert "35 firms in the registers, most of them in Guangdong" in page
    body = made_up.get("/registers.json").json()
    row = next(row for row in body["makers"] if row["product"] == "electrolyte")
    assert (row["makes"], row["trades"], row["serves"], row["unknown"]) == (2, 1, 1, 1)
    assert sum(row["firms"] for row in body["provinces"]) == 35


def test_an_empty_room_shows_how_it_is_filled(client: TestClient) -> None:
    page = client.get("/registers?lang=en").text
    assert "/filled/registers.svg?lang=en" in page
    assert "liantu register" in page
    assert client.get("/registers/none/set-aside.csv").status_code == 422


def test_a_register_is_sent_imported_and_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = copy_workspace("orchard", tmp_path)
    monkeypatch.setattr(task_queue, "_PATIENCE", 60.0)
    matched: list[str] = []
    match = registers.match_whole_register

    def match_and_note(view: DistrictView, id: str, engine: str, progress: Callable[[int, int], None]) -> int:
        matched.append(id)
        return match(view, id, engine, progress)

    monkeypatch.setattr(registers, "match_whole_register", match_and_note)
    with TestClient(create_app(liantu.open(place)), headers={"Origin": ORIGIN}) as client:
        token = re.search(r'name="token" value="([^"]+)"', client.get("/registers").text)
        assert token is not None
        rows = [make_row(1, 经营范围="电解液制造"), ["这一行少了几格"]]
        form = {"token": token[1], "person": "甲", "id": "sent", "as_of": "2024-06-30", "columns": ""}
        files = {"file": ("名录.csv", to_text(rows).encode(), "text/csv")}
        wrong = client.post("/registers?lang=en", data={**form, "columns": "scope"}, files=files)
        assert wrong.status_code == 422
        assert "is not field=heading" in wrong.text
        assert client.post("/registers", data=form, files=files).status_code == 200
        assert matched == ["sent"]  # in the background: no page has to look through a register
        page = client.get("/registers?lang=en").text
        assert "2024-06-30" in page
        assert "1 rows, the first in row 3" in page
        aside = client.get("/registers/sent/set-aside.csv").content.decode("utf-8-sig")
        assert aside == "line,problem,value\n3,register_broken_row,这一行少了几格\n"
        found = liantu.open(place).attract.matches(["electrolyte"])
        assert found.filter(pl.col("role") == "makes")["register"].to_list() == ["sent 2024-06-30"]
    assert (place.with_suffix(".registers") / "sent" / "firms").is_dir()
