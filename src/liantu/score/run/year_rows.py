"""A year of the returns as it is scored: without what must not be used, with what stands in, groups and peers."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.score.run.channels import Channels, drop_fields, find_refused_fields
from liantu.score.run.earlier_years import add_earlier_years, substitute_fields
from liantu.score.run.indicator_values import add_marks
from liantu.score.run.peer_groups import assign_peers
from liantu.score.run.population import (
    assign_groups,
    assign_treatments,
    distinct_values,
    find_ungrouped,
    select_year_rows,
)
from liantu.score.scheme.scheme import Scheme
from liantu.score.scheme.unknown_parts import find_unknown_parts

_FACTS = {"firm": pl.String, "fact": pl.String, "evidence": pl.String, "from": pl.Date, "to": pl.Date}


@dataclass(frozen=True)
class YearInputs:
    """What a year is made of, see ``evaluate``; ``returns`` of all years, ``facts`` of the kinds they have there."""

    returns: pl.DataFrame
    scheme: Scheme
    year: int | None
    facts: pl.DataFrame
    channels: Channels | None


@dataclass(frozen=True)
class YearRows:
    """``rows``: the firms with fields, group, treatment and peers; ``returns`` the same before their grouping.

    ``scheme`` is that without what must not be used, ``marks`` the columns that say what does not concern a firm,
    ``not_applicable`` firm and field of it.
    """

    rows: pl.DataFrame
    returns: pl.DataFrame
    scheme: Scheme
    not_applicable: pl.DataFrame
    marks: set[str]
    stops: list[Problem]


def read_year_rows(inputs: YearInputs, not_applicable: pl.DataFrame | None, notes: list[Problem]) -> YearRows:
    """The year as it is scored; what is noticed on the way is added to ``notes``."""
    year = inputs.year
    blocked, stops = find_refused_fields(inputs.scheme, inputs.channels, year, notes)
    scheme = drop_fields(inputs.scheme, blocked)
    stated = _drop_blocked_values(select_year_rows(inputs.returns, year, inputs.scheme), blocked)
    rows, filled_in, replaced = substitute_fields(stated, scheme, blocked)
    rows, no_earlier, without = add_earlier_years(rows, inputs.returns, year, scheme, inputs.channels)
    scheme, returns = drop_fields(scheme, (), without), rows
    notes += filled_in
    stops += [stop for stop in no_earlier if stop not in stops]
    rows, without_peers = _prepare_rows(rows, scheme, inputs.facts, year)
    nothing = _select_year(not_applicable, year).join(replaced, on=["firm", "field"], how="anti")
    rows, marks = add_marks(rows, nothing)
    unknown = find_unknown_parts(inputs.scheme, distinct_values(rows, "group").__contains__)
    outside = find_ungrouped(rows, scheme)
    if outside:
        nobody = pl.when(pl.col("group").is_null()).then(pl.lit("not_evaluated"))
        rows = rows.with_columns(nobody.otherwise("treatment").alias("treatment"))
    return YearRows(rows, returns, scheme, nothing, marks, [*unknown, *stops, *without_peers, *outside])


def read_year_before(inputs: YearInputs) -> tuple[pl.DataFrame | None, list[Problem]]:
    """Last year's evaluated firms, for benchmarks that are made of them; None when nobody gave them. And what of that
    year must not be used."""
    scheme, year = inputs.scheme, inputs.year
    needs_year_before = any(item.benchmark.previous for group in scheme.groups for item in group.items)
    if not needs_year_before or year is None or year - 1 not in inputs.returns["year"]:
        return None, []
    blocked, stops = find_refused_fields(scheme, inputs.channels, year - 1, [])
    rows = _drop_blocked_values(select_year_rows(inputs.returns, year - 1, scheme), blocked)
    rows, _notes, _replaced = substitute_fields(rows, scheme, blocked)
    rows, refused, _without = add_earlier_years(rows, inputs.returns, year - 1, scheme, inputs.channels)
    rows, _without_peers = _prepare_rows(rows, scheme, inputs.facts, year - 1)
    is_evaluated = (pl.col("treatment") != "not_evaluated") & pl.col("group").is_not_null()
    return rows.filter(is_evaluated), [*stops, *refused]


def normalise_facts(facts: pl.DataFrame | None) -> pl.DataFrame:
    """Facts with columns of the kinds an evaluation takes; no rows where nobody gave any.

    Raises Problems for a bad date.
    """
    empty = pl.DataFrame(schema=_FACTS)
    if facts is None:
        return empty
    texts = [name for name, kind in _FACTS.items() if kind == pl.Date and facts.schema.get(name) == pl.String]
    facts = facts.with_columns(pl.col(name).str.to_date(strict=False).alias(f"{name} read") for name in texts)
    for name in texts:
        if lost := facts.filter(pl.col(name).is_not_null() & pl.col(f"{name} read").is_null())[name].to_list():
            raise Problems([Problem("bad_date", column=name, value=str(lost[0]))])
    found = {name: pl.col(f"{name} read" if name in texts else name) for name in _FACTS if name in facts.columns}
    nothing = pl.lit(None)
    return facts.select(found.get(name, nothing).cast(kind).alias(name) for name, kind in _FACTS.items())


def _drop_blocked_values(rows: pl.DataFrame, blocked: list[str]) -> pl.DataFrame:
    """The rows without the values that must not be used."""
    return rows.with_columns(pl.lit(None, pl.Float64).alias(name) for name in blocked if name in rows.columns)


def _prepare_rows(
    rows: pl.DataFrame, scheme: Scheme, facts: pl.DataFrame, year: int | None
) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows with group, treatment and peers; and which firms state no peers."""
    return assign_peers(assign_treatments(assign_groups(rows, scheme), scheme, facts, year), scheme)


def _select_year(not_applicable: pl.DataFrame | None, year: int | None) -> pl.DataFrame:
    if not_applicable is None:
        return pl.DataFrame(schema={"firm": pl.String, "field": pl.String})
    if year is not None and "year" in not_applicable.columns:
        not_applicable = not_applicable.filter(pl.col("year").is_null() | (pl.col("year") == year))
    return not_applicable.select("firm", "field")
