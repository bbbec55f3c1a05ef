"""What whoever loads a file has chosen for it: tables, columns, basis and source once, plants that are others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import polars as pl

from liantu.model import schema
from liantu.model.joint_forms import CITATION
from liantu.model.tables import Tables, build_row_keys


@dataclass(frozen=True)
class LoadingChoices:
    """``columns`` says the label of a field for a heading, nothing for a column that is left; ``tables`` the table of a
    sheet by its title, nothing for a sheet that is left.

    ``filling`` is what new and changed rows say where the file is silent (basis, source, locator). With
    ``finds_existing`` rows of a firm or a plant that is there are read as that one, except at the places
    (``sheet!row``) of ``separate``; at those of ``same`` somebody has said that it is the same.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    filling: Mapping[str, str] = field(default_factory=dict)
    separate: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    finds_existing: bool = False
    tables: Mapping[str, str] = field(default_factory=dict)


def fill_new_rows(tables: Tables, name: str, frame: pl.DataFrame, filling: Mapping[str, str]) -> pl.DataFrame:
    """The rows with what was chosen for all of them, where they are new and say nothing themselves."""
    chosen = {field: text for field, text in filling.items() if text and field in schema.read_tables()[name].columns}
    if not chosen:
        return frame
    is_new = ~build_row_keys(name, frame).is_in(build_row_keys(name, tables[name]).implode()).fill_null(False)
    return frame.with_columns(
        pl.when(pl.lit(is_new)).then(pl.col(field).fill_null(text)).otherwise(pl.col(field)).alias(field)
        for field, text in chosen.items()
    )


def cite_changed_rows(
    tables: Tables, name: str, frame: pl.DataFrame, filling: Mapping[str, str], stated: Collection[str]
) -> tuple[pl.DataFrame, int]:
    """The rows with what was chosen for all of them as the source of those that say something new of what is there.

    The old source, its place and its words said the old figure; history keeps them. Fields that the file has
    (``stated``) are as it says. With nothing chosen the rows are as they were; the number is of those that then cite
    a source for what it may not say.
    """
    if "source" not in frame.columns or {"source", "basis"} <= {*stated} or frame.is_empty():
        return frame, 0
    says_new = _find_changes(tables, name, frame)
    if not filling.get("basis") and not filling.get("source"):
        return frame, int((says_new & frame["source"].is_not_null()).sum())
    silent = [field for field in CITATION if field not in stated and (field != "basis" or filling.get("basis"))]
    chosen = {field: pl.lit(filling.get(field) or None, pl.String) for field in silent if field in frame.columns}
    cited = [pl.when(pl.lit(says_new)).then(text).otherwise(pl.col(name)).alias(name) for name, text in chosen.items()]
    return frame.with_columns(cited), 0


def _find_changes(tables: Tables, name: str, frame: pl.DataFrame) -> pl.Series:
    """Which rows are there and differ in what they say, their source aside."""
    fields = [field.name for field in schema.read_tables()[name].fields if field.group != "provenance"]
    keys = pl.DataFrame({"key": build_row_keys(name, frame)})
    before = tables[name].select(fields).with_columns(build_row_keys(name, tables[name]).alias("key"))
    both = keys.join(
        before.unique("key", keep="first").with_columns(pl.lit(True).alias("\0known")),
        on="key",
        how="left",
        maintain_order="left",
    )
    differs = [both[field].ne_missing(frame[field]).alias(field) for field in fields]
    changed = pl.select(pl.any_horizontal(differs)).to_series()
    return changed & both["\0known"].fill_null(False)
