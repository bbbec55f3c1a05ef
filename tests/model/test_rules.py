"""The rules across fields and rows, one by one."""

from __future__ import annotations

import ast
import inspect

import pytest

from liantu.library.shipped_tables import load_library
from liantu.model import schema
from liantu.model.problems import Problem
from liantu.model.rules import ROWS_OF, RULES, run_rules
from liantu.model.rules.capacity_units import check_capacity_units
from liantu.model.rules.coefficient_bounds import (
    check_coefficient_units,
    check_low_typical_high,
    check_theoretical_bounds,
)
from liantu.model.rules.industry_codes import check_industry_codes
from liantu.model.rules.name_owners import check_alike_names, check_name_owners, check_sum_names
from liantu.model.rules.own_use_place import check_own_use_place
from liantu.model.rules.plant_or_group import check_plant_or_group
from liantu.model.rules.return_values import check_future_years
from liantu.model.rules.source_and_quote import check_source_and_quote
from liantu.model.rules.totals_and_parts import check_parts
from liantu.model.tables import Tables

from .small import Row, capacity, product, tables


def told(problems: list[Problem]) -> list[tuple[str, int | None, str, str]]:
    return [(p.code, p.row, p.column, p.value) for p in problems]


# -- plant_or_group ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plant", "group", "right"), [("p", None, True), (None, "g", True), ("p", "g", False), (None, None, False)]
)
def test_a_capacity_is_of_a_plant_or_a_group(plant: str | None, group: str | None, right: bool) -> None:
    row = {**capacity("a"), "plant": plant, "group": group}
    found = told(check_plant_or_group(tables(capacities=[row])))
    assert found == ([] if right else [("plant_or_group", 2, "plant", "a")])


# -- own use -----------------------------------------------------------------------------------------------------------


def test_own_use_without_a_place_says_what_is_missing() -> None:
    plants: list[Row] = [{"id": "placed", "firm": "f", "place": "here"}, {"id": "unplaced", "firm": "f"}]
    rows = [
        {**capacity("a"), "plant": "placed", "self_use": "100"},
        {**capacity("b"), "plant": "unplaced", "self_use": "100"},
        {**capacity("c"), "plant": None, "group": "g", "self_use": "20"},
        {**capacity("d"), "plant": "unplaced", "self_use": "0"},
        {**capacity("e"), "plant": "unplaced"},
    ]
    found = told(check_own_use_place(tables(capacities=rows, plants=plants)))
    assert found == [("own_use_without_place", row, "self_use", key) for row, key in ((3, "b"), (4, "c"))]


# -- capacity_units ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["GWh/年", "亿Wh", "kWh", None, "scoop"])  # what is no unit is told elsewhere
def test_units_that_fit_the_product(unit: str | None) -> None:
    assert check_capacity_units(tables(capacities=[capacity("a", "1", unit)], products=[product("cell", "GWh")])) == []


def test_a_unit_of_another_dimension() -> None:
    rows = [capacity("a", "1", "GWh"), capacity("b", "1", "万吨/年"), capacity("c", "1", "GW")]
    found = check_capacity_units(tables(capacities=rows, products=[product("cell", "GWh")]))
    assert told(found) == [("wrong_dimension", 3, "unit", "万吨/年"), ("wrong_dimension", 4, "unit", "GW")]
    assert found[0].slots == {"wanted": "GWh"}


# -- parts -------------------------------------------------------------------------------------------------------------


def of(*rows: Row) -> Tables:
    return tables(capacities=[*rows], products=[product("cell", "GWh")])


def test_parts_within_their_total() -> None:
    total, some = capacity("all", "72", "GWh/年"), capacity("one", "30", "GWh/年", part_of="all")
    assert check_parts(of(total, some)) == []
    assert check_parts(of(total, some, capacity("two", "420", "亿Wh", part_of="all"))) == []
    assert check_parts(of(capacity("all"), some)) == []


