"""How proposals stand beside what came later, and how many of the first should not be advised: two scores apart."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from liantu.attract.proposals.national_load import list_idle_products
from liantu.attract.proposals.proposals import Proposals
from liantu.attract.proposals.steps import CAPTIVE
from liantu.attract.proposals.verdicts import BARRED

#: Among how many of the first a product is looked for; None: among all that have a rank.
_WITHIN = (10, 20, None)
#: The first so many in which nothing may stand that should not be advised.
_FIRST = 10


class ProposalScore(NamedTuple):
    """``scores``: score (came_later, not_advised), within (null: all), count, of, not_judged. ``later``: a row a
    product that came: product, date, source, rank, advice (null: no bundle of it), counted (it came after the date).
    ``first``: a row a bundle of the first: product, rank, load (fraction, null: unknown), load_period, wrong (null: it
    could not be judged).
    """

    scores: pl.DataFrame
    later: pl.DataFrame
    first: pl.DataFrame


def score_proposals(
    found: Proposals, later: pl.DataFrame, loads: pl.DataFrame, products: pl.DataFrame, least_load: float, as_of: date
) -> ProposalScore:
    """The scores of the proposals of a date by products that came later (product, date, source, began).

    ``loads`` are those of `find_national_loads` from every figure there is, of a later time or published later too: a
    knowledge date binds the order, not whoever judges it afterwards. What should not be advised is judged anew from
    them and from the clauses, whatever advice and rank say; a bundle that no clause bars and of whose product no load
    is known is not judged. ``products``: id, transport.
    """
    leading = found.bundles.filter(pl.col("bundle") == pl.col("leads")).select("product", "rank", "advice")
    rows = later.join(leading, on="product", how="left", maintain_order="left").with_columns(
        (pl.col("began") > as_of).alias("counted")
    )
    came = rows.filter("counted").unique("product", keep="first", maintain_order=True)
    counts: list[tuple[str, int | None, int, int, int | None]]
    counts = [("came_later", within, _count_within(came, within), came.height, None) for within in _WITHIN]
    first = _judge_first(found, loads, list_idle_products(loads, products, least_load), least_load)
    judged = first["wrong"].drop_nulls()
    counts.append(("not_advised", _FIRST, int(judged.sum()), judged.len(), first.height - judged.len()))
    schema = {"score": pl.String, "within": pl.Int64, "count": pl.Int64, "of": pl.Int64, "not_judged": pl.Int64}
    scores = pl.DataFrame(counts, schema=schema, orient="row")
    return ProposalScore(scores, rows.select("product", "date", "source", "rank", "advice", "counted"), first)


def _judge_first(found: Proposals, loads: pl.DataFrame, idle: frozenset[str], least_load: float) -> pl.DataFrame:
    """The first bundles, each with whether it should not be advised by all that is known."""
    sellers = found.steps.filter((pl.col("number") > 0) & ~pl.col("why").is_in(CAPTIVE))
    sells_idle = sellers.filter(pl.col("step").is_in(sorted(idle)))["bundle"]
    known = loads.select("product", pl.coalesce("load", "load_after").alias("load"), "load_period")
    barred = pl.col("verdict").is_in(BARRED) | pl.col("bundle").is_in(sells_idle.implode())
    wrong = pl.when(barred).then(pl.lit(value=True)).otherwise(pl.col("load") < least_load)
    return (
        found.bundles.filter(pl.col("rank") <= _FIRST)
        .select("bundle", "product", "rank", "verdict")
        .join(known, on="product", how="left", maintain_order="left")
        .select("product", "rank", "load", "load_period", wrong.alias("wrong"))
        .sort("rank")
    )


def _count_within(came: pl.DataFrame, within: int | None) -> int:
    ranked = came.drop_nulls("rank")
    return ranked.height if within is None else ranked.filter(pl.col("rank") <= within).height
