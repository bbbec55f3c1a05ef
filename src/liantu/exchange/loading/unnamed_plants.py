"""Plants of a list that stand there without a name: known by their firm and their product, and called after both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from liantu.exchange.loading.table_sheet import TableSheet, place_problem
from liantu.model import schema
from liantu.model.problems import Problem

_PLANTS = "plants"


def name_after_products(plants: TableSheet, products: Mapping[int, str | None]) -> TableSheet:
    """The plants with names: of a line without one that of its firm and its product (by row).

    A list without a column of names is noted once, an empty cell of such a column at its place. A line without firm,
    or that leaves its cell and its product empty, stays without a name.
    """
    has_names = "zh" in plants.frame.columns
    blank = pl.Series([None] * plants.frame.height, dtype=pl.String)
    names, firms = (plants.frame.get_column(field, default=blank) for field in ("zh", "firm"))
    plant_word = schema.read_tables()[_PLANTS].zh
    called = {
        row: f"{firm}{products.get(row) or ''}{plant_word}"
        for row, name, firm in zip(plants.rows, names, firms, strict=True)
        if not name and firm and (products.get(row) or not has_names)
    }
    if has_names:
        found = [Problem("plant_called_after_product", _PLANTS, value=name) for name in called.values()]
        notes = [plants.locate(note, "zh", row) for note, row in zip(found, called, strict=True)]
        columns = plants.columns
    else:
        found = [Problem("called_after_product", _PLANTS, value=plants.title)]
        notes = [place_problem(note, plants.file, plants.title) for note in found]
        columns = {**plants.columns, "zh": replace(plants.columns["firm"], field="zh")}
    full = [called.get(row, name) for row, name in zip(plants.rows, names, strict=True)]
    frame = plants.frame.with_columns(pl.Series("zh", full, pl.String))
    return replace(plants, frame=frame, columns=columns, nameless=frozenset(called), notes=(*plants.notes, *notes))


def refuse_unnamed_lines(sheets: list[TableSheet]) -> list[TableSheet]:
    """The sheets of one list without the lines of which no plant is known, each refused once at the cell of its name.

    What else the tables would say of such a line follows from that.
    """
    plants, *others = sheets
    named = {row for row, name in zip(plants.rows, plants.frame["zh"], strict=True) if name}
    every = sorted({row for sheet in sheets for row in sheet.rows} - named)
    problems = [plants.locate(Problem("required", _PLANTS), "zh", row) for row in every]
    return [_keep_lines(replace(plants, problems=(*plants.problems, *problems)), named)] + [
        _keep_lines(sheet, named) for sheet in others
    ]


def _keep_lines(sheet: TableSheet, lines: set[int]) -> TableSheet:
    """The sheet with the rows of some lines."""
    stays = sheet.rows.is_in(list(lines))
    return replace(sheet, frame=sheet.frame.filter(stays), rows=sheet.rows.filter(stays))
