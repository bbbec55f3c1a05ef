"""Plants as they would be under the answers tried: one copy of an owner's plants for each scenario of a question."""

from __future__ import annotations

import polars as pl

from liantu.chain.joint_questions import ON_SITE
from liantu.chain.own_use import find_owners
from liantu.chain.routes import assign_processes
from liantu.model.capacities import UNALLOCATED, convert_to_base_units, sum_parts
from liantu.model.site_answers import name_site_capacity
from liantu.model.tables import Tables

#: The scenario in which nothing is answered.
AS_IT_IS = -1
_BY = ["question", "scenario"]


def apply_answers(tables: Tables, plants: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """The plants that a question's answers move, as they are (AS_IT_IS) and under every scenario.

    Plants of the same owner move together, for what one makes another may use; and the rest of a total moves with its
    parts. ``answers`` are those of ``build_scenarios``. Added columns: question, scenario.
    """
    rests = _find_rests(tables, plants)
    rows = _select_moved(tables, plants, answers, rests)
    scenarios = answers.select(_BY).unique()
    unanswered = scenarios.select("question", pl.lit(AS_IT_IS, pl.Int64).alias("scenario")).unique()
    copies = pl.concat([scenarios, unanswered]).join(rows, on="question")
    copies = pl.concat([copies, _list_site_capacities(plants, answers).select(copies.columns)]).sort(*_BY, "id")
    for field in ("amount", "status", "self_use", "load", "process"):
        copies = _set_field(copies, answers.filter(pl.col("field") == field), field, rests)
    return assign_processes(tables, copies.drop("via"))


def _list_site_capacities(plants: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Capacities that an input's answer adds: of unknown amount and wholly for own use, or of zero."""
    site_answers = answers.filter(pl.col("field") == ON_SITE).select(*_BY, "plant", "product", "text", row="capacity")
    site_answers = site_answers.join(
        plants.unique("row", keep="first", maintain_order=True).drop("plant", "product"), on="row"
    )
    key, number = pl.lit(None, pl.String), pl.lit(None, pl.Float64)
    made = pl.col("text") == "yes"
    names = [name_site_capacity(*pair) for pair in site_answers.select("plant", "product").iter_rows()]
    return site_answers.with_columns(
        *(pl.Series(name, names, pl.String) for name in ("id", "row", "whole")),
        *(key.alias(name) for name in ("group", "process", "assumption")),
        pl.col("product").alias("via"),
        pl.when(made).then(number).otherwise(0.0).alias("base"),
        pl.when(made).then(1.0).otherwise(number).alias("share"),
        pl.lit(value=False).alias("covered"),
        *(pl.lit(value=False).alias(name) for name in ("least", "by_production")),
        pl.lit(value=False).alias("mixed"),
        pl.lit(1.0).alias("part"),
    ).drop("text")


def _find_rests(tables: Tables, plants: pl.DataFrame) -> pl.DataFrame:
    """The rest that each part belongs to, and what the parts of each total add up to: row, rest, itemised."""
    parts = sum_parts(convert_to_base_units(tables)).rename({"part_of": "row", "parts": "itemised"})
    totals = tables["capacities"].select(pl.col("id").alias("row"), (pl.col("part_of") + UNALLOCATED).alias("rest"))
    counted = plants["id"].implode()
    return totals.join(parts, on="row", how="left").with_columns(
        pl.when(pl.col("rest").is_in(counted)).then("rest").alias("rest"), pl.col("itemised").fill_null(0.0)
    )


def _select_moved(tables: Tables, plants: pl.DataFrame, answers: pl.DataFrame, rests: pl.DataFrame) -> pl.DataFrame:
    owners = find_owners(tables)
    owned = plants.join(owners, on="firm", how="left", maintain_order="left")
    owned = owned.with_columns(pl.coalesce("owner", "firm").alias("owner"))
    askers = answers.select("question", "firm", pl.col("capacity").alias("row")).unique()
    owner = pl.coalesce("owner", "firm").alias("owner")
    owners_of_questions = askers.join(owners, on="firm", how="left").select("question", owner).drop_nulls().unique()
    same_owner = owned.join(owners_of_questions, on="owner").select("question", "id")
    itself = plants.select("id", "row").join(askers.select("question", "row"), on="row").select("question", "id")
    unallocated = askers.join(rests, on="row").drop_nulls("rest").select("question", pl.col("rest").alias("whole"))
    unallocated = unallocated.join(plants.select("whole", "id"), on="whole").select("question", "id")
    affected = pl.concat([same_owner, itself, unallocated]).unique()
    return affected.join(plants, on="id")


def _set_field(rows: pl.DataFrame, answers: pl.DataFrame, field: str, rests: pl.DataFrame) -> pl.DataFrame:
    key = "plant" if field == "load" else "row"
    answer_rows = answers.select(*_BY, pl.col("plant" if field == "load" else "capacity").alias(key), "text")
    joined = rows.join(answer_rows, on=[*_BY, key], how="left", maintain_order="left")
    text, number = pl.col("text"), pl.col("text").cast(pl.Float64, strict=False)
    if field == "amount":
        return _set_amounts(joined.with_columns(number.alias("number")).drop("text"), answer_rows, rests)
    changed = {
        "status": pl.when(text == "none").then(0.0).otherwise("base").alias("base"),
        "self_use": pl.coalesce(number / 100, "share").alias("share"),
        "load": pl.coalesce(number / 100, "load").alias("load"),
        "process": pl.when("mixed").then("process").otherwise(pl.coalesce(text, "process")).alias("process"),
    }
    return joined.with_columns(changed[field]).drop("text")


def _set_amounts(rows: pl.DataFrame, answer_rows: pl.DataFrame, rests: pl.DataFrame) -> pl.DataFrame:
    """Amounts answered; the rest of a total is what its parts leave, whether stated or answered."""
    numbers = answer_rows.with_columns(pl.col("text").cast(pl.Float64, strict=False).alias("number"))
    taken = (
        numbers.join(rests.drop_nulls("rest"), on="row")
        .group_by(*_BY, pl.col("rest").alias("whole"))
        .agg(pl.col("number").sum().alias("taken"))
    )
    joined = rows.join(taken, on=[*_BY, "whole"], how="left", maintain_order="left").join(
        rests.select("row", "itemised"), on="row", how="left", maintain_order="left"
    )
    left_of_total = pl.when(pl.col("whole") != pl.col("row")).then(pl.col("itemised")).otherwise(0.0)
    answered = (pl.col("number") - left_of_total).clip(0) * pl.col("part")
    least = pl.when("least").then("base")
    base = pl.when(answered.is_not_null()).then(pl.max_horizontal(answered, least)).otherwise("base")
    remaining_base = (base - pl.col("taken") * pl.col("part")).clip(0)
    return joined.with_columns(
        pl.when(pl.col("taken").is_not_null()).then(remaining_base).otherwise(base).alias("base")
    ).drop("number", "taken", "itemised")
