"""A year's evaluation: returns and a scheme in, every firm's sum, rank and grade out."""

from __future__ import annotations

from dataclasses import replace
from typing import NotRequired, TypedDict

import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.score.run.benchmarks import compute_benchmarks
from liantu.score.run.channels import Channels
from liantu.score.run.conditions import RuleGrounds, check_missing_grades
from liantu.score.run.evaluation import Evaluation
from liantu.score.run.grade_adjustments import adjust_grades, assign_final_grades
from liantu.score.run.indicator_values import VALUE
from liantu.score.run.input_frame import normalise_returns
from liantu.score.run.peer_ranks import find_uncut_firms, grade_firms, rank_firms
from liantu.score.run.points import (
    POINTS,
    REWEIGHED,
    round_points,
    score_group,
    select_prefixed,
)
from liantu.score.run.population import (
    choose_year,
    filter_rows,
    find_duplicates,
    find_unproven_classes,
    partition_by_group,
    select_valid_facts,
)
from liantu.score.run.rule_points import add_rule_points
from liantu.score.run.year_rows import YearInputs, normalise_facts, read_year_before, read_year_rows
from liantu.score.scheme.conditions import list_facts
from liantu.score.scheme.provenance import NamedPart, join_names
from liantu.score.scheme.scheme import Scheme
from liantu.score.scheme.validity_dates import check_validity_dates

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
    notes += [*check_validity_dates(scheme, year), *_check_missing_facts(scheme, facts)]
    facts = normalise_facts(facts)
    of_year = read_year_rows(YearInputs(returns, scheme, year, facts, channels), not_applicable, notes)
    scheme, rows = of_year.scheme, of_year.rows
    before, refused_before = read_year_before(YearInputs(returns, scheme, year, facts, channels))
    against, lost = compute_benchmarks(filter_rows(rows, pl.col("treatment") != "not_evaluated"), before, scheme)
    stops = [*of_year.stops, *(stop for stop in refused_before if stop not in of_year.stops), *lost]
    valid_facts = select_valid_facts(facts, year)
    rows = _score_rows(rows, scheme, against, of_year.marks)
    notes += [*find_unproven_classes(rows, scheme, valid_facts), *check_missing_grades(scheme, grades, year)]
    grounds = RuleGrounds(rows, scheme, valid_facts, grades, year)
    rows, unproven = add_rule_points(grounds)
    rows = _add_ranks(_rounded(rows, scheme))
    stops += find_uncut_firms(rows, scheme)
    rows, bare = adjust_grades(replace(grounds, rows=grade_firms(rows, scheme)))
    rows = assign_final_grades(rows, scheme)
    return Evaluation(
        scheme=scheme,
        year=year,
        returns=of_year.returns,
        not_applicable=of_year.not_applicable,
        firms=rows.select(_FIRMS),
        values=select_prefixed(rows, VALUE),
        points=select_prefixed(rows, POINTS),
        benchmarks=against,
        stops=tuple(stops),
        calculation_notes=(*notes, *unproven, *bare),
    )


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
    """The rows with their ranks. Raises Problems where a firm is there twice."""
    if found := find_duplicates(rows):
        raise Problems(found)
    return rank_firms(rows)


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
