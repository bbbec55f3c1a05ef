"""The rows that refer to a row, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from liantu.model import schema
from liantu.model.tables import Tables, build_row_keys

#: A table, the rows of it that refer to a row, and the fields that do.
ReferringRows = tuple[str, pl.DataFrame, list[str]]


def find_referring_rows(tables: Tables, name: str, key: str) -> list[ReferringRows]:
    """Every row anywhere that refers to a row, but as its source: table, rows, the fields that do."""
    found = []
    for other, definition in schema.read_tables().items():
        fields = [f.name for f in definition.fields if name in f.refers_to and f.name != "source"]
        if not fields:
            continue
        if key not in _list_referred_keys(tables, other, fields):
            continue
        rows = tables[other].filter(pl.any_horizontal(pl.col(f) == key for f in fields))
        found.append((other, rows, [f for f in fields if (rows[f] == key).any()]))
    return found


def _list_referred_keys(tables: Tables, name: str, fields: list[str]) -> frozenset[str | None]:
    """All that stands in some fields of a table: whoever looks for one row asks few tables further."""
    keys: frozenset[str | None] = tables.derived(
        f"keys in {', '.join(fields)} of {name}",
        (name,),
        lambda: frozenset(key for field in fields for key in tables[name][field]),
    )
    return keys


def find_dependent_rows(tables: Tables, name: str, key: str) -> list[tuple[str, str]]:
    """Every row that refers to a row, or to one that does: (table, key), those deepest down first."""
    found: dict[tuple[str, str], None] = {}
    waiting = [(name, key)]
    while waiting:
        table, parent = waiting.pop(0)
        if schema.read_tables()[table].key != ["id"] and table != "documents":
            continue
        for other, frame, fields in _list_referring_fields(tables, table):
            rows = frame.filter(pl.any_horizontal(pl.col(f) == parent for f in fields))
            for child in build_row_keys(other, rows):
                entry = (other, child)
                if entry != (name, key) and entry not in found:
                    found[entry] = None
                    waiting.append(entry)
    return [*reversed(found)]


def find_rows_of_plants(tables: Tables, firm: str) -> dict[str, pl.DataFrame]:
    """A firm's capacities and events, which hang on its plants and projects; a table without any is left out."""
    plants = tables["plants"].filter(pl.col("firm") == firm)["id"].implode()
    capacities = tables["capacities"].filter(pl.col("plant").is_in(plants))
    projects = tables["projects"].filter((pl.col("owner") == firm) | pl.col("plant").is_in(plants))["id"].implode()
    events = tables["events"].filter(
        pl.col("plant").is_in(plants)
        | pl.col("capacity").is_in(capacities["id"].implode())
        | pl.col("project").is_in(projects)
    )
    return {name: rows for name, rows in (("capacities", capacities), ("events", events)) if rows.height}


def _list_referring_fields(tables: Tables, table: str) -> Iterator[ReferringRows]:
    for other, definition in schema.read_tables().items():
        if fields := [f.name for f in definition.fields if table in f.refers_to]:
            yield other, tables[other], fields
