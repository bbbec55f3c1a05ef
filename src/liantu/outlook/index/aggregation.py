"""Aggregate: each node from its parts by a weighted arithmetic or geometric mean, up to the index.

For one set of weights or for thousands at once. A part that is missing is left out, and the weights of the others make
the whole. A geometric mean takes positive parts alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from liantu.model.problems import Problem, Problems
from liantu.outlook.index.inputs import IndexData, Matrix
from liantu.outlook.index.scheme import IndexScheme


class NodePlan(NamedTuple):
    """How one node is made: its place among the nodes, those of its parts, and the mean that is taken."""

    id: str
    place: int
    parts: NDArray[np.intp]
    geometric: bool


@dataclass(frozen=True)
class AggregationPlan:
    """The aggregates from the bottom up; places are those of the scheme's nodes."""

    ids: tuple[str, ...]
    indicators: NDArray[np.intp]
    nodes: tuple[NodePlan, ...]

    @property
    def top(self) -> int:
        """The place of the index."""
        return self.nodes[-1].place


def plan_aggregation(scheme: IndexScheme, method: str) -> AggregationPlan:
    """The plan of a scheme; a node that states its own mean overrides the method."""
    places = {node.id: place for place, node in enumerate(scheme.nodes)}
    return AggregationPlan(
        tuple(places),
        np.array([places[node.id] for node in scheme.indicators], dtype=np.intp),
        tuple(
            NodePlan(
                node.id,
                places[node.id],
                np.array([places[part.id] for part in scheme.parts(node.id)], dtype=np.intp),
                (node.aggregation or method) == "geometric",
            )
            for node in scheme.aggregates
        ),
    )


def aggregate(plan: AggregationPlan, data: IndexData, weights: Matrix) -> Matrix:
    """Scores of every node: sets of weights × nodes × rows. ``weights`` is sets × nodes.

    Raises Problems when a geometric mean would be taken of what is not positive.
    """
    sets = len(weights)
    scores = np.full((sets, len(plan.ids), data.size), np.nan)
    scores[:, plan.indicators] = data.values.T
    leaves = set(plan.indicators.tolist())
    for node in plan.nodes:
        # parts that are indicators are the same in every set: one product of matrices serves all
        shared = leaves.issuperset(node.parts.tolist())
        parts = scores[:1, node.parts] if shared else scores[:, node.parts]
        scores[:, node.place] = _mean(parts, weights[:, node.parts], node, data)
    return scores


def share_weights(plan: AggregationPlan, scores: Matrix, weights: Matrix) -> dict[str, Matrix]:
    """Of each aggregate the shares of its parts, parts × rows, missing parts none; of one set of weights."""
    found = {}
    for node in plan.nodes:
        present = ~np.isnan(scores[node.parts])
        raw = np.where(present, weights[node.parts, None], 0.0)
        with np.errstate(invalid="ignore", divide="ignore"):
            found[node.id] = raw / raw.sum(axis=0)
    return found


def _mean(parts: Matrix, weights: Matrix, node: NodePlan, data: IndexData) -> Matrix:
    present = ~np.isnan(parts)
    if node.geometric:
        _check_positive(parts, node, data)
        parts = np.log(np.where(present, parts, 1.0))
    filled = np.where(present, parts, 0.0)
    if len(parts) == 1:
        above, below = weights @ filled[0], weights @ present[0].astype(float)
    else:
        above = np.einsum("sp,spr->sr", weights, filled)
        below = np.einsum("sp,spr->sr", weights, present.astype(float))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = above / np.where(below > 0, below, np.nan)
    return np.asarray(np.exp(mean)) if node.geometric else np.asarray(mean)


def _check_positive(parts: Matrix, node: NodePlan, data: IndexData) -> None:
    with np.errstate(invalid="ignore"):
        wrong = (parts <= 0).any(axis=(0, 1))
    if wrong.any():
        first = data.units[int(np.flatnonzero(wrong)[0])]
        slots = {"count": str(int(wrong.sum())), "first": first}
        raise Problems([Problem("index_geometric_positive", value=node.id, slots=slots)])
