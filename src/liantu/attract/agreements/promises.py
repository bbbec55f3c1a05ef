"""Which clauses may be promised to a firm: those that are complete, of an agreement whose reviews stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import polars as pl

from liantu.attract.agreements.reviews import ReviewState
from liantu.model.period_days import add_period_days
from liantu.model.tables import Tables

#: Where the reviews of an agreement stand when its clauses may be promised.
REVIEWED = ("may_be_signed", "reviewed")


def list_promises(
    tables: Tables,
    faults: pl.DataFrame,
    reviews: Sequence[ReviewState],
    projects: Collection[str],
    as_of: date,
) -> pl.DataFrame:
    """Every clause of the agreements of some projects, and whether it may be promised.

    ``faults`` is what the clauses lack, ``reviews`` where their agreements stand. Columns: agreement, number, line
    (of agreement_clauses, from 0), project, kind, faults (codes, in the order of a list), words (beside each fault
    what it was found by, or nothing), review (state of the agreement), missing (reviews that do not stand), is_over
    (its end is past), may (no fault, not over, and all needed reviews stand), refused (it names a benefit that is not
    offered, a review refused it, or it is over). What neither may be promised nor is refused is to be verified.
    """
    agreements = tables["agreements"].filter(pl.col("project").is_in([*projects]))
    states = pl.DataFrame(
        [(state.agreement, state.state, [*state.missing]) for state in reviews],
        schema={"agreement": pl.String, "review": pl.String, "missing": pl.List(pl.String)},
        orient="row",
    )
    each = faults.group_by("line", "fault", maintain_order=True).agg(pl.col("word").drop_nulls().str.join(" / "))
    lacks = each.group_by("line", maintain_order=True).agg(
        pl.col("fault").alias("faults"), pl.col("word").alias("words")
    )
    clauses = tables["agreement_clauses"].with_row_index("line")
    ends = add_period_days(clauses.select("line", "ends"), "ends").select("line", "last")
    rows = (
        clauses.join(ends, on="line", how="left", maintain_order="left")
        .join(agreements.select(pl.col("id").alias("agreement"), "project"), on="agreement", maintain_order="left")
        .join(states, on="agreement", how="left", maintain_order="left")
        .join(lacks, on="line", how="left", maintain_order="left")
    )
    is_over = (pl.col("last") < as_of).fill_null(value=False)
    may = pl.col("faults").is_null() & ~is_over & pl.col("review").is_in(REVIEWED)
    names_benefit = pl.col("faults").list.contains("refused_benefit").fill_null(value=False)
    refused = names_benefit | is_over | (pl.col("review") == "refused").fill_null(value=False)
    blank = pl.lit([], pl.List(pl.String))
    return rows.select(
        *("agreement", "number", "line", "project", "kind"),
        *(pl.col(name).fill_null(blank) for name in ("faults", "words")),
        *("review", "missing", is_over.alias("is_over"), may.alias("may"), refused.alias("refused")),
    )
