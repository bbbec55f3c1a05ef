"""Contributions: worked out by hand, adding up to the growth of the whole whatever is known, refused where not."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.model.problems import Problems
from liantu.outlook.dispatch.contributions import check_sums, compare_with_last_month, contribute, set_apart

from .months import Return, at, one, returns, terms

NOVEMBER = at("2023-11")
#: Two parks: north 120 after 100 and 45 after 50, south 210 after 200 and 30 of which last year is not known.
ROWS = (
    one("a", "2023-11", 120, 100),
    one("b", "2023-11", 45, 50),
    one("c", "2023-11", 210, 200),
    one("d", "2023-11", 30, None),
)
PARTS = {"a": ("26", "north"), "b": ("36", "north"), "c": ("36", "south"), "d": ("36", "south")}


def table(by: str, *rows: Return) -> pl.DataFrame:
    return contribute(terms(returns(*rows), **PARTS), by).filter(measure="output", span="month")


def test_parks_by_hand() -> None:
    """The whole: 375 after 350, + 25 / 350 = 7.142857 %; north + 15 / 350, south + 10 / 350 points."""
    found = table("park", *ROWS).select("part", "firms", "compared", "amount", "before", "growth", "contribution")
    assert [row[:5] for row in found.iter_rows()] == [
        (None, 4, 3, 405, 350),
        ("south", 2, 1, 240, 200),
        ("north", 2, 2, 165, 150),
    ]
    expected = [(25 / 3.5, 25 / 3.5), (5.0, 10 / 3.5), (10.0, 15 / 3.5)]
    assert [row[5:] for row in found.iter_rows()] == [pytest.approx(pair) for pair in expected]


def test_a_firm_without_a_comparison_has_no_contribution_and_is_no_zero() -> None:
    row = table("firm", *ROWS).filter(part="d").row(0, named=True)
    assert (row["amount"], row["compared"], row["growth"], row["contribution"]) == (30, 0, None, None)


def test_a_part_that_nobody_names_is_a_part_of_its_own() -> None:
    frame = returns(one("a", "2023-11", 120, 100), one("b", "2023-11", 90, 100))
    found = contribute(terms(frame, a=("26", "north"), b=(None, "north")), "industry")
    found = found.filter(measure="output", span="month")
    assert found.select("part", "contribution").rows() == [(None, 5.0), ("26", 10.0), ("", -5.0)]


def test_against_nothing_there_is_no_growth() -> None:
    found = table("park", one("a", "2023-11", 120, 0))
    assert found["growth"].to_list() == [None, None]
    assert found["contribution"].to_list() == [None, None]
    assert found["amount"].to_list() == [120, 120]


def test_the_change_is_growth_less_that_of_the_month_before_in_points() -> None:
    """April + 4 % after March + 10 %: 6 points down; of January and February the month before is December."""
    rows = [one("a", "2023-03", 110, 100), one("a", "2023-04", 104, 100)]
    rows += [one("a", "2022-12", 120, 100), one("a", "2023-01..02", 105, 100)]
    found = contribute(terms(returns(*rows)), "park")
    for month, change in (("2023-04", -6.0), ("2023-01..02", -15.0)):
        whole = compare_with_last_month(found, at(month)).filter(measure="output").row(0, named=True)
        assert whole["change"] == pytest.approx(change)
    first = compare_with_last_month(found, at("2022-12")).filter(measure="output").row(0, named=True)
    assert first["change"] is None


def test_some_firms_set_apart_are_a_part_too() -> None:
    found = contribute(set_apart(terms(returns(*ROWS), **PARTS), ["a", "d"]), "chosen")
    row = found.filter(measure="output", span="month", part="yes").row(0, named=True)
    assert (row["firms"], row["amount"], row["growth"]) == (2, 150, 20)
    assert row["contribution"] == pytest.approx(20 / 3.5)


def test_parts_that_do_not_add_up_are_refused() -> None:
    found = table("park", *ROWS)
    check_sums(found)
    moved = pl.col("contribution") + pl.when(pl.col("part") == "north").then(0.01).otherwise(0.0)
    with pytest.raises(Problems) as refused:
        check_sums(found.with_columns(moved.alias("contribution")))
    assert [problem.code for problem in refused.value.problems] == ["contributions_do_not_add"]
    assert "不予出具" in refused.value.problems[0].message("zh_CN")


AMOUNTS = st.one_of(st.none(), st.floats(0, 1e6).map(lambda number: round(number, 2)))
FIRMS = st.lists(
    st.tuples(AMOUNTS, AMOUNTS, st.sampled_from(["26", "36", None]), st.sampled_from(["north", "south", None])),
    min_size=1,
    max_size=12,
)


@given(FIRMS)
def test_contributions_add_up_by_whatever_they_are_parted(
    firms: list[tuple[float | None, float | None, str | None, str | None]],
) -> None:
    rows = [one(f"f{n}", "2023-11", now, then) for n, (now, then, _, _) in enumerate(firms)]
    parts = {f"f{n}": (industry, park) for n, (_, _, industry, park) in enumerate(firms)}
    known = [(now, then) for now, then, _, _ in firms if now is not None and then is not None]
    base = sum(then for _, then in known)
    for by in ("industry", "park", "firm"):
        found = contribute(terms(returns(*rows), **parts), by).filter(measure="output", span="month")
        whole, added = found["growth"][0], found.filter(pl.col("part").is_not_null())["contribution"].sum()
        if base > 0:
            assert whole == pytest.approx(100 * (sum(now for now, _ in known) - base) / base, abs=1e-6, rel=1e-9)
            assert added == pytest.approx(whole, abs=1e-6, rel=1e-9)
        else:
            assert whole is None
