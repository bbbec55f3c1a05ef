"""One firm in two districts: by code, by name, and when a name is not enough."""

from __future__ import annotations

import pytest
from tools.made_up_district.sayings import make_credit_code

from liantu.district.shared_firms import compare_firms
from liantu.model.problems import Problems
from liantu.model.shared_firms import find_shared_firms
from liantu.model.tables import Tables

from .small import Row, tables

ONE, TWO = make_credit_code(1), make_credit_code(2)


def district(*firms: tuple[str, str, str | None], short: dict[str, str] | None = None) -> Tables:
    rows: list[Row] = [{"id": key, "zh": name, "credit_code": code} for key, name, code in firms]
    names: list[Row] = [{"entity": key, "name": name, "kind": "short"} for key, name in (short or {}).items()]
    return tables(firms=rows, names=names)


@pytest.mark.parametrize(
    ("here", "there", "found"),
    [
        (district(("a", "甲公司", ONE)), district(("b", "乙公司", ONE)), [("a", "b", "same_code", ONE)]),
        (district(("a", "甲公司", ONE)), district(("b", "甲公司", ONE)), [("a", "b", "same_code", ONE)]),
        (district(("a", "甲公司", ONE)), district(("b", "甲公司", TWO)), [("a", "b", "other_code", "甲公司")]),
        (district(("a", "甲公司", ONE)), district(("b", "甲公司", None)), [("a", "b", "same_name", "甲公司")]),
        (district(("a", "甲（川）", None)), district(("b", "甲(川) ", None)), [("a", "b", "same_name", "甲（川）")]),
        (district(("a", "乙", None), short={"a": "甲"}), district(("b", "甲", None)), [("a", "b", "same_name", "甲")]),
        (district(("a", "甲公司", None)), district(("b", "乙公司", None)), []),
        (district(("a", "甲公司", ONE), ("c", "丙", ONE)), district(("b", "乙公司", TWO)), []),
    ],
)  # fmt: skip
def test_two_districts(here: Tables, there: Tables, found: list[tuple[str, str, str, str]]) -> None:
    rows = find_shared_firms({"东区": here, "西区": there})
    assert rows.select("firm", "other_firm", "reason", "shared").rows() == found
    assert set(rows["district"]) | set(rows["other_district"]) in (set(), {"东区", "西区"})


def test_three_districts_in_pairs() -> None:
    group = [district((key, "集团", ONE)) for key in "abc"]
    rows = find_shared_firms(dict(zip(("东区", "西区", "北区"), group, strict=True)))
    assert rows.select("firm", "other_firm").rows() == [("a", "b"), ("a", "c"), ("b", "c")]


def test_one_district_is_not_compared() -> None:
    with pytest.raises(Problems) as refused:
        compare_firms([district()])
    assert [problem.code for problem in refused.value.problems] == ["two_districts"]
