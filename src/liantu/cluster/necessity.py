"""Whether a product can be made for a time without one of its inputs: by the table, by chemistry, or not known."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.model.tables import Tables

#: What an input is to what is made of it; null where nobody says.
ESSENTIAL, REPLACEABLE, IRRELEVANT = "essential", "replaceable", "irrelevant"
#: The key of the policy for inputs that the reaction consumes by stoichiometry.
_HARD = "hard"


def find_necessities(tables: Tables, needs: pl.DataFrame, rules: Mapping[str, str]) -> pl.DataFrame:
    """``needs`` (with product, via, coefficient) with what each input is to its product: necessity, necessity_basis.

    Rows of ``essential_inputs`` come first, the later of two; then ``rules``: of an input with a stoichiometric bound
    (``hard``), and of an input by its id. ``necessity_basis`` is table, stoichiometry, rule, or null where it is not
    known.
    """
    stated = tables["essential_inputs"].select(
        pl.col("product").alias("via"), pl.col("input").alias("product"), pl.col("necessity").alias("stated")
    )
    bound = tables["coefficients"].filter(pl.col("bound_kind") == _HARD)
    hard = bound.select(
        pl.concat_str(["process", "input", "role"], separator="/").alias("coefficient"),
        pl.lit(rules.get(_HARD), pl.String).alias("by_bound"),
    )
    by_input = {key: word for key, word in rules.items() if key != _HARD}
    rule = pl.col("product").replace_strict(by_input, default=None, return_dtype=pl.String)
    chosen = pl.coalesce("stated", "by_bound", rule)
    basis = (
        pl.when(pl.col("stated").is_not_null())
        .then(pl.lit("table"))
        .when(pl.col("by_bound").is_not_null())
        .then(pl.lit("stoichiometry"))
        .when(rule.is_not_null())
        .then(pl.lit("rule"))
    )
    return (
        needs.join(stated.unique(["via", "product"], keep="last"), on=["via", "product"], how="left")
        .join(hard.unique("coefficient"), on="coefficient", how="left")
        .with_columns(chosen.alias("necessity"), basis.alias("necessity_basis"))
        .drop("stated", "by_bound")
    )
