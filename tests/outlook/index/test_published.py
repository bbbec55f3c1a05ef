"""The index of ASEM sustainable connectivity, against what COINr's authors publish of it.

Figures: the articles "Presenting Results", "Adjustments and Comparisons", "Outlier Treatment", "Sensitivity Analysis"
of the package's site, version 1.0 (bluefoxr.github.io/COINr).
"""

from __future__ import annotations

import numpy as np
import pytest
from tests.outlook.index.making import asem, published

from liantu.outlook.index.outliers import measure_skew, winsorise
from liantu.outlook.index.run import IndexRun, compute_index

NODES = ["Index", "Conn", "Sust", "Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin"]
LEADING = {
    "CHE": (1, 68.38, 62.79, 73.98, 63.41, 32.87, 74.78, 85.94, 56.93, 77.21, 87.85, 56.88),
    "NLD": (2, 64.82, 61.94, 67.70, 64.87, 46.62, 84.55, 71.74, 41.92, 58.73, 86.58, 57.78),
    "DNK": (3, 64.80, 57.10, 72.51, 50.52, 30.43, 78.13, 75.35, 51.04, 69.83, 86.40, 61.29),
    "NOR": (4, 64.47, 57.44, 71.50, 58.18, 25.70, 80.03, 89.46, 33.80, 70.90, 87.00, 56.59),
    "BEL": (5, 63.54, 63.99, 63.09, 71.97, 48.22, 80.84, 75.60, 43.32, 53.01, 86.17, 50.09),
    "SWE": (6, 63.00, 53.87, 72.12, 51.51, 23.87, 80.98, 74.51, 38.50, 66.37, 87.74, 62.27),
}
INDIA = {
    "Index": (39.79, 45),
    "Conn": (28.60, 44),
    "Sust": (50.99, 43),
    "Physical": (18.78, 48),
    "ConEcFin": (6.38, 49),
    "Political": (51.90, 33),
    "Instit": (59.84, 37),
    "P2P": (6.07, 47),
    "Environ": (75.34, 6),
    "Social": (22.74, 51),
    "SusEcFin": (54.88, 36),
}
UNITS = [
    *("CHE", "NLD", "DNK", "NOR", "BEL", "SWE", "AUT", "LUX", "DEU", "MLT", "SVN", "IRL", "FIN"),
    *("SGP", "GBR", "LTU", "CZE", "HRV", "ESP", "HUN", "FRA", "EST", "LVA", "SVK", "ROU", "POL"),
    *("PRT", "ITA", "CYP", "BGR", "KOR", "GRC", "NZL", "JPN", "AUS", "VNM", "KHM", "PHL", "MYS"),
    *("BRN", "MMR", "THA", "IDN", "MNG", "IND", "BGD", "KAZ", "LAO", "CHN", "PAK", "RUS"),
]
#: The ranks of these units, with another normalisation, and screened without imputation.
BY_RANKS = [1, 4, 2, 3, 7, 5, 6, 10, 8, 19, 9, 14, 13, 15, 12, 11, 18, 23, 24, 22, 21, 16, 20, 26, 25, 28]
BY_RANKS += [17, 27, 30, 29, 33, 32, 34, 31, 35, 37, 36, 40, 38, 41, 42, 43, 49, 48, 46, 44, 45, 39, 51, 47, 50]
SCREENED = [1, 3, 2, 4, 5, 6, 7, 8, 9, 13, 10, 12, 14, 11, 15, 16, 17, 19, 24, 20, 18, 23, 21, 22, 25, 27, 26, 28]
SCREENED += [29, 31, 30, 33, 32, 34, 35, 36, None, 39, 38, None, None, 37, 41, 42, 40, None, 43, None, 45, 44, 46]


def ranks(run: IndexRun) -> dict[str, int]:
    return {unit: rank for unit, (_, rank) in published(run, "Index").items()}


def test_the_leading_units_have_the_published_scores() -> None:
    scores = {node: published(asem(), node) for node in NODES}
    for unit, (rank, *expected) in LEADING.items():
        assert [scores[node][unit][0] for node in NODES] == expected
        assert scores["Index"][unit][1] == rank


def test_india_has_the_published_scores_and_ranks() -> None:
    assert {node: published(asem(), node)["IND"] for node in NODES} == INDIA


