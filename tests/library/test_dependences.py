"""What the library read of dependences has its source and product; what is recalled is a file of its own, as bands."""

from __future__ import annotations

import liantu
from liantu.innovate.dependence.dependence_claims import MEASURES
from liantu.innovate.dependence.substitutions import STAGES
from liantu.library.dependences import list_recalled_dependences, read_dependences
from liantu.library.shipped_tables import load_library

TABLES = load_library()
RECALLED = "lib-dependence-recall"


def test_every_row_that_was_read_has_a_source_that_was_read() -> None:
    rows = read_dependences()
    assert set(rows["source"]) <= set(TABLES["sources"]["id"]) - {RECALLED}
    assert set(rows["product"]) <= set(TABLES["products"]["id"])
    assert set(rows["measure"].drop_nulls()) <= set(MEASURES)
    assert set(rows["stage"].drop_nulls()) <= set(STAGES)
    assert rows.filter(rows["measure"].is_null() == rows["stage"].is_null()).is_empty()
    assert rows.filter(rows["measure"].is_null() != rows["value"].is_null()).is_empty()


def test_recalled_rows_are_bands_of_their_own() -> None:
    bands = [0, 10, 30, 60, 100]
    rows = list_recalled_dependences(bands)
    assert rows.height == 18
    assert set(rows["source"]) == {RECALLED}
    assert set(rows["band_low"]) | set(rows["band_high"]) <= {float(end) for end in bands}
    assert set(rows["product"]) <= set(TABLES["products"]["id"])
    assert dict(rows.select("product", "band_low").rows())["spodumene"] == 60.0
    # What an article says of the alloy and its balls stands in the district of the article, and nothing beside it.
    assert not {"lowasn", "bgaball"} & (set(rows["product"]) | set(read_dependences()["product"]))


def test_nothing_recalled_moves_the_answer() -> None:
    found = liantu.open("districts/yunxi").innovate.dependence()
    assert RECALLED not in set(found.claims["source"]) | set(found.substitutions["source"])
