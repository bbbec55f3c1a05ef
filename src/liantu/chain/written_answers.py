"""The answers tried, as Changes: what an office would write to say one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from liantu.chain.joint_questions import ON_SITE
from liantu.model.change import Change, ChangeRow
from liantu.model.site_answers import write_site_answer
from liantu.model.tables import Tables
from liantu.model.units import YEARLY

_OURS = {"basis": "ours"}


def write_answers(tables: Tables, plants: pl.DataFrame, answers: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """One row a question: ``written``, for each of its scenarios the address of a what-if that supposes it.

    An address is ``w=LINE&w=LINE``, the lines of a Change in its short form; empty where the answer is what stands.
    ``plants`` are the producers, ``answers`` those of ``build_scenarios``.
    """
    known = _Known(
        dict(plants.select("row", "status").iter_rows()),
        {f"{plant}/{period}" for plant, period in tables["loads"].select("plant", "period").iter_rows()},
        dict(tables["products"].select("id", "unit").iter_rows()),
    )
    changes: dict[tuple[int, int], list[ChangeRow]] = {}
    for answer in answers.iter_rows(named=True):
        rows = changes.setdefault((answer["question"], answer["scenario"]), [])
        rows += _write_answer(tables, known, answer, as_of)
    addresses = [(question, Change(_merge_rows(rows)).to_parameters()) for (question, _), rows in changes.items()]
    frame = pl.DataFrame(addresses, schema={"question": pl.Int64, "written": pl.String}, orient="row")
    return frame.group_by("question", maintain_order=True).agg("written")


@dataclass(frozen=True)
class _Known:
    """What stands: the status by capacity, the keys of loads, the unit by product."""

    statuses: Mapping[str, str]
    loads: set[str]
    units: Mapping[str, str]


def _write_answer(tables: Tables, known: _Known, answer: Mapping[str, Any], as_of: date) -> tuple[ChangeRow, ...]:
    field, capacity, text = answer["field"], answer["capacity"], answer["text"]
    if field == ON_SITE:
        plant, product, status = answer["plant"], answer["product"], known.statuses.get(capacity)
        return write_site_answer(tables, plant, product, status, str(as_of), _OURS, made=text == "yes")
    if field == "load":
        key = f"{answer['plant']}/{as_of.year}"
        operation = "update" if key in known.loads else "insert"
        return (ChangeRow("loads", key, operation, {"utilisation": text, **_OURS}),)
    if field == "status":
        return () if text == "planned" else (ChangeRow("capacities", capacity, "update", {"amount": "0"}),)
    unit = {"unit": f"{known.units[answer['product']]}{YEARLY}"} if field == "amount" else {}
    return (ChangeRow("capacities", capacity, "update", {field: text, **unit}),)


def _merge_rows(rows: list[ChangeRow]) -> tuple[ChangeRow, ...]:
    """Changes of one row as one."""
    merged: dict[tuple[str, str], ChangeRow] = {}
    for row in rows:
        before = merged.get((row.table, row.key))
        fields = {**before.fields, **row.fields} if before else row.fields
        merged[row.table, row.key] = ChangeRow(row.table, row.key, row.operation, fields)
    return tuple(merged.values())
