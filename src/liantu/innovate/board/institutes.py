"""Where institutes stand at a date, as events say: applied, signed, moved in, running, closed; and what is counted."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.model.period_days import add_period_days, has_begun
from liantu.model.tables import Tables

#: Stages of institutes in their order; where several fall on one day the later decides.
INSTITUTE_STAGES = ("applied", "signed", "landed", "moved_in", "operating", "stopped", "ended")
#: Stages in which an institute does research here.
PRESENT = ("landed", "moved_in", "operating")
#: Stages in which it is on its way: it is never counted as open.
ON_ITS_WAY = ("applied", "signed")


def list_institute_states(tables: Tables, as_of: date) -> pl.DataFrame:
    """Each institute with its state at the date: institute, stage (null: not stated), period, place.

    What is dated by a period has happened at its end; an event without a period says nothing of a date.
    """
    ranks = pl.DataFrame({"stage": INSTITUTE_STAGES, "rank": range(len(INSTITUTE_STAGES))})
    events = tables["events"].select(institute="entity", stage="stage", period="period").drop_nulls("institute")
    dated = add_period_days(events).join(ranks, on="stage", maintain_order="left")
    latest = (
        dated.filter(has_begun(as_of) | pl.col("period").is_null())
        .sort(pl.col("day").fill_null(date.min), "rank")
        .group_by("institute", maintain_order=True)
        .agg(pl.col("stage").last(), pl.col("period").last())
    )
    institutes = tables["institutes"].select(institute="id", place="place")
    return institutes.join(latest, on="institute", how="left", maintain_order="left").select(
        "institute", "stage", "period", "place"
    )


def list_stated_counts(tables: Tables, as_of: date) -> pl.DataFrame:
    """Numbers of research bodies that sources state, none averaged or chosen: id, subject, scope, value, period.

    Beside them stands what the tables list one by one (``list_institute_states``): the two are never made to agree.
    """
    counted = tables["indicators"].filter(pl.col("kind") == "research_bodies").select(indicator="id")
    rows = add_period_days(tables["observations"].join(counted, on="indicator", how="semi", maintain_order="left"))
    stated = rows.filter(pl.col("first") <= as_of)
    return stated.select("id", "subject", "scope", "comparator", "value", "unit", "period", "source")


def list_research_shares(tables: Tables, as_of: date) -> pl.DataFrame:
    """Shares of revenue that firms spend on research, where a document states them: id, firm, value, period, source."""
    counted = tables["indicators"].filter(pl.col("kind") == "research_share").select(indicator="id")
    rows = add_period_days(tables["observations"].join(counted, on="indicator", how="semi", maintain_order="left"))
    firms = tables["firms"].select(subject="id")
    stated = rows.join(firms, on="subject", how="semi", maintain_order="left").filter(pl.col("first") <= as_of)
    return stated.select("id", pl.col("subject").alias("firm"), "comparator", "value", "unit", "period", "source").sort(
        pl.col("value").cast(pl.Float64, strict=False), descending=True, maintain_order=True
    )
