"""Tables of sums over firms, made so that no firm's figure can be inferred from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.disclosure.linear_system import LinearSystem, Place, build_linear_system
from liantu.disclosure.release import ProtectedTables, Release, build_release
from liantu.disclosure.sensitivity_rules import DisclosureRules
from liantu.disclosure.suppression import Suppression
from liantu.disclosure.table_cells import Cells, Measure, Ratio
from liantu.model.hidden_amounts import MISSING, SHOWN
from liantu.model.problems import Problem, Problems

COMPLEMENT, DIFFERENCED = "complement", "differenced"


def protect_tables(
    microdata: pl.DataFrame,
    breakdowns: Sequence[Sequence[str]],
    measures: Sequence[Measure],
    rules: DisclosureRules,
    published: Sequence[ProtectedTables] = (),
    *,
    firm: str = "firm",
    period: str = "",
) -> ProtectedTables:
    """One table a breakdown, with all its margins, that may be published together and beside what was ``published``.

    ``microdata`` has a row a firm (column ``firm``); a null measure is not known and does not contribute, a null
    breakdown is a group of its own. Measures are columns to be summed, ``"firms"`` to count, or a Ratio. What was
    published counts when it has the same ``period``. Problems of the result are cells that earlier tables tell already.
    Raises Problems when a firm stands on two rows.

    >>> from liantu.disclosure.sensitivity_rules import DisclosureRules
    >>> firms = pl.DataFrame({"firm": list("abcdefg"), "park": list("nnnnnss"), "tax": [4.0, 5, 5, 6, 5, 9, 8]})
    >>> found = protect_tables(firms, [["park"]], ["tax"], DisclosureRules(3, (2, 85.0), None, 10, 2, True))
    >>> found.tables[0].rows()
    [(None, 'tax', 42.0, 'shown'), ('n', 'tax', None, 'complement'), ('s', 'tax', None, 'small')]
    """
    original = build_release(microdata, breakdowns, measures, firm, period)
    if wrong := original.wrong():
        raise Problems(wrong)
    earlier = [release for release in published if release.original.period == period]
    columns = {name: _suppress_column(name, original, earlier, rules) for name in original.quantities}
    tables = tuple(_table(original, number, made, columns) for number, made in enumerate(original.cells))
    releases: list[Release | ProtectedTables] = [original, *earlier]
    problems = tuple(problem for name, found in columns.items() for problem in found.problems(name, releases))
    return ProtectedTables(tables, problems, original)


@dataclass(frozen=True)
class SuppressedColumn:
    """One column's cells with their states, and what stayed too closely known."""

    system: LinearSystem
    states: NDArray[Any]
    known: Sequence[int]

    def line(self, place: Place) -> tuple[NDArray[Any], NDArray[Any]]:
        """Amount and state of each line of a table."""
        cells = self.system.cells_at[place]
        amounts, states = np.full(len(cells), np.nan), np.full(len(cells), MISSING, dtype=object)
        present = cells >= 0
        amounts[present], states[present] = self.system.values[cells[present]], self.states[cells[present]]
        return amounts, states

    def problems(self, column: str, releases: Sequence[Release | ProtectedTables]) -> list[Problem]:
        """What earlier tables tell already, by the name of the cell."""
        originals = [release.original if isinstance(release, ProtectedTables) else release for release in releases]
        names = {name_target(self.system, target, originals) for target in self.known}
        return [Problem("told_before", column=column, value=name) for name in sorted(names)]


def name_target(system: LinearSystem, target: int, releases: Sequence[Release]) -> str:
    """The cell that a target is, as ``park=north``; the firms between two cells when it is none."""
    atoms = system.targets[target].indices
    for (number, table, _), cells in system.cells_at.items():
        for line in np.flatnonzero(cells >= 0):
            if set(system.sums[cells[line]].indices) == set(atoms):
                return name_cell(releases[number].cells[table], int(line))
    return "−"


def name_cell(cells: Cells, line: int) -> str:
    """The breakdowns of a line, as ``park=north, industry=26``; ``*`` is the total of all."""
    keys = cells.keys.row(line, named=True) if cells.keys.width else {}
    return ", ".join(f"{name}={key}" for name, key in keys.items() if key is not None) or "*"


def find_shown_lines(release: ProtectedTables, number: int, column: str) -> list[tuple[Place, NDArray[np.bool_]]]:
    """Which lines of a release's tables show a sum of a column; a ratio shows both its parts."""
    return [
        ((number, index, use), (table.filter(pl.col("measure") == use)["state"] == SHOWN).to_numpy())
        for index, table in enumerate(release.tables)
        for use, _ in release.original.uses(column)
    ]


def _suppress_column(
    column: str, original: Release, earlier: Sequence[ProtectedTables], rules: DisclosureRules
) -> SuppressedColumn:
    beside = [release for release in earlier if column in release.original.quantities]
    made = build_linear_system(column, [original, *(release.original for release in beside)], rules)
    lines = [line for number, release in enumerate(beside, 1) for line in find_shown_lines(release, number, column)]
    before = made.marked(lines)
    withheld = made.marked([(place, ~shown) for place, shown in lines]) & ~before
    now = made.marked([(place, np.ones(len(cells), bool)) for place, cells in made.cells_at.items() if place[0] == 0])
    shown, movable = now & ((made.states == SHOWN) | before) & ~withheld, now & ~before
    states = np.where(withheld & (made.states == SHOWN), DIFFERENCED, made.states)
    alone = Suppression(made, shown.copy(), movable)
    alone.run()
    states[shown & ~alone.shown] = COMPLEMENT
    together = alone
    if beside:
        together = Suppression(made, alone.shown | before, movable, firms_read=True)
        together.run()
        states[now & alone.shown & ~together.shown] = DIFFERENCED
    return SuppressedColumn(made, states, sorted(together.open_targets))


def _table(release: Release, number: int, made: Cells, columns: dict[str, SuppressedColumn]) -> pl.DataFrame:
    parts = []
    for measure in release.measures:
        if isinstance(measure, Ratio):
            amounts, states = _ratio(measure, number, columns)
        else:
            amounts, states = columns[measure].line((0, number, measure))
        name = measure.name if isinstance(measure, Ratio) else measure
        values = pl.Series("value", np.where(states == SHOWN, amounts, np.nan), pl.Float64).fill_nan(None)
        state = pl.Series("state", states.tolist(), pl.String)
        parts.append(pl.DataFrame([*made.keys, pl.Series("measure", [name] * made.count, pl.String), values, state]))
    return pl.concat(parts)


def _ratio(measure: Ratio, number: int, columns: dict[str, SuppressedColumn]) -> tuple[NDArray[Any], NDArray[Any]]:
    place = (0, number, measure.name)
    above, why = columns[measure.quantities[0]].line(place)
    below, reason = columns[measure.quantities[1]].line(place)
    states = np.where(why == SHOWN, reason, why)
    states[(states == SHOWN) & (below == 0)] = MISSING
    return above / np.where(below == 0, np.nan, below), states
