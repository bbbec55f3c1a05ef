"""What filling the missing links would need, asked of the district."""

from __future__ import annotations

import polars as pl
from tests.workspaces import ROOT

import liantu


def test_filling_nothing_needs_nothing_and_filling_something_needs_its_inputs() -> None:
    fuling = liantu.open(ROOT / "districts" / "fuling")
    fill = fuling.chain.gaps("invite").filter(pl.col("gap_typical") > 0).select("product", gap="gap_typical").head(1)
    assert fuling.chain.induced_needs(fill.head(0))["induced"].sum() == 0
    needs = dict(fuling.chain.induced_needs(fill).iter_rows())
    inputs = fuling.chain.default_inputs(fill["product"])
    assert inputs.height
    assert {*inputs["product"]} == {*fill["product"]}
    assert all(needs[key] > 0 for key in inputs["input"])
