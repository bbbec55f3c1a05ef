"""Area assessments: what a park had assessed for all, within its bounds, its sectors and its years."""

from __future__ import annotations

from datetime import date

import polars as pl

from liantu.deliver.cases.standings import Case, read_cases
from liantu.model.period_days import add_period_days
from liantu.model.problems import Problem, compose_part
from liantu.model.tables import Tables


def check_coverage(tables: Tables, case: Case, assessment: str, day: date) -> list[Problem]:
    """What speaks against using an assessment for a case on a day: its item, place, sector or expiry, also unknown."""
    found = tables["area_assessments"].filter(pl.col("id") == assessment)
    if found.is_empty():
        slots = {"wanted": "area_assessments", "nearest": ""}
        return [Problem("dangling", "case_events", column="area", value=assessment, slots=slots)]
    row = found.row(0, named=True)
    project = tables["projects"].row(by_predicate=pl.col("id") == case.project, named=True)
    reasons = []
    if row["item"] != case.item:
        reasons.append(compose_part("another_item"))
    if row["place"] not in _find_places_around(tables, project["place"]):
        reasons.append(compose_part("outside_area"))
    if row["sector"] is not None and row["sector"] != project["sector"]:
        reasons.append(compose_part("another_sector"))
    problems = [_problem("assessment_not_covering", assessment, why=why) for why in reasons]
    until = add_period_days(found, "until")["last"][0]
    if until is None or until < day:
        problems.append(_problem("assessment_expired", assessment, until=row["until"] or "—"))
    return problems


def find_expired_assessments(tables: Tables, as_of: date) -> pl.DataFrame:
    """Cases that rest on an area assessment which has expired since, or whose expiry is unknown: case, project, item,
    area, until."""
    covered = {case.id: case for case in read_cases(tables, as_of) if case.standing.state == "covered"}
    used = tables["case_events"].filter((pl.col("event") == "covered") & pl.col("case").is_in(list(covered)))
    ends = add_period_days(tables["area_assessments"], "until").select(pl.col("id").alias("area"), "until", "last")
    return (
        used.join(ends, on="area", maintain_order="left")
        .filter(pl.col("last").is_null() | (pl.col("last") < as_of))
        .join(tables["cases"].select(pl.col("id").alias("case"), "project", "item"), on="case", maintain_order="left")
        .select("case", "project", "item", "area", "until")
    )


def _find_places_around(tables: Tables, place: str | None) -> list[str]:
    """A place and everything it lies in."""
    parents = dict(tables["places"].select("id", "parent").iter_rows())
    found: list[str] = []
    while place is not None and place not in found:
        found.append(place)
        place = parents.get(place)
    return found


def _problem(code: str, value: str, **slots: str) -> Problem:
    return Problem(code, "case_events", column="area", value=value, slots=slots)
