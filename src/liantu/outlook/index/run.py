"""An index computed: the steps one after the other as the scheme lists them, the scores, and a log of all of it.

A run is an object that can be made again with one choice altered: ``replay(run, ["normalise=z_score"])``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.outlook.index.aggregation import AggregationPlan, aggregate, plan_aggregation
from liantu.outlook.index.choices import apply_choices, find_parameter_problem, parse_choice
from liantu.outlook.index.denomination import denominate
from liantu.outlook.index.imputation import impute
from liantu.outlook.index.inputs import IndexData, Matrix
from liantu.outlook.index.normalisation import normalise
from liantu.outlook.index.outliers import treat
from liantu.outlook.index.ranks import rank_scores
from liantu.outlook.index.records import CellMark, StepRecord
from liantu.outlook.index.scheme import METHODS, NO_METHOD, PARAMETERS, IndexScheme, IndexStep
from liantu.outlook.index.screening import screen
from liantu.outlook.index.state import IndexState
from liantu.outlook.index.weights import find_unknown_weights, weigh

_STEPS: Mapping[str, Callable[[IndexState, IndexStep], IndexState]] = {
    "denominate": denominate,
    "impute": impute,
    "screen": screen,
    "treat": treat,
    "normalise": normalise,
    "weigh": weigh,
}


@dataclass(frozen=True)
class IndexRun:
    """A run: what it was made of, and the scores of every node (nodes × rows, NaN = cannot be said)."""

    inputs: IndexData
    scheme: IndexScheme
    state: IndexState
    plan: AggregationPlan
    weights: Matrix
    node_scores: Matrix

    @property
    def data(self) -> IndexData:
        """The rows that were scored, with the indicators on the scale of the index."""
        return self.state.data

    @property
    def records(self) -> tuple[StepRecord, ...]:
        """The log: every step, and everything that was left out or taken by default."""
        return self.state.records

    @property
    def marks(self) -> tuple[CellMark, ...]:
        """Every cell that a step changed."""
        return self.state.marks

    @cached_property
    def ranks(self) -> Matrix:
        """The rank of each row by each node, nodes × rows."""
        return rank_scores(self.node_scores, self.data.times)

    @cached_property
    def scores(self) -> pl.DataFrame:
        """One row a unit, time and node: unit, name, time, node, level, score, rank; null = cannot be said."""
        nodes, data = self.scheme.nodes, self.data
        frame = pl.DataFrame(
            {
                "unit": np.tile(np.array(data.units, dtype=object), len(nodes)).tolist(),
                "name": np.tile(np.array(data.names, dtype=object), len(nodes)).tolist(),
                "time": np.tile(np.array(data.times, dtype=object), len(nodes)).tolist(),
                "node": [node.id for node in nodes for _ in range(data.size)],
                "level": [self.scheme.levels[node.id] for node in nodes for _ in range(data.size)],
                "score": self.node_scores.ravel(),
                "rank": self.ranks.ravel(),
            },
            schema_overrides={"unit": pl.String, "name": pl.String, "time": pl.String, "node": pl.String},
        )
        return frame.with_columns(pl.col("score", "rank").fill_nan(None), pl.col("level").cast(pl.Int64)).with_columns(
            pl.col("rank").cast(pl.Int64)
        )


def compute_index(data: IndexData, scheme: IndexScheme) -> IndexRun:
    """The run of a scheme over data. Raises Problems with what nobody has chosen, and with what cannot be computed."""
    problems = find_open_parts(scheme)
    if problems:
        raise Problems(problems)
    state = prepare(data, scheme)
    step = scheme.step("aggregate")
    plan = plan_aggregation(scheme, (step and step.method) or METHODS["aggregate"][0])
    state = state.with_log(_closing_records(scheme))
    weights = stated_weights(state)
    scores = aggregate(plan, state.data, weights[None, :])[0]
    return IndexRun(data, scheme, state, plan, weights, scores)


def replay(run: IndexRun, choices: Iterable[str]) -> IndexRun:
    """The run made again with some choices altered, each as ``treat.values=3``. Raises Problems."""
    return compute_index(run.inputs, apply_choices(run.scheme, map(parse_choice, choices)))


def prepare(
    data: IndexData, scheme: IndexScheme, known: dict[tuple[IndexStep, ...], IndexState] | None = None
) -> IndexState:
    """The state after every step but the last, aggregation. ``known``: states by the steps behind them, added to.

    Raises Problems when nothing is left to be scored, or no indicator tells units apart.
    """
    state = IndexState(scheme, data)
    done: tuple[IndexStep, ...] = ()
    for step in scheme.steps:
        if step.name == "aggregate":
            continue
        done = (*done, step)
        if known is not None and (found := known.get(done)) is not None:
            state = found
            continue
        state = _take_step(state, step)
        if known is not None:
            known[done] = state
    if np.isnan(state.data.values).all():
        raise Problems([Problem("index_no_scale")])
    return state


def stated_weights(state: IndexState) -> Matrix:
    """The weight of each node after the step that weighs, or as the scheme states it where there is no such step."""
    return state.weights if state.weights is not None else _weights_of(weigh(state, IndexStep("weigh", "stated")))


def find_open_parts(scheme: IndexScheme) -> list[Problem]:
    """What must be told before a scheme is computed: methods and weights nobody has published, an unknown grouping."""
    problems = [
        found
        for step in scheme.steps
        if (group := step.word("group") if step.name == "impute" else None)
        and (found := find_parameter_problem(step.name, "group", group, scheme.groups))
    ]
    problems += [
        Problem("index_unknown_choice", value=step.name, slots={"choices": ", ".join(METHODS[step.name])})
        for step in scheme.steps
        if step.method is None
    ]
    step = scheme.step("weigh")
    unknown = [] if step and step.method == "equal" else find_unknown_weights(scheme)
    if unknown:
        problems.append(Problem("index_unknown_weights", value=", ".join(unknown)))
    return problems


def _weights_of(state: IndexState) -> Matrix:
    assert state.weights is not None
    return state.weights


def _take_step(state: IndexState, step: IndexStep) -> IndexState:
    if step.method == NO_METHOD:
        return state.with_log([StepRecord(step.name, NO_METHOD, "skipped", "switched_off")])
    before, marked = len(state.records), len(state.marks)
    after = _STEPS[step.name](state, step)
    lines = after.records[before:]
    if not any(line.state == "skipped" and not line.about for line in lines):
        changed = len(after.marks) - marked
        line = StepRecord(step.name, step.method or "", "done", "stated", "", str(changed) if changed else "")
        after = after.with_log([line])
    if not step.named:
        after = after.with_log([StepRecord(step.name, step.method or "", "defaulted", "default_method")])
    return after.with_log(_default_parameters(step))


def _default_parameters(step: IndexStep) -> list[StepRecord]:
    """The parameters with a default that the scheme does not state."""
    return [
        StepRecord(step.name, step.method or "", "defaulted", "default_parameter", name, f"{parameter.default}")
        for name, parameter in PARAMETERS[step.name].items()
        if parameter.default is not None and name not in dict(step.parameters)
    ]


def _closing_records(scheme: IndexScheme) -> list[StepRecord]:
    """The mean that was taken, and the steps that the scheme has not."""
    step = scheme.step("aggregate")
    taken = METHODS["aggregate"][0]
    became = ("done", "stated") if step and step.named else ("defaulted", "default_method")
    closing = [StepRecord("aggregate", (step and step.method) or taken, *became)]
    absent = [name for name in METHODS if name != "aggregate" and scheme.step(name) is None]
    return closing + [StepRecord(name, "", "skipped", "not_in_scheme") for name in absent]
