"""Published growth beside what levels give: the traps of the statistics bureau's own releases, and each standing."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.outlook.forecast.observed import Row, make_town, observe

from liantu.district import District
from liantu.outlook.forecast.series_points import list_points
from liantu.outlook.published.figure_checks import check_series
from liantu.outlook.published.growth_beside import average_growth

AS_OF = date(2024, 12, 31)


def growth(*rows: Row, known_at: date | None = None, **frames: list[Row]) -> pl.DataFrame:
    """Observation, published and computed growth, and standing of a town's figures."""
    return District(make_town(*rows, **frames), AS_OF).at(known_at=known_at).outlook.published()


def findings(*rows: Row, lang: str = "en", **frames: list[Row]) -> list[tuple[str, str]]:
    return [(problem.code, problem.message(lang)) for problem in check_series(make_town(*rows, **frames), AS_OF)]


#: Profits of January to July as the bureau printed them: 42,481.2 in 2017, 39,038.1 in 2018, and growth of 17.1 %.
PROFITS = (
    observe("2017-01..07", "42481.2", "revenue", id="2017"),
    observe("2018-01..07", "39038.1", "revenue", id="2018", published_growth="17.1"),
)


def test_the_published_rate_of_2018_and_the_naive_one_stay_two_figures() -> None:
    row = growth(*PROFITS).filter(observation="2018").row(0, named=True)
    assert row["published_growth"] == 17.1
    assert round(row["computed_growth"], 1) == -8.1
    assert (row["computed_from"], row["standing"]) == ("series", "differs")
    points = list_points(make_town(*PROFITS), AS_OF)
    assert points["value"].to_list() == [42481.2, 39038.1]
    ((code, message),) = findings(*PROFITS)
    assert code == "growth_contradicts_levels"
    assert "row 3, column “published_growth”: the published growth “+17.1%” is not" in message
    assert "42481.2 → 39038.1, computed -8.1%" in message
    assert "Where samples or prices differ, say so" in message
    ((_code, message),) = findings(*PROFITS, lang="zh_CN")
    assert "公布增速“+17.1%”与公布数不符：42481.2 → 39038.1，测算为-8.1%。两者都照原样保留。" in message


@pytest.mark.parametrize("said", [{"sample_basis": "each"}, {"growth_price_basis": "constant"}])
def test_another_sample_or_other_prices_explain_it(said: Row) -> None:
    rows = (PROFITS[0], PROFITS[1] | said)
    assert growth(*rows).filter(observation="2018")["standing"].item() == "other_basis"
    assert findings(*rows) == []


@pytest.mark.parametrize(
    ("value", "prior", "published", "standing"),
    [
        ("384032.0", "352688.0", "8.9", "agrees"),  # Mentougou, output of January to August 2022
        ("308206.6", "331173.7", "-6.9", "agrees"),  # sales there, which fell
        ("27204.3", "27543.8", "-1.1", "differs"),  # profits to May 2025: -1.2 by division
        ("12", "11", "9", "agrees"),  # by the digits 11.5/11.5 to 12.5/10.5
        ("12", "11", "30", "differs"),
        ("28", "10", "179", "agrees"),  # 增长1.79倍
    ],
)
def test_growth_agrees_within_the_digits_printed(value: str, prior: str, published: str, standing: str) -> None:
    found = growth(observe("2022-01..08", value, prior_value=prior, published_growth=published))
    assert found["standing"].to_list() == [standing]
    assert found["computed_from"].to_list() == ["prior_value"]
    assert found["published_growth"].item() == float(published)


@pytest.mark.parametrize(
    ("value", "prior", "word", "standing"),
    [
        ("1.2", "-0.8", "turned_to_profit", "agrees"),
        ("-1.2", "0.8", "turned_to_loss", "agrees"),
        ("-1.2", "-0.8", "larger_loss", "agrees"),
        ("-0.5", "-0.8", "larger_loss", "differs"),
        ("-0.5", "-0.8", "smaller_loss", "agrees"),
    ],
)
def test_a_word_stands_where_there_is_no_rate(value: str, prior: str, word: str, standing: str) -> None:
    row = observe("2022", value, prior_value=prior, published_growth_word=word)
    found = growth(row)
    assert (found["standing"].item(), found["computed_growth"].item()) == (standing, None)
    assert [code for code, _ in findings(row)] == (["growth_contradicts_levels"] if standing == "differs" else [])


