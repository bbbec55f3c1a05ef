"""Claims, criteria, what replaces and what stops: by figures counted by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.model.small import Row, tables

from liantu.innovate.dependence.dependence_claims import CLAIMS, list_claims
from liantu.innovate.dependence.dependence_criteria import DependenceCriterion, judge_criteria, make_criteria
from liantu.innovate.dependence.exposures import DependenceTables, rank_exposures
from liantu.innovate.dependence.substitutions import list_substitutions
from liantu.library.policy import read_policy_value

DAY = date(2023, 12, 31)
NOTHING = pl.DataFrame(schema=dict.fromkeys(("product", "measure", "period", "value", "source"), pl.String))
KINDS = [{"id": "makers", "zh": "家", "kind": "makers_world"}, {"id": "share", "zh": "比重", "kind": "import_share"}]
PRODUCTS = [{"id": key, "zh": key, "unit": "t"} for key in ("alloy", "film")]


def said(subject: str, indicator: str, value: str, period: str = "2023", comparator: str = "eq") -> Row:
    row = {"id": f"{subject}-{indicator}-{value}", "subject": subject, "indicator": indicator, "status": "actual"}
    return row | {"value": value, "period": period, "comparator": comparator, "unit": "%"}


def claim(product: str, measure: str, value: float, comparator: str = "eq", period: str = "2023") -> Row:
    row = dict.fromkeys(CLAIMS.names()) | {"product": product, "measure": measure, "value": value}
    return row | {"comparator": comparator, "period": period, "origin": "stated"}  # type: ignore[return-value]


def make_claims(*rows: Row) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=CLAIMS)


def test_documents_of_the_district_stand_alone() -> None:
    frame = tables(products=PRODUCTS, indicators=KINDS, observations=[said("alloy", "makers", "3", "..2022")])
    cited = pl.DataFrame(
        {"product": ["alloy", "film"], "measure": ["import_share"] * 2, "period": ["2022"] * 2, "value": ["90", "40"]}
    )
    found = list_claims(frame, cited.with_columns(source=pl.lit("s")), DAY).select(
        "product", "measure", "value", "origin"
    )
    assert found.rows() == [("alloy", "makers_world", 3.0, "stated"), ("film", "import_share", 40.0, "cited")]


def test_what_comes_after_the_day_is_not_said_yet() -> None:
    frame = tables(products=PRODUCTS, indicators=KINDS, observations=[said("alloy", "share", "70", "2024")])
    assert list_claims(frame, NOTHING, DAY).is_empty()


def test_years_of_research_of_a_firm_are_of_its_only_product() -> None:
    kinds = [{"id": "years", "zh": "年", "kind": "research_years"}]
    frame = tables(
        products=PRODUCTS,
        indicators=kinds,
        observations=[said("f1", "years", "5"), said("f2", "years", "7")],
        results=[
            {"id": "r1", "owner": "f1", "zh": "甲", "product": "alloy"},
            *({"id": f"r2{key}", "owner": "f2", "zh": "乙", "product": key} for key in ("alloy", "film")),
        ],
    )
    assert list_claims(frame, NOTHING, DAY).select("product", "value").rows() == [("alloy", 5.0)]


def test_imports_of_one_source_are_divided_and_recalled_ones_never() -> None:
    def market(product: str, measure: str, value: str, grade: str = "B") -> Row:
        row = {"product": product, "measure": measure, "value": value, "grade": grade, "unit": "t"}
        return row | {"period": "2022", "scope": "nation", "source": "s"}

    rows = [market("film", "imports", "30"), market("film", "consumption", "40"), market("film", "exports", "12")]
    rows += [market("alloy", "imports", "30", "C"), market("alloy", "consumption", "40", "C")]
    found = list_claims(tables(products=PRODUCTS, markets=rows), NOTHING, DAY).select("product", "measure", "value")
    assert found.rows() == [("film", "import_share", 75.0), ("film", "imports_over_exports", 2.5)]


@pytest.mark.parametrize(
    ("comparator", "value", "state"),
    [
        *(("eq", 50.0, "met"), ("eq", 49.9, "not_met"), ("ge", 50.0, "met"), ("gt", 50.0, "met")),
        # "at least 40" may be 60, "below 60" may be 40: neither decides; "below 50" does.
        *(("ge", 40.0, "unknown"), ("lt", 60.0, "unknown"), ("lt", 50.0, "not_met"), ("le", 50.0, "unknown")),
    ],
)
def test_a_bound_decides_only_where_it_must(comparator: str, value: float, state: str) -> None:
    claims = make_claims(claim("alloy", "import_share", value, comparator))
    judged = judge_criteria(claims, [DependenceCriterion("import_share", least=50.0)])
    assert judged["state"].to_list() == [state]


@pytest.mark.parametrize(
    ("comparator", "value", "state"),
    [("eq", 3, "met"), ("eq", 4, "not_met"), ("gt", 3, "not_met"), ("ge", 3, "unknown"), ("le", 3, "met")],
)
def test_a_limit_from_above(comparator: str, value: float, state: str) -> None:
    judged = judge_criteria(
        make_claims(claim("alloy", "makers_world", value, comparator)),
        [DependenceCriterion("makers_world", greatest=3.0)],
    )
    assert judged["state"].to_list() == [state]


def test_two_documents_of_one_period_differ_and_an_older_one_is_past() -> None:
    claims = make_claims(
        *(claim("alloy", "import_share", value) for value in (40.0, 70.0)),
        *(claim("film", "import_share", value, period=period) for value, period in ((90.0, "2019"), (20.0, "2023"))),
    )
    judged = judge_criteria(claims, [DependenceCriterion("import_share", least=50.0)])
    assert judged.select("product", "state").rows() == [("alloy", "differs"), ("film", "not_met")]


def test_a_criterion_has_one_limit() -> None:
    with pytest.raises(ValueError, match="import_share"):
        make_criteria([{"measure": "import_share"}])
    with pytest.raises(ValueError, match="import_hhi"):
        make_criteria([{"measure": "import_hhi", "least": 0.4, "greatest": 0.5}])
    assert len(make_criteria(read_policy_value("innovate/dependence", DAY)["criteria"])) == 6


def test_the_furthest_stage_counts_and_what_comes_later_does_not() -> None:
    def stage(name: str, state: str, period: str) -> Row:
        return {"result": "r", "stage": name, "state": state, "period": period, "capacity": None}

    frame = tables(
        results=[{"id": "r", "zh": "甲", "product": "alloy"}],
        result_stages=[
            stage("laboratory", "done", "2021"),
            stage("pilot", "running", "2023"),
            stage("volume", "next", "2023"),
        ],
    )
    cited = pl.DataFrame(
        {"product": ["alloy", "film"], "stage": ["volume"] * 2, "period": ["2020"] * 2, "source": ["s"] * 2}
    )
    found = list_substitutions(frame, cited, DAY).select("product", "stage", "state", "result")
    assert found.rows() == [("alloy", "pilot", "running", "r"), ("film", "volume", "done", None)]


def test_what_stops_most_stands_first_then_how_few_supply() -> None:
    claims = make_claims(
        claim("a", "makers_world", 3), claim("b", "makers_world", 4), claim("c", "makers_abroad", 11),
        claim("d", "import_share", 60), claim("e", "makers_world", 2),
    )  # fmt: skip
    criteria = judge_criteria(claims, [DependenceCriterion("makers_world", greatest=3.0)])
    stops = pl.DataFrame({"product": ["a", "b", "c", "d"], "direct": [1, 1, 1, 1], "reached": [2, 5, 2, 2]})
    numbers = {"makers_here": pl.Int64, "named_country": pl.Int64, "named_abroad": pl.Int64}
    nobody = pl.DataFrame(schema={"product": pl.String} | numbers)
    stages = list_substitutions(
        tables(), pl.DataFrame(schema=dict.fromkeys(("product", "stage", "period", "source"), pl.String)), DAY
    )
    beside = DependenceTables(
        stops, nobody.select("product", "makers_here"), nobody.select("product", "named_country", "named_abroad")
    )
    found = rank_exposures(claims, criteria, stages, beside, (3, 10))
    rows = [
        *(("b", 5, "several"), ("a", 2, "few"), ("c", 2, "many"), ("d", 2, "unknown"), ("e", None, "few")),
    ]
    assert found.select("product", "reached", "group").rows() == rows
    assert found.filter(product="a").select("met", "not_met", "open").row(0) == (1, 0, 0)
    assert found.filter(product="d").select("met", "not_met", "open").row(0) == (0, 0, 1)
