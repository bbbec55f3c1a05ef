"""Scores against closed forms and the hubverse's names; rolling origins never see what came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import liantu
from liantu.district import District
from liantu.outlook.forecast.backtest import replay_origins
from liantu.outlook.forecast.scoreboard import list_outputs, rank_models
from liantu.outlook.forecast.scores import measure_coverage, scale_errors, score_crps

from .test_annual import OURS


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(Path(__file__).parents[3] / "districts" / "yunxi")


def test_the_score_of_a_normal_distribution_is_its_closed_form() -> None:
    """Gneiting and Raftery, 2007, eq. 21: at its mean 2 φ(0) − 1/√π = 0.23370."""
    drawn = np.random.default_rng(1).standard_normal(200_000)
    assert float(score_crps(drawn, np.array(0.0))) == pytest.approx(0.23370, abs=0.002)


def test_the_score_of_three_draws_is_by_hand() -> None:
    """|1−2|, |2−2|, |4−2| make 1; distances 1, 2, 3 of the pairs, mean 2, half of it 1."""
    assert float(score_crps(np.array([4.0, 1.0, 2.0]), np.array(2.0))) == pytest.approx(0)
    assert float(score_crps(np.array([4.0, 1.0, 2.0]), np.array(5.0))) == pytest.approx(8 / 3 - 1)


def test_coverage_counts_the_ends() -> None:
    assert measure_coverage(np.zeros(4), np.ones(4), np.array([0.0, 0.5, 1.0, 1.1])) == 0.75


def test_errors_are_scaled_by_last_year() -> None:
    past = np.array([[10.0, 20.0, 12.0, 24.0]])
    assert scale_errors(np.array([[12.0, 24.0]]), np.array([[14.0, 20.0]]), past, 2)[0] == pytest.approx(3 / 3)


def test_origins_know_nothing_of_what_came(yunxi: District) -> None:
    (series,) = (s for s in yunxi.outlook.series() if s.key.indicator == "budget-revenue")
    changed = replace(series, yearly=np.append(series.yearly[:-1], 1000.0))
    first, second = (replay_origins(s, OURS, np.random.default_rng(1), 1, 200) for s in (series, changed))
    assert [f.origin for f in first if f.model == "annual"] == [2018, 2019, 2020, 2021]
    for one, other in zip(first, second, strict=True):
        assert np.array_equal(one.draws, other.draws)
    assert (first[-1].actual, second[-1].actual) == (8.1, 1000)


def test_the_scoreboard_has_the_names_of_the_hubverse(yunxi: District) -> None:
    past = yunxi.outlook.past_forecasts()
    names = ["model_id", "reference_date", "target", "horizon", "location", "target_end_date"]
    assert past.columns[:9] == [*names, "output_type", "output_type_id", "value"]
    assert {*past["output_type"]} == {"quantile"}
    assert {*past["output_type_id"]} == {"0.1", "0.5", "0.9"}
    assert (past["target_end_date"] > past["reference_date"]).all()
    assert past["vintage"].null_count() == 0
    board = yunxi.outlook.scoreboard()
    assert board.filter(model_id="last_year")["crps_relative"].to_list() == [1, 1, 1]
    assert board.filter(model_id="last_year")["coverage_80"].null_count() == 3


def test_the_board_is_the_mean_of_its_forecasts_by_hand() -> None:
    """Two forecasts of one horizon: one range holds; the medians err by 1 and 5, last year's figures by 2 and 4."""

    def rows(model: str, year: int, low: float, middle: float, high: float, crps: float) -> list[dict[str, object]]:
        known = {"model_id": model, "reference_date": date(year - 1, 12, 31), "target": "output", "horizon": 1}
        came = {"location": "town", "target_end_date": date(year, 12, 31), "oracle_value": 20.0, "crps": crps}
        quantiles = {"0.1": low, "0.5": middle, "0.9": high}.items()
        return [known | came | {"output_type_id": share, "value": value} for share, value in quantiles]

    outputs = pl.DataFrame(
        rows("annual", 2021, 18, 21, 24, 0.5)
        + rows("annual", 2022, 24, 25, 28, 1.0)
        + rows("last_year", 2021, 18, 18, 18, 2.0)
        + rows("last_year", 2022, 16, 16, 16, 4.0)
    )
    board = {row["model_id"]: row for row in rank_models(outputs).iter_rows(named=True)}
    annual, simple = board["annual"], board["last_year"]
    assert (annual["forecasts"], annual["coverage_80"], annual["interval_coverage_80"]) == (2, 50, 0.5)
    assert (annual["ae_median"], simple["ae_median"]) == (3, 3)
    assert annual["width_80"] == pytest.approx((6 / 20 + 4 / 20) / 2 * 100)
    assert annual["crps"] == pytest.approx((0.5 / 20 + 1 / 20) / 2 * 100)
    assert (annual["crps_relative"], simple["crps_relative"]) == (0.25, 1)
    assert (simple["coverage_80"], simple["interval_coverage_80"]) == (None, None)


def test_a_quarter_a_half_and_three_quarters_of_a_year_are_tried(yunxi: District) -> None:
    keys = ("yunxi", "industrial-output", "规上")
    (series,) = (s for s in yunxi.outlook.series() if (s.key.subject, s.key.indicator, s.key.scope) == keys)
    year = series.periods[: series.cells]
    longer = replace(series, periods=np.concatenate([year, year * 1.08, year * 1.16, year * 1.25]), first_year=2019)
    outputs = list_outputs(longer, replay_origins(longer, OURS, np.random.default_rng(1), 1, 200))
    begun = outputs.filter(pl.col("model_id") == "usual_share", pl.col("output_type_id") == "0.5")
    assert [day.isoformat() for day in begun["reference_date"]] == ["2022-03-31", "2022-06-30", "2022-09-30"]
    assert begun["horizon"].to_list() == [0, 0, 0]
    assert begun["value"].to_list() == pytest.approx([longer.periods[-11:].sum()] * 3)
    assert rank_models(outputs).filter(model_id="seasonal")["crps_relative"].item() < 0.5


def test_quarters_are_dated_by_their_last_day(yunxi: District) -> None:
    series = yunxi.outlook.series()[0]
    year = np.array([20.0, 24.0, 22.0, 30.0])
    quarters = np.concatenate([year, year * 1.08, year * 1.16, year * 1.25])
    longer = replace(series, periods=quarters, cells=4, first_year=2019)
    outputs = list_outputs(longer, replay_origins(longer, OURS, np.random.default_rng(1), 1, 200))
    begun = outputs.filter(pl.col("model_id") == "usual_share", pl.col("output_type_id") == "0.5")
    assert [day.isoformat() for day in begun["reference_date"]] == ["2022-03-31", "2022-06-30", "2022-09-30"]


def test_the_made_up_district_shows_both_cases(yunxi: District) -> None:
    rows = yunxi.outlook.forecast("yunxi").drop_nulls("year").select("indicator", "year", "method")
    rows = rows.filter(pl.col("indicator") != "industrial-power")
    assert rows.rows() == [
        ("budget-revenue", 2023, "share"),
        ("budget-revenue", 2024, "annual"),
        ("budget-revenue", 2025, "annual"),
        ("industrial-output", 2023, "seasonal"),
        ("industrial-output", 2024, "annual"),
        ("industrial-output", 2025, "annual"),
    ]
    assert yunxi.outlook.check_series() == []
