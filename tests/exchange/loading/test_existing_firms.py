"""Rows of firms that are there already, under another name or by their credit code."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.loading_choices import LoadingChoices
from liantu.exchange.loading.preview import LoadingPreview, preview_sheets
from liantu.model.tables import Tables, conform_frame

from ..frames import district
from .making import book

HEAD = ["企业名称", "类型", "统一社会信用代码", "主营"]
CODE, OTHER = "Y1000000YUNX00001G", "Y1000000YUNX00002K"


def firms() -> Tables:
    """Two firms with credit codes, one of them with a former name, and two whose full names begin alike."""
    rows = [
        {"id": "acids", "zh": "甲酸厂", "kind": "firm", "credit_code": CODE},
        {"id": "films", "zh": "青山薄膜", "kind": "firm", "credit_code": OTHER},
        {"id": "north", "zh": "云岭北方材料有限公司", "kind": "firm"},
        {"id": "north-2", "zh": "云岭北方化工有限公司", "kind": "firm"},
    ]
    names = [{"entity": "acids", "name": "老甲（酸业）", "kind": "former"}]
    tables = district()
    return tables.replace(
        firms=pl.concat(
            [tables["firms"], conform_frame("firms", pl.DataFrame([{**r, "basis": "ours"} for r in rows]))]
        ),
        names=pl.concat(
            [tables["names"], conform_frame("names", pl.DataFrame([{**r, "basis": "ours"} for r in names]))]
        ),
    )


def look(*rows: list[object], separate: str = "") -> LoadingPreview:
    tables = firms()
    choices = LoadingChoices(
        filling={"basis": "ours"}, separate=frozenset(filter(None, [separate])), finds_existing=True
    )
    sheets = parse_sheets(book([HEAD, *rows], title="企业"), "a.xlsx", tables.units)
    return preview_sheets(tables, sheets, choices=choices)


def said(found: LoadingPreview) -> list[str]:
    return [note.code for note in (*found.problems, *found.notes) if "firm" in note.code]


@pytest.mark.parametrize(
    ("name", "code", "key", "note"),
    [
        ("老甲(酸业)", None, "acids", "same_firm"),
        ("甲 酸厂", None, "acids", "same_firm"),
        ("谁也没听说过的名字", CODE, "acids", "same_firm"),
        ("青山薄膜股份有限公司", None, "films", "like_firm"),
        ("云岭北方材料", None, "north", "like_firm"),
    ],
)
def test_a_firm_that_is_there_is_updated_and_keeps_its_name(name: str, code: str | None, key: str, note: str) -> None:
    found = look([name, "企业", code, "酸"])
    assert found.problems == ()
    assert found.rows.select("key", "state").rows() == [(key, "changed")]
    assert said(found) == [note]
    assert set(found.cells["field"]) - {"credit_code"} == {"business_zh"}  # what is blank in the file is blank


def test_a_firm_as_it_is_called_needs_no_note() -> None:
    assert said(look(["甲酸厂", "企业", CODE, "酸"])) == []


def test_what_may_be_two_is_nobody() -> None:
    # One short name begins two that are there; two rows of the file begin with one that is there.
    for rows in ([["云岭北方", "企业"]], [["青山薄膜一厂有限公司", "企业"], ["青山薄膜二厂有限公司", "企业"]]):
        found = look(*rows)
        assert found.problems == ()
        assert set(found.rows["state"]) == {"added"}
        assert said(found) == []


def test_a_name_of_one_with_the_code_of_another_is_refused_at_its_cell() -> None:
    found = look(["老甲（酸业）", "企业", OTHER, "酸"])
    problem = next(problem for problem in found.problems if problem.code == "firm_of_two")
    assert problem.slots["cell"] == "A2"
    message = problem.message("zh_CN")
    assert "甲酸厂" in message
    assert "青山薄膜" in message


def test_a_firm_twice_in_a_file_is_told_and_one_chosen_to_be_another_is_added() -> None:
    twice = look(["甲酸厂", "企业"], ["老甲（酸业）", "企业"])
    assert [problem.code for problem in twice.problems] == ["duplicate_key"]
    other = look(["青山薄膜股份有限公司", "企业"], separate="企业!2")
    assert other.rows["state"].to_list() == ["added"]
    assert [note.code for note in other.notes if note.code == "another_plant"] == ["another_plant"]
