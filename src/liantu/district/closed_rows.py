"""Rows that may not leave the house: files lack them, and what a file lacks of them is never deleted by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from liantu.access import LOCAL_PERSON, Purpose, find_blanked_rows, find_run_classes, leave_house_rows, source_classes
from liantu.access.decision import permitted_classes
from liantu.access.withholding import withhold_rows
from liantu.model.change import Change
from liantu.model.tables import Tables, build_row_keys

if TYPE_CHECKING:
    from liantu.store.workspace import Workspace


def find_closed_rows(workspace: Workspace, tables: Tables, change: int | None = None) -> Mapping[str, frozenset[str]]:
    """The keys of the rows that files lack, by table: of those tables, and of those after a change by its own classes.

    A source that was opened since kept its rows out of a file that was written before.
    """
    found = [_find_withheld(tables, workspace.source_classes())]
    if change is not None and 0 < change < workspace.head():
        found.append(_find_withheld(workspace.tables(change), None))
    names = dict.fromkeys(name for keys in found for name in keys)
    return {name: frozenset().union(*(keys.get(name, ()) for keys in found)) for name in names}


def find_blanked_keys(workspace: Workspace, tables: Tables) -> Mapping[str, frozenset[str]]:
    """The keys of the rows, by table, that stand in files without some of their fields."""
    runs = find_run_classes(tables, source_classes(tables, known=workspace.source_classes()))
    rows = find_blanked_rows(tables, runs, permitted_classes(LOCAL_PERSON, Purpose.LEAVING))
    return {name: frozenset(build_row_keys(name, frame)) for name, frame in rows.items()}


def _find_withheld(tables: Tables, known: Mapping[str, str] | None) -> dict[str, frozenset[str]]:
    leaving = leave_house_rows(tables, Purpose.LEAVING)
    left = withhold_rows(leaving, Change(), permitted_classes(LOCAL_PERSON, Purpose.LEAVING), known).tables
    return {
        name: frozenset(build_row_keys(name, frame)) - frozenset(build_row_keys(name, left[name]))
        for name, frame in tables.frames.items()
        if left[name].height < frame.height
    }
