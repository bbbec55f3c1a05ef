"""Values of earlier years beside those of the year, for growth and means; and a field in place of another."""

from __future__ import annotations

import polars as pl

from liantu.model.problems import Problem
from liantu.score.run.channels import Channels, find_refused_fields
from liantu.score.run.population import abbreviate_firms, select_year_rows
from liantu.score.scheme.indicators import Indicator, SumTerm, name_year_column
from liantu.score.scheme.provenance import join_names
from liantu.score.scheme.scheme import Scheme


def add_earlier_years(
    rows: pl.DataFrame, returns: pl.DataFrame, year: int | None, scheme: Scheme, channels: Channels | None
) -> tuple[pl.DataFrame, list[Problem], list[str]]:
    """The rows of a year with the columns of earlier years that indicators look at; what could not be had; and the
    indicators that look at what must not be used.

    A firm without a row of such a year has no value there. What must not be used of that year is left out.
    """
    stops: list[Problem] = []
    without: list[str] = []
    for back, fields in _list_needed(scheme).items():
        before = None if year is None else returns.filter(pl.col("year") == year - back)
        if before is None or before.is_empty():
            looking = [i for i in scheme.indicators.values() if any(term.back == back for term in _list_terms(i))]
            slots = {"year": "" if year is None else str(year - back), "back": str(back)}
            stops.append(Problem("no_earlier_year", value=join_names(looking), slots=slots))
            rows = rows.with_columns(pl.lit(None, pl.Float64).alias(name_year_column(name, back)) for name in fields)
            continue
        assert year is not None
        refused, refusals = find_refused_fields(scheme, channels, year - back, [])
        stops += refusals
        without += [name for name, i in scheme.indicators.items() if _looks_at(i, back, refused)]
        filled = substitute_fields(select_year_rows(before, year - back, scheme), scheme, refused)[0]
        columns = [
            (pl.lit(None, pl.Float64) if name in refused else pl.col(name)).alias(name_year_column(name, back))
            for name in fields
        ]
        rows = rows.join(
            filled.select("firm", *columns).unique("firm", keep="first"), on="firm", how="left", maintain_order="left"
        )
    return rows, stops, without


def _looks_at(indicator: Indicator, back: int, fields: list[str]) -> bool:
    return any(term.back == back and term.field in fields for term in _list_terms(indicator))


def substitute_fields(
    rows: pl.DataFrame, scheme: Scheme, refused: list[str]
) -> tuple[pl.DataFrame, list[Problem], pl.DataFrame]:
    """The rows with another field's amount where one is not there, a note on whose, and firm and field of each.

    What must not be used has nothing in its place.
    """
    notes, found = [], [pl.DataFrame(schema={"firm": pl.String, "field": pl.String})]
    for rule in scheme.instead:
        if {rule.field, rule.other} & set(refused):
            continue
        is_filled = pl.col(rule.field).is_null() & pl.col(rule.other).is_not_null()
        firms = rows.filter(is_filled)["firm"]
        if firms.is_empty():
            continue
        slots = {
            "other": join_names([scheme.fields[rule.other]]),
            "times": f"{rule.times:g}",
            "count": str(firms.len()),
            "firms": abbreviate_firms(firms.to_list()),
        }
        notes.append(Problem("used_instead", value=join_names([scheme.fields[rule.field]]), slots=slots))
        found.append(pl.DataFrame({"firm": firms}).with_columns(pl.lit(rule.field).alias("field")))
        rows = rows.with_columns(pl.coalesce(rule.field, pl.col(rule.other) * rule.times).alias(rule.field))
    return rows, notes, pl.concat(found)


def _list_needed(scheme: Scheme) -> dict[int, list[str]]:
    """The fields that are looked at by how many years before."""
    terms = [term for indicator in scheme.indicators.values() for term in _list_terms(indicator) if term.back]
    years = sorted({term.back for term in terms})
    return {back: list(dict.fromkeys(term.field for term in terms if term.back == back)) for back in years}


def _list_terms(indicator: Indicator) -> tuple[SumTerm, ...]:
    return (*indicator.numerator_terms, *indicator.denominator_terms)
