"""Land is given once, a lease comes from somebody who has the land, and nobody gives more than there is."""

from __future__ import annotations

import polars as pl

from liantu.model.holdings import MEASURES, read_holdings
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: Decimals that come of dividing floor areas are no land.
_SLACK = 1 + 1e-9


def check_one_measure(tables: Tables) -> list[Problem]:
    """Holdings that give more than one of land, share and floor area: ``two_measures``."""
    count = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int8) for name in MEASURES)
    return [
        _problem("two_measures", line, "area", key)
        for line, key in read_holdings(tables).filter(count > 1).select("line", "id").iter_rows()
    ]


def check_lessors(tables: Tables) -> list[Problem]:
    """Who lets: ``lets_to_itself``, ``lease_without_owner`` and, where several might be meant, ``lessor_unclear``.

    The lessor holds something of the parcel, as owner or as a tenant who sublets, at some time of the lease.
    """
    rows = read_holdings(tables)
    self_let = (pl.col("lessor") == pl.col("firm")) | ((pl.col("kind") == "own") & pl.col("lessor").is_not_null())
    problems = [
        _problem("lets_to_itself", line, "lessor", lessor)
        for line, lessor in rows.filter(self_let).select("line", "lessor").iter_rows()
    ]
    leases = rows.filter(pl.col("kind") == "lease", ~self_let.fill_null(False))
    beside = _join_other_holdings(leases, rows).filter(
        pl.when(pl.col("lessor").is_null())
        .then(pl.col("kind_other") == "own")
        .otherwise(pl.col("firm_other") == pl.col("lessor")),
        pl.col("first_other") <= pl.col("last"),
        pl.col("last_other") >= pl.col("first"),
    )
    owners = beside.group_by("line").agg(pl.col("firm_other").unique().sort().alias("owners"))
    for line, firm, lessor, found in (
        leases.join(owners, on="line", how="left", maintain_order="left")
        .select("line", "firm", "lessor", "owners")
        .iter_rows()
    ):
        if found is None:
            problems.append(_problem("lease_without_owner", line, "lessor", lessor or firm))
        elif lessor is None and len(found) > 1:
            problems.append(_problem("lessor_unclear", line, "lessor", firm, owners=", ".join(found)))
    return problems


def check_parcel_land(tables: Tables) -> list[Problem]:
    """Owned land beyond the parcel's own: ``land_exceeds_parcel``, at the holding with which it begins."""
    owned = read_holdings(tables).filter(pl.col("kind") == "own")
    over = _sums(owned, owned).filter(pl.col("held") > pl.col("parcel_area") * _SLACK)
    return [
        _problem("land_exceeds_parcel", line, "area", f"{held_area:g}", limit=f"{area:g}", parcel=parcel)
        for line, parcel, held_area, area in _select_first_rows(over, "parcel")
        .select("line", "parcel", "held", "parcel_area")
        .iter_rows()
    ]


def check_lessor_land(tables: Tables) -> list[Problem]:
    """Leases beyond what their lessor has of the parcel: ``lease_exceeds_holding``, at the lease that begins it."""
    rows = read_holdings(tables)
    leases = rows.filter(pl.col("kind") == "lease", pl.col("lessor") != pl.col("firm"))
    let = _sums(leases, leases, pl.col("lessor") == pl.col("lessor_other")).rename({"held": "let"})
    has = _sums(leases, rows, pl.col("lessor") == pl.col("firm_other")).select("line", "held")
    over = let.join(has, on="line", how="inner", maintain_order="left").filter(pl.col("let") > pl.col("held") * _SLACK)
    return [
        _problem("lease_exceeds_holding", line, "area", f"{let:g}", limit=f"{held_area:g}", lessor=lessor)
        for line, lessor, let, held_area in _select_first_rows(over, "parcel", "lessor")
        .select("line", "lessor", "let", "held")
        .iter_rows()
    ]


def _join_other_holdings(rows: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Each row with every other holding of its parcel (and itself), whose columns end in ``_other``."""
    columns = ["firm", "kind", "lessor", "first", "last", "land"]
    return rows.join(
        others.select("parcel", *(pl.col(name).alias(f"{name}_other") for name in columns)),
        on="parcel",
        maintain_order="left",
    )


def _sums(rows: pl.DataFrame, others: pl.DataFrame, *meant: pl.Expr) -> pl.DataFrame:
    """Rows with ``held``: the land of the others that are meant and stand when the row begins.

    What is unknown leaves the sum unknown where it is asked whether somebody has enough.
    """
    begun = (pl.col("first_other") <= pl.col("first")) & (pl.col("last_other") >= pl.col("first"))
    held_areas = (
        _join_other_holdings(rows, others)
        .filter(begun, *meant)
        .group_by("line")
        .agg(pl.when(pl.col("land_other").null_count() == 0).then(pl.col("land_other").sum()).alias("held"))
    )
    return rows.join(held_areas, on="line", how="inner", maintain_order="left")


def _select_first_rows(over: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Of each parcel (and lessor) the row with which it begins: the first day, there the last row."""
    firsts = over.filter(pl.col("first") == pl.col("first").min().over(*keys))
    return firsts.filter(pl.col("line") == pl.col("line").max().over(*keys)).sort("line")


def _problem(code: str, line: int, column: str, value: str | None, **slots: str) -> Problem:
    return Problem(code, "holdings", "holdings.csv", line + 2, column, value or "", slots)
