"""Plants of a file that may be those that are there, where taking them for these would write over what is known."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: What is written over: where a plant is, what it makes and how much.
_OVERWRITTEN = {"plants": ("place",), "capacities": ("amount", "product")}


def list_plants_to_choose(
    notes: Collection[Problem], rows: pl.DataFrame, cells: pl.DataFrame, after: Tables, chosen: Collection[str]
) -> Iterator[Problem]:
    """Plants under another name of which the file would change the place, the product or the capacity:
    ``plant_to_choose``, at their cells.

    A firm may have a second plant of the same product. None of those at the places (``sheet!row``) of ``chosen``, of
    which it has been said that they are the same, and none that the file itself does not name, unless they make a
    narrower or broader product.
    """
    unnamed = {find_row_place(note) for note in notes if note.code == "plant_called_after_product"}
    rewritten = _find_rewritten(cells, after)
    keys = {
        f"{sheet}!{row}": key
        for sheet, row, key in rows.filter(pl.col("table") == "plants").select("sheet", "row", "key").iter_rows()
    }
    for note in notes:
        place = find_row_place(note)
        is_doubtful = note.code == "related_plant" or (note.code == "same_plant" and place not in unnamed)
        if note.table == "plants" and is_doubtful and place not in chosen and keys.get(place) in rewritten:
            yield replace(note, code="plant_to_choose")


def find_row_place(note: Problem) -> str:
    """The sheet and the row of a note."""
    digits = "".join(sign for sign in note.slots.get("cell", "") if sign.isdigit())
    return f"{note.slots.get('sheet', '')}!{digits}"


def _find_rewritten(cells: pl.DataFrame, after: Tables) -> set[str]:
    """The ids of the plants of which a place or a capacity that stands there would be another."""
    changed = cells.filter(pl.col("before").is_not_null())
    keys = {
        table: set(changed.filter((pl.col("table") == table) & pl.col("field").is_in(fields))["key"])
        for table, fields in _OVERWRITTEN.items()
    }
    plants = after["capacities"].filter(pl.col("id").is_in(list(keys["capacities"])))["plant"].drop_nulls()
    return keys["plants"] | set(plants)
