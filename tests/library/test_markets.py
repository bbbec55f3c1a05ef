"""The library's figures of markets: read ones stand as they were read, recalled ones as powers of ten alone."""

from __future__ import annotations

from collections import Counter
from math import floor, log10

import polars as pl

from liantu.library.recalled_markets import KEY, read_recalled_markets
from liantu.library.shipped_tables import load_library

MARKETS = load_library()["markets"]
RECALLED = MARKETS.filter(pl.col("grade") == "C")


def test_every_recalled_figure_has_its_row_without_it() -> None:
    assert RECALLED["value"].null_count() == RECALLED.height
    keys = read_recalled_markets().select(KEY)
    assert keys.is_duplicated().any() is False
    assert keys.join(RECALLED, on=KEY, how="anti", nulls_equal=True).is_empty()
    assert RECALLED.join(keys, on=KEY, how="anti", nulls_equal=True).is_empty()


def test_a_recalled_row_stands_between_the_powers_of_ten_around_its_figure() -> None:
    both = RECALLED.join(read_recalled_markets(), on=KEY, nulls_equal=True, suffix="_recalled")
    for low, high, value in both.select("low", "high", "value_recalled").iter_rows():
        power = 10.0 ** floor(log10(value)) if value else 0.0
        assert (float(low), float(high)) == (power, power * 10)
        assert set(low) | set(high) <= set("01.")


def test_no_note_of_a_recalled_row_has_a_figure() -> None:
    notes = [*RECALLED["note"].drop_nulls(), *RECALLED["note_en"].drop_nulls()]
    assert [note for note in notes if any(char.isdigit() for char in note)] == []


def test_recalled_figures_rise_and_are_no_more_than_capacity() -> None:
    figures = read_recalled_markets()
    wrong = (pl.col("low") > pl.col("value")) | (pl.col("value") > pl.col("high")) | (pl.col("low") < 0)
    assert figures.filter(wrong).is_empty()
    of_2024 = figures.filter(pl.col("period") == "2024", pl.col("scope") == "nation")
    output, capacity = (of_2024.filter(pl.col("measure") == name) for name in ("output", "capacity"))
    both = output.join(capacity, on="product", suffix="_capacity")
    assert both.height > 150
    assert both.filter(pl.col("low") > pl.col("high_capacity")).is_empty()


def test_read_figures_have_a_source_that_was_read_with_its_date() -> None:
    read = MARKETS.filter(pl.col("grade") != "C").join(load_library()["sources"], left_on="source", right_on="id")
    assert read.height == 44
    assert read["value"].null_count() == read["published"].null_count() == read["address"].null_count() == 0
    assert "ours" not in set(read["kind"])


def test_how_many_there_are_by_grade_and_measure() -> None:
    counts = Counter(MARKETS.select("grade", "measure").iter_rows())
    # 1,217 rows of the compiler: those of products that the library knows, without shares of makers and unit values;
    # four of each of the first three measures are of 2023 and ours.
    assert {
        measure: counts["C", measure] for measure in ("capacity", "output", "consumption", "imports", "exports")
    } == {
        "capacity": 189,
        "output": 209,
        "consumption": 217,
        "imports": 189,
        "exports": 201,
    }
    assert counts["B", "installed"] == 6  # storage that stands with users is no capacity of plants
    assert MARKETS.filter(pl.col("product") == "ess", pl.col("measure") == "capacity")["grade"].to_list() == ["C"]
