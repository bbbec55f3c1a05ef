"""Kinds of money are never added to each other."""

from __future__ import annotations

import pytest

from liantu.deliver.money import list_amounts, sum_amounts, sum_by_kind
from liantu.model.problems import Problems
from liantu.model.rules.money_units import check_money_units
from liantu.model.tables import Tables

from .district import Row, money, project, tables


def district(*rows: Row, **own: str) -> Tables:
    return tables(projects=[project("a", **own), project("b")], moneys=list(rows))


def refused(*rows: Row) -> list[tuple[str, str]]:
    with pytest.raises(Problems) as caught:
        sum_amounts(list_amounts(district(*rows)))
    return [(problem.code, problem.column) for problem in caught.value.problems]


def test_one_kind_adds_up_across_units() -> None:
    rows = list_amounts(district(money("a", "contract", "430"), money("b", "contract", "2000", "万元")))
    assert sum_amounts(rows) == pytest.approx(430e8 + 2e7)
    assert sum_amounts(list_amounts(district(money("a", "contract", None)))) is None


def test_what_is_apart_stays_apart() -> None:
    assert refused(money("a", "contract", "1"), money("b", "in_place", "1")) == [("mixed_money", "kind")]
    assert refused(money("a", "foreign", "1"), money("b", "foreign", "1", "万美元")) == [("mixed_money", "currency")]
    mixed = money("a", "in_place", "1", extent="year"), money("b", "in_place", "1", extent="cumulative")
    assert refused(*mixed) == [("mixed_money", "extent")]


def test_claims_that_differ_are_not_added() -> None:
    two = money("a", "contract", "10"), money("a", "contract", "12", note="另一来源")
    assert refused(*two) == [("double_money", "amount")]
    assert sum_by_kind(list_amounts(district(*two)))["base"].to_list() == [None]


def test_by_kind_adds_no_two_kinds() -> None:
    rows = sum_by_kind(
        list_amounts(district(money("a", "contract", "10"), money("a", "in_place", "1"), money("b", "contract", "5")))
    )
    assert rows.select("kind", "projects", "base").rows() == [("contract", 2, 15e8), ("in_place", 1, 1e8)]


def test_what_the_project_itself_says_stands_among_them() -> None:
    rows = sum_by_kind(list_amounts(district(money("b", "contract", "5"), contract_money="10", fixed_investment="7")))
    assert dict(rows.select("kind", "base").iter_rows()) == {"contract": 15e8, "fixed_total": 7e8}


def test_money_is_in_units_of_money() -> None:
    (problem,) = check_money_units(district(money("a", "contract", "10", "万吨"), money("b", "contract", "1")))
    assert (problem.code, problem.row, problem.value) == ("not_money", 2, "万吨")
