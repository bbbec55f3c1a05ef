"""Standings of clusters and states of firms on ladders: one thing at a time, of the right system, in order."""

from __future__ import annotations

import pytest

from liantu.model.rules.cultivations import check_cultivation_ends, check_cultivation_states
from liantu.model.rules.standings import check_clusters_above, check_standing_overlaps, check_standing_tiers
from liantu.model.tables import Tables

from .small import Row, tables


def stand(key: str, period: str | None, **said: str) -> Row:
    return {"id": key, "cluster": "metal", "period": period, "zh": None, "tier": None, "above": None, **said}


def district(*standings: Row) -> Tables:
    return tables(
        clusters=[
            {"id": "metal", "scheme": "ours"},
            {"id": "glass", "scheme": "ours"},
            {"id": "materials", "scheme": "city"},
        ],
        tiers=[{"id": "big", "scheme": "ours"}, {"id": "small", "scheme": "ours"}, {"id": "first", "scheme": "city"}],
        standings=standings,
    )


def check(given: Tables) -> list[str]:
    rules = (check_standing_overlaps, check_standing_tiers, check_clusters_above)
    return [problem.message("en") for rule in rules for problem in rule(given)]


def test_one_thing_at_a_time_passes() -> None:
    assert check(district()) == []
    right = [
        stand("a", None, zh="旧"),
        stand("b", "2019..2021", zh="铝", tier="small"),
        stand("c", "2022..", tier="big", above="materials"),
        stand("d", "2020..2023", above="materials"),  # says the same as c, and nothing of the tier
    ]
    assert check(district(*right)) == []


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([stand("a", "2019..2022", tier="small"), stand("b", "2022..", tier="big")], "row 2 says something else"),
        ([stand("a", "2019..", zh="铝"), stand("b", "2030", zh="锡")], "row 2 says something else"),
        ([stand("a", "2019", tier="first")], "the tier “first” is of another system"),
        ([stand("a", "2019", above="glass")], "“glass” is of the same system"),
    ],
)
def test_what_is_wrong_is_told(rows: list[Row], words: str) -> None:
    (said,) = check(district(*rows))
    assert words in said


def test_days_that_only_touch_do_not_overlap() -> None:
    assert check(district(stand("a", "2021", tier="small"), stand("b", "2022", tier="big"))) == []


def row(key: str, period: str | None, until: str | None = None, state: str = "recognised") -> Row:
    return {"id": key, "firm": "mill", "step": "specialised", "state": state, "period": period, "until": until}


def test_a_firm_is_in_one_state_at_a_time() -> None:
    given = tables(cultivations=[row("a", "2022"), row("b", "2022-01..12", state="lapsed"), row("c", "2023")])
    (problem,) = check_cultivation_states(given)
    assert (problem.row, problem.column) == (3, "step")
    assert "“mill” is given for the step “specialised” and the same time in row 2" in problem.message("en")
    assert check_cultivation_states(tables(cultivations=[])) == []


def test_a_title_ends_after_it_began() -> None:
    given = tables(
        cultivations=[row("a", "2022-06", "2022-05"), row("b", "2022-06", "2025-05"), row("c", None, "2020")]
    )
    (problem,) = check_cultivation_ends(given)
    assert problem.row == 2
    assert "until “2022-05” and began later: “2022-06”" in problem.message("en")
