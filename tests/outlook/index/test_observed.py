"""An index over the observations of a district, asked through the facade."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.district import District
from liantu.model.problems import Problem, Problems

ROOT = Path(__file__).parents[3]
ORCHARD = ROOT / "tests" / "districts" / "orchard"
SCHEME = """id: farms
title: {zh: 农庄指数, en: farms}
nodes:
  farms: {zh: 农庄指数, en: farms}
  output: {zh: 产值, en: output, parent: farms, direction: 1, weight: 1, unit: 万元, observed: farm-output}
  hands: {zh: 用工, en: hands, parent: farms, direction: -1, weight: 1, observed: farm-hands}
steps:
  - {step: normalise, low: 0, high: 100}
  - {step: aggregate}
"""
#: Subject, indicator, period, value, unit, vintage.
ROWS = [
    ("north", "farm-output", "2028", "1", "亿元", None),
    ("north", "farm-output", "2028", "20000", "万元", "2029-06"),  # a later print
    ("south", "farm-output", "2028", "40000", "万元", None),
    ("north", "farm-hands", "2028", "10", "人", None),
    ("south", "farm-hands", "2028", "30", "人", None),
    ("north", "farm-output", "2029", "3", "亿元", None),
    ("south", "farm-output", "2029", "6", "亿元", None),
    ("north", "farm-hands", "2029", "20", "人", None),
    ("south", "farm-output", "2031", "9", "亿元", None),  # after the date of the district
]


def district(rows: list[tuple[str, str, str, str, str, str | None]]) -> District:
    """Orchard county with observations of two farms."""
    opened = liantu.open(ORCHARD)
    tables = opened.given
    shape = tables["observations"].schema
    columns = ("subject", "indicator", "period", "value", "unit", "vintage")
    filled = {"status": "actual", "comparator": "eq", "id": "row"}
    found = pl.DataFrame(
        [{**dict.fromkeys(shape), **filled, **dict(zip(columns, row, strict=True))} for row in rows],
        schema=dict.fromkeys(shape, pl.String),
    )
    return District(tables.replace(observations=found), opened.as_of)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("index") / "farms.yaml"
    file.write_text(SCHEME, encoding="utf-8")
    return file


def test_observations_become_units_and_periods(path: Path) -> None:
    """万元 of output by year: north 20,000 (the later print) and 30,000, south 40,000 and 60,000; hands 10, 20, 30, —.
    Scores of output 0, 25, 50, 100, of hands 100, 50, 0; the mean of what is there."""
    run = district(ROWS).outlook.index(path)
    top = run.scores.filter(run.scores["node"] == "farms").select("unit", "time", "score", "rank").rows()
    assert top == [
        ("north", "2028-01-01..2028-12-31", 50.0, 1),
        ("north", "2029-01-01..2029-12-31", 37.5, 2),
        ("south", "2028-01-01..2028-12-31", 25.0, 2),
        ("south", "2029-01-01..2029-12-31", 100.0, 1),
    ]


def test_one_period_alone(path: Path) -> None:
    run = district(ROWS).outlook.index(path, ["2028"])
    assert run.data.units == ("north", "south")
    assert run.scores.filter(run.scores["node"] == "farms")["score"].to_list() == [50, 50]


def test_choices_and_weights_are_taken(path: Path) -> None:
    run = district(ROWS).outlook.index(path, ["2028"], ["normalise.high=10"], {"output": 3})
    assert run.scores.filter(run.scores["node"] == "farms")["score"].to_list() == [2.5, 7.5]


def test_contributions_and_terms_are_asked_of_the_room(path: Path) -> None:
    room = district(ROWS).outlook
    run = room.index(path)
    change = room.index_contributions(run).filter(pl.col("since").is_not_null(), pl.col("unit") == "north")
    assert change.select("part", "effect").rows() == [("output", 12.5), ("hands", -25.0)]
    assert room.index_terms(run).height == 4 * 2 - 1 + 2
    again = room.replay_index(run, ["aggregate=arithmetic"])
    assert again.scores.equals(run.scores)
    measured = room.index_sensitivity(run, ["normalise=min_max|rank"], samples=8)
    assert measured.design.names == ("normalise", "weights")


def refused(rows: list[tuple[str, str, str, str, str, str | None]], path: Path) -> list[Problem]:
    with pytest.raises(Problems) as raised:
        district(rows).outlook.index(path)
    return list(raised.value.problems)


def test_what_nobody_has_observed_is_named(path: Path) -> None:
    found = refused([row for row in ROWS if row[1] == "farm-output"], path)
    assert [(problem.code, problem.slots["lacking"]) for problem in found] == [("index_not_observed", "hands")]


def test_denominators_and_groupings_are_no_observations(tmp_path: Path) -> None:
    text = SCHEME.replace("nodes:", "groups: [coast]\ndenominators: [land]\nnodes:")
    text = text.replace("hands: {", "hands: {denominator: land, ")
    text = text.replace("steps:", "steps:\n  - {step: denominate}\n  - {step: impute, method: mean}")
    (tmp_path / "farms.yaml").write_text(text, encoding="utf-8")
    found = refused(ROWS, tmp_path / "farms.yaml")
    assert [(problem.code, problem.slots["lacking"]) for problem in found] == [("index_not_observed", "land")]
    (tmp_path / "farms.yaml").write_text(text.replace("method: mean", "group: coast"), encoding="utf-8")
    found = refused(ROWS, tmp_path / "farms.yaml")
    assert [problem.slots["lacking"] for problem in found] == ["land, coast"]


def test_periods_of_different_lengths_share_no_scale(path: Path) -> None:
    """Nine months beside years; in February as in March a month is a month, and leap years are years."""
    rows = [*ROWS, ("north", "farm-output", "2029-01..09", "2", "亿元", None)]
    assert [(p.code, p.value) for p in refused(rows, path)] == [("index_mixed_periods", "2028, January–September 2029")]
    assert district(rows).outlook.index(path, ["2028", "2029"]).data.size == 4
    months = [(s, i, m, v, u, n) for s, i, _, v, u, n in ROWS[3:5] + ROWS[2:3] for m in ("2029-02", "2029-03")]
    assert set(district(months).outlook.index(path).data.times) == {"2029-02-01..2029-02-28", "2029-03-01..2029-03-31"}
    with pytest.raises(Problems) as raised:
        district(ROWS).outlook.index(path, ["the year"])
    assert raised.value.problems[0].code == "impossible_period"


def test_units_and_values_that_do_not_fit_are_named_at_once(path: Path) -> None:
    rows = [
        *ROWS,
        ("south", "farm-output", "2028", "41000", "万元", None),
        ("north", "farm-hands", "2027", "5", "t", None),
    ]
    rows = [(s, i, p, v, "t" if i == "farm-output" and p == "2029" else u, n) for s, i, p, v, u, n in rows]
    found = refused(rows, path)
    assert [(problem.code, problem.value) for problem in found] == [
        ("index_other_unit", "t"),
        ("index_other_unit", "t"),
        ("index_several_values", "output"),
    ]


def test_fuling_has_no_weights_and_no_observations_of_the_operation_index() -> None:
    """The articles print one figure, 85.04; of the six indicators behind it, and of their weights, nothing."""
    fuling = liantu.open(ROOT / "districts" / "fuling")
    with pytest.raises(Problems) as raised:
        fuling.outlook.index("operation")
    assert [problem.code for problem in raised.value.problems] == [
        *("index_unknown_choice", "index_unknown_choice", "index_unknown_weights", "index_not_observed")
    ]


def test_the_day_of_the_district_bounds_the_periods(path: Path) -> None:
    later = replace(district(ROWS), as_of=date(2032, 1, 1))
    run = later.outlook.index(path)
    assert "2031-01-01..2031-12-31" in run.data.times
