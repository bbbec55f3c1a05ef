"""Questions of one unknown, and of two or three of one plant together, with every combination of their answers."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import polars as pl

#: Between the fields, and between the answers, of a question on several unknowns.
JOINT = "+"
#: The field of a question whether an input is made where it is used.
ON_SITE = "on_site"
_LARGEST_GROUP = 3

_ANSWERS = {
    "question": pl.Int64,
    "scenario": pl.Int64,
    "firm": pl.String,
    "capacity": pl.String,
    "plant": pl.String,
    "product": pl.String,
    "field": pl.String,
    "text": pl.String,
}


def build_scenarios(single: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All questions, and what each of their scenarios answers.

    ``single`` are questions on one unknown. Questions: their columns, ``question`` (number) and ``parts`` (numbers of
    the single ones). Answers: one row a scenario and unknown.
    """
    rows = single.with_row_index("part").to_dicts()
    questions, answers = [], []
    for number, group in enumerate(_group_parts(rows)):
        asked_rows = [rows[part] for part in group]
        combined = [*product(*(row["answers"] for row in asked_rows))]
        fields: dict[str, object] = {"field": JOINT.join(row["field"] for row in asked_rows)}
        inputs = [row["product"] for row in asked_rows if row["field"] == ON_SITE]
        if inputs:
            fields["product"] = inputs[0]
        if len(group) > 1:
            fields["answers"] = [f" {JOINT} ".join(texts) for texts in combined]
        questions.append(asked_rows[0] | fields | {"question": number, "parts": [*group]})
        for scenario, texts in enumerate(combined):
            answers += [
                (number, scenario, row["firm"], row["capacity"], row["plant"], row["product"], row["field"], text)
                for row, text in zip(asked_rows, texts, strict=True)
            ]
    schema = pl.Schema({**single.schema, "question": pl.Int64(), "parts": pl.List(pl.Int64())})
    return (
        pl.DataFrame([{name: row[name] for name in schema} for row in questions], schema=schema),
        pl.DataFrame(answers, schema=_ANSWERS, orient="row"),
    )


def _group_parts(rows: list[dict[str, Any]]) -> list[tuple[int, ...]]:
    """Each single question, and two or three unknowns of one plant that may be asked together."""
    by_plant: dict[str, list[int]] = {}
    for row in rows:
        by_plant.setdefault(row["plant"] or row["capacity"], []).append(row["part"])
    groups: list[tuple[int, ...]] = [(part,) for part in range(len(rows))]
    for parts in by_plant.values():
        for size in range(2, _LARGEST_GROUP + 1):
            groups += [group for group in combinations(parts, size) if _go_together([rows[p] for p in group])]
    return groups


def _go_together(rows: list[dict[str, object]]) -> bool:
    """Whether the unknowns may hide each other: any two of a plant, of three one is an amount.

    What is made on site is asked beside what is known of the plant's amount.
    """
    fields = [row["field"] for row in rows]
    if ON_SITE in fields:
        return len(fields) == 2 and "amount" not in fields
    return len(fields) == 2 or "amount" in fields
