"""How sure the ranks of an index are, and which choice moves them.

Each factor varies by itself, whatever the others are: a choice among methods or parameters, and the weights, all of
them drawn with one concentration around those of the scheme. The weights of one node are independent draws of a gamma
distribution, so that within each parent they are a Dirichlet distribution with the scheme's weights as its mean; the
higher the concentration, the nearer they stay. What is explained is the mean absolute shift of all ranks, and the rank
of each unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.model.problems import Problem, Problems
from liantu.outlook.index.choices import find_choice_problem, parse_choice
from liantu.outlook.index.inputs import Matrix
from liantu.outlook.index.replicates import ChoiceFactor, compute_ranks
from liantu.outlook.index.run import IndexRun
from liantu.outlook.index.scheme import IndexScheme
from liantu.outlook.index.variance_indices import VarianceIndices, estimate_indices

#: The name of the factor that is all weights together.
WEIGHTS = "weights"
#: The ends of the interval of ranks, in percent.
INTERVAL = (5, 95)


@dataclass(frozen=True)
class SensitivityDesign:
    """What varies, how often, and from which seed. ``concentration`` None: the weights stay as they are."""

    factors: tuple[ChoiceFactor, ...]
    concentration: float | None = 20.0
    samples: int = 500
    resamples: int = 200
    seed: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the factors, the weights last."""
        return (*(factor.name for factor in self.factors), *((WEIGHTS,) if self.concentration is not None else ()))

    @property
    def runs(self) -> int:
        """How often the index is computed: N(d+2)."""
        return self.samples * (len(self.names) + 2)


@dataclass(frozen=True)
class Sensitivity:
    """``shift``: factor, first, first_error, total, total_error, impossible, of the mean absolute shift of ranks.
    ``units``: the same with unit and time first, of each unit's rank; null: its rank never moves, or it is screened
    out in some runs. ``ranks``: unit, time, rank, low, median, high, mean, of the runs that are independent.
    """

    design: SensitivityDesign
    mean_shift: float
    shift: pl.DataFrame
    units: pl.DataFrame
    ranks: pl.DataFrame


def read_factors(scheme: IndexScheme, texts: Sequence[str]) -> tuple[ChoiceFactor, ...]:
    """Factors as they are written: ``normalise=min_max|rank``. Raises Problems with all that cannot be chosen.

    A factor may stand once: each must be able to vary whatever the others are.
    """
    problems: list[Problem] = []
    factors: list[ChoiceFactor] = []
    for text in texts:
        name, equals, values = text.partition("=")
        options = [value.strip() for value in values.split("|") if value.strip()]
        if not equals or len(options) < 2 or len(set(options)) < len(options):
            problems.append(Problem("index_bad_factor", value=text))
            continue
        factor = ChoiceFactor(tuple(parse_choice(f"{name}={option}") for option in options))
        for choice in factor.choices:
            wrong = find_choice_problem(scheme, choice)
            if wrong and wrong not in problems:
                problems.append(wrong)
        if factor.name in (other.name for other in factors):
            problems.append(Problem("index_factor_twice", value=factor.name))
        factors.append(factor)
    if problems:
        raise Problems(problems)
    return tuple(factors)


def measure_sensitivity(run: IndexRun, design: SensitivityDesign) -> Sensitivity:
    """The indices and rank intervals of a design. Raises Problems: nothing varies, choices that cannot go together."""
    if not design.names:
        raise Problems([Problem("index_nothing_varies")])
    if design.concentration is not None and "weigh" in design.names:
        raise Problems([Problem("index_weights_vary_twice")])
    picks, weights = _draw_inputs(run, design)
    ranks = compute_ranks(run, design.factors, picks, weights)
    nominal = run.ranks[run.plan.top]
    samples, factors = design.samples, len(design.names)
    present = ~np.isnan(ranks) & ~np.isnan(nominal)
    shifts = np.where(present, np.abs(ranks - nominal), 0.0)
    shift = shifts.sum(axis=1) / np.maximum(present.sum(axis=1), 1)
    outputs = np.column_stack([shift, ranks])
    base, second = outputs[:samples], outputs[samples : 2 * samples]
    crossed = outputs[2 * samples :].reshape(factors, samples, -1)
    found = estimate_indices(base, second, crossed, design.resamples, design.seed)
    independent = ranks[: 2 * samples]
    return Sensitivity(
        design=design,
        mean_shift=float(shift[: 2 * samples].mean()),
        shift=_frame_indices(design, found, slice(0, 1)),
        units=_frame_units(run, design, found),
        ranks=_frame_ranks(run, independent, nominal),
    )


def _draw_inputs(run: IndexRun, design: SensitivityDesign) -> tuple[NDArray[np.intp], Matrix | None]:
    """Picks and weights of the base sample, the second, and the base with each factor in turn from the second."""
    rng = np.random.default_rng(design.seed)
    options = np.array([len(factor.choices) for factor in design.factors], dtype=np.intp)
    picks = [rng.integers(0, options, (design.samples, len(options))).astype(np.intp) for _ in range(2)]
    crossed = [np.where(np.arange(len(options)) == place, picks[1], picks[0]) for place in range(len(options))]
    if design.concentration is None:
        return np.concatenate([*picks, *crossed]), None
    weights = [_draw_weights(run, design.concentration, design.samples, rng) for _ in range(2)]
    return (
        np.concatenate([*picks, *crossed, picks[0]]),
        np.concatenate([*weights, *([weights[0]] * len(options)), weights[1]]),
    )


def _draw_weights(run: IndexRun, concentration: float, samples: int, rng: np.random.Generator) -> Matrix:
    """Sets × nodes: gamma draws with mean in proportion to the weight; a weight of zero stays zero."""
    means = np.zeros(len(run.weights))
    for node in run.plan.nodes:
        stated = run.weights[node.parts]
        means[node.parts] = stated / stated.mean()
    return np.asarray(rng.standard_gamma(means * concentration, (samples, len(means))))


def _frame_indices(design: SensitivityDesign, found: VarianceIndices, outputs: slice) -> pl.DataFrame:
    """The indices of some outputs, factor by factor within each."""
    columns = ("first", "first_error", "total", "total_error")
    numbers = {name: getattr(found, name)[:, outputs].T.ravel() for name in columns}
    impossible = found.impossible[:, outputs].T.ravel()
    names = [*design.names] * (len(impossible) // len(design.names))
    frame = pl.DataFrame({"factor": names, **numbers, "impossible": impossible})
    return frame.with_columns(pl.col(columns).fill_nan(None))


def _frame_units(run: IndexRun, design: SensitivityDesign, found: VarianceIndices) -> pl.DataFrame:
    each = len(design.names)
    units, times = ([text for text in texts for _ in range(each)] for texts in (run.data.units, run.data.times))
    schema = {"unit": pl.String, "time": pl.String}
    head = pl.DataFrame({"unit": units, "time": times}, schema=schema)
    return pl.concat([head, _frame_indices(design, found, slice(1, None))], how="horizontal")


def _frame_ranks(run: IndexRun, ranks: Matrix, nominal: Matrix) -> pl.DataFrame:
    low, median, high = np.nanpercentile(ranks, (INTERVAL[0], 50, INTERVAL[1]), axis=0)
    columns = {"rank": nominal, "low": low, "median": median, "high": high, "mean": np.nanmean(ranks, axis=0)}
    frame = pl.DataFrame({"unit": run.data.units, "time": run.data.times, **columns})
    return frame.with_columns(pl.col(list(columns)).fill_nan(None)).with_columns(pl.col("rank").cast(pl.Int64))
