"""How much a mu has to carry: the made-up district asks 300 anywhere, and 400 in a part of it (10⁴ CNY a mu)."""

from __future__ import annotations

from datetime import date

import polars as pl

import liantu
from liantu.land.investment_standards import list_investment_standards


def test_all_standards_of_a_district_that_may_apply_bound_a_product() -> None:
    tables = liantu.open("districts/yunxi").tables
    products = pl.DataFrame({"id": ["sepcoat"]})
    found = list_investment_standards(tables, products, date(2024, 6, 1))
    assert found.rows() == [("sepcoat", 3_000_000.0, 4_000_000.0, ["1", "3"])]
    assert list_investment_standards(tables, products, date(2022, 6, 1)).is_empty()  # in force from 2023


def test_a_ceiling_is_no_standard_to_be_reached() -> None:
    tables = liantu.open("districts/yunxi").tables
    ceiling = pl.when(id="1").then(pl.lit("le")).otherwise("comparator").alias("comparator")
    tables = tables.replace(land_standards=tables["land_standards"].with_columns(ceiling))
    found = list_investment_standards(tables, pl.DataFrame({"id": ["sepcoat"]}), date(2024, 6, 1))
    assert found.rows() == [("sepcoat", 4_000_000.0, 4_000_000.0, ["3"])]


def test_a_district_without_standards_has_none() -> None:
    tables = liantu.open("districts/fuling").tables
    assert list_investment_standards(tables, pl.DataFrame({"id": ["sepcoat"]}), date(2023, 12, 31)).is_empty()
