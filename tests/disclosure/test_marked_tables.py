"""A hidden amount prints its mark in every file, never a blank, a zero or a reason."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import polars as pl
import pytest
from tests.disclosure.attacker import RULES

import liantu
from liantu.disclosure import FIRMS, Ratio, mark_hidden_amounts, pivot_measures, protect_tables
from liantu.model.hidden_amounts import MARK
from liantu.papers import hidden_note
from liantu.web.core import answer, xlsx

ORCHARD = Path(__file__).parents[1] / "districts" / "orchard"

GIVEN = pl.DataFrame(
    {"firm": list("abcdefghijk"), "park": list("nnnnsssssww"), "tax": [5.0, 4, 6, 5, 7, 8, 6, 7, 5, 9, 8]}
)
SHEET = pivot_measures(
    protect_tables(GIVEN, [["park"]], ["tax", FIRMS, Ratio("tax_firms", "tax", FIRMS)], RULES).tables[0]
)


def test_a_column_a_measure() -> None:
    assert SHEET.columns == ["park", "tax", "tax_state", "firms", "firms_state", "tax_firms", "tax_firms_state"]
    assert SHEET["park"].to_list() == [None, "n", "s", "w"]


def test_reasons_stay_in_the_house() -> None:
    outside, hidden = mark_hidden_amounts(SHEET)
    assert hidden
    assert outside.columns == ["park", "tax", "firms", "tax_firms"]
    assert outside["tax"].to_list() == ["70.0", MARK, "33.0", MARK]
    assert mark_hidden_amounts(GIVEN)[0].equals(GIVEN)


def test_missing_is_not_hidden() -> None:
    given = pl.DataFrame({"tax": [None, 4.0], "tax_state": ["missing", "shown"]})
    outside, hidden = mark_hidden_amounts(given)
    assert not hidden
    assert outside["tax"].to_list() == [None, 4.0]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_files_carry_mark_and_note(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = answer.Page("", "Groups", {"groups": SHEET}, rests_on="public")
    request = SimpleNamespace(url=SimpleNamespace(path="/groups"))
    standing: Any = SimpleNamespace(
        lang=language,
        tr=lambda text: text,
        request=request,
        district=liantu.open(ORCHARD),
        suppositions=[],
        scenario_notes=(),
        notes=[],
        titled=lambda title: title,
    )
    assert f"n,{MARK}," in answer._csv(standing, page).decode("utf-8-sig")
    monkeypatch.setattr(xlsx, "foot_line", lambda view: "foot")
    monkeypatch.setattr(xlsx, "column_heading", lambda name, tr: name)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.to_xlsx(standing, page)))["groups"]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert MARK in cells
    assert hidden_note(language) in cells
    assert not {"small", "complement", "tax_state"} & set(cells)


def test_the_note_is_said_in_both_languages() -> None:
    assert hidden_note("en").startswith(MARK)
    assert hidden_note("zh_CN") != hidden_note("en")
