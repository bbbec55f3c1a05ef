"""A firm's sheet, groups as they may be told, a tweaked scheme, and a run as rows to keep."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.district import District
from liantu.model.apply import apply_change
from liantu.score.run.run_rows import build_run_change
from liantu.score.scheme.variant import SchemeVariant, vary_scheme

SCHEME = "yunxi-made-up"


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(Path(__file__).parents[3] / "districts" / "yunxi")


def test_points_add_up_to_the_total(yunxi: District) -> None:
    for firm in ("f001", "f033", "f100"):
        sheet = yunxi.score.firm_sheet(firm, SCHEME, 2023)
        assert sheet.items["points"].sum() == pytest.approx(sheet.head["total"])


def test_points_are_by_hand(yunxi: District) -> None:
    """f033, tax per mu: 0.05033 of the benchmark 18 at a weight of 45."""
    row = yunxi.score.firm_sheet("f033", SCHEME, 2023).items.row(0, named=True)
    assert row["value"] == pytest.approx(row["numerator"] / row["denominator"])
    assert row["points"] == pytest.approx(45 * row["value"] / 18)


def test_a_mean_is_told_only_where_enough_firms_stand_behind_it(yunxi: District) -> None:
    means = yunxi.score.published_groups(SCHEME, 2023)
    sheet = yunxi.score.firm_sheet("f033", SCHEME, 2023, means)
    row = sheet.items.row(0, named=True)
    firms = yunxi.score.evaluate(SCHEME, 2023)
    own = firms.returns.join(firms.firms.filter(pl.col("treatment") != "not_evaluated"), on="firm", how="semi")
    same = own.filter(pl.col("industry") == sheet.head["industry"]).drop_nulls(["tax", "land"])
    assert row["industry"] == pytest.approx(same["tax"].sum() / same["land"].sum(), rel=5.1e-4)
    # A trade of one or two firms that are not evaluated has no mean at all.
    alone = yunxi.score.firm_sheet("f018", SCHEME, 2023, means)
    assert alone.items["industry"].null_count() == alone.items.height


def test_every_rule_says_what_it_makes_of_a_grade(yunxi: District) -> None:
    """Shandong's rule has a price for D alone: a firm of class D pays, one of class B does not, one without a class is
    not spoken of."""
    grades = dict(yunxi.score.evaluate(SCHEME, 2023).firms.select("firm", "grade").iter_rows())
    of = {grade: next(firm for firm, own in grades.items() if own == grade) for grade in ("B", "D", None)}
    rates = {
        grade: [row["rate"] for row in yunxi.score.firm_sheet(firm, SCHEME, 2023).prices] for grade, firm in of.items()
    }
    assert rates["D"] in ([0.05], [0.1], [0.15])
    assert (rates["B"], rates[None]) == ([None], [])


def test_a_rule_that_begins_later_is_not_in_force_yet(yunxi: District) -> None:
    """Shandong's rule begins in 2022: the sheet of 2021 stands, and says so."""
    graded = yunxi.score.evaluate(SCHEME, 2021).firms.drop_nulls("grade")["firm"][0]
    now, then = (yunxi.score.firm_sheet(graded, SCHEME, year).prices for year in (2022, 2021))
    assert [(row["in_force"], row["rate"]) for row in then] == [(False, None)]
    assert [row["in_force"] for row in now] == [True]


def test_a_small_group_is_hidden(yunxi: District) -> None:
    tables = yunxi.tables
    few = tables["rosters"].with_columns(
        pl.when(pl.col("firm").is_in(["f001", "f004"])).then(pl.lit("9999")).otherwise("industry").alias("industry")
    )
    other = replace(yunxi, given=yunxi.given.replace(rosters=few))
    told = next(table for table in other.score.published_groups(SCHEME, 2023) if table.columns[0] == "industry")
    small = told.filter((pl.col("industry") == "9999") & (pl.col("indicator") == "revenue_per_mu"))
    assert small["value"].to_list() == [None]
    assert small["state"].to_list() == ["small"]
    # A second one is hidden with it, or the first is found by subtraction.
    others = told.filter((pl.col("indicator") == "revenue_per_mu") & pl.col("value").is_null())
    assert others.height > 1


def test_a_tweak_changes_what_it_names_alone(yunxi: District) -> None:
    scheme = yunxi.score.schemes()[SCHEME]
    assert vary_scheme(scheme, SchemeVariant()) == scheme
    place = ("规上", "tax_per_mu")
    other = vary_scheme(scheme, SchemeVariant(weights={place: 30.0}, benchmarks={place: 20.0}, cap=1.0))
    items = {item.indicator: item for item in other.group("规上").items}
    assert (items["tax_per_mu"].weight, items["tax_per_mu"].benchmark.value) == (30.0, 20.0)
    assert items["revenue_per_mu"].weight == 25
    assert {item.cap for group in other.groups for item in group.items} == {1.0}
    free = vary_scheme(scheme, SchemeVariant(uncapped=True, rule="median"))
    assert {(item.cap, item.benchmark.rule) for group in free.groups for item in group.items} == {(None, "median")}


def test_a_kept_run_can_be_applied_and_read_again(yunxi: District) -> None:
    run = yunxi.score.evaluate(SCHEME, 2023)
    change = build_run_change(yunxi.tables, run, None, "7", date(2024, 6, 1), "internal")
    after = apply_change(yunxi.tables, change)
    row = after["evaluations"].filter(pl.col("id") == "run-2023").row(0, named=True)
    assert row["vintage"] == "7"
    assert row["scheme_version"] == hashlib.sha256(row["scheme_text"].encode()).hexdigest() == run.scheme.version
    grades = after["grades"].filter(pl.col("evaluation") == "run-2023")
    assert dict(grades.select("firm", "grade").iter_rows()) == dict(run.firms.select("firm", "grade").iter_rows())
    # A second run of the year gets an id of its own.
    assert build_run_change(after, run, None, "8", date(2024, 7, 1), "internal").rows[0].key == "run-2023.2"
