"""What we most need to know: the unknowns whose answers would move the lists most.

Each unknown is answered two ways and the lists are computed for both; the effect is how far the value of the
links to fill moves between the answers. An answer moves only the terms of its own site, so all answers are
computed at once: the terms of the sites as they are and as they would be, and the difference put on the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from liantu.chain.balance import build_balance
from liantu.chain.routes import assign_processes
from liantu.chain.terms import build_plant_terms, list_producers
from liantu.chain.unknowns import list_questions
from liantu.model.capacities import UNALLOCATED
from liantu.model.tables import Tables

_ANSWER = ("question", "answer")
_AS_IT_IS = -1


def rank_questions(
    tables: Tables, as_of: date, radius: float, tried: Mapping[str, Sequence[float | str]]
) -> pl.DataFrame:
    """One row a question, the one that moves most first.

    ``radius`` is how far a plant outside counts as nearby (km), ``tried`` the policy ``chain/answers_tried``.
    Columns: firm, firm_zh, plant, plant_zh, capacity, product, product_zh, product_en, field (amount,
    self_use, load, process, status), current, unit, answers (the two tried), effect (CNY a year that the
    value of gaps moves), lists (products that enter or leave a list).
    """
    plants = list_producers(tables, as_of)
    questions = list_questions(tables, plants, tried).with_row_index("question")
    answered = assign_processes(tables, _apply_answers(tables, plants, questions).drop("via"))
    gap_values = _value_gaps(
        tables, build_plant_terms(tables, plants, radius), build_plant_terms(tables, answered, radius, _ANSWER)
    )
    effects = gap_values.group_by("question").agg(
        (pl.col("first") - pl.col("second")).abs().sum().alias("effect"),
        pl.col("product").filter((pl.col("first") > 0) != (pl.col("second") > 0)).sort().alias("lists"),
    )
    return (
        _add_names(tables, questions.join(effects, on="question", how="left", maintain_order="left"))
        .with_columns(pl.col("effect").fill_null(0.0), pl.col("lists").fill_null([]))
        .sort(-pl.col("effect"), "capacity", "field")
        .select(
            *("firm", "firm_zh", "plant", "plant_zh", "capacity", "product", "product_zh", "product_en"),
            *("field", "current", "unit", "answers", "effect", "lists"),
        )
    )


def _apply_answers(tables: Tables, plants: pl.DataFrame, questions: pl.DataFrame) -> pl.DataFrame:
    """The plants of each question's site three times: as they are, with the first answer, with the second."""
    unallocated = (pl.col("part_of") + UNALLOCATED).alias("rest")
    totals = tables["capacities"].select(pl.col("id").alias("capacity"), unallocated)
    questions = questions.join(totals, on="capacity", how="left", maintain_order="left")
    questions = questions.select(
        *("question", "field", "firm", "place", "rest"), pl.col("capacity", "plant", "answers").name.prefix("asked_")
    )
    site = plants.join(questions, on=["firm", "place"], nulls_equal=True)
    unallocated_plants = plants.join(questions.drop("firm", "place"), left_on="id", right_on="rest", coalesce=False)
    rows = pl.concat([site, unallocated_plants.select(site.columns)]).unique(["question", "id"])
    versions = [rows.with_columns(pl.lit(_AS_IT_IS).alias("answer"))]
    for number in (0, 1):
        text = pl.col("asked_answers").list.get(number)
        versions.append(_set_answer(rows, text).with_columns(pl.lit(number).alias("answer")))
    return pl.concat(versions).drop("field", "rest", "asked_capacity", "asked_plant", "asked_answers")


def _set_answer(rows: pl.DataFrame, text: pl.Expr) -> pl.DataFrame:
    field, number = pl.col("field"), text.cast(pl.Float64, strict=False)
    is_capacity, plant = pl.col("id") == pl.col("asked_capacity"), pl.col("plant") == pl.col("asked_plant")
    amount = field == "amount"
    return rows.with_columns(
        pl.when(amount & is_capacity)
        .then(number)
        .when(amount & (pl.col("id") == pl.col("rest")))  # what a part turns out to be is no longer in the rest
        .then((pl.col("base") - number).clip(0))
        .when((field == "status") & is_capacity & (text == "none"))
        .then(0.0)
        .otherwise("base")
        .alias("base"),
        pl.when((field == "self_use") & is_capacity).then(number / 100).otherwise("share").alias("share"),
        pl.when((field == "load") & plant).then(number / 100).otherwise("load").alias("load"),
        pl.when((field == "process") & is_capacity).then(text).otherwise("process").alias("process"),
    )


def _value_gaps(tables: Tables, whole: pl.DataFrame, sites: pl.DataFrame) -> pl.DataFrame:
    """Value of the gap in each product that a question touches: columns question, product, first, second."""
    prices = (
        tables.numbers("products")
        .filter(pl.col("list") == "invite")
        .select(pl.col("id").alias("product"), pl.mean_horizontal("price_low", "price_high").alias("price"))
    )
    need = pl.col("gap") - pl.col("surplus")
    whole_gaps = build_balance(whole).select("product", need.alias("here"))

    def need_under(answer: int) -> pl.Expr:
        return need.filter(pl.col("answer") == answer).sum()

    def worth(answer: int) -> pl.Expr:
        after = pl.col("here").fill_null(0.0) - need_under(_AS_IT_IS) + need_under(answer)
        return after.first().clip(0) * pl.col("price").first().fill_null(0.0)

    touched = build_balance(sites, _ANSWER).join(prices, on="product").join(whole_gaps, on="product", how="left")
    return touched.group_by("question", "product").agg(worth(0).alias("first"), worth(1).alias("second"))


def _add_names(tables: Tables, questions: pl.DataFrame) -> pl.DataFrame:
    products = tables["products"].select(
        pl.col("id").alias("product"), pl.col("zh").alias("product_zh"), pl.col("en").alias("product_en")
    )
    labels = tables.labels()
    return questions.join(products, on="product", how="left", maintain_order="left").with_columns(
        pl.col("firm").replace_strict(labels, default=None, return_dtype=pl.String).alias("firm_zh"),
        pl.col("plant").replace_strict(labels, default=None, return_dtype=pl.String).alias("plant_zh"),
    )
