"""Choices in words, near words, and periods written nearly right."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.library.shipped_tables import load_library
from liantu.model.choice_words import describe_choices, list_codes_by_word
from liantu.model.field_checks import check_fields, normalise_cells
from liantu.model.problems import Problem
from liantu.model.schema import Code, read_tables

from .small import tables

UNITS = load_library().units


def firms(kind: str) -> pl.DataFrame:
    return tables(indicators=[{"id": "a", "zh": "甲", "kind": kind, "basis": "ours"}])["indicators"]


def check(kind: str) -> list[Problem]:
    return check_fields("indicators", firms(kind), UNITS)


@pytest.mark.parametrize("word", ["增加值", "Value added", "value_added"])
def test_a_choice_is_read_in_words_of_either_language(word: str) -> None:
    frame, notes = normalise_cells("indicators", firms(word), UNITS)
    assert frame["kind"].to_list() == ["value_added"]
    assert [(note.code, note.value, note.slots["read"]) for note in notes] == (
        [] if word == "value_added" else [("read_choice", word, "value_added")]
    )


def test_choices_are_offered_in_the_words_of_the_reader_with_the_nearest() -> None:
    (problem,) = check("增值")
    assert "“增值”不在可选值内 (增加值?)。可选：产值、增加值、" in problem.message("zh_CN")
    assert "“增值” is not one of the choices (value_added?). Choose one of: output, value_added, " in problem.message(
        "en"
    )
    (problem,) = check("xyz")
    assert "“xyz”不在可选值内。" in problem.message("zh_CN")


def test_of_a_word_of_two_characters_one_is_near() -> None:
    field = read_tables()["events"].field("stage")
    assert describe_choices(field, "在健")["nearest"] == " (building?)"
    assert describe_choices(field, "试生产")["nearest"] == ""


def test_what_two_codes_are_called_is_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = {code: Code(code, "", "在建", code, "") for code in ("a", "b")}
    monkeypatch.setattr("liantu.model.schema.read_codelist", lambda name: codes)
    field = read_tables()["events"].field("stage")
    assert list_codes_by_word(field) == {"a": "a", "b": "b"}
    (sheet,) = parse_sheets("编号,产能,阶段\ne1,c1,在建\ne2,c1,B\n".encode(), "进展.csv")
    assert sheet.frame["stage"].to_list() == ["在建", "b"]


def test_a_period_written_nearly_right_is_told_with_the_form_that_works() -> None:
    frame = tables(loads=[{"plant": "p", "period": "2025-02-18..20", "basis": "ours"}])["loads"]
    (problem,) = check_fields("loads", frame, UNITS)
    assert "“2025-02-18..20” is not a period (2025-02-18..2025-02-20?)." in problem.message("en")
