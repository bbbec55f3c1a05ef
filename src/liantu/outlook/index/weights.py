"""Weigh: the weight of each node within its parent, as the scheme states it, or equal."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from liantu.model.problems import Problem, Problems
from liantu.outlook.index.scheme import IndexScheme, IndexStep
from liantu.outlook.index.state import IndexState


def weigh(state: IndexState, step: IndexStep) -> IndexState:
    """The state with a weight for each node. Raises Problems when the scheme states one that is not known."""
    if step.method == "equal":
        return replace(state, weights=np.ones(len(state.scheme.nodes)))
    unknown = find_unknown_weights(state.scheme)
    if unknown:
        raise Problems([Problem("index_unknown_weights", value=", ".join(unknown))])
    return replace(state, weights=np.array([node.weight for node in state.scheme.nodes], dtype=float))


def find_unknown_weights(scheme: IndexScheme) -> list[str]:
    """The nodes whose weight nobody has stated; the index itself needs none."""
    return [node.id for node in scheme.nodes if node.weight is None and node.parent]
