"""Output, sales, production and energy are never below zero; only what may be has words of loss and profit."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import BilingualText, Problem
from liantu.model.schema import label_code
from liantu.model.tables import Tables

_FIELDS = {"observations": ("value", "prior_value"), "targets": ("value",)}
#: Kinds of indicator of which a level below zero is a mistake; of revenue it is rare, as where taxes are paid back.
_NEVER = ("output", "sales", "production", "gdp")
_RARELY = ("tax",)
#: Words that say of a loss, and the kinds of indicator that may have one.
_LOSS_WORDS = ("turned_to_profit", "turned_to_loss", "larger_loss", "smaller_loss")
_MAY_LOSE = ("other",)


def check_negative_levels(tables: Tables) -> list[Problem]:
    """Levels below zero of what never is: ``negative_number``; of revenue, which rarely is: ``negative_revenue``."""
    energy = _list_energy_units(tables)
    problems = []
    for name, fields in _FIELDS.items():
        rows = _with_kinds(tables, name)
        never = pl.col("kind").is_in(_NEVER) | pl.col("unit").is_in(energy)
        for field in fields:
            below = rows.filter(pl.col(field).cast(pl.Float64, strict=False) < 0)
            for code, chosen in (("negative_number", never), ("negative_revenue", pl.col("kind").is_in(_RARELY))):
                problems += [
                    Problem(code, name, f"{name}.csv", line + 2, field, value)
                    for line, value in below.filter(chosen.fill_null(value=False)).select("line", field).iter_rows()
                ]
    return problems


def check_loss_words(tables: Tables) -> list[Problem]:
    """Words of loss and profit beside a figure that is no profit: ``growth_word_of_no_profit``."""
    rows = _with_kinds(tables, "observations").filter(pl.col("published_growth_word").is_in(_LOSS_WORDS))
    energy = _list_energy_units(tables)
    wrong = rows.filter(
        ~pl.col("kind").fill_null(_MAY_LOSE[0]).is_in(_MAY_LOSE)
        | (pl.col("nature") == "rate").fill_null(value=False)
        | pl.col("unit").is_in(energy).fill_null(value=False)
    )
    return [
        Problem(
            *("growth_word_of_no_profit", "observations", "observations.csv", line + 2, "published_growth_word"),
            BilingualText(label_code("growth_word", word), label_code("growth_word", word, "en")),
            {"indicator": BilingualText(zh or indicator, en or zh or indicator)},
        )
        for line, word, indicator, zh, en in wrong.select(
            "line", "published_growth_word", "indicator", "zh", "en"
        ).iter_rows()
    ]


def _list_energy_units(tables: Tables) -> list[str]:
    """The units in which figures are written that measure energy."""
    units = {unit for name in _FIELDS for unit in tables[name]["unit"].drop_nulls().unique()}
    return [unit for unit in units if (found := tables.units.read(unit)) is not None and found.dimension == "energy"]


def _with_kinds(tables: Tables, name: str) -> pl.DataFrame:
    kinds = tables["indicators"].select(pl.col("id").alias("indicator"), "kind", "nature", "zh", "en")
    return tables[name].with_row_index("line").join(kinds, on="indicator", how="left", maintain_order="left")
