"""In which row of a sheet the headings stand, and of which table they are."""

from __future__ import annotations

from typing import NamedTuple

from liantu.exchange.loading.field_match import HeadingMatch, match_field
from liantu.model.schema import Table

#: How far above a cell its heading may stand.
_ABOVE = 2


class _RowScore(NamedTuple):
    """How much of a row speaks for a table: headings, required ones among them, and how far up it stands."""

    headings: float
    required: int
    height: int
    table: Table


def find_heading_row(
    rows: list[list[str]], tables: list[Table], least: float, mostly: bool = True
) -> tuple[int, Table] | None:
    """The row and table that most headings speak for; the first row where several do, no table where two do.

    At ``least`` so many headings; with ``mostly`` the row holds little else, or all that the table requires.
    """
    found = [_score_row(rows, row, table, mostly) for table in tables for row in range(len(rows))]
    scores = [score for score in found if score is not None and score.headings >= least]
    if not scores:
        return None
    best = max(scores, key=lambda score: score[:3])
    rivals = {score.table.name for score in scores if score[:2] == best[:2]}
    return (-best.height, best.table) if len(rivals) == 1 else None


def _score_row(rows: list[list[str]], row: int, table: Table, mostly: bool) -> _RowScore | None:
    """None for a row that is no heading of the table."""
    matches = match_row(rows, row, table)
    if mostly and not (_is_mostly_headings(rows[row], table) or _has_required(matches, table)):
        return None
    headings = sum(1.0 if match.exact else 0.5 for match in matches.values())
    named = {match.field for match in matches.values()}
    return _RowScore(headings, sum(field.required for field in table.fields if field.name in named), -row, table)


def match_row(rows: list[list[str]], row: int, table: Table) -> dict[int, HeadingMatch]:
    """The columns of a row that are headings, each field once; a blank cell takes the heading above it."""
    found: dict[int, HeadingMatch] = {}
    for exact in (True, False):
        for column in range(len(rows[row])):
            match = (
                match_field(read_heading_text(rows, row, column, table), table.name) if column not in found else None
            )
            if match and match.exact == exact and (exact or match.field not in {m.field for m in found.values()}):
                found[column] = match
    return found


def read_heading_text(rows: list[list[str]], head_row: int, column: int, table: Table) -> str:
    """The heading of a column in a row; over a blank cell the nearest one above that means a field."""
    if rows[head_row][column]:
        return rows[head_row][column]
    above = [rows[row][column] for row in range(max(head_row - _ABOVE, 0), head_row) if rows[row][column]]
    return above[-1] if above and match_field(above[-1], table.name) else ""


def _is_mostly_headings(row: list[str], table: Table) -> bool:
    """A row of data may hold a heading's word by chance; a heading holds little else."""
    filled = [cell for cell in row if cell]
    return bool(filled) and sum(match_field(cell, table.name) is not None for cell in filled) * 2 >= len(filled)


def _has_required(matches: dict[int, HeadingMatch], table: Table) -> bool:
    """Whether a row names every column that a table cannot be without, whatever else stands beside them."""
    required = {field.name for field in table.fields if field.required and field.group != "provenance"}
    return len(required) > 1 and required <= {match.field for match in matches.values() if match.exact}
