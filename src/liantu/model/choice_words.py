"""Choices in the words of either language: read as their codes, and offered in the reader's own."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import polars as pl

from liantu.model import schema
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import BilingualText, Problem, join_texts
from liantu.model.schema import Field

#: How near a spelling must be, and one of so few characters: of two characters one.
_NEAR, _FEW, _FEW_NEAR = 0.6, 3, 0.5


def read_choices(name: str, frame: pl.DataFrame, file: str, notes: list[Problem]) -> pl.DataFrame:
    """The rows of a table with labels of choices (投产) as their codes (in_production); each reading is noted."""
    for field in schema.read_tables()[name].fields:
        if field.type != "code" or field.name not in frame.columns:
            continue
        cells, codes = frame[field.name], schema.read_codelist(field.choices)
        odd = cells.is_not_null() & ~cells.is_in(list(codes))
        if not odd.any():
            continue
        words = list_every_word(field)
        read = {text: words[text.lower()] for text in cells.filter(odd).unique() if text.lower() in words}
        for index in cells.is_in(list(read)).fill_null(False).arg_true():
            slots = {"read": read[cells[index]]}
            notes.append(Problem("read_choice", name, file, index + 2, field.name, cells[index], slots))
        frame = frame.with_columns(cells.replace(read))
    return frame


def describe_choices(field: Field, text: str) -> dict[str, str]:
    """Slots of a message on a text that is none of a field's choices: all of them, and the nearest, in words."""
    codes = schema.read_codelist(field.choices).values()
    nearest = list_codes_by_word(field).get(_nearest_word(text, field), "")
    labels = [BilingualText(code.zh, code.code) for code in codes]
    near = next((BilingualText(f" ({code.zh}?)", f" ({code.code}?)") for code in codes if code.code == nearest), "")
    return {"choices": join_texts(labels), "nearest": near}


def _nearest_word(text: str, field: Field) -> str:
    near = _FEW_NEAR if len(text) <= _FEW else _NEAR
    return suggest_nearest(text.lower(), list_codes_by_word(field), near).removeprefix(" (").removesuffix("?)")


def list_codes_by_word(field: Field) -> dict[str, str]:
    """The code of each label, and of each code, of a field of choices, by the word in small letters; what two codes are
    called is neither."""
    words: dict[str, str] = {}
    for code in schema.read_codelist(field.choices).values():
        for word in {code.code.lower(), code.zh.strip().lower(), code.en.strip().lower()} - {""}:
            words[word] = code.code if words.get(word, code.code) == code.code else ""
    return {word: code for word, code in words.items() if code}


def list_every_word(field: Field) -> dict[str, str]:
    """The same, and what offices say otherwise where no label is this word.

    >>> stage = schema.read_tables()["events"].field("stage")
    >>> list_every_word(stage)["\u5728\u4ea7"]
    'operating'
    """
    return {**_list_other_words(field.choices), **list_codes_by_word(field)}


@cache
def _list_other_words(codelist: str) -> dict[str, str]:
    """The code of each word that offices use for a choice beside its label."""
    with Path(__file__).with_name("other_choice_words.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["codelist"] == codelist]
    return {word: row["code"] for row in rows for word in row["words"].split(";")}
