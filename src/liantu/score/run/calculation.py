"""A year's evaluation: returns and a scheme in, every firm's sum, rank and grade out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.score.run.benchmarks import benchmarks
from liantu.score.run.channels import Channels, refused, without
from liantu.score.run.evaluation import Evaluation
from liantu.score.run.grade_adjustments import moved, settled
from liantu.score.run.indicator_values import with_marks
from liantu.score.run.input_frame import as_given
from liantu.score.run.peer_ranks import graded, ranked
from liantu.score.run.points import POINTS, REWEIGHED, VALUE, added, columns, scored, to_decimals
from liantu.score.run.population import (
    by_group,
    duplicates,
    holding,
    kept,
    rows_of,
    ungrouped,
    unproven_classes,
    with_group,
    with_treatment,
    words,
    year_of,
)
from liantu.score.scheme.provenance import Named, called
from liantu.score.scheme.scheme import Scheme
from liantu.score.scheme.unknown_parts import unknown_parts
from liantu.score.scheme.validity_dates import out_of_date

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


def evaluate(
    returns: pl.DataFrame,
    scheme: Scheme,
    *,
    year: int | None = None,
    not_applicable: pl.DataFrame | None = None,
    facts: pl.DataFrame | None = None,
    channels: Channels | None = None,
) -> Evaluation:
    """The evaluation of one year, the last unless asked for.

    ``returns``: a row a firm and year: firm, year, group, industry, park, and a Float64 column a field in its unit;
    null is missing, 0.0 zero. ``not_applicable``: firm, field (and year). ``facts``: firm, fact, evidence, from, to
    (dates). ``channels``: field → who gave it (a mapping, or a frame with field, channel and, where known, year and
    firms), by id or name of the channel.

    Raises Problems for what no run can do without: no rows, another year, a row without a firm, two rows of one firm, a
    value that is no number, a channel nobody knows.
    A part of the scheme that is not known stops what rests on it and stands in ``stops``; the rest is computed.
    """
    returns = as_given(returns, scheme)
    year, notes = year_of(returns, year)
    rows = rows_of(returns, year, scheme)
    notes += [*out_of_date(scheme, year), *_without_facts(scheme, facts)]
    asked = scheme
    blocked, stops = refused(scheme, channels, year, notes)
    scheme, facts = without(scheme, blocked), _facts(facts)
    rows = given = _without(rows, blocked)
    rows = _prepared(rows, scheme, facts, year)
    nothing = _of_year(not_applicable, year)
    rows, marks = with_marks(rows, nothing)
    stops = [*unknown_parts(asked, words(rows, "group").__contains__), *stops]
    if outside := ungrouped(rows, scheme):
        stops += outside
        nobody = pl.when(pl.col("group").is_null()).then(pl.lit("not_evaluated"))
        rows = rows.with_columns(nobody.otherwise("treatment").alias("treatment"))
    evaluated = kept(rows, pl.col("treatment") != "not_evaluated")
    before, refused_before = _year_before(returns, year, scheme, facts, channels)
    against, lost = benchmarks(evaluated, before, scheme)
    stops += [*(stop for stop in refused_before if stop not in stops), *lost]
    held = holding(facts, year)
    rows = _scored(rows, scheme, against, marks)
    notes += unproven_classes(rows, scheme, held)
    rows, unproven = added(rows, scheme, held)
    rows = _rounded(rows, scheme)
    rows, bare = moved(graded(_in_order(rows), scheme), scheme, held)
    rows = settled(rows, scheme)
    return Evaluation(
        scheme=scheme,
        year=year,
        returns=given,
        not_applicable=nothing,
        firms=rows.select(_FIRMS),
        values=columns(rows, VALUE),
        points=columns(rows, POINTS),
        benchmarks=against,
        stops=tuple(stops),
        said=(*notes, *unproven, *bare),
    )


def _without(rows: pl.DataFrame, blocked: list[str]) -> pl.DataFrame:
    """The rows without the values that must not be used."""
    return rows.with_columns(pl.lit(None, pl.Float64).alias(name) for name in blocked if name in rows.columns)


def _prepared(rows: pl.DataFrame, scheme: Scheme, facts: pl.DataFrame, year: int | None) -> pl.DataFrame:
    """The rows with group, peers and treatment."""
    return with_treatment(with_group(rows, scheme), scheme, facts, year)


def _year_before(
    returns: pl.DataFrame, year: int | None, scheme: Scheme, facts: pl.DataFrame, channels: Channels | None
) -> tuple[pl.DataFrame | None, list[Problem]]:
    """Last year's evaluated firms, for benchmarks that are made of them; None when nobody gave them. And what of that
    year must not be used."""
    wanted = any(item.benchmark.previous for group in scheme.groups for item in group.items)
    if not wanted or year is None or year - 1 not in returns["year"]:
        return None, []
    blocked, stops = refused(scheme, channels, year - 1, [])
    rows = _prepared(_without(rows_of(returns, year - 1, scheme), blocked), scheme, facts, year - 1)
    return rows.filter((pl.col("treatment") != "not_evaluated") & pl.col("group").is_not_null()), stops


def _scored(rows: pl.DataFrame, scheme: Scheme, against: pl.DataFrame, marks: set[str]) -> pl.DataFrame:
    """All firms in their order, those of each group scored; nobody who is not evaluated is."""
    rows = rows.with_row_index("_at")
    out = pl.col("treatment") == "not_evaluated"
    evaluated = kept(rows, ~out)
    parts = [
        scored(own, group, scheme, against.filter(pl.col("group") == group.id), marks)
        for group, own in by_group(evaluated, scheme)
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


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with their ranks. Raises Problems where a firm is there twice: a million names are compared while their
    totals are sorted."""
    with ThreadPoolExecutor(1) as beside:
        twice = beside.submit(duplicates, rows)
        rows = ranked(rows)
    if found := twice.result():
        raise Problems(found)
    return rows


def _rounded(rows: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Totals to the scheme's decimals; what that adds or takes is a term of its own."""
    if scheme.total_decimals is None:
        return rows
    total = to_decimals(pl.col("total"), scheme.total_decimals)
    return rows.with_columns((total - pl.col("total")).alias(POINTS + "rounding"), total.alias("total"))


def _without_facts(scheme: Scheme, facts: pl.DataFrame | None) -> list[Problem]:
    """What is said where rules ask for facts and nobody gave any: that is not the same as none."""
    asking: list[Named] = [one for one in scheme.classes if one.facts or one.since]
    asking += [one for one in scheme.points if one.fact]
    asking += [one for one in scheme.moves if one.fact]
    return [Problem("facts_not_given", value=called(asking))] if asking and facts is None else []


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


def _of_year(not_applicable: pl.DataFrame | None, year: int | None) -> pl.DataFrame:
    if not_applicable is None:
        return pl.DataFrame(schema={"firm": pl.String, "field": pl.String})
    if year is not None and "year" in not_applicable.columns:
        not_applicable = not_applicable.filter(pl.col("year").is_null() | (pl.col("year") == year))
    return not_applicable.select("firm", "field")