def test_parts_larger_than_their_total() -> None:
    rows = capacity("one", "30", "GWh", part_of="all"), capacity("two", "421", "亿Wh", part_of="all")
    (problem,) = check_parts(of(*rows, capacity("all", "72", "GWh")))
    assert told([problem]) == [("part_exceeds_total", 4, "amount", "72.1 GWh")]
    assert problem.slots["limit"] == "72 GWh"


def test_parts_of_a_part_that_nobody_gives_count_too() -> None:
    rows = capacity("all", "72", "GWh"), capacity("site", part_of="all")
    assert check_parts(of(*rows, capacity("line", "72", "GWh", part_of="site"))) == []
    (problem,) = check_parts(of(*rows, capacity("line", "73", "GWh", part_of="site")))
    assert told([problem]) == [("part_exceeds_total", 2, "amount", "73 GWh")]


@pytest.mark.parametrize("circle", ["a", "ab", "abc"])
def test_nothing_is_a_part_of_itself(circle: str) -> None:
    around = dict(zip(circle, circle[1:] + circle[0], strict=True))
    (problem,) = check_parts(of(*(capacity(name, part_of=total) for name, total in around.items())))
    assert problem.code == "part_of_loop"
    assert set(problem.value.split(" → ")) == set(circle)


# -- one_owner ---------------------------------------------------------------------------------------------------------


def named(*names: tuple[str, str], **firms: str) -> Tables:
    return tables(
        firms=[{"id": key, "zh": zh} for key, zh in firms.items()],
        names=[{"entity": entity, "name": name, "kind": "short"} for entity, name in names],
    )


def test_a_name_has_one_owner() -> None:
    assert check_name_owners(named(("a", "甲"), ("b", "乙"), ("a", "甲公司"), a="甲公司", b="乙公司")) == []
    (problem,) = check_name_owners(named(("a", "甲"), ("b", "甲"), a="甲公司", b="乙公司"))
    assert told([problem]) == [("two_owners", 3, "name", "甲")]
    assert problem.slots == {"owners": "a, b"}
    assert told(check_name_owners(named(("b", "甲公司"), a="甲公司", b="乙公司"))) == [
        ("two_owners", 2, "name", "甲公司")
    ]


def test_a_firm_and_a_product_may_share_a_word() -> None:
    assert check_name_owners(named(("a", "尿素"), ("urea", "尿素"), a="尿素公司")) == []


# -- provenance --------------------------------------------------------------------------------------------------------


def test_what_is_stated_names_its_source() -> None:
    rows = [
        {**capacity("a"), "basis": "stated", "source": "paper"},
        {**capacity("b"), "basis": "stated"},
        {**capacity("c"), "basis": "ours"},
        {**capacity("d"), "basis": "inferred"},
    ]
    assert told(check_source_and_quote(tables(capacities=rows))) == [("source_required", 3, "source", "")]


def test_a_quote_has_thirty_characters_at_most() -> None:
    rows = [{**capacity("a"), "quote": "字" * 30}, {**capacity("b"), "quote": "字" * 31}]
    assert told(check_source_and_quote(tables(capacities=rows))) == [("long_quote", 3, "quote", "31")]


# -- coefficients ------------------------------------------------------------------------------------------------------


def needing(**fields: str) -> Tables:
    row = {"process": "P", "input": "x", "role": "input", "low": "1", "typical": "2", "high": "3", "grade": "A"}
    return tables(coefficients=[{**row, **fields}], products=[product("x", "t")])


@pytest.mark.parametrize(
    ("low", "typical", "high", "right"),
    [
        ("1", "2", "3", True),
        ("2", "2", "2", True),
        ("3", "2", "3", False),
        ("1", "4", "3", False),
        ("9", "10", "11", True),
    ],
)
def test_low_typical_high(low: str, typical: str, high: str, right: bool) -> None:
    found = told(check_low_typical_high(needing(low=low, typical=typical, high=high)))
    assert found == ([] if right else [("low_typical_high", 2, "typical", f"{low} / {typical} / {high}")])


