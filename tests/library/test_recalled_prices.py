"""The library's recalled typical prices: beside the table, in order with it, and nowhere in what leaves."""

from __future__ import annotations

import polars as pl

import liantu
from liantu.library.recalled_prices import KEY, read_recalled_prices
from liantu.library.shipped_tables import load_library

PRICES = load_library().numbers("prices")


def test_every_recalled_price_has_its_row_without_a_typical_figure() -> None:
    recalled = read_recalled_prices()
    assert recalled.height == 1023
    assert recalled.select(KEY).is_duplicated().any() is False
    rows = recalled.join(PRICES, on=KEY, how="left", nulls_equal=True, suffix="_shipped")
    assert set(rows["grade"]) == {"C"}
    assert rows["typical_shipped"].null_count() == rows.height
    assert rows.filter((pl.col("low") > pl.col("typical")) | (pl.col("typical") > pl.col("high"))).is_empty()


def test_no_recalled_row_of_the_table_has_a_typical_figure() -> None:
    assert PRICES.filter(pl.col("grade") == "C")["typical"].drop_nulls().is_empty()
    assert PRICES.filter(pl.col("grade") != "C")["typical"].null_count() == 0


def test_no_recalled_typical_price_leaves_a_district() -> None:
    """Over all that the shipped example answers with; each read row of it keeps its typical figure."""
    room = liantu.open("districts/fuling").chain
    prices, gaps, extensions = room.prices(), room.gaps("all"), room.extensions()
    assert prices.filter(pl.col("grade") == "C")["typical"].drop_nulls().is_empty()
    assert prices.filter(product="lfp")["typical"].null_count() == 0
    for links in (gaps, extensions):
        assert links.filter(pl.col("price_grade") == "C")["value_typical"].drop_nulls().is_empty()
    assert room.prices_of("graphite").filter(pl.col("grade") == "C")["typical"].drop_nulls().is_empty()
    factor = room.account("graphite", "value")["factor"]
    assert factor is not None
    assert (factor["typical"], factor["result_typical"]) == (None, None)
    assert factor["result_low"] == gaps.filter(product="graphite")["value_low"].item()
