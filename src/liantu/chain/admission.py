"""准入: whether a product may be made in a place, with the clause. Unknown permission is 待核, never a tick."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from liantu.library.admission_rules import AdmissionRules
from liantu.model.periods import parse_period
from liantu.model.tables import Row, Tables


def check_admission(
    tables: Tables, rules: AdmissionRules, as_of: date, products: list[str], place: str | None = None
) -> pl.DataFrame:
    """One row a product and clause: product, place, verdict (allowed, restricted, forbidden, unknown), clause,
    province, ``questions``: what nobody has stated of the place that would decide (``_list_questions``), of a clause of
    the district's own its ``source`` and ``locator``, and ``to_verify``: nothing decides, or a national clause that
    was not read at its issuer.

    Own clauses of the district come first; a product that no clause names is ``unknown``, and ``province`` is where to
    ask: it is null beside a clause. One whose validity does not cover ``as_of`` decides nothing: its verdict is
    ``unknown``, and ``clause_valid`` is asked; it is left out where another of the same place is in force.
    ``place`` None asks for the district as a whole, where distances and park status cannot be known.
    """
    where = _place(tables, place)
    traits = tables.rows("products")
    conditions = tables["admissions"].to_dicts()
    found: list[tuple[object, ...]] = []
    for product in products:
        trait = traits[product]
        clauses, lapsed = _find_own_clauses(conditions, trait, place, as_of)
        verdicts = [(row["verdict"], row["clause"], row["source"], row["locator"], False) for row in clauses]
        verdicts += [("unknown", row["clause"], row["source"], row["locator"], True) for row in lapsed]
        verdicts += [(verdict, clause, None, None, is_open) for verdict, clause, is_open in _judge(rules, trait, where)]
        if not verdicts:
            verdicts.append(("unknown", "", None, None, True))
        questions = _list_questions(rules, trait, where, clauses, lapsed)
        found += [
            (product, place, verdict, clause, None if clause else rules.province, questions, source, locator, is_open)
            for verdict, clause, source, locator, is_open in dict.fromkeys(verdicts)
        ]
    texts: list[tuple[str, pl.DataType]] = [(name, pl.String()) for name in ("product", "place", "verdict", "clause")]
    cited = [("province", pl.String()), ("questions", pl.List(pl.String)), ("source", pl.String())]
    schema = [*texts, *cited, ("locator", pl.String()), ("to_verify", pl.Boolean())]
    return pl.DataFrame(found, schema=schema, orient="row")


def _find_own_clauses(
    conditions: Sequence[Row], trait: Row, place: str | None, as_of: date
) -> tuple[list[Row], list[Row]]:
    """The district's own clauses on a product that are in force, and those that are not, without one in their place."""
    named = [row for row in conditions if row["place"] in (None, place) and _is_named(row, trait)]
    clauses = [row for row in named if _is_valid(row["valid"], as_of)]
    replaced = {row["place"] for row in clauses}
    return clauses, [row for row in named if row["place"] not in replaced]


def _is_valid(text: str | None, as_of: date) -> bool:
    period = parse_period(text) if text else None
    return period is None or (period.first or as_of) <= as_of <= (period.last or as_of)


def _judge(rules: AdmissionRules, trait: Row, where: Row) -> list[tuple[str, str, bool]]:
    verdicts = []
    distance = where.get("river_distance")
    for river in rules.rivers:
        if not _is_of(trait, river.classes):
            continue
        near = distance is not None and river.limit is not None and float(distance) <= river.limit
        if distance is None or river.limit is None or near:
            verdicts.append(("forbidden" if near else "unknown", river.clause, not (near and river.confirmed)))
    if _asks_for_park(rules, trait) and where.get("chemical_park") != "yes":
        verdicts.append(("unknown", rules.park_clause, True))
    return verdicts


def _asks_for_park(rules: AdmissionRules, trait: Row) -> bool:
    """Hazardous chemicals, and the other chemicals, which are to be led into parks."""
    return trait["hazardous"] == "yes" or _is_of(trait, rules.park_classes)


def _is_of(trait: Row, classes: tuple[str, ...]) -> bool:
    codes = (trait["gbt4754"] or "").split(";")
    return bool(classes) and any(code.startswith(classes) for code in codes if code)


def _list_questions(
    rules: AdmissionRules, trait: Row, where: Row, clauses: Sequence[Row], lapsed: Sequence[Row]
) -> list[str]:
    """Of a place: ``chemical_park`` whether it is a recognised one, ``river_distance`` how far the banks are,
    ``controlled_banks`` whether it lies within a range that no law gives, ``energy_left`` what energy it has left.
    Beside these ``own_rules``: what its own plan or list says of the product, where no row of ``admissions`` does, and
    ``clause_valid`` whether its clause holds on the day, which its validity does not cover."""
    if not where:
        return []
    rivers = [river for river in rules.rivers if _is_of(trait, river.classes)]
    energy = where.get("energy_quota") is None or where.get("energy_used") is None
    open_ones = {
        "chemical_park": _asks_for_park(rules, trait) and not where.get("chemical_park"),
        "river_distance": any(river.limit is not None for river in rivers) and where.get("river_distance") is None,
        "controlled_banks": any(river.limit is None for river in rivers),
        "energy_left": trait["energy_intensive"] == "yes" and energy,
        "own_rules": all(row["place"] is None for row in (*clauses, *lapsed)),
        "clause_valid": bool(lapsed),
    }
    return [question for question, is_open in open_ones.items() if is_open]


def _is_named(row: Row, trait: Row) -> bool:
    if row["product"]:
        return row["product"] == trait["id"]
    return bool(row["gbt4754"]) and _is_of(trait, (row["gbt4754"] or "",))


def _place(tables: Tables, place: str | None) -> Row:
    return tables.rows("places").get(place, {}) if place else {}
