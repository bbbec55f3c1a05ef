"""One series across a rename by a stated relation, never by name alone."""

from __future__ import annotations

from datetime import date

import pytest
from tests.outlook.forecast.observed import Row, make_town, observe

from liantu.district import District
from liantu.model.rules import run_rules

AS_OF = date(2024, 12, 31)
CLUSTERS: list[Row] = [
    {"id": "health", "zh": "大健康"},
    {"id": "life", "zh": "生命科技"},
    {"id": "alike", "zh": "大健康"},
]
FIGURES = (
    observe("2021", "10", subject="health", id="a"),
    observe("2022", "12", subject="life", id="b", published_growth="20.0"),
    observe("2021", "99", subject="alike", id="c"),
)


def renamed(new: str = "life", former: str = "health", period: str | None = None) -> Row:
    row: Row = {
        "id": f"{new}-{former}",
        "subject": new,
        "predicate": "continues",
        "predicate_zh": "延续",
        "object": former,
    }
    return {**row, "period": period}


def series(*relations: Row, as_of: date = AS_OF) -> dict[str, list[float]]:
    town = District(make_town(*FIGURES, clusters=CLUSTERS, relations=list(relations)), as_of)
    return {part.key.subject: part.yearly.tolist() for part in town.outlook.series()}


def test_a_relation_makes_one_series_and_a_name_does_not() -> None:
    assert series() == {"alike": [99], "health": [10], "life": [12]}
    assert series(renamed()) == {"alike": [99], "life": [10, 12]}
    town = District(make_town(*FIGURES, relations=[renamed()]), AS_OF)
    row = town.outlook.published().filter(observation="b").row(0, named=True)
    assert (row["before"], row["standing"]) == (10, "agrees")
    assert town.outlook.published().filter(observation="a")["named"].item() == "health"


def test_a_rename_that_has_not_happened_joins_nothing() -> None:
    assert series(renamed(period="2024-06"), as_of=date(2023, 12, 31))["health"] == [10]
    assert series(renamed(period="2024-06"), as_of=AS_OF)["life"] == [10, 12]


def test_several_renames_lead_to_the_last_name() -> None:
    assert series(renamed("health", "alike"), renamed()) == {"life": [10, 12]}  # of one year the later name counts


@pytest.mark.parametrize(
    ("relations", "code"),
    [
        ([renamed(), renamed("health", "life")], "rows_in_circle"),
        ([renamed(), renamed("alike", "health")], "renamed_twice"),
        ([renamed(), renamed("life", "alike")], None),  # two that became one are a merger, of which one may follow
    ],
)
def test_circles_and_splits_are_no_renames(relations: list[Row], code: str | None) -> None:
    tables = make_town(clusters=CLUSTERS, relations=relations)
    assert [problem.code for problem in run_rules(tables)] == ([code] if code else [])
