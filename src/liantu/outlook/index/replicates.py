"""Many runs at once: each with its own choices and its own weights.

What choices make of the data before it is aggregated is computed once for each different set of them, step by step; all
sets of weights that go with it are aggregated together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from liantu.outlook.index.aggregation import aggregate, plan_aggregation
from liantu.outlook.index.choices import Choice, apply_choices
from liantu.outlook.index.inputs import Matrix
from liantu.outlook.index.ranks import rank_scores
from liantu.outlook.index.run import IndexRun, prepare, stated_weights
from liantu.outlook.index.scheme import METHODS, IndexScheme, IndexStep
from liantu.outlook.index.state import IndexState


@dataclass(frozen=True)
class ChoiceFactor:
    """Something that could have been chosen otherwise; every choice is as likely as the others."""

    choices: tuple[Choice, ...]

    @property
    def name(self) -> str:
        """The step, with the part of it, that the choices set."""
        first = self.choices[0]
        return f"{first.step}.{first.part}" if first.part else first.step


def compute_ranks(
    run: IndexRun, factors: Sequence[ChoiceFactor], chosen: NDArray[np.intp], weights: Matrix | None
) -> Matrix:
    """The rank of each row of a run by the index in each replicate, replicates × rows; NaN: left out there.

    ``chosen`` is replicates × factors, ``weights`` replicates × nodes; None: those of the scheme as it is chosen.
    Raises Problems when choices cannot go together.
    """
    ranks = np.full((len(chosen), run.data.size), np.nan)
    sets, place = np.unique(chosen, axis=0, return_inverse=True)
    place = place.reshape(-1)
    known: dict[tuple[IndexStep, ...], IndexState] = {}
    rows = {key: row for row, key in enumerate(zip(run.data.units, run.data.times, strict=True))}
    for number, picked in enumerate(sets):
        scheme = apply_choices(run.scheme, (f.choices[pick] for f, pick in zip(factors, picked, strict=True)))
        state = prepare(run.inputs, scheme, known)
        those = np.flatnonzero(place == number)
        if weights is None:
            found = np.broadcast_to(
                _rank_index(state, scheme, stated_weights(state)[None]), (len(those), state.data.size)
            )
        else:
            found = _rank_index(state, scheme, weights[those])
        pairs = [(rows[key], found_row) for found_row, key in enumerate(_keys(state)) if key in rows]
        place_in_run, place_in_state = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        ranks[np.ix_(those, place_in_run)] = found[:, place_in_state]
    return ranks


def _rank_index(state: IndexState, scheme: IndexScheme, weights: Matrix) -> Matrix:
    step = scheme.step("aggregate")
    plan = plan_aggregation(scheme, (step and step.method) or METHODS["aggregate"][0])
    return rank_scores(aggregate(plan, state.data, weights)[:, plan.top], state.data.times)


def _keys(state: IndexState) -> list[tuple[str, str]]:
    return list(zip(state.data.units, state.data.times, strict=True))
