"""Firms that follow others to where they settle, and which firm here could introduce them."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.attract.company_names.name_parts import normalise_names
from liantu.model.firm_ties import FIRM_TIES

#: Ties whose subject came after the object; in the others it is the other way round.
_CAME_AFTER = ("followed",)
_BROUGHT = ("brought",)


def list_ties(relations: pl.DataFrame, residents: Mapping[str, str]) -> pl.DataFrame:
    """Ties between a firm of the district and another: firm (as written), candidate (its key), resident, predicate,
    basis, source, row.

    ``relations`` have subject and object as names, predicate, basis, source, row; ``residents`` gives the id of each
    firm here or coming by its names as they are compared. Ties between two firms here are left out.
    """
    ties = relations.filter(pl.col("predicate").is_in(FIRM_TIES)).with_columns(
        *(
            normalise_names(pl.col(end))
            .replace_strict(dict(residents), default=None, return_dtype=pl.String)
            .alias(f"{end}_id")
            for end in ("subject", "object")
        )
    )
    outside = ties.filter(pl.col("subject_id").is_null() != pl.col("object_id").is_null())
    away = pl.col("subject_id").is_null()
    firm = pl.when(away).then("subject").otherwise("object")
    return outside.select(
        firm.alias("firm"),
        normalise_names(firm).alias("candidate"),
        pl.coalesce("subject_id", "object_id").alias("resident"),
        pl.when(away).then("predicate").otherwise(pl.col("predicate") + "_by").alias("predicate"),
        "basis",
        "source",
        "row",
    )


def list_followings(relations: pl.DataFrame) -> pl.DataFrame:
    """Who came after whom, wherever it was: leader, follower (names as written), basis, source, row; each pair once."""
    after = relations.filter(pl.col("predicate").is_in(_CAME_AFTER)).rename({"subject": "follower", "object": "leader"})
    brought = relations.filter(pl.col("predicate").is_in(_BROUGHT)).rename({"subject": "leader", "object": "follower"})
    columns = ("leader", "follower", "basis", "source", "row")
    both = pl.concat([after.select(columns), brought.select(columns)])
    return both.unique(["leader", "follower"], keep="first", maintain_order=True).sort("leader", "follower")
