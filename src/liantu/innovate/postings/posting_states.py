"""Where needs and results stand at a date: submitted, reviewed, published until a day, run out, withdrawn, solved."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from liantu.model.period_days import add_period_days, has_begun
from liantu.model.tables import Tables

#: Steps in their order on one day. Interest changes nothing of where a posting stands.
_STEPS = ("submitted", "returned", "reviewed", "published", "renewed", "withdrawn", "solved")
_SHOWN = ("published", "renewed")
#: The state of what was published and ran out, and of what nobody has submitted.
RAN_OUT, UNPOSTED = "ran_out", "unposted"
STATES = (UNPOSTED, "submitted", "returned", "reviewed", "published", RAN_OUT, "withdrawn", "solved")
#: Which steps may follow where a posting stands; interest is taken while it is published.
FOLLOWING = {
    UNPOSTED: ("submitted",),
    "submitted": ("reviewed", "returned", "withdrawn"),
    "returned": ("submitted", "withdrawn"),
    "reviewed": ("published", "returned", "withdrawn"),
    "published": ("interest", "renewed", "solved", "withdrawn"),
    RAN_OUT: ("renewed", "solved", "withdrawn"),
    "withdrawn": ("submitted",),
    "solved": ("submitted",),
}
#: Steps that state until when they hold, and that of a party.
UNTIL, OF_PARTY = ("published", "renewed"), ("interest",)
#: States in which a result is put beside needs, and a need is still open.
OFFERED, OPEN = (UNPOSTED, "published"), (UNPOSTED, "submitted", "returned", "reviewed", "published", RAN_OUT)


class PostingStep(NamedTuple):
    """A step of publication, and whether it takes a last day or a party."""

    step: str
    takes_until: bool
    takes_party: bool


def list_following(state: str) -> list[PostingStep]:
    """The steps that may follow where a posting stands.

    >>> [step.step for step in list_following("reviewed")], list_following("published")[0].takes_party
    (['published', 'returned', 'withdrawn'], True)
    """
    return [PostingStep(step, step in UNTIL, step in OF_PARTY) for step in FOLLOWING[state]]


def list_posting_states(tables: Tables, side: str, as_of: date) -> pl.DataFrame:
    """Each need (``side`` need) or result with its state: id, state, since, until, interest (how many parties).

    A publication or renewal holds to the last day that it states, and without one it holds on.
    """
    rows = tables["posting_events"].drop_nulls(side).select(pl.col(side).alias("id"), "step", "period", "until")
    dated = add_period_days(rows).filter(has_begun(as_of))
    ranks = pl.DataFrame({"step": _STEPS, "rank": range(len(_STEPS))})
    steps = dated.join(ranks, on="step", maintain_order="left").sort("day", "rank")
    latest = steps.unique("id", keep="last", maintain_order=True).select("id", "step", since="period", until="until")
    ends = add_period_days(latest, "until").select("id", end="last")
    interest = dated.filter(pl.col("step") == "interest").group_by("id").agg(pl.len().cast(pl.Int64).alias("interest"))
    shown = pl.col("step").is_in(_SHOWN)
    state = (
        pl.when(pl.col("step").is_null())
        .then(pl.lit(UNPOSTED))
        .when(shown & (pl.col("end") < as_of))
        .then(pl.lit(RAN_OUT))
        .when(shown)
        .then(pl.lit("published"))
        .otherwise("step")
    )
    everything = tables[f"{side}s"].select("id").join(latest, on="id", how="left", maintain_order="left")
    joined = everything.join(ends, on="id", how="left", maintain_order="left").join(
        interest, on="id", how="left", maintain_order="left"
    )
    return joined.select("id", state.alias("state"), "since", "until", pl.col("interest").fill_null(0))
