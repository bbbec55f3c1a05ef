"""Totals with parts: the remainder stands, a negative one is told, shares printed to add up to 100 are taken."""

from __future__ import annotations

from datetime import date

import polars as pl
from tests.outlook.forecast.observed import Row, make_town, observe

from liantu.district import District
from liantu.model.rules import run_rules

AS_OF = date(2024, 12, 31)
PLACES: list[Row] = [
    {"id": "town", "kind": "district"},
    {"id": "east", "kind": "park", "parent": "town"},
    {"id": "west", "kind": "park", "parent": "town"},
]


def town(*rows: Row) -> District:
    return District(make_town(*rows, places=PLACES), AS_OF)


def lines(found: pl.DataFrame) -> list[tuple[str | None, float | None, float | None]]:
    rows = found.select("part", "value", "computed_share").iter_rows()
    return [
        (part, round(value, 4) if value is not None else None, share and round(share, 2)) for part, value, share in rows
    ]


#: Fuling's three sectors of 2022, 亿元 and shares as its bulletin prints them.
SECTORS = (
    observe("2022", "1504.37", id="gdp"),
    observe("2022", "92.45", id="first", scope="1", part_of="gdp", published_share="6.1"),
    observe("2022", "869.96", id="second", scope="2", part_of="gdp", published_share="57.8"),
    observe("2022", "541.96", id="third", scope="3", part_of="gdp", published_share="36.1"),
)


def test_shares_forced_to_a_hundred_are_taken_and_stay() -> None:
    assert run_rules(make_town(*SECTORS)) == []
    found = town(*SECTORS).outlook.parts()
    assert lines(found) == [
        ("first", 92.45, 6.15),
        ("second", 869.96, 57.83),
        ("third", 541.96, 36.03),
        (None, 0.0, 0.0),
    ]
    assert found["published_share"].to_list() == [6.1, 57.8, 36.1, None]


def test_parts_that_make_the_total_leave_nothing_and_not_a_trace_of_it() -> None:
    """In floating numbers 92.45, 869.96 and 541.96 do not add up to 1504.37."""
    assert town(*SECTORS).outlook.parts().filter(role="remainder")["value"].to_list() == [0.0]


def test_a_share_that_is_wrong_is_told() -> None:
    for share, codes in (
        ("37.1", ["share_contradicts_levels"]),
        ("136.1", ["share_out_of_range"] * 1 + ["share_contradicts_levels"]),
    ):
        problems = run_rules(make_town(*SECTORS[:3], SECTORS[3] | {"published_share": share}))
        assert [problem.code for problem in problems] == codes
    assert "36.03 of “gdp”" in problems[-1].message("en")
    alone = run_rules(make_town(SECTORS[0], SECTORS[3]))  # without the others nothing is left over for it
    assert [problem.code for problem in alone] == ["share_contradicts_levels"]


def test_the_remainder_is_what_no_part_has() -> None:
    found = town(
        observe("2022", "100", id="all"),
        observe("2022", "3000000", id="east", subject="east", unit="万元"),
        observe("2022", "45", id="west", subject="west"),
    ).outlook.parts()
    assert lines(found) == [("east", 300, 300), ("west", 45, 45), (None, -245, -245)]
    assert found["split"].unique().to_list() == ["places"]
    assert found.filter(role="remainder").select("exceeded", "unknown_parts").row(0) == (True, 0)


def test_parts_above_their_total_are_told_beyond_rounding() -> None:
    part = {"part_of": "all"}
    rows = [observe("2022", "100", id="all"), observe("2022", "60", id="a", scope="a", **part)]
    within = observe("2022", "41", id="b", scope="b", **part)  # 60 ± 0.5 and 41 ± 0.5 may be 100.4
    assert town(*rows, within).outlook.check_series() == []
    (problem,) = town(*rows, within | {"value": "42"}).outlook.check_series()
    assert (problem.code, problem.row) == ("parts_exceed_total", 2)
    assert problem.message("en").startswith(
        "observations.csv, row 2, column “value”: the parts add up to 102 亿元, more than the total of 100 亿元."
    )


def test_an_unknown_part_is_in_the_remainder_and_counted() -> None:
    unknown = {**observe("2022", "", id="b", scope="b", part_of="all"), "value": None}
    found = town(observe("2022", "100", id="all"), observe("2022", "60", id="a", scope="a", part_of="all"), unknown)
    (last,) = found.outlook.parts().filter(role="remainder").iter_rows(named=True)
    assert (last["value"], last["unknown_parts"]) == (40, 1)


def test_a_part_of_an_earlier_print_is_one_of_the_latest_and_rates_have_none() -> None:
    rows = (
        observe("2022", "100", id="old", vintage="2023-01"),
        observe("2022", "110", id="new", vintage="2023-11"),
        observe("2022", "60", id="a", scope="a", part_of="old"),
        observe("2022", "5", "growth", id="g"),
        observe("2022", "3", "growth", id="h", subject="east"),
    )
    found = District(
        make_town(
            *rows, places=PLACES, indicators=[{"id": "output", "unit": "亿元"}, {"id": "growth", "nature": "rate"}]
        ),
        AS_OF,
    ).outlook.parts()
    assert found.filter(role="remainder").select("total", "value").rows() == [("new", 50)]


def test_a_part_of_another_time_is_told() -> None:
    rows = (observe("2022", "100", id="all"), observe("2021", "60", id="a", scope="a", part_of="all"))
    (problem,) = run_rules(make_town(*rows))
    assert (problem.code, problem.row, problem.column) == ("part_of_other_figure", 3, "part_of")
    assert town(*rows).outlook.parts().is_empty()
