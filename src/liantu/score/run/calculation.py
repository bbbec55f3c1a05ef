"""A year's evaluation: returns and a scheme in, every firm's sum, rank and grade out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import NotRequired, TypedDict

import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.score.run.benchmarks import compute_benchmarks
from liantu.score.run.channels import Channels, drop_fields, find_refused_fields
from liantu.score.run.conditions import RuleGrounds, check_missing_grades
from liantu.score.run.earlier_years import add_earlier_years, substitute_fields
from liantu.score.run.evaluation import Evaluation
from liantu.score.run.grade_adjustments import adjust_grades, assign_final_grades
from liantu.score.run.indicator_values import VALUE, add_marks
from liantu.score.run.input_frame import normalise_returns
from liantu.score.run.peer_groups import assign_peers
from liantu.score.run.peer_ranks import find_uncut_firms, grade_firms, rank_firms
from liantu.score.run.points import (
    POINTS,
    REWEIGHED,
    round_points,
    score_group,
    select_prefixed,
)
from liantu.score.run.population import (
    assign_groups,
    assign_treatments,
    choose_year,
    distinct_values,
    filter_rows,
    find_duplicates,
    find_ungrouped,
    find_unproven_classes,
    partition_by_group,
    select_valid_facts,
    select_year_rows,
)
from liantu.score.run.rule_points import add_rule_points
from liantu.score.scheme.conditions import list_facts
from liantu.score.scheme.provenance import NamedPart, join_names
from liantu.score.scheme.scheme import Scheme
from liantu.score.scheme.unknown_parts import find_unknown_parts
from liantu.score.scheme.validity_dates import check_validity_dates

_FACTS = {"firm": pl.String, "fact": pl.String, "evidence": pl.String, "from": pl.Date, "to": pl.Date}
_FIRMS = [
    "firm",
    "group",
    "peers",
    "industry",
    "park",
    "treatment",
    "class",
    "class_grade",
    "total",
    "rank",
    "of",
    "pool",
    "grade_before",
    "grade",
    "moves",
]


class EvaluationInputs(TypedDict):
    """What an evaluation takes beside its scheme and year, see ``evaluate``."""

    returns: pl.DataFrame
    not_applicable: NotRequired[pl.DataFrame | None]
    facts: NotRequired[pl.DataFrame | None]
    channels: NotRequired[Channels | None]
    grades: NotRequired[pl.DataFrame | None]


def evaluate(
    returns: pl.DataFrame,
    scheme: Scheme,
    *,
    year: int | None = None,
    not_applicable: pl.DataFrame | None = None,
    facts: pl.DataFrame | None = None,
    channels: Channels | None = None,
    grades: pl.DataFrame | None = None,
) -> Evaluation:
    """The evaluation of one year, the last unless asked for.

    ``returns``: a row a firm and year: firm, year, group, industry, park, and a Float64 column a field in its unit;
    null is missing, 0.0 zero. ``not_applicable``: firm, field (and year). ``facts``: firm, fact, evidence, from, to
    (dates). ``channels``: field → who gave it (a mapping, or a frame with field, channel and, where known, year and
    firms), by id or name of the channel. ``grades``: firm, year, grade of settled evaluations of earlier years.

    Raises Problems for what no run can do without: no rows, another year, a row without a firm, two rows of one firm, a
    value that is no number, a channel nobody knows.
    A part of the scheme that is not known stops what rests on it and stands in ``stops``; the rest is computed.
    """
    returns = normalise_returns(returns, scheme)
    year, notes = choose_year(returns, year)
    rows = select_year_rows(returns, year, scheme)
    notes += [*check_validity_dates(scheme, year), *_check_missing_facts(scheme, facts)]
    full_scheme = scheme
    blocked, stops = find_refused_fields(scheme, channels, year, notes)
    scheme, facts = drop_fields(scheme, blocked), _facts(facts)
    rows, filled_in, replaced = substitute_fields(_drop_blocked_values(rows, blocked), scheme, blocked)
    rows, no_earlier, without = add_earlier_years(rows, returns, year, scheme, channels)
    scheme = drop_fields(scheme, (), without)
    year_returns = rows
    notes += filled_in
    stops += [stop for stop in no_earlier if stop not in stops]
    rows, without_peers = _prepare_rows(rows, scheme, facts, year)
    nothing = _select_year(not_applicable, year).join(replaced, on=["firm", "field"], how="anti")
    rows, marks = add_marks(rows, nothing)
    stops = [*find_unknown_parts(full_scheme, distinct_values(rows, "group").__contains__), *stops, *without_peers]
    if outside := find_ungrouped(rows, scheme):
        stops += outside
        nobody = pl.when(pl.col("group").is_null()).then(pl.lit("not_evaluated"))
        rows = rows.with_columns(nobody.otherwise("treatment").alias("treatment"))
    evaluated = filter_rows(rows, pl.col("treatment") != "not_evaluated")
    before, refused_before = _evaluate_year_before(returns, year, scheme, facts, channels)
    against, lost = compute_benchmarks(evaluated, before, scheme)
    stops += [*(stop for stop in refused_before if stop not in stops), *lost]
    valid_facts = select_valid_facts(facts, year)
    rows = _score_rows(rows, scheme, against, marks)
    notes += find_unproven_classes(rows, scheme, valid_facts)
    grounds = RuleGrounds(rows, scheme, valid_facts, grades, year)
    notes += check_missing_grades(scheme, grades, year)
    rows, unproven = add_rule_points(grounds)
    rows = _rounded(rows, scheme)
    rows = _add_ranks(rows)
    stops += find_uncut_firms(rows, scheme)
    rows, bare = adjust_grades(replace(grounds, rows=grade_firms(rows, scheme)))
    rows = assign_final_grades(rows, scheme)
    return Evaluation(
        scheme=scheme,
        year=year,
        returns=year_returns,
        not_applicable=nothing,
        firms=rows.select(_FIRMS),
        values=select_prefixed(rows, VALUE),
        points=select_prefixed(rows, POINTS),
        benchmarks=against,
        stops=tuple(stops),
        calculation_notes=(*notes, *unproven, *bare),
    )


def _drop_blocked_values(rows: pl.DataFrame, blocked: list[str]) -> pl.DataFrame:
    """The rows without the values that must not be used."""
    return rows.with_columns(pl.lit(None, pl.Float64).alias(name) for name in blocked if name in rows.columns)


def _prepare_rows(
    rows: pl.DataFrame, scheme: Scheme, facts: pl.DataFrame, year: int | None
) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows with group, treatment and peers; and which firms state no peers."""
    return assign_peers(assign_treatments(assign_groups(rows, scheme), scheme, facts, year), scheme)


