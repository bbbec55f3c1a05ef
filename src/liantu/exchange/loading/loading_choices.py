"""What whoever loads a file has chosen for it: columns, basis and source once for all rows, plants that are others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from liantu.model import schema
from liantu.model.tables import Tables, build_row_keys


@dataclass(frozen=True)
class LoadingChoices:
    """``columns`` says the label of a field for a heading, nothing for a column that is left.

    ``filling`` is what new rows say where the file says nothing (basis, source, locator). With ``finds_existing``
    rows of a plant that is there are read as that plant, except at the places (``sheet!row``) of ``separate``.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    filling: Mapping[str, str] = field(default_factory=dict)
    separate: frozenset[str] = frozenset()
    finds_existing: bool = False


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
