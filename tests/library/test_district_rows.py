"""A finding says the line of the district's own file, although the library's rows stand before it in the table."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import liantu
from liantu.library.district_rows import number_district_rows
from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problem

FULING = Path(__file__).parents[2] / "districts" / "fuling"
#: Plants of Fuling make 1,500,000 t of adipic acid.
MARKETS = """product,measure,period,scope,region,source,value,unit,grade
petb,capacity,2023,nation,,paper-a,50,万吨,B
petb,output,2023,nation,,paper-a,60,万吨,B
adipic,exports,2023,nation,,paper-a,{exports},t,B
adipic,consumption,2023,nation,,paper-a,500000,t,B
"""


@pytest.mark.parametrize(("exports", "too_small"), [("999999", True), ("1000000", False)])
def test_a_market_smaller_than_local_supply_is_told_at_its_line(tmp_path: Path, exports: str, too_small: bool) -> None:
    folder = shutil.copytree(FULING, tmp_path / "fuling")
    (folder / "markets.csv").write_text(MARKETS.format(exports=exports), encoding="utf-8")
    found = [(p.code, p.row, p.value) for p in liantu.open(folder).check() if p.table == "markets"]
    more = [("supply_above_market", 5, "adipic")] if too_small else []
    assert found == [("market_output_above_capacity", 3, "petb"), *more]


def test_a_row_of_the_library_is_no_line_of_a_district() -> None:
    library = load_library()
    problem = Problem("wide_price_band", "prices", "prices.csv", 2, "high")
    found = number_district_rows([problem, Problem("no_folder"), Problem("twice", "plants", "plants.csv", 4)], library)
    assert [p.row for p in found] == [None, None, 4]
