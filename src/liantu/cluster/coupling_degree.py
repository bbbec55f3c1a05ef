"""The coupling coordination degree of composite scores: a description of scores, no evidence that systems are coupled.

Formulas: C = n·(ΠU)^(1/n) / ΣU, T = ΣαU, D = √(C·T); the modified C after Wang Shujia et al., 自然资源学报 2021,
36(3):793; grades after 地理学报 2021, 76(4):781, table 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
#: Upper bounds of the ten grades of D, closed above.
GRADE_BOUNDS = tuple(np.arange(1, 11) / 10)
#: Fewer years than this show no course.
MIN_YEARS = 3


@dataclass(frozen=True, slots=True)
class CouplingDegree:
    """One number a year: C, T, D, the modified C and D, and the grade of D (1 lowest, 10 highest)."""

    coupling: Vector
    development: Vector
    coordination: Vector
    modified_coupling: Vector
    modified_coordination: Vector
    grade: NDArray[np.int64]


def compute_coupling_degree(scores: Matrix, weights: Vector) -> CouplingDegree:
    """The degree from composite scores of subsystems: ``scores`` years by subsystems, ``weights`` one a subsystem.

    The scores lie in (0, 1] on bounds that do not move with the years, or last year's degree would change with this
    year's figures. Raises ValueError for another range, fewer than three years, or weights that do not sum to 1.

    >>> shown = compute_coupling_degree(np.array([[0.6, 0.4]] * 3), np.array([0.5, 0.5]))
    >>> shown.coupling[0].round(4).item(), shown.coordination[0].round(4).item()
    (0.9798, 0.6999)
    >>> shown.modified_coupling[0].round(4).item(), shown.modified_coordination[0].round(4).item()
    (0.7303, 0.6043)
    """
    years, count = scores.shape
    if years < MIN_YEARS:
        raise ValueError(f"{years} years; at least {MIN_YEARS} are needed")
    if count < 2 or weights.shape != (count,):
        raise ValueError(f"{count} subsystems and {weights.size} weights; two or more subsystems need one each")
    if not ((scores > 0) & (scores <= 1)).all():
        raise ValueError("a score is not above 0 and at most 1: the degree is undefined")
    if (weights < 0).any() or not np.isclose(weights.sum(), 1):
        raise ValueError(f"the weights sum to {weights.sum():g}, not to 1")
    development = scores @ weights
    coupling = count * np.exp(np.log(scores).mean(1)) / scores.sum(1)
    largest = scores.max(1)
    ratios = np.exp(np.log(scores / largest[:, None]).sum(1) / (count - 1))
    modified = np.sqrt((1 - _mean_distance(scores)) * ratios)
    coordination = np.sqrt(coupling * development)
    grade = np.searchsorted(np.array(GRADE_BOUNDS), np.round(coordination, 12), side="left") + 1
    return CouplingDegree(coupling, development, coordination, modified, np.sqrt(modified * development), grade)


def _mean_distance(scores: Matrix) -> Vector:
    """The mean of |Uᵢ − Uⱼ| over the pairs of subsystems, a year."""
    first, second = np.triu_indices(scores.shape[1], k=1)
    return np.asarray(np.abs(scores[:, first] - scores[:, second]).mean(1), dtype=np.float64)