def _evaluate_year_before(
    returns: pl.DataFrame, year: int | None, scheme: Scheme, facts: pl.DataFrame, channels: Channels | None
) -> tuple[pl.DataFrame | None, list[Problem]]:
    """Last year's evaluated firms, for benchmarks that are made of them; None when nobody gave them. And what of that
    year must not be used."""
    needs_year_before = any(item.benchmark.previous for group in scheme.groups for item in group.items)
    if not needs_year_before or year is None or year - 1 not in returns["year"]:
        return None, []
    blocked, stops = find_refused_fields(scheme, channels, year - 1, [])
    rows = _drop_blocked_values(select_year_rows(returns, year - 1, scheme), blocked)
    rows, _notes, _replaced = substitute_fields(rows, scheme, blocked)
    rows, refused, _without = add_earlier_years(rows, returns, year - 1, scheme, channels)
    stops = [*stops, *refused]
    rows, _without_peers = _prepare_rows(rows, scheme, facts, year - 1)
    return rows.filter((pl.col("treatment") != "not_evaluated") & pl.col("group").is_not_null()), stops


def _score_rows(rows: pl.DataFrame, scheme: Scheme, against: pl.DataFrame, marks: set[str]) -> pl.DataFrame:
    """All firms in their order, those of each group scored; nobody who is not evaluated is."""
    rows = rows.with_row_index("_at")
    out = pl.col("treatment") == "not_evaluated"
    evaluated = filter_rows(rows, ~out)
    parts = [
        score_group(group_rows, group, scheme, against.filter(pl.col("group") == group.id), marks)
        for group, group_rows in partition_by_group(evaluated, scheme)
    ]
    if evaluated.height < rows.height:
        parts.append(rows.filter(out))
    done = parts[0] if len(parts) == 1 else pl.concat(parts, how="diagonal").sort("_at")
    names = [item.indicator for group in scheme.groups for item in group.items]
    columns = dict.fromkeys(prefix + name for prefix in (VALUE, POINTS) for name in names)
    absent = [pl.lit(None, pl.Float64).alias(name) for name in columns if name not in done.columns]
    done = done.drop("_at").with_columns(absent)
    if "total" not in done.columns:
        done = done.with_columns(pl.lit(None, pl.Float64).alias("total"))
    return done.rename({REWEIGHED: POINTS + REWEIGHED}) if REWEIGHED in done.columns else done


def _add_ranks(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with their ranks. Raises Problems where a firm is there twice: a million names are compared while their
    totals are sorted."""
    with ThreadPoolExecutor(1) as beside:
        twice = beside.submit(find_duplicates, rows)
        rows = rank_firms(rows)
    if found := twice.result():
        raise Problems(found)
    return rows


def _rounded(rows: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Totals to the scheme's decimals; what that adds or takes is a term of its own."""
    if scheme.total_decimals is None:
        return rows
    total = round_points(pl.col("total"), scheme.total_decimals)
    return rows.with_columns((total - pl.col("total")).alias(POINTS + "rounding"), total.alias("total"))


def _check_missing_facts(scheme: Scheme, facts: pl.DataFrame | None) -> list[Problem]:
    """What is said where rules ask for facts and nobody gave any: that is not the same as none."""
    asking: list[NamedPart] = [rule for rule in scheme.classes if rule.facts or rule.since]
    asking += [rule for rule in scheme.points if list_facts(rule)]
    asking += [rule for rule in scheme.moves if list_facts(rule)]
    return [Problem("facts_not_given", value=join_names(asking))] if asking and facts is None else []


def _facts(facts: pl.DataFrame | None) -> pl.DataFrame:
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


def _select_year(not_applicable: pl.DataFrame | None, year: int | None) -> pl.DataFrame:
    if not_applicable is None:
        return pl.DataFrame(schema={"firm": pl.String, "field": pl.String})
    if year is not None and "year" in not_applicable.columns:
        not_applicable = not_applicable.filter(pl.col("year").is_null() | (pl.col("year") == year))
    return not_applicable.select("firm", "field")