@pytest.mark.parametrize(
    ("value", "prior", "word", "level"),
    [
        ("4.20", None, "turned_to_loss", "4.2 亿元"),
        ("4", None, "smaller_loss", "4 亿元"),
        ("-4", None, "turned_to_profit", "-4 亿元"),
        (None, "3", "larger_loss", "3 亿元"),
        (None, "-3", "turned_to_loss", "-3 亿元"),
        ("-4.20", None, "turned_to_loss", None),
        ("0", None, "smaller_loss", None),
        (None, "3", "turned_to_loss", None),
    ],
)
def test_a_word_is_excluded_by_the_sign_of_one_level(
    value: str | None, prior: str | None, word: str, level: str | None
) -> None:
    row = observe("2022", "", published_growth_word=word) | {"value": value, "prior_value": prior}
    words = {
        "turned_to_loss": "由盈转亏",
        "smaller_loss": "减亏",
        "turned_to_profit": "扭亏为盈",
        "larger_loss": "增亏",
    }
    told = findings(row, lang="zh_CN")
    assert [code for code, _ in told] == ([] if level is None else ["growth_word_excluded"])
    if level is not None:
        assert f"增减表述“{words[word]}”与 {level} 的正负不符。" in told[0][1]
        assert "does not fit the sign of" in findings(row)[0][1]


def test_levels_at_other_prices_or_of_other_samples_give_no_growth() -> None:
    rows = (observe("2021", "100", price_basis="current"), observe("2022", "110", id="r", price_basis="constant"))
    found = growth(*rows).filter(observation="r").row(0, named=True)
    assert (found["before"], found["computed_growth"], found["standing"]) == (None, None, "other_basis")
    both = growth(*rows, observe("2021", "88", id="c", price_basis="constant")).filter(observation="r")
    assert both.select("before", "computed_growth", "standing").row(0) == (88.0, pytest.approx(25.0), "computed")
    # A growth alone takes the level of its series, which is at current prices whatever is said of the growth.
    alone = observe("2022", "", id="g", published_growth="10", growth_price_basis="constant") | {"value": None}
    level = observe("2022", "115", id="l")
    beside = growth(observe("2021", "100"), level, alone).filter(observation="g")
    assert beside.select("before", "standing").row(0) == (100.0, "other_basis")
    each = growth(observe("2021", "100"), observe("2022", "110", id="e", sample_basis="each")).filter(observation="e")
    assert each["standing"].item() == "other_basis"


def test_a_unit_that_looks_like_a_slip_is_told() -> None:
    rows = (observe("2021", "100"), observe("2022", "110", unit="万元"), observe("2023", "120"))
    assert findings(*rows) == [("unit_doubtful", findings(*rows)[0][1])]
    assert "row 3, column “unit”: “110 万元” stands in one series with “100 亿元”" in findings(*rows)[0][1]
    assert "“110 万元”与同一序列的“100 亿元”数字相近而单位不同" in findings(*rows, lang="zh_CN")[0][1]
    assert findings(observe("2021", "100"), observe("2022", "1100000", unit="万元")) == []
    assert findings(observe("2021", "1"), observe("2022", "60")) == []


def test_growth_may_be_published_without_a_level() -> None:
    row = {**observe("2023-01..09", "", published_growth="6.4"), "value": None, "unit": None}
    found = growth(row)
    assert found.select("value", "published_growth", "standing").row(0) == (None, 6.4, "published")
    assert list_points(make_town(row), AS_OF).is_empty()


def test_a_rate_changes_by_percentage_points_and_a_two_year_average_is_geometric() -> None:
    rate = growth(observe("2023", "97.6", "growth", prior_value="97.2", published_growth="0.4"))
    assert rate["standing"].item() == "agrees"
    two_years = {"published_growth": "31.2", "growth_base": "two_year_average"}
    found = growth(observe("2019-01..02", "1000"), observe("2021-01..02", "1721", **two_years))
    assert found.filter(growth_base="two_year_average")["standing"].item() == "agrees"
    assert round(average_growth(72.1), 2) == 31.19
    assert average_growth(-100) == -100


def test_a_month_on_the_month_before_takes_the_derived_one() -> None:
    sums = (observe("2023-01..08", "66.62"), observe("2023-01..07", "58.11"))
    month = observe("2023-09", "9.12", published_growth="7.2", growth_base="period_before")
    assert growth(*sums, month).filter(growth_base="period_before")["standing"].item() == "agrees"


def test_the_reader_of_a_date_sees_what_was_published_by_then() -> None:
    """The bureau's new-momentum index of 2017: 210.1 at first, 204.1 in 2020, 191.2 in 2022."""
    prints = (
        observe("2017", "210.1", id="first", vintage="2018-11", revision="preliminary"),
        observe("2017", "204.1", id="second", vintage="2020-07", revision="verified"),
        observe("2017", "191.2", id="third", vintage="2022-08", revision="census"),
    )
    seen_at = {day: growth(*prints, known_at=day)["value"].to_list() for day in (date(2019, 1, 1), date(2021, 1, 1))}
    assert seen_at == {date(2019, 1, 1): [210.1], date(2021, 1, 1): [204.1]}
    assert growth(*prints)["value"].to_list() == [191.2]
    assert District(make_town(*prints), AS_OF).contradictions().values.is_empty()
