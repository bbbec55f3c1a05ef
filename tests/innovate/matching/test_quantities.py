"""Units as offices write them, in one scale: published conversions, Chinese words, what nobody can read."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.innovate.matching.quantities import read_quantities
from liantu.library.matching_words import read_unit_words


def base(value: float, unit: str | None) -> tuple[str, float]:
    rows = pl.DataFrame({"value": [value], "unit": [unit]}, schema_overrides={"unit": pl.String})
    row = read_quantities(rows, read_unit_words())
    return row["dimension"][0], row["base"][0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1, "kgf/cm²"), (0.0980665, "MPa")),
        ((0, "℃"), (273.15, "K")),
        ((1, "ppm"), (1, "mg/kg")),
        ((0.3, "kWh/kg"), (300, "Wh/kg")),
        ((2, "wt%"), (20, "g/kg")),
        ((5, "万次"), (50000, "次")),
        ((1, "cP"), (1, "mPa·s")),
        ((10, "μm"), (10, "微米")),
        ((1, "S/cm"), (100, "S/m")),
        ((60, "分钟"), (1, "小时")),
        ((0.2, "W/(m·K)"), (200, "mW/(m·K)")),
    ],
)
def test_one_amount_in_two_units(one: tuple[float, str], other: tuple[float, str]) -> None:
    left, right = base(*one), base(*other)
    assert left[0] == right[0]
    assert left[1] == pytest.approx(right[1], rel=1e-9)


def test_a_unit_that_nobody_knows_measures_itself_alone() -> None:
    assert base(3, "级甲") == ("级甲", 3)
    assert base(3, None) == base(3, "")
    assert base(1, "MPa")[0] != base(1, "℃")[0]