def test_every_rank_is_the_published_one() -> None:
    assert ranks(asem()) == {unit: place for place, unit in enumerate(UNITS, 1)}


def test_another_normalisation_gives_the_published_ranks() -> None:
    assert ranks(asem("normalise=rank")) == dict(zip(UNITS, BY_RANKS, strict=True))


def test_without_imputation_five_units_are_left_out_and_the_ranks_are_the_published_ones() -> None:
    run = asem("impute=none")
    expected = {unit: rank for unit, rank in zip(UNITS, SCREENED, strict=True) if rank}
    assert ranks(run) == expected
    left_out = {mark.unit: mark.before for mark in run.marks if mark.mark == "screened_out"}
    assert set(left_out) == {"BGD", "BRN", "KHM", "LAO", "MMR"}
    assert all(share < 0.9 for share in left_out.values() if share is not None)


@pytest.mark.parametrize(
    ("pillar", "shift"),
    [
        ("Physical", 1.529412),
        ("ConEcFin", 2.627451),
        ("Political", 2.901961),
        ("Instit", 1.176471),
        ("P2P", 1.686275),
        ("Environ", 3.098039),
        ("Social", 3.960784),
        ("SusEcFin", 2.627451),
    ],
)
def test_a_pillar_without_weight_shifts_ranks_as_published(pillar: str, shift: float) -> None:
    run = asem()
    without = compute_index(run.inputs, run.scheme.with_weights({pillar: 0}))
    assert np.abs(without.ranks[run.plan.top] - run.ranks[run.plan.top]).mean() == pytest.approx(shift, abs=1e-6)


#: Skewness and kurtosis as they are given, how many values are set, skewness and kurtosis then.
TREATED = {
    "Flights": (2.103287, 4.508879, 1, 1.900658, 3.3360647),
    "Goods": (2.649973, 8.266610, 2, 1.140608, 0.1572047),
    "Services": (1.701085, 2.375656, 0, None, None),
}


@pytest.mark.parametrize("name", TREATED)
def test_raw_indicators_are_treated_as_published(name: str) -> None:
    skewness, kurtosis, count, skewness_then, kurtosis_then = TREATED[name]
    run = asem()
    place = [node.id for node in run.scheme.indicators].index(name)
    column = run.inputs.values[:, [place]]
    found = measure_skew(column)
    assert (found[0][0], found[1][0]) == pytest.approx((skewness, kurtosis), abs=1e-6)
    if count:
        step = run.scheme.step("treat")
        assert step is not None
        treated = winsorise(column, np.array([True]), step)
        assert int((treated != column)[~np.isnan(column)].sum()) == count
        assert tuple(float(v[0]) for v in measure_skew(treated)) == pytest.approx(
            (skewness_then, kurtosis_then), abs=1e-6
        )


def test_what_was_taken_by_default_is_listed() -> None:
    lines = {(line.step, line.reason, line.value) for line in asem().records if line.state == "defaulted"}
    assert lines == {("impute", "coarsest_group", "EurAsia_group"), ("normalise", "sample_bounds", "49")}


def test_levels_rise_from_indicators_to_the_index() -> None:
    levels = asem().scheme.levels
    assert [levels[node] for node in ("LPI", "Physical", "Conn", "Index")] == [1, 2, 3, 4]


def test_imputed_cells_are_marked() -> None:
    """63 cells are blank; Laos has no energy, which two indicators are divided by."""
    run = asem()
    marks = [mark for mark in run.marks if mark.mark == "imputed"]
    blank = int(np.isnan(run.inputs.values).sum())
    assert blank == 63
    assert len(marks) == blank + 2
    assert all(mark.before is None and mark.after is not None for mark in marks)


def test_as_many_values_are_set_as_the_limit_says_and_not_fewer() -> None:
    """Flights need one value set: a limit of one lets it, a limit of none does not."""
    run = asem()
    place = [node.id for node in run.scheme.indicators].index("Flights")
    column = run.inputs.values[:, [place]]
    for limit in (1, 0):
        step = asem(f"treat.values={limit}").scheme.step("treat")
        assert step is not None
        changed = winsorise(column, np.array([True]), step) != column
        assert int((changed & ~np.isnan(column)).sum()) == limit
