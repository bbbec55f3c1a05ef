"""What the house says of a row among itself: comments, and the office that looks after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from liantu.district.view import DistrictView
from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Tables, build_row_keys, find_row, row_key

_SETTLED = "settled"


class Comment(NamedTuple):
    """A comment, and of a workspace who wrote it when (UTC), in which change."""

    id: str
    text: str
    office: str | None
    day: str | None
    is_settled: bool
    author: str
    made: str
    change: int


class SavedView(NamedTuple):
    """A list as somebody needs it: its name and what narrows it."""

    id: str
    zh: str | None
    en: str | None
    page: str
    query: str


@dataclass(frozen=True)
class Remarks:
    """Comments, responsible offices and saved views as a view may see them: nothing of a view that leaves the house."""

    view: DistrictView

    def comments(self, table: str, key: str) -> list[Comment]:
        """The comments on a row, the open ones first, each in the order they were written."""
        rows = self.view.given["comments"].filter(pl.col("table") == table, pl.col("row") == key)
        found = [self._read_comment(row) for row in rows.iter_rows(named=True)]
        return sorted(found, key=lambda comment: comment.is_settled)

    def _read_comment(self, row: Mapping[str, str | None]) -> Comment:
        key, author, made, change = str(row["id"]), "", "", 0
        if self.view.workspace is not None:
            first = self.view.workspace.story("comments", key).row(-1, named=True)
            author, made, change = first["author"], first["made"], first["opened"]
        is_settled = row["state"] == _SETTLED
        return Comment(key, row["text"] or "", row["office"], row["day"], is_settled, author, made, change)

    def counts(self, table: str) -> Mapping[str, int]:
        """How many open comments each row of a table has; rows without one are left out."""
        tables = self.view.given
        found: Mapping[str, int] = tables.derived(f"comments on {table}", ("comments",), lambda: _count(tables, table))
        return found

    def offices(self, table: str) -> Mapping[str, str]:
        """The office that looks after each row of a table: its field, or who was given the row; others are left out."""
        tables = self.view.given
        found: Mapping[str, str] = tables.derived(
            f"offices of {table}", (table, "assignments"), lambda: _list_offices(tables, table)
        )
        return found

    def join_offices(self, table: str, frame: pl.DataFrame, key: str) -> pl.DataFrame:
        """A list with who looks after the row of ``table`` that its column ``key`` names among its ``office``."""
        offices = dict(self.offices(table))
        if not offices or "office" not in frame.columns:
            return frame
        assigned = pl.col(key).replace_strict(offices, default=None, return_dtype=pl.String)
        both = (
            pl.concat_list(pl.col("office").fill_null([]), assigned).list.drop_nulls().list.unique(maintain_order=True)
        )
        return frame.with_columns(both.alias("office"))

    def views(self, page: str) -> list[SavedView]:
        """The saved views of a page, in the order they were saved."""
        rows = self.view.given["saved_views"].filter(pl.col("page") == page)
        columns = ("id", "zh", "en", "page", "query")
        return [
            SavedView(key, zh, en, page, query or "") for key, zh, en, page, query in rows.select(columns).iter_rows()
        ]

    def change_of_comment(self, table: str, key: str, text: str, office: str | None, day: str) -> Change:
        """The change that adds a comment."""
        tables = self.view.given
        numbers = tables["comments"]["id"].str.extract(r"^c(\d+)$").cast(pl.Int64, strict=False).drop_nulls()
        number = 1 + max(numbers, default=0)
        fields = {"table": table, "row": key, "text": text, "office": office, "day": day}
        fields_of_row = {"id": f"c{number}", **{name: value for name, value in fields.items() if value}}
        return Change((ChangeRow("comments", f"c{number}", "insert", fields_of_row),))

    def change_of_office(self, table: str, key: str, office: str | None) -> Change:
        """The change that gives a row to an office, or to none: in its field, or beside it."""
        if names_its_office(table):
            return Change((ChangeRow(table, key, "update", {"office": office}),))
        fields = {"table": table, "row": key, "office": office}
        assigned = row_key("assignments", fields)
        exists = find_row(self.view.given, "assignments", assigned) is not None
        if office is None:
            return Change((ChangeRow("assignments", assigned, "delete", {}),)) if exists else Change()
        if exists:
            return Change((ChangeRow("assignments", assigned, "update", {"office": office}),))
        return Change((ChangeRow("assignments", assigned, "insert", fields),))


def names_its_office(table: str) -> bool:
    """Whether the rows of a table have a field for the responsible office."""
    from liantu.model.rules.remarks import names_its_office

    return names_its_office(table)


def list_remarks_on(tables: Tables, table: str, key: str) -> list[tuple[str, str]]:
    """The comments and offices of a row, which say nothing without it: table, key."""
    found = []
    for name in ("comments", "assignments"):
        rows = tables[name].filter(pl.col("table") == table, pl.col("row") == key)
        found += [(name, child) for child in build_row_keys(name, rows)]
    return found


def _count(tables: Tables, table: str) -> dict[str, int]:
    rows = tables["comments"].filter(pl.col("table") == table, pl.col("state").ne_missing(_SETTLED))
    return dict(rows.group_by("row").len().iter_rows())


def _list_offices(tables: Tables, table: str) -> dict[str, str]:
    rows = tables["assignments"].filter(pl.col("table") == table).select("row", "office")
    found = dict(rows.drop_nulls().iter_rows())
    if "office" in schema.read_tables()[table].columns and names_its_office(table):
        frame = tables[table]
        stated = zip(build_row_keys(table, frame), frame["office"], strict=True)
        found |= {key: office for key, office in stated if office}
    return found