def test_nothing_below_its_theoretical_minimum_without_a_reason() -> None:
    found = check_theoretical_bounds(needing(bound="1.5", bound_kind="hard"))
    assert told(found) == [("below_bound", 2, "low", "1")]
    assert found[0].slots == {"limit": "1.5"}
    assert told(check_theoretical_bounds(needing(low="3", bound="2.5", bound_kind="hard"))) == [
        ("below_bound", 2, "typical", "2")
    ]
    assert check_theoretical_bounds(needing(bound="1", bound_kind="hard")) == []
    assert check_theoretical_bounds(needing(bound="1.5", bound_kind="hard", bound_reason="hydrate")) == []
    assert check_theoretical_bounds(needing(bound="1.5", bound_kind="recipe")) == []
    assert check_theoretical_bounds(needing(bound="1.5", bound_kind="hard", role="byproduct")) == []


def test_a_coefficient_is_measured_like_its_input() -> None:
    assert check_coefficient_units(needing(unit="kg")) == []
    assert check_coefficient_units(needing()) == []
    assert told(check_coefficient_units(needing(unit="kWh"))) == [("wrong_dimension", 2, "unit", "kWh")]


# -- names alike -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["重庆(涪陵)甲公司", "重庆涪陵甲公司", "重庆（涪陵） 甲公司", "重庆（涪陵）甲\u200b公司", "重庆【涪陵】甲公司"],
)
def test_names_alike_to_the_eye_are_told(name: str) -> None:
    firms: list[Row] = [
        {"id": "a", "zh": "重庆（涪陵）甲公司", "kind": "firm"},
        {"id": "b", "zh": name, "kind": "firm"},
    ]
    assert told(check_alike_names(tables(firms=firms))) == [("names_alike", 3, "zh", name)]
    assert check_alike_names(tables(firms=[firms[0], {**firms[1], "zh": "重庆（长寿）甲公司"}])) == []
    own: Row = {"entity": "a", "name": name, "kind": "short"}
    assert check_alike_names(tables(firms=firms[:1], names=[own])) == []


@pytest.mark.parametrize(
    ("subject", "fields"),
    [
        ("a", {"object": "b"}),
        ("b", {"object": "a"}),
        ("a", {"object_text": "重庆涪陵甲公司"}),
        ("b", {"object_text": "重庆（涪陵）甲公司"}),
    ],
)
def test_two_that_are_recorded_to_be_two_are_two(subject: str, fields: dict[str, str]) -> None:
    firms: list[Row] = [
        {"id": "a", "zh": "重庆（涪陵）甲公司", "kind": "firm"},
        {"id": "b", "zh": "重庆涪陵甲公司", "kind": "firm"},
    ]
    row = {"id": "r", "subject": subject, "predicate": "distinct_from", "predicate_zh": "不是同一主体", **fields}
    assert check_alike_names(tables(firms=firms, relations=[row])) == []
    assert len(check_alike_names(tables(firms=firms, relations=[{**row, "predicate": "owns"}]))) == 1
    third: Row = {"id": "c", "zh": "重庆 涪陵 甲公司", "kind": "firm"}  # a third is of neither
    found = check_alike_names(tables(firms=[*firms, third], relations=[row]))
    assert told(found) == [("names_alike", 4, "zh", "重庆 涪陵 甲公司")]


@pytest.mark.parametrize(
    ("table", "row", "found"),
    [
        ("firms", {"industry": "610"}, ("industry", "610", " (0610?)")),
        ("firms", {"industry": "36.7"}, ("industry", "36.7", "any")),
        ("projects", {"industry": "C3679"}, ("industry", "C3679", " (3670?)")),
        ("rosters", {"industry": "0610"}, None),
        ("firms", {"industry": "铝加工"}, None),
        ("products", {"gbt4754": "2614;C36"}, None),
        ("products", {"gbt4754": "2614;2669; 9999"}, ("gbt4754", "9999", "any")),
        ("admissions", {"gbt4754": "810"}, ("gbt4754", "810", " (0810?)")),
    ],
)
def test_codes_of_industries_are_codes_of_the_standard(
    table: str, row: Row, found: tuple[str, str, str] | None
) -> None:
    problems = check_industry_codes(tables(**{table: [row]}))
    assert told(problems) == ([("unknown_industry", 2, *found[:2])] if found else [])
    assert not found or found[2] in ("any", problems[0].slots["nearest"])


