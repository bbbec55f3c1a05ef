"""准入: whether a product may be made in a place, with the clause. Unknown permission is 待核, never a tick."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.model.tables import Row, Tables


@dataclass(frozen=True)
class NationalRules:
    """The dated policies that admission asks: the kilometre limit and which classes count as chemical."""

    river_limit: float | None
    river_classes: tuple[str, ...]
    river_clause: str
    park_clause: str


def check_admission(
    tables: Tables, rules: NationalRules, products: list[str], place: str | None = None
) -> pl.DataFrame:
    """One row a product and clause: product, place, verdict (allowed, restricted, forbidden, unknown), clause.

    Own clauses of the district come first; a product that no clause names is ``unknown``.
    ``place`` None asks for the district as a whole, where distances and park status cannot be known.
    """
    where = _place(tables, place)
    traits = {row["id"]: row for row in tables["products"].iter_rows(named=True)}
    conditions = tables["admissions"].to_dicts()
    found: list[tuple[str, str | None, str, str]] = []
    for product in products:
        trait = traits[product]
        verdicts = [
            (row["verdict"], row["clause"])
            for row in conditions
            if row["place"] in (None, place) and _is_named(row, trait)
        ] + _national(rules, trait, where)
        if not verdicts:
            verdicts.append(("unknown", ""))
        found += [(product, place, verdict, clause) for verdict, clause in dict.fromkeys(verdicts)]
    return pl.DataFrame(
        found,
        schema={"product": pl.String, "place": pl.String, "verdict": pl.String, "clause": pl.String},
        orient="row",
    )


def _national(rules: NationalRules, trait: Row, where: Row) -> list[tuple[str, str]]:
    verdicts = []
    codes = (trait["gbt4754"] or "").split(";")
    chemical = any(code.startswith(rules.river_classes) for code in codes if code)
    distance = where.get("river_distance")
    if chemical and rules.river_limit is not None:
        near = distance is not None and float(distance) <= rules.river_limit
        if distance is None or near:
            verdicts.append(("forbidden" if near else "unknown", rules.river_clause))
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
