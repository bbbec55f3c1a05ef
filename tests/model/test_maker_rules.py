"""What is wrong with makers elsewhere, and with decisions on names."""

from __future__ import annotations

from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problem
from liantu.model.rules.makers import check_maker_capacities
from liantu.model.rules.name_decisions import check_name_decisions
from liantu.model.tables import Tables

from .small import Row, product, tables


def findings(problems: list[Problem]) -> list[tuple[str, int | None, str, str]]:
    return [(p.code, p.row, p.column, p.value) for p in problems]


def maker(capacity: str | None, unit: str | None) -> Row:
    row: Row = {"firm": f"{capacity}{unit}", "product": "cell", "source": "report", "role": "makes", "grade": "A"}
    return {**row, "capacity": capacity, "unit": unit}


def test_the_library_has_nothing_wrong_with_its_makers() -> None:
    assert check_maker_capacities(Tables({}, load_library().frames)) == []


def test_a_capacity_has_a_unit_of_its_product() -> None:
    rows = [maker("5", "GWh/年"), maker(None, None), maker("5", None), maker(None, "GWh/年"), maker("5", "万吨/年")]
    found = check_maker_capacities(tables(makers=rows, products=[product("cell", "GWh")]))
    assert findings(found) == [
        ("maker_capacity_unit", 4, "unit", "5"),
        ("maker_capacity_unit", 5, "unit", "GWh/年"),
        ("wrong_dimension", 6, "unit", "万吨/年"),
    ]


def decision(one: str, other: str, said: str) -> Row:
    return {"id": f"{one}{other}{said}", "one": one, "other": other, "decision": said, "period": "2023"}


def test_a_pair_of_names_is_decided_in_one_way() -> None:
    rows = [
        decision("甲（集团）公司", "乙公司", "same"),
        decision("乙公司", "甲(集团)公司", "different"),
        decision("乙公司", "甲(集团)公司", "unknown"),
        decision("丙公司", " 丙公司 ", "same"),
        decision("丁公司", "乙公司", "different"),
    ]
    found = check_name_decisions(tables(name_decisions=rows))
    assert findings(found) == [
        ("names_decided_twice", 3, "decision", "different"),
        ("name_beside_itself", 5, "other", " 丙公司 "),
    ]
    assert found[0].slots == {"other": "2"}
