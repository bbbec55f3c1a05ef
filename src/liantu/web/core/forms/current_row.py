"""The tables as they are kept: what forms show and change, apart from what-ifs, assumptions and dates."""

from __future__ import annotations

import polars as pl

from liantu.model import schema
from liantu.model.tables import Row, Tables, build_row_keys
from liantu.web.core.page import PageNotFound
from liantu.web.core.request_view import RequestView


def current_tables(view: RequestView, number: int | None = None) -> Tables:
    """The tables as they are kept, or were kept after a change."""
    return view.present.history.tables(number)


def table_definition(view: RequestView, name: str) -> schema.Table:
    """The table of that name; there is nothing at the address when the schema has none."""
    found = schema.read_tables().get(name)
    if found is None:
        raise PageNotFound(view.tr("There is no such table."))
    return found


def find_row(given: Tables, name: str, key: str) -> Row | None:
    """The row of a key; None when there is none."""
    frame = given[name]
    found = frame.filter(build_row_keys(name, frame) == key)
    return found.row(0, named=True) if found.height else None


def row_key(name: str, fields: Row) -> str:
    """The key of a row, its parts joined as everywhere."""
    return "/".join(str(fields.get(part) or "") for part in schema.read_tables()[name].key)


def find_dependent_rows(given: Tables, name: str, key: str) -> list[tuple[str, str]]:
    """Every row that refers to a row, or to one that does: (table, key), those deepest down first."""
    found: dict[tuple[str, str], None] = {}
    waiting = [(name, key)]
    while waiting:
        table, one = waiting.pop(0)
        if schema.read_tables()[table].key != ["id"] and table != "documents":
            continue
        for other, frame, fields in _referring_fields(given, table):
            rows = frame.filter(pl.any_horizontal(pl.col(f) == one for f in fields))
            for child in build_row_keys(other, rows):
                entry = (other, child)
                if entry != (name, key) and entry not in found:
                    found[entry] = None
                    waiting.append(entry)
    return [*reversed(found)]


def _referring_fields(given: Tables, table: str) -> list[tuple[str, pl.DataFrame, list[str]]]:
    return [
        (other, given[other], fields)
        for other, definition in schema.read_tables().items()
        if (fields := [f.name for f in definition.fields if table in f.refers_to])
    ]
