"""What does not agree in published figures: findings for a person and not errors, since samples differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from liantu.model.problems import BilingualText, Problem
from liantu.model.schema import label_code, read_tables
from liantu.model.tables import Tables
from liantu.outlook.figures.published_figures import KEY, list_figures
from liantu.outlook.forecast.published_rates import find_differing_rates
from liantu.outlook.forecast.series import assemble_series
from liantu.outlook.forecast.series_checks import check_points, name_cell
from liantu.outlook.forecast.series_points import list_points
from liantu.outlook.forecast.single_periods import list_single_periods
from liantu.outlook.published.growth_beside import list_growth
from liantu.outlook.published.parts_of_totals import list_parts

_TABLE = "observations"
#: Powers of ten that the level of a series does not rise or fall by from one figure to the next, and that the number as
#: it is written may: months and the whole year stand beside each other.
_JUMP, _STEP = 1.7, 1.3


def check_series(tables: Tables, as_of: date, known_at: date | None = None) -> list[Problem]:
    """All that is wrong with the series of a district up to a date: sums that fall or disagree, mixed units, years
    missing, published growth that levels or its own indicator contradict, parts above their total, mixed prices, a unit
    that looks like a slip, prints of one figure of which nobody says when they were published."""
    figures, points = list_figures(tables, as_of, known_at), list_points(tables, as_of, known_at)
    series = assemble_series(points, list_single_periods(points))
    of_series = [problem for found in series for problem in found.problems]
    of_points = [*check_points(points), *of_series, *check_prints(figures)]
    return [
        *_name_series(of_points, tables),
        *check_growth(list_growth(figures, points)),
        *check_parts(figures, tables),
        *check_prices(figures),
        *check_units(figures, tables),
        *check_rates(figures, tables),
    ]


def _name_series(problems: list[Problem], tables: Tables) -> list[Problem]:
    """The problems with subject and indicator by their names, where they have any."""
    subjects = read_tables()["observations"].field("subject").refers_to
    names = (
        {
            key: BilingualText(zh or key, en or zh or key)
            for table in (*subjects, "indicators")
            if {"id", "zh", "en"} <= {*tables[table].columns}
            for key, zh, en in tables[table].select("id", "zh", "en").iter_rows()
        }
        if problems
        else {}
    )
    return [
        replace(
            problem,
            value=names.get(problem.value, problem.value),
            slots={name: names.get(text, text) for name, text in problem.slots.items()},
        )
        for problem in problems
    ]


def list_additive_parts(figures: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """The parts of totals (``list_parts``) of a district."""
    return list_parts(figures, tables["places"], tables["indicators"].filter(pl.col("additive") == "no")["id"])


def check_prints(figures: pl.DataFrame) -> list[Problem]:
    """Prints of one figure that differ and do not all say when they were published: ``print_undated``.

    All stand. Dated ones count before undated ones, the latest of them first; of undated ones the last row counts.
    """
    print_of = (*KEY, "year", "start", "end", "price_basis", "sample_basis")
    stated = figures.filter(pl.col("stated") & pl.col("value").is_not_null()).unique("observation", maintain_order=True)
    value, undated = pl.col("value"), pl.col("vintage").is_null()
    differing = stated.filter((value.n_unique().over(print_of) > 1) & undated.any().over(print_of)).with_columns(
        value.last().over(print_of).alias("counts"),
        pl.coalesce(value.shift(1).over(print_of), value.last().over(print_of)).alias("other"),
    )
    findings = differing.filter(undated & (value != pl.col("other")))
    return [
        Problem(
            "print_undated",
            _TABLE,
            "observations.csv",
            row["row"] + 2,
            "vintage",
            f"{row['value']:g}",
            {**name_cell(row), "other": f"{row['other']:g}", "counts": f"{row['counts']:g}"},
        )
        for row in findings.sort("row").iter_rows(named=True)
    ]


def check_growth(growth: pl.DataFrame) -> list[Problem]:
    """Published growth that printed levels contradict (``list_growth``): ``growth_contradicts_levels``; a word that one
    level alone excludes: ``growth_word_excluded``."""
    differing = growth.filter(pl.col("standing") == "differs").sort("row")
    computed_at_all = pl.col("computed_growth").is_not_null() | pl.col("computed_word").is_not_null()
    rows = differing.filter(computed_at_all)
    excluded = [
        Problem(
            "growth_word_excluded",
            _TABLE,
            "observations.csv",
            row + 2,
            "published_growth_word",
            _word_growth(None, word),
            {"level": f"{level:g} {unit}"},
        )
        for row, word, level, unit in differing.filter(~computed_at_all)
        .select("row", "published_growth_word", pl.coalesce("value", "prior_value"), "unit")
        .iter_rows()
    ]
    fields = ("row", "published_growth", "published_growth_word", "computed_growth", "computed_word", "value", "before")
    return excluded + [
        Problem(
            "growth_contradicts_levels",
            _TABLE,
            "observations.csv",
            row + 2,
            "published_growth" if rate is not None else "published_growth_word",
            _word_growth(rate, word),
            {"computed": _word_growth(computed, computed_word), "level": f"{value:g}", "before": f"{before:g}"},
        )
        for row, rate, word, computed, computed_word, value, before in rows.select(fields).iter_rows()
    ]


def check_parts(figures: pl.DataFrame, tables: Tables) -> list[Problem]:
    """Totals whose parts are more than they are: ``parts_exceed_total``."""
    over = list_additive_parts(figures, tables).filter(pl.col("exceeded"))
    rows = over.join(figures.select(pl.col("observation").alias("total"), "row"), on="total").sort("row")
    return [
        Problem(
            "parts_exceed_total",
            _TABLE,
            "observations.csv",
            row + 2,
            "value",
            f"{whole - remainder:g} {unit}",
            {"limit": f"{whole:g} {unit}"},
        )
        for row, whole, remainder, unit in rows.select("row", "total_value", "value", "unit").iter_rows()
    ]


def check_prices(figures: pl.DataFrame) -> list[Problem]:
    """Levels at constant prices in a series that has levels at current ones, which alone make it: ``prices_mixed``."""
    at_constant = pl.col("price_basis") == "constant"
    series = ("subject", "indicator", "scope", "product")
    stated = figures.filter(pl.col("stated")).with_columns(at_constant.fill_null(value=False).alias("constant"))
    mixed = stated.filter(pl.col("constant") & ~pl.col("constant").all().over(series)).sort("row")
    return [
        Problem("prices_mixed", _TABLE, "observations.csv", row + 2, "price_basis", observation)
        for row, observation in mixed.select("row", "observation").iter_rows()
    ]


def check_units(figures: pl.DataFrame, tables: Tables) -> list[Problem]:
    """Two units in one series where the number as written goes on and the level does not: ``unit_doubtful``, at the one
    that is not in the unit of the series."""
    written = tables.numbers("observations").with_row_index("row")
    numbers = written.select("row", pl.col("value").alias("number"), pl.col("unit").alias("own_unit"))
    sized = figures.filter(pl.col("stated"), pl.col("value") > 0).join(numbers, on="row", how="left")
    columns = ("row", "number", "own_unit")
    before = [pl.col(name).shift(1).over(KEY).alias(f"{name}_before") for name in (*columns, "value")]
    jump = (pl.col("value") / pl.col("value_before")).log10().abs()
    step = (pl.col("number") / pl.col("number_before")).log10().abs()
    found = (
        sized.sort(*KEY, "year", "end", "start")
        .with_columns(before)
        .filter(pl.col("own_unit") != pl.col("own_unit_before"), jump > _JUMP, step < _STEP)
    )
    is_earlier = (pl.col("own_unit") == pl.col("unit")) & (pl.col("own_unit_before") != pl.col("unit"))
    swapped = {name: f"{name}_before" for name in columns} | {f"{name}_before": name for name in columns}
    pairs = [found.filter(~is_earlier), found.filter(is_earlier).rename(swapped)]
    lines = pl.concat([pair.select(*columns, "number_before", "own_unit_before") for pair in pairs])
    return [
        Problem(
            *("unit_doubtful", _TABLE, "observations.csv", row + 2, "unit", f"{number:g} {unit}"),
            {"other": f"{other:g} {other_unit}"},
        )
        for row, number, unit, other, other_unit in lines.unique("row", keep="first").sort("row").iter_rows()
    ]


def check_rates(figures: pl.DataFrame, tables: Tables) -> list[Problem]:
    """Growth beside a level that is not that of its own indicator in the same print: ``growth_beside_differs``."""
    return [
        Problem(
            "growth_beside_differs",
            _TABLE,
            "observations.csv",
            row + 2,
            "published_growth",
            f"{rate:g}%",
            {"other": f"{other:g}%"},
        )
        for row, rate, other in find_differing_rates(figures, tables["indicators"]).iter_rows()
    ]


def _word_growth(rate: float | None, word: str | None) -> str:
    """A growth as a number with its sign, or the word in both languages."""
    if rate is not None:
        return f"{rate:+.1f}%"
    return BilingualText(label_code("growth_word", word or ""), label_code("growth_word", word or "", "en"))
