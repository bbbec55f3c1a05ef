"""准入: whether a product may be made in a place, with the clause. Unknown permission is 待核, never a tick."""

from __future__ import annotations

import polars as pl

from liantu.library.admission_rules import AdmissionRules
from liantu.model.tables import Row, Tables


def check_admission(
    tables: Tables, rules: AdmissionRules, products: list[str], place: str | None = None
) -> pl.DataFrame:
    """One row a product and clause: product, place, verdict (allowed, restricted, forbidden, unknown), clause,
    province.

    Own clauses of the district come first; a product that no clause names is ``unknown``, and ``province`` is where to
    ask: it is null beside a clause.
    ``place`` None asks for the district as a whole, where distances and park status cannot be known.
    """
    where = _place(tables, place)
    traits = {row["id"]: row for row in tables["products"].iter_rows(named=True)}
    conditions = tables["admissions"].to_dicts()
    found: list[tuple[str, str | None, str, str, str | None]] = []
    for product in products:
        trait = traits[product]
        verdicts = [
            (row["verdict"], row["clause"])
            for row in conditions
            if row["place"] in (None, place) and _is_named(row, trait)
        ] + _judge_nationally(rules, trait, where)
        if not verdicts:
            verdicts.append(("unknown", ""))
        found += [
            (product, place, verdict, clause, None if clause else rules.province)
            for verdict, clause in dict.fromkeys(verdicts)
        ]
    columns = ("product", "place", "verdict", "clause", "province")
    return pl.DataFrame(found, schema=dict.fromkeys(columns, pl.String), orient="row")


def _judge_nationally(rules: AdmissionRules, trait: Row, where: Row) -> list[tuple[str, str]]:
    verdicts = []
    codes = (trait["gbt4754"] or "").split(";")
    distance = where.get("river_distance")
    for river in rules.rivers:
        if not any(code.startswith(river.classes) for code in codes if code):
            continue
        near = distance is not None and river.limit is not None and float(distance) <= river.limit
        if distance is None or river.limit is None or near:
            verdicts.append(("forbidden" if near else "unknown", river.clause))
    if trait["hazardous"] == "yes" and where.get("chemical_park") != "yes":
        verdicts.append(("unknown", rules.park_clause))
    return verdicts


def _is_named(row: Row, trait: Row) -> bool:
    if row["product"]:
        return row["product"] == trait["id"]
    codes = (trait["gbt4754"] or "").split(";")
    named = row["gbt4754"]
    return bool(named) and any(code.startswith(named or "") for code in codes if code)


def _place(tables: Tables, place: str | None) -> Row:
    found = tables["places"].filter(pl.col("id") == place) if place else tables["places"].head(0)
    return found.row(0, named=True) if found.height else {}
