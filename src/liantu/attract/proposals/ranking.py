"""Which proposals are advised, in which order; which are not, and why."""

from __future__ import annotations

import polars as pl

#: What is said of a bundle: it may be proposed; no figure says how busy the country's plants are, and no need here
#: carries a plant; first ask, for neither a need nor a material of it is known here; the country's plants are idle and
#: the need here would carry a plant, so that supply is agreed on with makers, or capacity of theirs moved or branched;
#: they are idle; the need here is small beside a plant and nobody knows where the others sell; nobody knew their load
#: on the day, and figures that are recalled or of a later time give reason to verify it first; the market is too small
#: for a usual plant; a clause bars a step.
ADVICE = (
    *("advised", "load_unknown", "ask_first", "supply_contracts", "small_need", "idle_plants", "load_to_verify"),
    *("small_market", "restricted", "forbidden"),
)


def judge_bundles(rows: pl.DataFrame, least_load: float, local_share: float) -> pl.DataFrame:
    """The rows with ``advice`` (ADVICE) and ``approach``: ``supply`` where somebody here or nearby makes the product
    already, or builds a plant for it; ``verify_supply`` where a list of makers says so of one within reach, to be
    verified; else ``invite``.

    ``rows`` have verdict (the worst of the clauses on its steps), load, load_after, idle_after, idle_steps, cap,
    usual_plant_low, gap, fill, size, needs, transport, inputs_here, made_by and listed_by. Where the country's plants
    of the product run below ``least_load``, or those of a step that could be bought, no new capacity is advised,
    whatever is needed here. A bundle of which at least ``local_share`` goes to needs here, and whose smallest usual
    plant they carry alone, is carried at home: of an idle product it is talked about as supply, and it is not judged by
    what the market of the country has room for. One that sells more than that away, to a market that nobody knows the
    size of, waits until somebody does; so does one of which no figure says how busy the country's plants are, unless
    it is carried at home or its product comes by pipe alone.
    """
    known = pl.col("needs") == "known"
    carried = (pl.col("fill") / pl.col("size") >= local_share) & (pl.col("gap") >= pl.col("usual_plant_low"))
    at_home = known & carried.fill_null(value=False)
    idle = (pl.col("load") < least_load).fill_null(value=False)
    unread = pl.coalesce("load", "load_after").is_null() & (pl.col("transport") != "pipe").fill_null(value=True)
    advice = (
        pl.when(pl.col("verdict") == "forbidden")
        .then(pl.lit("forbidden"))
        .when(pl.col("verdict") == "restricted")
        .then(pl.lit("restricted"))
        .when(at_home & idle)
        .then(pl.lit("supply_contracts"))
        .when(idle)
        .then(pl.lit("idle_plants"))
        .when(pl.col("idle_after").fill_null(value=False))
        .then(pl.lit("load_to_verify"))
        .when(pl.col("idle_steps").list.len() > 0)
        .then(pl.lit("idle_plants"))
        .when(~at_home & (pl.col("cap") < pl.col("usual_plant_low")))
        .then(pl.lit("small_market"))
        .when(known & (pl.col("fill") / pl.col("size") < local_share) & pl.col("cap").is_null())
        .then(pl.lit("small_need"))
        .when(~known & (pl.col("inputs_here") == 0))
        .then(pl.lit("ask_first"))
        .when(~at_home & unread)
        .then(pl.lit("load_unknown"))
        .otherwise(pl.lit("advised"))
    )
    approach = (
        pl.when(pl.col("made_by").list.len() > 0)
        .then(pl.lit("supply"))
        .when(pl.col("listed_by").list.len() > 0)
        .then(pl.lit("verify_supply"))
        .otherwise(pl.lit("invite"))
    )
    return rows.with_columns(advice.alias("advice"), approach.alias("approach"), at_home.alias("at_home"))


def order_bundles(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows in order with ``rank`` (null: not in the order) and ``leads`` (the bundle that stands for the product).

    Of each product one bundle stands in the order: by what is advised, then one without further steps upstream, then by
    points, then the one with more steps that what is here favours, then the one of fewer steps, then the usual route.
    Only advised ones have a rank; the other routes stand beside theirs.
    """
    order = pl.col("advice").replace_strict(dict(zip(ADVICE, range(len(ADVICE)), strict=True)), return_dtype=pl.Int64)
    steps = pl.col("steps").list.len()
    keys = (
        order,
        pl.col("upstream"),
        -pl.col("points"),
        -pl.col("favoured"),
        steps,
        ~pl.col("usual"),
        pl.col("bundle"),
    )
    leaders = rows.sort(*keys).unique("product", keep="first", maintain_order=True)
    leading = leaders.select("product", pl.col("bundle").alias("leads"))
    ranked = leaders.filter(pl.col("advice") == "advised").sort(
        -pl.col("points"), -pl.col("worth").fill_null(0.0), "product"
    )
    ranks = ranked.select("bundle", pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("rank"))
    best = pl.col("rank").min().over("product")
    return (
        rows.join(leading, on="product", how="left")
        .join(ranks, on="bundle", how="left")
        .sort(best.fill_null(2**31), "product", pl.col("bundle") != pl.col("leads"), order, -pl.col("points"), "bundle")
    )
