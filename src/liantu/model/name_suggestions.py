"""The id of a row that somebody called by its name instead."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from liantu.model.tables import Tables

#: Between the names that a product has beside its own.
_BETWEEN = ";"


def suggest_by_name(tables: Tables, targets: Iterable[str], written: str) -> str:
    """The id, with the name, of the first row of some tables that has this name, or nothing.

    A word that is not ASCII, and so can be no id, may also be part of a name: of such names the shortest counts.
    """
    word = written.strip().casefold()
    for target in targets:
        names = tables.derived(f"ids by name of {target}", (target,), partial(_collect, tables, target))
        around = [] if word.isascii() else [name for name in names if word in name]
        if found := names.get(word) or (names[min(around, key=len)] if around else None):
            return f" ({' '.join(found)}?)"
    return ""


def _collect(tables: Tables, target: str) -> dict[str, tuple[str, str]]:
    """Id and Chinese name by each name of a row, its own names before the others it goes by."""
    found: dict[str, tuple[str, str]] = {}
    if not {"id", "zh"} <= set(tables[target].columns):
        return found
    frame = tables[target].drop_nulls(["id", "zh"])
    columns = [name for name in ("zh", "en", "aliases") if name in frame.columns]
    for column in columns:
        for id, zh, cell in zip(frame["id"], frame["zh"], frame[column], strict=True):
            for name in (cell or "").split(_BETWEEN):
                found.setdefault(name.strip().casefold(), (id, zh))
    return found
