"""Firms on the ladders: what is listed beside what is stated, the state at a date, the seven words by their rule."""

from __future__ import annotations

from datetime import date

import polars as pl
from tests.model.small import Row, tables

import liantu
from liantu.cluster.cultivation import list_cultivation, list_ladder_steps
from liantu.cluster.industry_share import count_industry_share
from liantu.cluster.seven_words import count_seven_words, mark_seven_words
from liantu.model.tables import Tables

DAY = date(2023, 12, 31)


def on(key: str, firm: str, step: str, state: str, period: str | None, until: str | None = None) -> Row:
    return {"id": key, "firm": firm, "step": step, "state": state, "period": period, "until": until}


def figure(key: str, period: str, value: str, **more: str) -> Row:
    return {"id": key, "subject": "town", "indicator": "titled", "period": period, "value": value, "unit": "户"} | {
        "comparator": "eq",
        **more,
    }


def district() -> Tables:
    given = tables(
        places=[{"id": "town", "kind": "district"}, {"id": "city", "kind": "city"}],
        indicators=[{"id": "titled", "kind": None, "step": "specialised"}, {"id": "other", "kind": None, "step": None}],
        cultivations=[
            on("a", "mill", "specialised", "candidate", "2021"),
            on("b", "mill", "specialised", "recognised", "2022-06", "2023-05"),
            on("c", "works", "specialised", "applied", "2023-09"),
            on("d", "works", "specialised", "recognised", "2024-01"),
            on("e", "mill", "smart_factory", "recognised", None, "2023-12"),  # valid to the end of its last day
            on("f", "mill", "digital_workshop", "recognised", "2020"),
            on("g", "works", "digital_workshop", "recognised", "2020"),
            on("h", "mill", "green_factory", "candidate", "2022", "2023-01"),
        ],
        observations=[
            figure("now", "2023-12", "9", status="actual"),
            figure("before", "2022-12", "7", status="actual"),
            figure("hoped", "2023-12", "20", status="expected"),
            figure("later", "2024-12", "11", status="actual"),
            figure("of-the-city", "2023-12", "999", status="actual", subject="city"),
        ],
        targets=[
            figure("past", "2022", "8"),
            figure("far", "2030", "30"),
            figure("next", "2025", "12", comparator="ge"),
        ],
    )
    return given.with_about({"id": "town"}, given.frames)


def test_the_state_at_a_date_is_that_which_began_last() -> None:
    rows = list_cultivation(district(), DAY).select("row", "state", "is_overdue").rows()
    assert rows == [
        ("b", "recognised", True),  # its validity ended in May and nothing says that it was renewed
        ("c", "applied", False),
        ("e", "recognised", False),
        ("f", "recognised", False),
        ("g", "recognised", False),
        ("h", "candidate", False),  # no title yet that could have ended
    ]
    earlier = list_cultivation(district(), date(2022, 1, 31)).select("row").to_series().to_list()
    assert earlier == ["a", "e", "f", "g"]


def test_stated_listed_and_aimed_at_stand_apart() -> None:
    steps = {row["step"]: row for row in list_ladder_steps(district(), DAY).iter_rows(named=True)}
    titled = steps["specialised"]
    # The only one that was recognised is over, and nothing says that it was renewed.
    assert (titled["recognised"], titled["overdue"], titled["applied"], titled["candidate"]) == (0, 1, 1, 0)
    assert (titled["stated"], titled["observation"]) == (9, "now")
    assert (titled["aim"], titled["aim_comparator"], titled["target"]) == (12, "ge", "next")
    assert (steps["champion"]["recognised"], steps["champion"]["stated"]) == (0, None)  # unknown, not zero
    assert [*steps][:3] == ["above_size", "output_1bn", "output_10bn"]
    # Two firms have digital workshops, one of them a smart factory too: together they are two firms.
    assert steps["smart_or_workshop"]["recognised"] == 2


def test_the_last_aim_counts_when_none_is_ahead() -> None:
    steps = list_ladder_steps(district(), date(2031, 1, 1)).filter(pl.col("step") == "specialised")
    assert steps["target"].to_list() == ["far"]


