"""Small indices and data, and the data set of the Joint Research Centre, computed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from liantu.district.index_files import IndexOptions, compute_file_index, open_index_scheme
from liantu.outlook.index.inputs import IndexData
from liantu.outlook.index.run import IndexRun
from liantu.outlook.index.scheme import METHODS, IndexNode, IndexScheme, IndexStep
from liantu.outlook.index.state import IndexState

ASEM = Path(__file__).parent / "asem"


@cache
def asem(*choices: str) -> IndexRun:
    """The index of ASEM by its usual steps, with choices that differ."""
    scheme = open_index_scheme(ASEM / "ASEM_iMeta.csv")
    return compute_file_index(ASEM / "ASEM_iData.csv", scheme, IndexOptions(choices)).run


def published(run: IndexRun, node: str) -> dict[str, tuple[float, int]]:
    """Score, to two decimals, and rank of each unit by a node."""
    rows = run.scores.filter(run.scores["node"] == node).select("unit", "score", "rank").iter_rows()
    return {unit: (round(score, 2), rank) for unit, score, rank in rows}


def data(
    columns: Mapping[str, Sequence[float | None]],
    units: Sequence[str] | None = None,
    times: Sequence[str] | None = None,
    denominators: Mapping[str, Sequence[float]] | None = None,
    groups: Mapping[str, Sequence[str]] | None = None,
) -> IndexData:
    """Data of some columns; None is missing."""
    size = len(next(iter(columns.values())))
    values = [[np.nan if value is None else value for value in column] for column in columns.values()]
    names = tuple(units or [f"u{row}" for row in range(size)])
    return IndexData(
        names,
        names,
        tuple(times or [""] * size),
        np.array(values, dtype=float).T,
        {name: np.array(column, dtype=float) for name, column in (denominators or {}).items()},
        {name: tuple(classes) for name, classes in (groups or {}).items()},
    )


def step(name: str, method: str | None = None, **parameters: float | str) -> IndexStep:
    return IndexStep(name, method or METHODS[name][0], tuple(parameters.items()))


def scheme(nodes: Iterable[IndexNode], *steps: IndexStep) -> IndexScheme:
    return IndexScheme("top", "总", "top", tuple(nodes), steps)


def flat(columns: Iterable[str], *steps: IndexStep, **directions: int) -> IndexScheme:
    """An index of some indicators at one level."""
    nodes = [IndexNode(name, name, name, "top", directions.get(name, 1)) for name in columns]
    return scheme([IndexNode("top", "总", "top"), *nodes], *steps)


def state(given: IndexData, *nodes: IndexNode) -> IndexState:
    """The state before any step, of indicators without an aggregate's work."""
    return IndexState(scheme([IndexNode("top", "总", "top"), *nodes]), given)
