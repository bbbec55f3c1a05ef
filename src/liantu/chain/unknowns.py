"""The unknowns as questions, each with the answers that are tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from liantu.chain.routes import find_candidate_processes, find_default_processes
from liantu.model.capacities import UNALLOCATED
from liantu.model.tables import Tables
from liantu.model.units import YEARLY

#: What stands in the policy for the usual plant of the product asked about.
USUAL = "usual"
COLUMNS = ("firm", "place", "plant", "capacity", "product", "field", "current", "unit", "answers")


def list_questions(tables: Tables, plants: pl.DataFrame, tried: Mapping[str, Sequence[float | str]]) -> pl.DataFrame:
    """One row an unknown of the district's own plants, with COLUMNS; ``answers`` are the texts tried.

    ``plants`` are the producers; ``tried`` is the policy ``chain/answers_tried``. A load is asked once a plant. Of the
    rest of a total, and of what a group makes, the process and the share of own use are asked by the total's row.
    """
    known = pl.col("base").is_not_null()
    producers = plants.filter(~pl.col("outside"))
    inside = producers.filter(pl.col("base").ne_missing(0.0))  # of what is stated not to be made, nothing is asked
    is_rest = pl.col("id").str.starts_with(pl.col("row") + UNALLOCATED)
    at_plant = pl.col("plant").is_not_null() & ~is_rest
    sites = _rename(inside.filter(at_plant))
    rests = _rename(inside.filter(known, ~at_plant))
    questions = [
        _ask_amounts(tables, inside.filter((~known | pl.col("least")) & at_plant), tried["capacity"]),
        _build_questions(sites.filter(known, pl.col("share").is_null()), "self_use", tried["self_use"]),
        _build_questions(
            rests.filter(pl.col("plant").is_not_null(), pl.col("share").is_null()), "self_use", tried["self_use"]
        ),
        _build_questions(
            sites.filter(known, pl.col("load").is_null()).unique("plant", keep="first"), "load", tried["load"]
        ),
        _ask_processes(tables, pl.concat([sites, rests])),
        _ask_on_site(tables, inside.filter(known | (pl.col("share") >= 1)), producers),
        _build_questions(
            sites.filter(known, pl.col("status") == "planned"), "status", ("planned", "none"), pl.lit("planned")
        ),
    ]
    return pl.concat([frame.select(COLUMNS) for frame in questions])


def _rename(plants: pl.DataFrame) -> pl.DataFrame:
    """The rows as questions name them, once a capacity; of a stated mix of routes what it leaves open comes first."""
    columns = {"row": "capacity", "product": "stated", "via": "product"}
    return plants.sort("mixed", maintain_order=True).unique("row", keep="first", maintain_order=True).rename(columns)


def _build_questions(
    plants: pl.DataFrame, field: str, answers: Sequence[float | str], current: pl.Expr | None = None
) -> pl.DataFrame:
    texts = [_text(answer) for answer in answers]
    return plants.with_columns(
        pl.lit(field).alias("field"),
        (pl.lit(None, pl.String) if current is None else current).alias("current"),
        pl.lit(None, pl.String).alias("unit"),
        pl.lit(texts, pl.List(pl.String)).alias("answers"),
    )


def _ask_amounts(tables: Tables, plants: pl.DataFrame, answers: Sequence[float | str]) -> pl.DataFrame:
    """Amounts that nobody gave, of products whose usual plant is known: what is stated, or what a route makes."""
    sizes = tables.numbers("products").select("id", "unit", "usual_plant_typical").drop_nulls()
    usual = [
        (product, f"{unit}{YEARLY}", [_text(size if answer == USUAL else answer) for answer in answers])
        for product, unit, size in sizes.iter_rows()
    ]
    names = ["product", "unit", "answers"]
    kinds = [pl.String(), pl.String(), pl.List(pl.String)]
    sized = pl.DataFrame(usual, schema=[*zip(names, kinds, strict=True)], orient="row")
    made = _rename(plants)
    routes = plants.select(pl.col("row").alias("capacity"), pl.col("via").alias("product"))
    candidates = pl.concat([made.select("capacity", "product"), made.select("capacity", product="stated"), routes])
    chosen = candidates.join(sized, on="product", maintain_order="left").unique(
        "capacity", keep="first", maintain_order=True
    )
    rows = _build_questions(made, "amount", ()).drop("unit", "answers", "product")
    return rows.join(chosen, on="capacity", maintain_order="left")


def _ask_processes(tables: Tables, plants: pl.DataFrame) -> pl.DataFrame:
    """Routes or chemistries that are assumed or open, where there is a choice: every one is tried."""
    choices = find_candidate_processes(tables).group_by("product", maintain_order=True).agg("process")
    choices = choices.filter(pl.col("process").list.len() > 1).select(
        pl.col("product").alias("stated"),
        pl.col("process").alias("tried"),
    )
    stated = tables["capacities"].select(pl.col("id").alias("capacity"), pl.col("process").alias("given"))
    open_ones = (
        plants.filter(~pl.col("mixed"))
        .join(stated, on="capacity", maintain_order="left")
        .filter(pl.col("given").is_null() | pl.col("assumption").is_not_null())
    )
    chosen = open_ones.join(choices, on="stated", maintain_order="left")
    return _build_questions(chosen, "process", (), pl.col("process")).with_columns(pl.col("tried").alias("answers"))


def _ask_on_site(tables: Tables, plants: pl.DataFrame, producers: pl.DataFrame) -> pl.DataFrame:
    """Inputs usually made where they are used, asked once a plant, that could be invited or bought, or take others.

    Not asked of a firm that is among the ``producers`` of the input, or states that it makes none.
    """
    bought = tables["products"].filter(pl.col("list").is_in(["invite", "commodities"]))["id"]
    taken = tables["coefficients"].filter(pl.col("role") == "input").select("process").unique()
    behind = find_default_processes(tables).join(taken, on="process")["product"]
    inputs = tables["coefficients"].filter(
        (pl.col("role") == "input")
        & (pl.col("on_site") == "yes")
        & pl.col("input").is_in(pl.concat([bought, behind]).implode())
    )
    needs = _rename(plants).join(inputs.select("process", "input"), on="process", maintain_order="left")
    none_made = tables.numbers("capacities").filter(pl.col("amount") == 0).select("plant", input="product")
    stated = tables["plants"].select("firm", plant="id").join(none_made, on="plant").select("firm", "input")
    makers = pl.concat([producers.select("firm", pl.col("via").alias("input")), stated.drop_nulls()]).unique()
    missing = needs.join(makers, on=["firm", "input"], how="anti", maintain_order="left")
    rows = missing.with_columns(pl.col("input").alias("product")).drop_nulls("plant")
    rows = rows.unique(["plant", "product"], keep="first", maintain_order=True)
    return _build_questions(rows, "on_site", ("yes", "no"))


def _text(answer: float | str) -> str:
    return answer if isinstance(answer, str) else f"{answer:.12g}"