def test_the_articles_state_more_than_they_name(fuling: liantu.District) -> None:
    steps = {row["step"]: row for row in fuling.cluster.ladders().iter_rows(named=True)}
    largest = steps["output_10bn"]
    assert (largest["stated"], largest["recognised"], largest["aim"]) == (6, 1, 10)
    assert (steps["above_size"]["stated"], steps["above_size"]["recognised"]) == (326, 0)
    assert (steps["smart_or_workshop"]["stated"], steps["smart_factory"]["stated"]) == (80, None)
    assert (steps["specialised"]["stated"], steps["listed"]["stated"], steps["listed"]["aim"]) == (None, None, 10)


RULES = {"large": ["output_10bn"], "special": ["specialised"], "smart": ["smart_factory", "digital_workshop"]}


def test_a_word_holds_by_its_rule_and_says_by_which_row() -> None:
    given = district().replace(
        **tables(
            clusters=[{"id": "metal", "kind": "cluster"}, {"id": "field", "kind": "field"}],
            chains=[{"id": "alloys", "lead_firm": "works", "root": "alloy"}],
            plants=[{"id": "furnace", "firm": "smelter"}],
            capacities=[{"id": "k", "plant": "furnace", "product": "sheet", "group": None}],
            members=[
                {"group": "alloys", "entity": "sheet", "role": "product"},
                {"group": "alloys", "entity": "ore", "role": "missing"},
            ],
        ).frames
    )
    entities = pl.DataFrame({"cluster": ["metal", "field"], "kind": ["firm"] * 2, "entity": ["mill", "works"]})
    marked = mark_seven_words(given, list_cultivation(given, DAY), entities, RULES)
    assert marked.rows() == [
        ("smelter", "chain", "chains", "alloys"),
        ("works", "chain", "chains", "alloys"),
        ("mill", "cluster", "clusters", "metal"),
        ("mill", "smart", "cultivations", "e"),
        ("works", "smart", "cultivations", "g"),
    ]
    counts = dict(count_seven_words(marked).iter_rows())
    assert counts == {
        "large": 0,
        "special": 0,  # its title is over
        "new": 0,
        "chain": 2,
        "cluster": 1,
        "smart": 2,
        "green": 0,
    }


def test_a_share_needs_a_rule() -> None:
    given = tables(
        firms=[
            {"id": "a", "kind": "firm", "industry": "3240"},
            {"id": "b", "kind": "firm", "industry": "C26"},
            {"id": "c", "kind": "firm", "industry": None},
            {"id": "d", "kind": "group", "industry": "26"},
        ]
    )
    assert count_industry_share(given, []).share is None
    found = count_industry_share(given, ["26"])
    assert (found.firms, found.with_industry, found.counted, found.share) == (3, 2, 1, 0.5)


def test_the_printed_share_has_no_denominator(fuling: liantu.District) -> None:
    assert fuling.cluster.printed_shares()["id"].to_list() == ["traditional-share-2023"]
    assert fuling.cluster.traditional_share().share is None


def test_the_made_up_district_prints_shares_and_counts_by_its_own_rule(yunxi: liantu.District) -> None:
    """Food, textiles, chemicals, rubber and minerals: 19 + 15 + 19 + 16 + 19 of 150 firms."""
    printed = yunxi.cluster.printed_shares().select("indicator", "scope", "value").rows()
    assert printed == [("traditional-share", "规上企业户数", "62"), ("new-share", "规上企业户数", "38")]
    found = yunxi.cluster.traditional_share()
    assert found.divisions == ("14", "17", "26", "29", "30")
    assert (found.counted, found.with_industry) == (88, 150)
    assert yunxi.at(as_of=date(2022, 12, 31)).cluster.traditional_share().share is None


def test_the_made_up_district_has_overdue_titles_and_lapsed_ones(yunxi: liantu.District) -> None:
    rows = yunxi.cluster.cultivation()
    assert rows.filter("is_overdue")["firm"].to_list() == ["f040"]
    step = yunxi.cluster.ladders().filter(pl.col("overdue") > 0)
    assert step.select("step", "overdue").rows() == [("high_tech", 1)]
    recognised = rows.filter(pl.col("step") == "high_tech", pl.col("state") == "recognised")
    assert step["recognised"].to_list() == [recognised.height - 1]
    assert ("f040", "new") not in yunxi.cluster.seven_words().select("firm", "word").rows()
    assert rows.filter(pl.col("state") == "lapsed")["firm"].to_list() == ["f045"]
    assert rows.filter(pl.col("wanted_zh").is_not_null(), pl.col("office").is_null()).is_empty()
