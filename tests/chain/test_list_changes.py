"""What moves between two states of the lists, the largest move first; by hand."""

from __future__ import annotations

from typing import Any

import polars as pl

from liantu.chain.list_changes import compare_gap_lists

KINDS = {"tier": pl.Int64, "operating": pl.Float64, "building": pl.Float64, "gap_typical": pl.Float64}


def lists(**gaps: dict[str, Any]) -> pl.DataFrame:
    """Gaps by product: on the list for inviting, not stated, of the first tier, nothing needed unless given."""
    rows = []
    for name, given in gaps.items():
        about = {"product": name, "zh": name, "en": name, "unit": "t", "list": "invite", "evidence": "not_stated"}
        rows.append({**about, "tier": 1, "operating": 0.0, "building": 0.0, "gap_typical": None, **given})
    return pl.DataFrame(rows, schema_overrides=KINDS)


def test_the_largest_move_comes_first_and_what_stays_is_left_out() -> None:
    before = lists(
        flour={"gap_typical": 100.0},
        salt={"gap_typical": 50.0},
        yeast={"gap_typical": 8.0},
        malt={"gap_typical": 3.0},
    )
    after = lists(
        flour={"gap_typical": 90.0},  # 10 less
        salt={"gap_typical": 80.0},  # 30 more
        yeast={"gap_typical": 8.0},
        sugar={"gap_typical": 20.0},  # new: all of 20
    )
    found = compare_gap_lists(before, after).select(
        "product", "gap_before", "gap_after", "difference", "list_before", "list_after"
    )
    assert found.rows() == [
        ("salt", 50, 80, 30, "invite", "invite"),
        ("sugar", 0, 20, 20, None, "invite"),
        ("flour", 100, 90, -10, "invite", "invite"),
        ("malt", 3, 0, -3, "invite", None),  # off the lists its gap is zero
    ]


def test_a_gap_that_becomes_known_has_no_difference() -> None:
    (row,) = compare_gap_lists(lists(flour={}), lists(flour={"gap_typical": 5.0})).to_dicts()
    assert (row["gap_before"], row["gap_after"], row["difference"]) == (None, 5, None)


def test_the_same_gap_moves_when_it_is_needed_sooner_or_known_otherwise() -> None:
    gap = {"gap_typical": 9.0}
    before = lists(flour=gap, salt=gap, sugar=gap, yeast=gap)
    after = lists(
        flour={**gap, "building": 4.0},
        salt={**gap, "tier": 2},
        sugar={**gap, "evidence": "named_missing"},
        yeast={"gap_typical": 9.0 * (1 + 1e-12)},  # what adding in another order leaves is no move
    )
    found = compare_gap_lists(before, after)
    assert found["product"].to_list() == ["flour", "salt", "sugar"]
    assert found.filter(product="flour").select("soon_before", "soon_after").row(0) == (0, 4)
