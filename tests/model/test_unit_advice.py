"""An unknown unit is told with the nearest that may stand there."""

from __future__ import annotations

import pytest

from liantu.library.shipped_tables import load_library
from liantu.model.change_checks import check_tables
from liantu.model.unit_advice import suggest_unit

from .small import Row, product, tables

UNITS = load_library().units


@pytest.mark.parametrize(
    ("text", "dimension", "nearest"),
    [
        ("万公倾", "area", " (万公顷?)"),  # 公斤 and 公里 are as near, and are no areas
        ("亿千瓦", "energy", " (亿千瓦时?)"),
        ("GWhh/年", None, " (GWh/年?)"),
        ("gwh", None, " (GWh?)"),
        ("万顿", "mass", " (万吨?)"),
        ("万顿/年", None, " (万吨/年?)"),
        ("平房米", "area", " (平方米?)"),
        ("麻袋", None, ""),
    ],
)
def test_the_nearest_unit_keeps_prefix_and_year(text: str, dimension: str | None, nearest: str) -> None:
    assert suggest_unit(text, UNITS, dimension) == nearest


@pytest.mark.parametrize(
    ("table", "row", "nearest"),
    [
        ("returns", {"firm": "f", "year": "2023", "item": "land", "value": "3", "unit": "公倾"}, " (公顷?)"),
        ("returns", {"firm": "f", "year": "2023", "item": "tax", "value": "3", "unit": "麻袋"}, " (万元?)"),
        ("capacities", {"id": "a", "plant": "a", "product": "cell", "amount": "3", "unit": "麻袋"}, " (万吨?)"),
        ("capacities", {"id": "a", "plant": "a", "product": "other", "amount": "3", "unit": "公倾"}, " (公顷?)"),
    ],
)
def test_the_nearest_is_admissible_for_what_the_row_is_about(table: str, row: Row, nearest: str) -> None:
    given = tables(**{table: [row]}, products=[product("cell", "万吨")], return_items=list(ITEMS))
    (found,) = [problem for problem in check_tables(given, [table]) if problem.code == "unknown_unit"]
    assert found.slots["nearest"] == nearest


ITEMS: tuple[Row, ...] = tuple(load_library()["return_items"].iter_rows(named=True))
