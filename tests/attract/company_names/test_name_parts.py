"""Names of companies taken apart: the hard ones that were measured, and those that leave nothing over."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.attract.company_names.name_parts import PARTS, split_names

#: Written, place, brand, trade, form; cut by hand.
NAMES = [
    ("重庆万凯新材料科技有限公司", "重庆", "万凯", "新材料科技", "有限公司"),
    ("重庆万凯新材料股份有限公司", "重庆", "万凯", "新材料", "股份有限公司"),
    ("万华化学（四川）电池材料科技有限公司", "四川", "万华", "化学电池材料科技", "有限公司"),
    ("中化蓝天四川新能源材料有限公司", "四川", "中化蓝天", "新能源材料", "有限公司"),
    ("张家港市国泰华荣化工新材料有限公司", "张家港", "国泰华荣", "化工新材料", "有限公司"),
    ("华峰重庆氨纶有限公司", "重庆", "华峰", "氨纶", "有限公司"),
    ("重庆化工有限公司", "重庆", "化工", "", "有限公司"),
    ("杉杉股份", "", "杉杉", "", "股份"),
    ("卡涞", "", "卡涞", "", ""),
    (" ＡＢＣ（常熟）化学 有限公司", "常熟", "abc", "化学", "有限公司"),
    ("", "", "", "", ""),
]


@pytest.mark.parametrize(("written", "place", "brand", "trade", "form"), NAMES)
def test_a_name_is_cut_into_its_parts(written: str, place: str, brand: str, trade: str, form: str) -> None:
    assert split_names(pl.Series([written])).select(PARTS).row(0) == (place, brand, trade, form)


def test_places_of_a_district_are_places_too() -> None:
    names = pl.Series(["白涛华峰化工有限公司", None])
    assert split_names(names)["brand"].to_list() == ["白涛华峰", ""]
    assert split_names(names, ["白涛"])["brand"].to_list() == ["华峰", ""]
