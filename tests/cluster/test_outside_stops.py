"""What stops without a product that comes from outside: counted by hand on a chain of three lines."""

from __future__ import annotations

import polars as pl

from liantu.cluster.outside_stops import count_stops_without

LINES = pl.DataFrame(
    {"line": ["cell", "foil", "pack"], "subject": ["cell", "foil", "pack"], "plant": [None] * 3, "firm": [None] * 3}
    | {"via": ["cell", "foil", "pack"], "output": [1.0, 1.0, None]},
    schema_overrides={"plant": pl.String, "firm": pl.String},
)


def test_an_input_reaches_on_through_what_is_essential() -> None:
    links = pl.DataFrame(
        {
            "supplier": ["foil", "cell"],
            "customer": ["cell", "pack"],
            "necessity": ["essential", None],
            "days": [None, 3.0],
        }
    )
    needs = pl.DataFrame(
        {
            "line": ["foil", "cell", "pack", "pack", "gone"],
            "product": ["metal", "foil", "glue", "cell", "metal"],
            "necessity": ["essential", "essential", "replaceable", None, "essential"],
        }
    )
    found = count_stops_without(LINES, links, needs).rows()
    # Metal stops foil, then cells, then perhaps packs; glue that others replace stops nothing.
    assert found == [("metal", 1, 3), ("foil", 1, 2), ("cell", 1, 1), ("glue", 1, 0)]
