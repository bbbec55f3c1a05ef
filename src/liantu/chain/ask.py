"""What we most need to know: the unknowns whose answers would move the lists most.

Each unknown is answered two ways (policy ``chain/answers_tried``) and the lists are computed again; the
effect is how far the value of the links to fill moves between the answers.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from liantu.chain.balance import balance
from liantu.chain.routes import candidate_processes
from liantu.chain.terms import producers, terms
from liantu.model.change import Change, ChangeRow, apply
from liantu.model.tables import Tables, row_keys


def ask(tables: Tables, as_of: date, radius: float = 150.0) -> pl.DataFrame:
    """One row a question, the one that moves most first.

    Columns: firm, firm_zh, plant, plant_zh, capacity, product, product_zh, product_en, field (amount,
    self_use, load, process, status), current, unit, answers (the two tried), effect (CNY a year that the
    value of gaps moves), lists (products that enter or leave a list).
    """
    rows = [row for row in _unknowns(tables, as_of) if len(row["changes"]) == 2]
    value = _values(tables)
    for row in rows:
        first, second = (_gap_values(terms(_after(tables, change), as_of, radius), value) for change in row["changes"])
        both = first.join(second, on="product", how="full", coalesce=True, suffix="_other").fill_null(0.0)
        row["effect"] = float((both["worth"] - both["worth_other"]).abs().sum())
        row["lists"] = both.filter((pl.col("worth") > 0) != (pl.col("worth_other") > 0))["product"].to_list()
    frame = pl.DataFrame([{key: row[key] for key in _SCHEMA} for row in rows], schema=_SCHEMA, orient="row")
    return frame.sort(-pl.col("effect"), "capacity", "field")


_SCHEMA: dict[str, Any] = {
    "firm": pl.String,
    "firm_zh": pl.String,
    "plant": pl.String,
    "plant_zh": pl.String,
    "capacity": pl.String,
    "product": pl.String,
    "product_zh": pl.String,
    "product_en": pl.String,
    "field": pl.String,
    "current": pl.String,
    "unit": pl.String,
    "answers": pl.List(pl.String),
    "effect": pl.Float64,
    "lists": pl.List(pl.String),
}


def _unknowns(tables: Tables, as_of: date) -> list[dict[str, Any]]:
    labels = tables.labels()
    traits = {row["id"]: row for row in tables.numbers("products").iter_rows(named=True)}
    plants = producers(tables, as_of)
    assumed = set(plants.drop_nulls("assumption")["row"])
    loads = set(row_keys("loads", tables["loads"]))
    routes = candidate_processes(tables).group_by("product").agg("process").rows_by_key("product")
    given = {row["id"]: row for row in tables["capacities"].iter_rows(named=True)}
    questions: list[dict[str, Any]] = []
    for plant in plants.iter_rows(named=True):
        if plant["plant"] is None or plant["outside"] or plant["id"] != plant["row"]:
            continue
        trait = traits.get(plant["via"], {})
        usual = trait.get("usual_plant_typical")
        unit = trait.get("unit")
        common = {
            "firm": plant["firm"],
            "firm_zh": labels.get(plant["firm"] or ""),
            "plant": plant["plant"],
            "plant_zh": labels.get(plant["plant"]),
            "capacity": plant["row"],
            "product": plant["via"],
            "product_zh": trait.get("zh"),
            "product_en": trait.get("en"),
        }
        row = given[plant["row"]]

        def question(
            name: str,
            answers: list[str],
            current: str | None,
            unit: str | None = None,
            changes: list[Change] | None = None,
            common: dict[str, Any] = common,
            key: str = plant["row"],
        ) -> None:
            tried = changes or [
                Change((ChangeRow("capacities", key, "update", {name: a} | ({"unit": unit} if unit else {})),))
                for a in answers
            ]
            questions.append(
                {
                    **common,
                    "field": name,
                    "current": current,
                    "unit": unit,
                    "answers": answers,
                    "changes": tried,
                }
            )

        if plant["base"] is None and usual:
            question("amount", ["0", f"{usual:g}"], None, f"{unit}/年")
        if plant["base"] is not None and plant["share"] is None:
            question("self_use", ["0", "100"], None)
        if plant["base"] is not None and plant["load"] is None:
            answers = ["60", "100"]
            key = f"{plant['plant']}/{as_of.year}"
            operation = "update" if key in loads else "insert"
            changes = [Change((ChangeRow("loads", key, operation, {"utilisation": a}),)) for a in answers]
            question("load", answers, None, None, changes)
        options = [p for (p,) in routes.get(row["product"] or "", [])] if row["product"] else []
        options = options[0] if options and isinstance(options[0], list) else options
        if len(options) > 1 and (row["process"] is None or plant["row"] in assumed):
            question("process", [options[0], options[-1]], plant["process"])
        if plant["status"] == "planned":
            changes = [Change(), Change((ChangeRow("capacities", plant["row"], "update", {"amount": "0"}),))]
            if plant["base"] is not None:
                question("status", ["planned", "none"], "planned", None, changes)
    return questions


def _values(tables: Tables) -> pl.DataFrame:
    return (
        tables.numbers("products")
        .filter(pl.col("list") == "invite")
        .select(pl.col("id").alias("product"), ((pl.col("price_low") + pl.col("price_high")) / 2).alias("price"))
    )


def _after(tables: Tables, change: Change) -> Tables:
    return apply(tables, change) if change else tables


def _gap_values(found: pl.DataFrame, value: pl.DataFrame) -> pl.DataFrame:
    return (
        balance(found)
        .join(value, on="product")
        .select("product", (pl.col("gap") * pl.col("price").fill_null(0.0)).alias("worth"))
    )
