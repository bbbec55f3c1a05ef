"""What a firm's paper says of a field that stood in for another."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest
from tests.score.making import TAX, firms, item, run, scheme

from liantu.district import District
from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables
from liantu.papers.firm_sources import substitute_lines
from liantu.score.report.firm_sheet import FirmSheet
from liantu.wording.scheme_names import SchemeNames

INSTEAD = {"field": "energy", "other": "electricity", "times": 1.229, "note": "当量值"}
PLAN = scheme(
    indicators={"x": {**TAX, "denominator": ["energy"], "unit": "万元/tce"}},
    groups={"规上": {"given": ["规上"], "items": [item("x")]}},
    instead=[INSTEAD],
)
#: f1 stated its electricity alone, f2 both, f3 neither.
ROWS = firms(tax=[10.0] * 3, energy=[None, 7.0, None], electricity=[500.0, 500.0, None])


def told(firm: str, language: str) -> list[tuple[str, str]]:
    long = ROWS.unpivot(["energy", "electricity"], index="firm", variable_name="item")
    returns = long.with_columns(pl.lit("2022").alias("year"))
    score = SimpleNamespace(evaluate=lambda _scheme, _year: run(ROWS, PLAN))
    own = Tables({}, {"returns": returns, "units": load_library()["units"]})
    district = cast(District, SimpleNamespace(score=score, tables=own))
    sheet: Any = SimpleNamespace(firm=firm, year=2022)
    return substitute_lines(district, cast(FirmSheet, sheet), PLAN, SchemeNames(PLAN, language))


def test_a_field_that_stood_in_for_another_is_told_with_its_amount() -> None:
    """500 万kWh × 1.229 = 614.5 tce."""
    ((label, words),) = told("f1", "zh_CN")
    assert label == "以其他填报项代替"
    assert words == "2022年：企业未填报“综合能耗”，以“用电量”乘1.229代替，折合614.5吨标准煤（当量值）。"
    assert "1.229 × “" in told("f1", "en")[0][1]


@pytest.mark.parametrize("firm", ["f2", "f3"])
def test_a_field_that_was_given_or_has_no_other_is_not_told(firm: str) -> None:
    assert told(firm, "zh_CN") == []
