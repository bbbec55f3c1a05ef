"""Sizes of firms and shares bought here, by hand; values of flows; what stays in the house."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import liantu
from liantu.access import Purpose
from liantu.cluster.firm_sizes import find_firm_sizes
from liantu.cluster.potential_flows import add_flow_values
from liantu.cluster.purchase_origins import sum_local_purchases
from liantu.library.policy import read_policy
from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problems
from liantu.model.rules.purchases import check_purchase_units
from liantu.model.rules.return_values import check_whole_years
from liantu.model.tables import Tables, conform_frame
from liantu.wording import translator
from liantu.wording.cluster_words import rate_text

DISTRICTS = Path(__file__).parents[2] / "districts"
Rows = list[dict[str, str | None]]
LIMITS = {
    "large": {"employees": 1000.0, "revenue": 40000.0},
    "medium": {"employees": 300.0, "revenue": 2000.0},
    "small": {"employees": 20.0, "revenue": 300.0},
}


@pytest.fixture(scope="module")
def yunxi() -> liantu.District:
    return liantu.open(DISTRICTS / "yunxi")


def tables_of(**rows: list[dict[str, str | None]]) -> Tables:
    return load_library().replace(**{name: conform_frame(name, pl.DataFrame(found)) for name, found in rows.items()})


def returned(
    firm: str, employees: str, revenue: str, unit: str = "万元", year: str = "2023"
) -> list[dict[str, str | None]]:
    about = {"firm": firm, "year": year, "channel": "tax"}
    return [
        {**about, "item": "employees", "value": employees, "unit": "人"},
        {**about, "item": "revenue", "value": revenue, "unit": unit},
    ]


def test_both_limits_make_a_size() -> None:
    rows = [
        *returned("a", "1200", "5", "亿元"),  # 50,000 万元
        *returned("b", "1200", "30000"),  # few sales for a large one
        *returned("c", "300", "2000"),
        *returned("d", "19", "90000"),
        *returned("e", "50", "1000", year="2022"),
        *returned("e", "2000", "90000", year="2024"),  # after the date
        *returned("f", "5000", "900000"),  # no industry
    ]
    firms: list[dict[str, str | None]] = [{"id": key, "industry": "2614"} for key in "abcde"]
    firms += [{"id": "f", "industry": "6510"}, {"id": "g", "size": "large"}, {"id": "h", "industry": "2614"}]
    found = find_firm_sizes(tables_of(firms=firms, returns=rows), LIMITS, ["26"], 2023)
    assert dict(found.select("firm", "size").iter_rows()) == {
        **{"a": "large", "b": "medium", "c": "medium", "d": "micro", "e": "small"},
        **{"f": None, "g": "large", "h": None},
    }
    assert dict(found.select("firm", "basis").iter_rows())["g"] == "stated"


def test_the_limits_of_industry() -> None:
    policy = read_policy("cluster/firm_sizes")
    assert policy.values[-1][1] == {size: {item: int(n) for item, n in row.items()} for size, row in LIMITS.items()}


def bought(
    firm: str, product: str, local: str | None, elsewhere: str | None, unit: str = "万元"
) -> list[dict[str, str | None]]:
    about = {"firm": firm, "year": "2023", "product": product, "unit": unit, "channel": "other"}
    return [{**about, "origin": "local", "value": local}, {**about, "origin": "country", "value": elsewhere}]


def test_the_share_that_is_bought_here() -> None:
    rows = [
        *bought("a", "lfp", "100", "300"),
        *bought("b", "lfp", "0.02", "0.01", "亿元"),  # 200 and 100 万元
        *bought("c", "lfp", "50", "150"),
        *bought("d", "lfp", "50", "50"),
    ]
    groups = pl.DataFrame({"group": ["x", "x", "x", "x", "y", "y"], "firm": ["a", "b", "c", "d", "a", "b"]})
    found = sum_local_purchases(tables_of(purchases=rows), groups, 2023, 4, (2, 85.0)).rows(named=True)
    # 400 of 1,000.
    assert found[0] == {
        **{"group": "x", "year": 2023, "firms": 4, "bought": 1000.0, "local": 400.0, "rate": 0.4, "hidden": False},
        **{"local_open": False, "other_open": False},
    }
    assert (found[1]["hidden"], found[1]["rate"], found[1]["bought"]) == (True, None, None)  # two firms
    strict = sum_local_purchases(tables_of(purchases=rows), groups, 2023, 1, (2, 65.0))
    assert strict["hidden"].to_list() == [True, True]  # the largest two have 700 of 1,000


def test_the_share_of_each_product_is_its_own() -> None:
    rows = [
        *(
            row
            for firm, here in zip("abcd", ("100", "200", "50", "50"), strict=True)
            for row in bought(firm, "lfp", here, "150")
        ),
        *bought("a", "alfoil", "90", "10"),
    ]
    groups = pl.DataFrame({"group": ["x"] * 4, "firm": [*"abcd"]})
    found = sum_local_purchases(tables_of(purchases=rows), groups, 2023, 4, (2, 85.0), by_product=True)
    # 400 of 1,000; the foil is of one firm, and is not in the other's share.
    assert found.select("group", "product", "firms", "rate", "hidden").rows() == [
        ("x", "alfoil", 1, None, True),
        ("x", "lfp", 4, 0.4, False),
    ]


@pytest.mark.parametrize(
    ("local", "elsewhere", "amounts", "words"),
    [
        (None, "600", (1600.0, 400.0), "≥25%"),  # 400 of 1,600, and what was bought here of the fifth is more
        ("600", None, (1600.0, 1000.0), "≤62%"),
        (None, None, (1000.0, 400.0), "未掌握"),
        ("0", "600", (1600.0, 400.0), "25%"),
    ],
)
def test_an_origin_without_a_value_is_unknown_and_the_others_stand(
    local: str | None, elsewhere: str | None, amounts: tuple[float, float], words: str
) -> None:
    rows = [
        *bought("a", "lfp", "100", "300"),
        *bought("b", "lfp", "200", "100"),
        *bought("c", "lfp", "50", "150"),
        *bought("d", "lfp", "50", "50"),
        *bought("d", "alfoil", local, elsewhere),
    ]
    groups = pl.DataFrame({"group": ["x"] * 4, "firm": [*"abcd"]})
    found = sum_local_purchases(tables_of(purchases=rows), groups, 2023, 4, (2, 85.0)).row(0, named=True)
    assert (found["bought"], found["local"]) == amounts
    opened = {name: found[name] for name in ("hidden", "local_open", "other_open")}
    assert rate_text(found["rate"], tr=translator("zh_CN"), **opened) == words


def test_value_is_a_band_where_no_price_was_read() -> None:
    flows = pl.DataFrame({"product": ["p", "q"], "quantity": [10.0, None]})
    prices = {
        "product": ["p", "q"],
        "low": [2.0, 1.0],
        "typical": [None, 2.0],
        "high": [3.0, 3.0],
        "period": ["2023"] * 2,
    }
    rows = add_flow_values(flows, pl.DataFrame({**prices, "period": ["2023", "2023"]})).rows(named=True)
    assert (rows[0]["value_low"], rows[0]["value"], rows[0]["value_high"]) == (20, None, 30)
    assert rows[1]["value"] is None


def test_the_made_up_district(yunxi: liantu.District) -> None:
    rates = {row["group"]: row for row in yunxi.cluster.local_rates().iter_rows(named=True)}
    # 147,400 of 296,250: the foil of c-metal is of one firm and open.
    assert rates["c-battery"]["rate"] == pytest.approx(147_400 / 296_250)
    assert rates["c-metal"]["hidden"] is True
    # The share of the group is that of no product: lfp is of one firm, as all of them are here.
    of_products = yunxi.cluster.local_rates(by_product=True)
    assert (of_products.height, of_products["rate"].null_count(), of_products["hidden"].all()) == (10, 10, True)
    flows = yunxi.cluster.potential_flows("size")
    cells = flows.filter(pl.col("product") == "lfpcell").row(0, named=True)
    assert (cells["seller"], cells["buyer"], cells["quantity"]) == ("large", "medium", pytest.approx(4.02))


def test_rates_stay_in_the_house(yunxi: liantu.District) -> None:
    with pytest.raises(Problems, match="stays_in_house"):
        yunxi.for_purpose(Purpose.LEAVING).cluster.local_rates()


def test_bad_purchases_are_named() -> None:
    rows = bought("a", "lfp", "1", "2", "吨")
    rows[0]["year"] = "2023-05"
    tables = tables_of(purchases=rows)
    assert [problem.code for problem in check_purchase_units(tables)] == ["not_money", "not_money"]
    assert [problem.table for problem in check_whole_years(tables)] == ["purchases"]
    assert "万元" in check_purchase_units(tables)[0].message("zh_CN")
