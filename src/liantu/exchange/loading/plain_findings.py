"""Findings on a sheet as people read them: names for ids, and nothing to choose where nothing would change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from liantu.model import schema
from liantu.model.problems import BilingualText, Problem, compose_part, join_texts
from liantu.model.tables import Tables, find_row

#: How a guess at the row that was meant is written: its id, and its name behind it.
_GUESS = re.compile(r"^ \((\S+)(?: .*)?\?\)$")
_TO_NOWHERE = ("dangling", "unknown_product")


def name_guesses(problems: Iterable[Problem], tables: Tables) -> list[Problem]:
    """References to nowhere with the tables and the row that may be meant by their names; others as they are."""
    words: dict[tuple[str, str, str], dict[str, str]] = {}
    found = []
    for problem in problems:
        subject = problem.table, problem.column, problem.slots.get("nearest", "")
        if problem.code in _TO_NOWHERE and subject not in words:
            words[subject] = _word_guess(problem, tables)
        is_lost = problem.code in _TO_NOWHERE
        found.append(replace(problem, slots={**problem.slots, **words[subject]}) if is_lost else problem)
    return found


def _word_guess(problem: Problem, tables: Tables) -> dict[str, str]:
    guess = _GUESS.match(problem.slots.get("nearest", ""))
    known = schema.read_tables().get(problem.table)
    if known is None or problem.column not in known.columns:
        return {}
    targets = [schema.read_tables()[name] for name in known.field(problem.column).refers_to]
    slots: dict[str, str] = {"wanted": join_texts([BilingualText(t.zh, t.en) for t in targets])}
    row = next((row for t in targets if guess and (row := find_row(tables, t.name, guess[1]))), None)
    if row is not None and row.get("zh"):
        label = BilingualText(str(row["zh"]), str(row.get("en") or row["zh"]))
        slots["nearest"] = compose_part("guess", label=label)
    return slots


def settle_unchanged(notes: Iterable[Problem], rows: pl.DataFrame) -> list[Problem]:
    """The notes; of a capacity that is there and stays as it is, that it does: there is nothing to choose.

    A plant under another name that was taken for one that is there may still be another.
    """
    same = (
        rows.filter((pl.col("state") == "unchanged") & (pl.col("table") == "capacities"))
        .select("table", "sheet", "row")
        .rows()
    )
    of_plants = ("same_plant", "related_plant")
    places = {(table, sheet, str(row)) for table, sheet, row in same}
    return [
        replace(note, code="plant_as_it_is") if note.code in of_plants and _place(note) in places else note
        for note in notes
    ]


def _place(note: Problem) -> tuple[str, str, str]:
    digits = "".join(sign for sign in note.slots.get("cell", "").split(":")[0] if sign.isdigit())
    return note.table, note.slots.get("sheet", ""), digits
