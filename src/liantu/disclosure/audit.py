"""What an attacker can infer from tables that are, or are to be, published together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from liantu.disclosure.attack import NEAR, Attack, build_attack
from liantu.disclosure.linear_system import LinearSystem, build_linear_system
from liantu.disclosure.protection import find_shown_lines, name_cell
from liantu.disclosure.release import ProtectedTables, Release
from liantu.disclosure.sensitivity_rules import DisclosureRules, Floats
from liantu.model.hidden_amounts import SHOWN


def audit_tables(
    tables: ProtectedTables | Sequence[ProtectedTables],
    rules: DisclosureRules,
    *,
    period: str = "",
    knowing: Sequence[str] = (),
) -> pl.DataFrame:
    """Every cell that is hidden, with the smallest and largest amount it can have for a reader of all tables.

    ``knowing``: firms that read along and know their own values. Columns: release, table (from 0), cell (as
    ``park=north``), measure, value, low, high (null where there is no end), needed (how far to either side the amount
    must stay possible if it may not be told), sensitive, open (whether it does).
    """
    releases = [tables] if isinstance(tables, ProtectedTables) else list(tables)
    released = [release for release in releases if release.original.period == period]
    columns = dict.fromkeys(column for release in released for column in release.original.quantities)
    rows = [row for column in columns for row in _column(column, released, rules, knowing)]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


Row = tuple[object, ...]

_SCHEMA = {
    "release": pl.Int64,
    "table": pl.Int64,
    "cell": pl.String,
    "measure": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "needed": pl.Float64,
    "sensitive": pl.Boolean,
    "open": pl.Boolean,
}


def _column(
    column: str, released: Sequence[ProtectedTables], rules: DisclosureRules, knowing: Sequence[str]
) -> list[Row]:
    beside = [release for release in released if column in release.original.quantities]
    insiders = [_select_firm(release.original, firm) for release in beside for firm in knowing]
    made = build_linear_system(column, [*(release.original for release in beside), *insiders], rules)
    lines = [line for number, release in enumerate(beside) for line in find_shown_lines(release, number, column)]
    known = [(place, np.ones(len(cells), bool)) for place, cells in made.cells_at.items() if place[0] >= len(beside)]
    attack = build_attack(made, made.marked([*lines, *known]))
    ends: dict[int, tuple[float | None, float | None]] = {}
    rows: list[Row] = []
    for (number, table, use), shown in lines:
        for line in np.flatnonzero(~shown & (made.cells_at[number, table, use] >= 0)):
            cell = int(made.cells_at[number, table, use][line])
            low, high = ends.setdefault(cell, _find_ends(made, attack, cell)) if cell not in ends else ends[cell]
            name = name_cell(beside[number].original.cells[table], int(line))
            rows.append((released.index(beside[number]), table, name, use, *_judge_cell(made, cell, low, high)))
    return rows


def _judge_cell(made: LinearSystem, cell: int, low: float | None, high: float | None) -> Row:
    value, need = float(made.values[cell]), float(made.needs[cell])
    least = max(value - need, float(made.floor[made.sums[cell].indices].sum()))
    near = NEAR * need
    wide = (low is None or low <= least + near) and (high is None or high >= value + need - near)
    return value, low, high, need, made.states[cell] != SHOWN, wide


def _find_ends(made: LinearSystem, attack: Attack, cell: int) -> tuple[float | None, float | None]:
    aim: Floats = made.sums[cell].toarray().ravel()
    value = float(made.values[cell])
    if not aim[attack.free].any():
        return value, value
    down, up = attack.furthest(-aim), attack.furthest(aim)
    return None if down is None else value + float(aim @ down), None if up is None else value + float(aim @ up)


def _select_firm(release: Release, firm: str) -> Release:
    """What a firm knows of itself."""
    return replace(release, microdata=release.microdata.filter(pl.col(release.firm) == firm), breakdowns=((),))
