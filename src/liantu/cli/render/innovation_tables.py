"""Frames of the room of science on a terminal: names for ids, words for codes, what is unknown in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.cli.render.cell_text import unknown_text
from liantu.model.schema import label_code
from liantu.wording import translator
from liantu.wording.consortium_words import GROUNDS, TOPIC_KINDS
from liantu.wording.innovation_words import (
    COLUMNS,
    INSTITUTE_STATES,
    POSTING_STATES,
    QUESTION_USES,
    QUESTIONS,
    READINESS,
    READINGS,
    SIDES,
    STANDINGS,
)
from liantu.wording.periods import period_text

if TYPE_CHECKING:
    from liantu.district import District

_TABLES = ("clusters", "places", "institutes", "firms", "platforms", "plants", "projects", "results", "needs")
_NAMED = (*_TABLES, "products", "consortia", "challenges", "offices", "sources")
#: Columns whose words are ours, and those that hold a code of a list.
_WORDS = {
    **{"reading": READINGS, "side": SIDES, "readiness": READINESS, "standing": STANDINGS, "question": QUESTIONS},
    **{"use": QUESTION_USES, "state": POSTING_STATES, "stage": INSTITUTE_STATES, "kind": TOPIC_KINDS},
}
_CODES = {
    **{"role": "consortium_role", "running": "result_stage", "verdict": "challenge_verdict", "step": "challenge_step"},
    **{"next": "challenge_step", "filing": "basis", "state": "criterion_state", "stage": "result_stage"},
}
#: What serves a program and says nothing to a reader.
_BESIDE = ("codelist", "en", "table", "column", "about")
#: The list that the codes of a cell of several are of.
_LISTS = {"done": "result_stage", "filled": "consortium_role", "missing": "consortium_role"}
_PERIODS = ("period", "since", "until", "due", "done")


def tabulate_frame(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """The frame in words; columns keep their order."""
    tr = translator(lang)
    names: dict[str, str] = {}
    for table in reversed(_NAMED):
        names |= district.tables.names(table, lang)
    rows = [
        {
            tr(COLUMNS.get(name, name)): _word(name, value, row, names, lang)
            for name, value in row.items()
            if name not in _BESIDE
        }
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def _word(name: str, value: object, row: dict[str, object], names: dict[str, str], lang: str) -> str:
    """One cell in words."""
    tr = translator(lang)
    if value is None:
        return unknown_text(lang)
    if isinstance(value, bool):
        return label_code("yes_no", "yes" if value else "no", lang)
    if isinstance(value, list):
        listed, codes = _LISTS.get(name), [str(part) for part in value]
        return tr(", ").join(label_code(listed, code, lang) if listed else names.get(code, code) for code in codes)
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    if name in _PERIODS:
        return period_text(text, lang)
    if name == "ground":
        return tr(GROUNDS[text]).replace("%s", names.get(str(row["about"]), ""))
    if text in _WORDS.get(name, {}):
        return tr(_WORDS[name][text])
    codelist = _find_codelist(name, row)
    return label_code(codelist, text, lang) if codelist else names.get(text, text)


def _find_codelist(name: str, row: dict[str, object]) -> str | None:
    """The list that a column's codes are of; a status says its own, and stages of results and challenges differ."""
    if name == "status":
        return str(row.get("codelist") or "")
    return "result_stage" if name == "next" and "months" in row else _CODES.get(name)
