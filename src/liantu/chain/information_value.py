"""What we most need to know: the unknowns whose answers would move the lists most.

A question is one unknown, or two or three of one plant that hide each other, such as how much is made and by which
route. Each is answered in every way that is tried, and the links to invite and the bulk materials to secure are
computed for all; the effect is how far their value moves between the two answers farthest apart. An answer moves only
the terms of its own owner, so all are computed at once: the terms of the owners as they are and as they would be, and
the difference put on the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

import polars as pl

from liantu.chain.answers import apply_answers
from liantu.chain.joint_questions import build_scenarios
from liantu.chain.link_values import value_links
from liantu.chain.recalled_values import round_recalled
from liantu.chain.reference_prices import no_prices
from liantu.chain.terms import build_district_terms, build_plant_terms, list_producers
from liantu.chain.unknowns import list_questions
from liantu.chain.written_answers import write_answers
from liantu.model.tables import Tables

_BY = ("question", "scenario")
#: What a joint question must move beyond its parts together, in CNY a year: less is rounding.
_MORE = 1.0
#: What moves less than this of a product's unit has not moved.
_SMALLEST = 1e-9
#: Significant digits to which sums are compared: their last digits depend on the order in which threads add them.
_SUMMED = 10


def rank_questions(
    tables: Tables,
    as_of: date,
    radius: float,
    tried: Mapping[str, Sequence[float | str]],
    prices: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row a question, the one that moves most first.

    ``radius`` is how far a plant outside counts as nearby (km), ``tried`` the policy ``chain/answers_tried``.
    Columns: firm, firm_zh, firm_en, plant, plant_zh, plant_en, capacity, product, product_zh, product_en, field
    (amount, self_use, load, process, status; on_site: whether an input is made at the plant; several joined with +),
    current, unit, answers (those tried), effect (CNY a year that the value of links to invite and bulk materials
    moves, with one digit where recalled prices take part; null where only products without a price move), unpriced
    (products that move and have no price in ``prices``, those of ``choose_prices``: the effect is at least what the
    others move), lists (products that enter or leave those lists), written (of each answer the what-if that supposes
    it, as it stands in an address).

    Order: the greatest effect first, of equal ones by capacity and field; a question of unknown effect before
    those that move nothing.
    """
    plants = list_producers(tables, as_of)
    questions, answers = build_scenarios(list_questions(tables, plants, tried))
    whole = build_district_terms(tables, as_of, radius)
    sites = build_plant_terms(tables, apply_answers(tables, plants, answers), radius, _BY)
    values = value_links(tables, whole, sites, no_prices() if prices is None else prices)
    ranked = questions.join(_measure_effects(values), on="question", how="left", maintain_order="left")
    ranked = ranked.join(
        write_answers(tables, plants, answers, as_of), on="question", how="left", maintain_order="left"
    )
    return (
        _add_names(tables, _blank_unpriced(_drop_idle_joints(_fill_unmoved(ranked))))
        .sort(-pl.col("effect").fill_null(_MORE), -pl.col("unpriced").list.len().cast(pl.Int64), "capacity", "field")
        .with_columns(round_recalled("effect", "recalled"))
        .select(
            *("firm", "firm_zh", "firm_en", "plant", "plant_zh", "plant_en", "capacity"),
            *("product", "product_zh", "product_en", "field", "current", "unit"),
            *("answers", "effect", "unpriced", "lists", "written"),
        )
    )


def _measure_effects(values: pl.DataFrame) -> pl.DataFrame:
    """How far the value of the links moves between any two answers: question, effect, unpriced, lists, recalled.

    ``values`` are rows question, scenario, product, gap, value, recalled.
    """
    all_pairs = values.select("question", "scenario").unique()
    all_pairs = all_pairs.join(all_pairs, on="question", suffix="_2").filter(pl.col("scenario") < pl.col("scenario_2"))
    products = all_pairs.join(values.select("question", "product").unique(), on="question")
    valued = products.join(values, on=["question", "scenario", "product"], how="left").join(
        values.rename({"scenario": "scenario_2", "gap": "gap_2", "value": "value_2", "recalled": "recalled_2"}),
        on=["question", "scenario_2", "product"],
        how="left",
    )
    first, second = pl.col("gap").fill_null(0.0), pl.col("gap_2").fill_null(0.0)
    no_price = ((first > 0) & pl.col("value").is_null()) | ((second > 0) & pl.col("value_2").is_null())
    unpriced = no_price & ((first - second).abs() > _SMALLEST)
    change = (pl.col("value").fill_null(0.0) - pl.col("value_2").fill_null(0.0)).abs()
    moves = valued.group_by("question", "scenario", "scenario_2", maintain_order=True).agg(
        pl.when(no_price).then(0.0).otherwise(change).sum().round_sig_figs(_SUMMED).alias("effect"),
        pl.col("product").filter(unpriced).sort().alias("unpriced"),
        pl.col("product").filter((first > 0) != (second > 0)).sort().alias("lists"),
        ((change > 0) & pl.any_horizontal("recalled", "recalled_2").fill_null(value=False)).any().alias("recalled"),
    )
    farthest = moves.sort(
        "question", -pl.col("effect"), -pl.col("unpriced").list.len().cast(pl.Int64), "scenario", "scenario_2"
    )
    return farthest.unique("question", keep="first", maintain_order=True).select(
        "question", "effect", "unpriced", "lists", "recalled"
    )


def _fill_unmoved(questions: pl.DataFrame) -> pl.DataFrame:
    """The questions with an effect of zero where nothing moves."""
    return questions.with_columns(
        pl.col("effect").fill_null(0.0),
        pl.col("unpriced").fill_null([]),
        pl.col("lists").fill_null([]),
        pl.col("recalled").fill_null(value=False),
    )


def _blank_unpriced(questions: pl.DataFrame) -> pl.DataFrame:
    """The questions without an effect where only products move that have no price."""
    unknown = (pl.col("effect") <= 0) & (pl.col("unpriced").list.len() > 0)
    return questions.with_columns(pl.when(unknown).then(None).otherwise("effect").alias("effect"))


def _drop_idle_joints(questions: pl.DataFrame) -> pl.DataFrame:
    """The questions without those on several unknowns that move no more than fewer of these asked apart."""
    rows = questions.select("parts", "effect", "unpriced").iter_rows()
    moves = {frozenset(parts): (effect, frozenset(unpriced)) for parts, effect, unpriced in rows}
    nothing = (0.0, frozenset[str]())
    idle = []
    for parts, (effect, unpriced) in moves.items():
        subsets = [frozenset(subset) for size in (1, 2) for subset in combinations(sorted(parts), size)]
        splits = [(moves.get(s, nothing), moves.get(parts - s, nothing)) for s in subsets if parts - s]
        adds_money = all(effect > part[0] + others[0] + _MORE for part, others in splits)
        adds_products = any(unpriced - part[1] - others[1] for part, others in splits)
        idle.append(bool(splits) and not adds_money and not adds_products)
    return questions.filter(~pl.Series(idle, dtype=pl.Boolean))


def _add_names(tables: Tables, questions: pl.DataFrame) -> pl.DataFrame:
    products = tables["products"].select(
        pl.col("id").alias("product"), pl.col("zh").alias("product_zh"), pl.col("en").alias("product_en")
    )
    rows = questions.join(products, on="product", how="left", maintain_order="left")
    return rows.with_columns(
        pl.col(row)
        .replace_strict(tables.names(f"{row}s", language), default=None, return_dtype=pl.String)
        .alias(f"{row}_{language}")
        for row in ("firm", "plant")
        for language in ("zh", "en")
    )
