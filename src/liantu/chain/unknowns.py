"""The unknowns as questions, each with the two answers that are tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from liantu.chain.routes import find_candidate_processes
from liantu.model.tables import Tables
from liantu.model.units import YEARLY

#: What stands in the policy for the usual plant of the product asked about.
USUAL = "usual"
COLUMNS = ("firm", "place", "plant", "capacity", "product", "field", "current", "unit", "answers")


def list_questions(tables: Tables, plants: pl.DataFrame, tried: Mapping[str, Sequence[float | str]]) -> pl.DataFrame:
    """One row an unknown of the district's own plants, with COLUMNS; ``answers`` are the two texts tried.

    ``plants`` are the producers; ``tried`` is the policy ``chain/answers_tried``. A load is asked once a plant.
    """
    known = pl.col("base").is_not_null()
    sites = plants.filter(pl.col("plant").is_not_null(), ~pl.col("outside"), pl.col("id") == pl.col("row"))
    sites = sites.rename({"id": "capacity", "product": "stated", "via": "product"})
    questions = [
        _ask_amounts(tables, sites.filter(~known), tried["capacity"]),
        _build_questions(sites.filter(known, pl.col("share").is_null()), "self_use", tried["self_use"]),
        _build_questions(
            sites.filter(known, pl.col("load").is_null()).unique("plant", keep="first"), "load", tried["load"]
        ),
        _ask_processes(tables, sites),
        _build_questions(
            sites.filter(known, pl.col("status") == "planned"), "status", ("planned", "none"), pl.lit("planned")
        ),
    ]
    return pl.concat([frame.select(COLUMNS) for frame in questions])


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
    """Amounts that nobody gave, of products whose usual plant is known."""
    sizes = tables.numbers("products").select("id", "unit", "usual_plant_typical").drop_nulls()
    usual = [
        (product, f"{unit}{YEARLY}", [_text(size if answer == USUAL else answer) for answer in answers])
        for product, unit, size in sizes.iter_rows()
    ]
    names = ["product", "unit", "answers"]
    kinds = [pl.String(), pl.String(), pl.List(pl.String)]
    sized = pl.DataFrame(usual, schema=[*zip(names, kinds, strict=True)], orient="row")
    return (
        _build_questions(plants, "amount", ()).drop("unit", "answers").join(sized, on="product", maintain_order="left")
    )


def _ask_processes(tables: Tables, plants: pl.DataFrame) -> pl.DataFrame:
    """Routes or chemistries that are assumed or open, where there is a choice: the first and the last are tried."""
    choices = find_candidate_processes(tables).group_by("product", maintain_order=True).agg("process")
    choices = choices.filter(pl.col("process").list.len() > 1).select(
        pl.col("product").alias("stated"),
        pl.concat_list(pl.col("process").list.first(), pl.col("process").list.last()).alias("tried"),
    )
    stated = tables["capacities"].select(pl.col("id").alias("capacity"), pl.col("process").alias("given"))
    open_ones = plants.join(stated, on="capacity", maintain_order="left").filter(
        pl.col("given").is_null() | pl.col("assumption").is_not_null()
    )
    chosen = open_ones.join(choices, on="stated", maintain_order="left")
    return _build_questions(chosen, "process", (), pl.col("process")).with_columns(pl.col("tried").alias("answers"))


def _text(answer: float | str) -> str:
    return answer if isinstance(answer, str) else f"{answer:.12g}"
