"""A scheme's nodes from a table of them: a row an indicator, an aggregate, a grouping or a denominator.

The columns are those of the R package COINr: ``iCode``, ``Parent``, ``Direction``, ``Weight``, ``Type``; ``iName``,
``Level``, ``Unit``, ``Target``, ``Denominator`` may stand beside them, and ours: ``Low`` and ``High`` (fixed bounds),
``Aggregation`` (of an aggregate) and ``iNameZh``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from liantu.model.file_table import FileTable
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.outlook.index.choices import read_number
from liantu.outlook.index.hierarchy_checks import check_hierarchy
from liantu.outlook.index.scheme import AGGREGATIONS, IndexNode, IndexScheme, IndexStep

_NEEDED = ("iCode", "Parent", "Direction", "Weight", "Type")
_NODES = ("Indicator", "Aggregate")
#: ``Other`` and ``Time`` are columns of the data that the index does not read as figures.
TYPES = (*_NODES, "Group", "Denominator", "Other", "Time")


@dataclass
class _MetaRows:
    """The rows of a table of nodes, and what is wrong in them."""

    table: FileTable
    problems: list[Problem] = field(default_factory=list)

    def text(self, row: int, column: str) -> str:
        """What is written, blank when nothing is."""
        return self.table.texts(column)[row]

    def wrong(self, code: str, row: int, column: str, value: str = "", **slots: str) -> None:
        """Note a problem of a cell."""
        self.problems.append(self.table.problem(code, row, column, value, **slots))

    def number(self, row: int, column: str) -> float | None:
        """A number, None when nothing is written."""
        text = self.text(row, column)
        number = read_number(text) if text else None
        if text and number is None:
            self.wrong("text_number", row, column, text)
        return number


def read_meta(table: FileTable, steps: tuple[IndexStep, ...]) -> IndexScheme:
    """The scheme that a table of nodes describes, with some steps. Raises Problems with everything wrong in it."""
    absent = [column for column in _NEEDED if column not in table.cells.columns]
    if absent:
        raise Problems([Problem("missing_column", file=table.file, value=column) for column in absent])
    rows = _MetaRows(table)
    codes, kinds = table.texts("iCode"), table.texts("Type")
    first = _check_codes(rows, codes, kinds)
    places = [row for row in first.values() if kinds[row] in _NODES]
    denominators = tuple(codes[row] for row in first.values() if kinds[row] == "Denominator")
    nodes = tuple(_read_node(rows, row, denominators) for row in places)
    problems = [*rows.problems, *check_hierarchy(nodes, table.file)]
    if not rows.problems:
        problems += _check_levels(rows, places, nodes)
    if problems:
        raise Problems(problems)
    top = next(node for node in nodes if not node.parent)
    return IndexScheme(
        id=top.id,
        zh=top.zh,
        en=top.en,
        nodes=nodes,
        steps=steps,
        denominators=denominators,
        groups=tuple(codes[row] for row in first.values() if kinds[row] == "Group"),
    )


def _check_codes(rows: _MetaRows, codes: list[str], kinds: list[str]) -> dict[str, int]:
    """The first row of each code; blank and repeated codes and unknown types are noted."""
    first: dict[str, int] = {}
    for row, (code, kind) in enumerate(zip(codes, kinds, strict=True)):
        if not code:
            rows.wrong("required", row, "iCode")
        elif first.setdefault(code, row) != row:
            rows.wrong("duplicate_key", row, "iCode", code, first=str(rows.table.rows[first[code]]))
        if kind not in TYPES:
            slots = {"nearest": suggest_nearest(kind, TYPES), "choices": ", ".join(TYPES)}
            rows.wrong("not_a_choice", row, "Type", kind, **slots)
    return first


def _read_node(rows: _MetaRows, row: int, denominators: tuple[str, ...]) -> IndexNode:
    code = rows.text(row, "iCode")
    direction = rows.number(row, "Direction")
    if direction not in (1, -1):
        rows.wrong("index_bad_direction", row, "Direction", rows.text(row, "Direction"))
    weight = rows.number(row, "Weight")
    if weight is not None and weight < 0:
        rows.wrong("negative_number", row, "Weight", rows.text(row, "Weight"))
    denominator = rows.text(row, "Denominator")
    if denominator and denominator not in denominators:
        slots = {"wanted": "Denominator", "nearest": suggest_nearest(denominator, denominators)}
        rows.wrong("dangling", row, "Denominator", denominator, **slots)
    aggregation = rows.text(row, "Aggregation")
    if aggregation and aggregation not in AGGREGATIONS:
        slots = {"nearest": suggest_nearest(aggregation, AGGREGATIONS), "choices": ", ".join(AGGREGATIONS)}
        rows.wrong("not_a_choice", row, "Aggregation", aggregation, **slots)
    low, high = rows.number(row, "Low"), rows.number(row, "High")
    if low is not None and high is not None and low >= high:
        rows.wrong("index_bounds", row, "Low", f"{low:g}, {high:g}")
    english = rows.text(row, "iName") or code
    return IndexNode(
        id=code,
        zh=rows.text(row, "iNameZh") or english,
        en=english,
        parent=rows.text(row, "Parent"),
        direction=-1 if direction == -1 else 1,
        weight=weight,
        unit=rows.text(row, "Unit"),
        denominator=denominator,
        low=low,
        high=high,
        target=rows.number(row, "Target"),
        observed=code,
        aggregation=aggregation,
    )


def _check_levels(rows: _MetaRows, places: list[int], nodes: tuple[IndexNode, ...]) -> list[Problem]:
    """Stated levels that do not rise from a node to its parent."""
    stated = {node.id: rows.number(row, "Level") for row, node in zip(places, nodes, strict=True)}
    found = []
    for row, node in zip(places, nodes, strict=True):
        level, above = stated[node.id], stated.get(node.parent)
        if level is not None and above is not None and above <= level:
            slots = {"parent": node.parent, "above": f"{above:g}"}
            found.append(rows.table.problem("index_level", row, "Level", f"{level:g}", **slots))
    return found