def test_the_codes_of_the_library_are_codes_of_the_standard() -> None:
    library = load_library()
    assert library["products"]["gbt4754"].drop_nulls().len() > 200
    assert check_industry_codes(Tables({}, dict(library.frames))) == []


@pytest.mark.parametrize(
    ("name", "firm"),
    [("合 计", False), ("全区合计", False), ("小计：", False), ("其中：化工", False), ("平均", False), ("Total", False),
     ("化工小计", False), ("规上企业", False), ("其他", False),
     ("合计信息公司", True), ("其他文化公司", True), ("总计科技", True), ("平均律乐器厂", True)],
)  # fmt: skip
def test_a_sum_is_no_firm(name: str, firm: bool) -> None:
    found = told(check_sum_names(tables(firms=[{"id": "a", "zh": name, "kind": "firm"}])))
    assert found == ([] if firm else [("sum_as_name", 2, "zh", name)])


@pytest.mark.parametrize("name", ["备注：含规下", "〃", "一、化工"])
def test_what_names_nothing_is_no_firm(name: str) -> None:
    found = told(check_sum_names(tables(firms=[{"id": "a", "zh": name, "kind": "firm"}])))
    assert found == [("no_firm_name", 2, "zh", name)]


# -- all of them -------------------------------------------------------------------------------------------------------


def test_all_rules_are_run() -> None:
    assert {check_alike_names, check_industry_codes, check_future_years} <= set(RULES)
    tested = {check_plant_or_group, check_capacity_units, check_parts, check_name_owners, check_source_and_quote}
    assert tested | {check_low_typical_high, check_theoretical_bounds, check_coefficient_units} <= set(RULES)


def test_a_district_of_nothing_breaks_no_rule() -> None:
    assert run_rules(Tables({}, {})) == []


def test_a_part_is_of_its_totals_product_or_a_narrower_one():
    from pathlib import Path

    import liantu
    from liantu.model.apply import apply_change
    from liantu.model.change import Change
    from liantu.model.rules.totals_and_parts import check_parts

    tables = liantu.open(Path(__file__).parents[2] / "districts" / "fuling").tables
    assert check_parts(tables) == []
    wrong = apply_change(tables, Change.from_query(["capacities:pengwei-pta;part_of=battery-72"]))
    assert [(p.code, p.slots["part"], p.slots["whole"]) for p in check_parts(wrong)] == [
        ("part_of_other_product", "pta", "cell")
    ]


def test_rules_that_do_not_run_while_their_tables_are_empty_find_something_in_these_alone() -> None:
    """In the rules of a module stands no other table for a problem than those whose rows it is known for."""
    for module, names in ROWS_OF.items():
        tree = ast.parse(inspect.getsource(module))
        reported = {
            node.value
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("Problem", "_problem")
            for argument in call.args
            for node in ast.walk(argument)
            if isinstance(node, ast.Constant) and node.value in schema.read_tables()
        }
        constants = [
            getattr(module, name, ()) for name in ("_TABLE", "_TABLES", "_FIELDS", "_AMOUNTS", "_RATED", "_REMARKS")
        ]
        written = {name for value in constants for name in ([value] if isinstance(value, str) else value)}
        reported |= written & schema.read_tables().keys()
        assert reported == {*names}, module.__name__


def test_a_rule_runs_once_a_table_of_its_own_has_a_row() -> None:
    row = {"id": "t", "subject": "a", "indicator": "i", "period": "2025", "value": "-1", "unit": "元"}
    problems = run_rules(tables(targets=[row], indicators=[{"id": "i", "unit": "元", "kind": "output"}]))
    assert ("negative_number", "targets") in {(problem.code, problem.table) for problem in problems}
