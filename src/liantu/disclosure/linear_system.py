"""What everybody outside may know of one column: sums of the same contributions, in all tables at once.

A contribution is a firm's value; the same value in two releases is one. Contributions that stand in exactly the same
cells cannot be told apart and make an **atom**. Every cell is then a sum of atoms, whatever table, margin or release
it stands in, and what can be inferred is a question about one system of equations. Cells of the same contributions
are one cell: they are hidden together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from liantu.disclosure.release import Release
from liantu.disclosure.sensitivity_rules import DisclosureRules, Floats, find_states
from liantu.disclosure.table_cells import FIRMS, Ints
from liantu.model.hidden_amounts import SHOWN

#: Table and measure in a release.
Place = tuple[int, int, str]


@dataclass(frozen=True)
class LinearSystem:
    """Cells (rows of ``sums``) as sums of atoms, and the sets of contributions whose amount must stay open."""

    sums: sparse.csr_matrix
    sizes: Ints
    atoms: Floats
    #: The least each atom can be, as everybody knows.
    floor: Floats
    counting: bool
    #: Why a cell alone may not be shown.
    states: NDArray[Any]
    relations: tuple[tuple[int, Ints], ...]
    #: The cell of each line of each table; -1 where no firm has a value.
    cells_at: dict[Place, Ints]
    targets: sparse.csr_matrix
    rules: DisclosureRules
    #: The mean contribution: amounts far below it stay open as one of its size would.
    mean: float
    #: The atoms that are one firm's alone, firm by firm: what it knows of itself.
    firm_atoms: tuple[Ints, ...] = ()

    def needed(self, amounts: Floats) -> Floats:
        """How far to either side an amount must stay open."""
        if self.counting:
            return np.full(len(amounts), float(self.rules.counts))
        need: Floats = self.rules.interval / 100 * np.maximum(np.abs(amounts), self.mean)
        return need

    @property
    def scale(self) -> float:
        """What amounts are divided by before they are solved for."""
        return 1.0 if self.counting else self.mean or 1.0

    @cached_property
    def up(self) -> Floats:
        """How far above its amount each target must stay possible."""
        return self.needed(self.targets @ self.atoms)

    @cached_property
    def down(self) -> Floats:
        """The same below, as far as everybody knows it can be."""
        if not np.isfinite(self.floor).all():
            return self.up
        lower: Floats = np.minimum(self.up, self.targets @ (self.atoms - self.floor))
        return lower

    @cached_property
    def values(self) -> Floats:
        """The amount of each cell."""
        amounts: Floats = self.sums @ self.atoms
        return amounts

    @cached_property
    def needs(self) -> Floats:
        """How far to either side each cell must stay open, were it a target."""
        return self.needed(self.values)

    def marked(self, places: Sequence[tuple[Place, NDArray[np.bool_]]]) -> NDArray[np.bool_]:
        """The cells that stand on the marked lines of tables."""
        result = np.zeros(len(self.sizes), bool)
        for place, lines in places:
            found = self.cells_at[place][lines]
            result[found[found >= 0]] = True
        return result


def build_linear_system(column: str, releases: Sequence[Release], rules: DisclosureRules) -> LinearSystem:
    """The system of one column over releases that have it."""
    amounts, holders, by_row = _contributions(column, releases)
    places: dict[Place, slice] = {}
    entry, member, count = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)], 0
    for number, release in enumerate(releases):
        for use, counted in release.uses(column):
            for table, made in enumerate(release.cells):
                inside = counted[made.row]
                entry.append(made.cell[inside] + count)
                member.append(by_row[number][made.row[inside]])
                places[number, table, use] = slice(count, count + made.count)
                count += made.count
    # Only what stands in a cell: a part of a ratio does not where the other part is not known.
    entries, (used, members) = np.concatenate(entry), np.unique(np.concatenate(member), return_inverse=True)
    amounts, holders = amounts[used], holders[used]
    marks = np.random.default_rng(0).integers(1, 2**63, size=len(amounts), dtype=np.uint64)
    cell_of = _number_groups(entries, marks[members], count)
    first = _mark_first_members(cell_of, entries)
    cells, inside = cell_of[entries][first], members[first]
    number = int(cell_of.max(initial=-1)) + 1
    of_cells = np.random.default_rng(1).integers(1, 2**63, size=number, dtype=np.uint64)
    atom_of = _number_groups(inside, of_cells[cells], len(amounts))
    sums = _matrix(cells, atom_of[inside], number, int(atom_of.max(initial=-1)) + 1)
    atoms: Floats = np.bincount(atom_of, amounts, sums.shape[1]).astype(np.float64)
    sizes = np.bincount(cells, minlength=number)
    counting = column == FIRMS
    states = find_states(cells, amounts[inside], number, rules, counting)
    cells_at = {place: cell_of[where] for place, where in places.items()}
    relations = _relations(releases, cells_at)
    fine = find_states(atom_of, amounts, len(atoms), rules, counting) != SHOWN
    targets = _targets(sums, np.bincount(atom_of, minlength=len(atoms)), sizes, states != SHOWN, fine, rules.smallest)
    floor = _floor(sums, amounts, counting)
    mean = float(np.abs(amounts).mean()) if len(amounts) else 0.0
    single = _find_firm_atoms(atom_of, holders)
    return LinearSystem(sums, sizes, atoms, floor, counting, states, relations, cells_at, targets, rules, mean, single)


def _contributions(column: str, releases: Sequence[Release]) -> tuple[Floats, Ints, list[Ints]]:
    """Amounts, one a firm and value, whose each is, and the contribution of each row of each release (-1 when not
    known)."""
    known: dict[tuple[str, float], int] = {}
    by_row = []
    for release in releases:
        values = release.values(column)
        firms = release.microdata[release.firm].to_list()
        found = np.full(len(firms), -1, np.intp)
        for row in np.flatnonzero(~np.isnan(values)):
            found[row] = known.setdefault((firms[row], float(values[row])), len(known))
        by_row.append(found)
    numbers: dict[str, int] = {}
    holders = np.array([numbers.setdefault(firm, len(numbers)) for firm, _ in known], np.intp)
    return np.array([amount for _, amount in known], np.float64), holders, by_row


def _find_firm_atoms(atom_of: Ints, holders: Ints) -> tuple[Ints, ...]:
    """The atoms in which one firm stands alone, by firm; a corrected value is an atom more of the same firm."""
    count = int(atom_of.max(initial=-1)) + 1
    first, last = np.full(count, np.iinfo(np.intp).max), np.full(count, -1)
    np.minimum.at(first, atom_of, holders)
    np.maximum.at(last, atom_of, holders)
    alone = np.flatnonzero(first == last)
    return tuple(alone[first[alone] == firm] for firm in np.unique(first[alone]))


def _number_groups(group: Ints, marks: NDArray[np.uint64], count: int) -> Ints:
    """Groups of the same members get the same number, from 0; a group without members -1."""
    total, size = np.zeros(count, np.uint64), np.bincount(group, minlength=count)
    np.add.at(total, group, marks)
    result = np.full(count, -1, np.intp)
    result[size > 0] = np.unique(total[size > 0], return_inverse=True)[1]
    return result


def _mark_first_members(cell_of: Ints, entries: Ints) -> NDArray[np.bool_]:
    """The members of one entry of each cell."""
    numbered = np.flatnonzero(cell_of >= 0)
    chosen = np.zeros(len(cell_of), bool)
    chosen[numbered[np.unique(cell_of[numbered], return_index=True)[1]]] = True
    return chosen[entries]


def _matrix(rows: Ints, columns: Ints, height: int, width: int) -> sparse.csr_matrix:
    """Ones at the places, however often each is named."""
    made = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), (height, width))
    made.sum_duplicates()
    made.data[:] = 1.0
    return made


def _relations(releases: Sequence[Release], cells_at: dict[Place, Ints]) -> tuple[tuple[int, Ints], ...]:
    found: dict[tuple[int, tuple[int, ...]], None] = {}
    for (number, table, _), cells in cells_at.items():
        for parent, parts in releases[number].cells[table].relations:
            part_cells = np.unique(cells[parts])
            part_cells = part_cells[part_cells >= 0]
            if len(part_cells) > 1:
                found[int(cells[parent]), tuple(part_cells.tolist())] = None
    return tuple((parent, np.array(parts, np.intp)) for parent, parts in found)


def _floor(sums: sparse.csr_matrix, amounts: Floats, counting: bool) -> Floats:
    if not counting:
        return np.full(sums.shape[1], 0.0 if (amounts >= 0).all() else -np.inf)
    # A line that is printed has a firm.
    alone = np.diff(sums.indptr) == 1
    floor = np.zeros(sums.shape[1])
    floor[sums[alone].indices] = 1.0
    return floor


def _targets(
    sums: sparse.csr_matrix,
    atom_sizes: Ints,
    sizes: Ints,
    cells: NDArray[np.bool_],
    atoms: NDArray[np.bool_],
    smallest: int,
) -> sparse.csr_matrix:
    """Cells and atoms that may not be shown, and what little lies between a cell and a larger one."""
    shared = (sums @ sparse.diags(atom_sizes.astype(float)) @ sums.T).tocoo()
    between = sizes[shared.col] - sizes[shared.row]
    nested = (shared.data == sizes[shared.row]) & (between > 0) & (between < smallest)
    differences = sums[shared.col[nested]] - sums[shared.row[nested]]
    made = sparse.vstack([sums[cells], sparse.eye(sums.shape[1], format="csr")[atoms], differences]).tocsr()
    made.eliminate_zeros()
    marks = np.random.default_rng(2).random(sums.shape[1])
    distinct = np.unique(made @ marks, return_index=True)[1]
    return made[np.sort(distinct)]
