"""The parts of a gap, and what a chain lacks in a few figures."""

from __future__ import annotations

import polars as pl
import pytest

import liantu
from liantu.chain.gap_parts import split_gaps
from liantu.chain.leading_chain import find_leading_chain, find_most_valuable, summarise_chain

GAPS = pl.DataFrame(
    {
        "product": ["a", "b", "c", "d", "e"],
        "gap_typical": [5.0, 8.0, None, 1.0, 2.0],
        "value_typical": [50.0, None, None, None, 70.0],
        "value_low": [40.0, 60.0, None, None, 65.0],
    }
)


@pytest.mark.parametrize(
    ("demand", "gap", "parts"),
    [
        ((0, 6.75, 9.45), 16.2, (0, 6.75, 9.45)),
        ((3, 2, 4), 5, (0, 1, 4)),
        ((46.1, 0, 0), 1.1, (1.1, 0, 0)),
        ((1, None, 2), 3, (1, 0, 2)),
        ((1, 2, 3), None, (None, None, None)),
    ],
)
def test_parts_of_a_gap_add_up_to_it(
    demand: tuple[float | None, ...], gap: float | None, parts: tuple[float | None, ...]
) -> None:
    rows = pl.DataFrame(
        [[*demand, gap]],
        schema=dict.fromkeys(("operating", "building", "planned", "gap_typical"), pl.Float64),
        orient="row",
    )
    found = split_gaps(rows).select("gap_operating", "gap_building", "gap_planned").row(0)
    assert found == (pytest.approx(parts) if gap is not None else parts)


def test_a_value_is_split_as_its_gap_a_band_from_its_low_end() -> None:
    rows = pl.DataFrame(
        {"operating": [0.0, 0.0], "building": [1.0, 1.0], "planned": [3.0, 3.0], "gap_typical": [4.0, 4.0]}
    )
    rows = rows.with_columns(value_typical=pl.Series([80.0, None]), value_low=pl.Series([60.0, 40.0]))
    assert split_gaps(rows)["value_building"].to_list() == [20.0, 10.0]
    assert split_gaps(rows)["value_planned"].to_list() == [60.0, 30.0]


def test_the_most_valuable_link_counts_a_band_by_its_low_end() -> None:
    assert find_most_valuable(GAPS) == "e"
    assert find_most_valuable(GAPS.head(4)) == "b"
    assert find_most_valuable(GAPS.filter(pl.col("product").is_in(["c", "d"]))) is None


def test_a_summary_counts_what_is_known_and_adds_nothing() -> None:
    summary = summarise_chain("chain", GAPS)
    assert (summary.links, summary.computed, summary.unknown) == (5, 4, 1)
    assert summary.first == ("a", "b", "c", "d")


def test_the_leading_chain_has_the_first_link() -> None:
    chains = {"one": GAPS.filter(product="b"), "two": GAPS.filter(pl.col("product") != "a"), "three": GAPS.head(1)}
    assert find_leading_chain(GAPS, chains) == "three"
    assert find_leading_chain(GAPS.slice(1), chains) == "two"
    assert find_leading_chain(GAPS, {}) is None


def test_batteries_lead_in_fuling() -> None:
    summary = liantu.open("districts/fuling").chain.summary()
    assert summary is not None
    assert (summary.chain, summary.largest) == ("battery", "lfp")
    assert summary.first == ("lfp", "graphite", "electrolyte", "sepcoat")
