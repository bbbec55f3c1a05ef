"""A name has one owner."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: Tables whose main names count beside the table of names.
_NAMED = ("firms", "places", "institutes")


def one_owner(tables: Tables) -> list[Problem]:
    """Names that two firms, places or institutes carry: ``two_owners``."""
    main = [tables[t].select(pl.col("id").alias("entity"), pl.col("zh").alias("name")) for t in _NAMED]
    entities = pl.concat(main)["entity"]
    other = tables["names"].select("entity", "name").filter(pl.col("entity").is_in(entities.implode()))
    owners = (
        pl.concat([*main, other])
        .unique()
        .group_by("name")
        .agg(pl.col("entity").unique().sort())
        .filter(pl.col("entity").list.len() > 1)
        .sort("name")
    )
    return [
        Problem("two_owners", "names", "names.csv", None, "name", name, {"owners": ", ".join(entity)})
        for name, entity in owners.iter_rows()
    ]
