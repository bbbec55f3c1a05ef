"""One sheet as a table of the schema, and how its cells are named in messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from liantu.model import schema
from liantu.model.problems import BilingualText, Problem


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet: the field it holds, its letter, and its heading as people wrote it."""

    field: str
    letter: str
    heading: str


@dataclass(frozen=True)
class TableSheet:
    """What one sheet says. ``frame`` has the fields the sheet has, as texts; ``rows`` the sheet's row numbers.

    ``table`` is blank when the sheet is no table we know. ``column`` of a problem is the heading as it stands in
    the sheet; ``slots`` of a problem of a cell hold ``sheet``, ``cell`` and ``field``.

    A list of plants gives a sheet of this for each of its tables: ``makes`` is the product of each plant, ``owners``
    the line of the plant of each other row; ``nameless`` the lines whose plants have no names but of firm and product.
    A printed table of figures gives one for each of its times: ``totals`` is the line of the total of each part,
    ``lines_beside`` by field and line the line in which the field stands, where that is another.
    """

    file: str
    title: str
    table: str = ""
    frame: pl.DataFrame = field(default_factory=pl.DataFrame)
    rows: pl.Series = field(default_factory=lambda: pl.Series("row", [], pl.Int64))
    columns: dict[str, SheetColumn] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    makes: pl.Series | None = None
    owners: pl.Series | None = None
    nameless: frozenset[int] = frozenset()
    totals: pl.Series | None = None
    lines_beside: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    @property
    def lists_plants(self) -> bool:
        """Whether it is a part of a list of plants, which says nothing of rows that it lacks."""
        return self.makes is not None or self.owners is not None

    @property
    def names_rows_it_lacks(self) -> bool:
        """Whether rows that it does not have are rows that there are not: of a table, not of a list or a print."""
        return not self.lists_plants and self.totals is None

    def locate(self, problem: Problem, name: str, row: int) -> Problem:
        """The problem, placed in the cell of a field and a row of the sheet; in the row alone when it has no such."""
        column = self.columns.get(name)
        row = self.lines_beside.get(name, {}).get(row, row)
        cell = f"{column.letter}{row}" if column else f"{row}:{row}"
        return place_problem(
            problem, self.file, self.title, cell, name, column.heading if column else _label(self.table, name)
        )


def _label(table: str, name: str) -> str:
    """What the field of a column is called that the sheet does not have; the name of what is no field."""
    known = schema.read_tables().get(table)
    if known is None or name not in known.columns:
        return name
    field = known.field(name)
    return BilingualText(field.zh, field.en)


def place_problem(
    problem: Problem, file: str, title: str, cell: str = "", field: str = "", heading: str = ""
) -> Problem:
    """The problem with its sheet and cell, in words and as slots."""
    where = f"{file} {title}!{cell}" if cell else f"{file} {title}"
    slots = {**problem.slots, "sheet": title, "cell": cell, "field": field}
    return replace(problem, file=where, row=None, column=heading, slots=slots)


def problem_cell(problem: Problem) -> tuple[str, str]:
    """Sheet and cell of a problem; blank where it is about none."""
    return problem.slots.get("sheet", ""), problem.slots.get("cell", "")
