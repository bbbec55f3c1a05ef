"""Groups of a run as they may be told: sum ÷ sum by group, industry and park, through disclosure control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from liantu.disclosure import FIRMS, DisclosureRules, ProtectedTables, Ratio, protect_tables
from liantu.model.hidden_amounts import MISSING, SHOWN
from liantu.score.report.disclosable import CLOSED
from liantu.score.run.evaluation import Evaluation
from liantu.score.run.indicator_values import sum_denominator, sum_numerator
from liantu.score.scheme.indicators import Indicator, SumTerm

#: What firms are grouped by; the total of each table is the district.
BREAKDOWNS = ("group", "industry", "park")
#: Benchmarks that are means of the values of firms.
_MEANS = ("mean", "trimmed_mean", "top_mean")
#: A ratio that more than this share of a group has is one of the group.
_MAJORITY = 0.5


def protect_run(run: Evaluation, rules: DisclosureRules, published: Sequence[ProtectedTables] = ()) -> ProtectedTables:
    """Sums of a run by each breakdown, protected together and beside what was ``published`` of the same year.

    Of a ratio both sums are protected as if they were told. Sums of one ratio are the same columns in every scheme;
    those of two ratios are not compared, since in each group all ratios are of the same firms (``collect_release``).
    The growth of a ratio, made of four sums, is not told. Firms that are not evaluated are in no sum.
    """
    rows, measures = collect_release(run)
    return protect_tables(rows, [[name] for name in BREAKDOWNS], measures, rules, published)


def collect_release(run: Evaluation) -> tuple[pl.DataFrame, list[str | Ratio]]:
    """What the tables of a run are made of: a row a firm with its breakdowns and sums, and the measures that are told.

    Two runs of which both are equal tell the same. In each group all ratios are of the same firms: tax per mu of all
    but one beside tax per kWh of all would tell the tax of that one to whoever knows the land. A ratio that most firms
    of a group have is told there, of the firms that have all such ratios.

    Values that a benchmark is the mean of are summed too, of all firms that have one: sheets tell that mean.
    """
    known = _ratios(run)
    evaluated = run.firms.filter(pl.col("treatment") != "not_evaluated").select("firm", *BREAKDOWNS)
    halves = {
        name: half
        for ratio in known
        for name, half in zip(_name_sum_columns(ratio), _build_ratio_parts(ratio), strict=True)
    }
    sums = run.returns.select("firm", *(half.cast(pl.Float64).alias(name) for name, half in halves.items()))
    rows = _level(evaluated.join(sums, on="firm", maintain_order="left"), [_name_sum_columns(ratio) for ratio in known])
    ratios = [Ratio(ratio.id, *_name_sum_columns(ratio), *_name_sums(ratio)) for ratio in known]
    averaged = _name_means(run)
    values = run.values.select(pl.col(key).cast(pl.Float64).alias(name) for key, name in averaged.items())
    rows = rows.join(run.firms.select("firm").hstack(values), on="firm", how="left", maintain_order="left")
    return rows, [FIRMS, *ratios, *averaged.values()]


def _level(rows: pl.DataFrame, ratios: Sequence[tuple[str, str]]) -> pl.DataFrame:
    """The rows with the ratios of each group known for the same firms, or for none."""
    has = {ratio: pl.all_horizontal(pl.col(half).is_not_null() for half in ratio) for ratio in ratios}
    used = {ratio: known.mean().over("group") > _MAJORITY for ratio, known in has.items()}
    complete = pl.all_horizontal([pl.lit(True), *(has[ratio] | ~used[ratio] for ratio in ratios)])
    halves = [
        pl.when(used[ratio] & complete).then(pl.col(half)).alias(half)
        for ratio in ratios
        for half in dict.fromkeys(ratio)
    ]
    return rows.with_columns(halves)


def build_published_tables(run: Evaluation, found: ProtectedTables, digits: int) -> list[pl.DataFrame]:
    """A table a breakdown: its key (null = the district, "" = not known), indicator, value, state, firms, firms_state.

    ``value`` is in the indicator's unit, to so many significant ``digits``, null where it may not be told or is not
    known. ``mean_state`` says whether the mean of the firms' values may be told, where a benchmark is one.
    """
    scales, averaged = {indicator.id: indicator.scale for indicator in _ratios(run)}, _name_means(run)
    return [
        _table(table, name, scales, digits).join(
            _list_mean_states(table, name, averaged),
            on=[name, "indicator"],
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        for table, name in zip(found.tables, BREAKDOWNS, strict=True)
    ]


def close_changed_benchmarks(
    means: Sequence[pl.DataFrame], inside: pl.DataFrame, outside: pl.DataFrame
) -> list[pl.DataFrame]:
    """The tables without the means of indicators whose benchmark is another one inside the house.

    ``inside`` and ``outside`` are the benchmarks of the run with all values, and with those that may leave the house.
    """
    ends = ["value", "low", "high"]
    both = inside.join(outside, on=["group", "peers", "indicator"], how="left", suffix="_outside")
    differ = pl.any_horizontal(pl.col(end).ne_missing(pl.col(f"{end}_outside")) for end in ends)
    closed = both.filter(differ)["indicator"].unique().to_list()
    if not closed:
        return [*means]
    hidden = pl.col("indicator").is_in(closed)
    value, state = pl.when(~hidden).then("value"), pl.when(hidden).then(pl.lit(CLOSED)).otherwise("state")
    return [table.with_columns(value.alias("value"), state.alias("state")) for table in means]


def widen_table(table: pl.DataFrame) -> pl.DataFrame:
    """A line a group, industry or park, and a column an indicator with its state beside it."""
    name = table.columns[0]
    sheet = table.select(name, "firms", "firms_state").unique(name, keep="first", maintain_order=True)
    for (indicator,), part in table.group_by("indicator", maintain_order=True):
        indicator_columns = part.select(
            name, pl.col("value").alias(str(indicator)), pl.col("state").alias(f"{indicator}_state")
        )
        sheet = sheet.join(indicator_columns, on=name, how="left", nulls_equal=True, maintain_order="left")
    return sheet


def flag_hidden_values(table: pl.DataFrame) -> pl.DataFrame:
    """Whether a value is hidden, not why: the reason alone would tell how many firms there are."""
    hidden = ~pl.col("state").is_in([SHOWN, MISSING])
    return table.select(table.columns[0], "indicator", "value", hidden.alias("hidden"))


def _ratios(run: Evaluation) -> list[Indicator]:
    used = [run.scheme.indicators[name] for name in run.benchmarks["indicator"].unique(maintain_order=True)]
    return [indicator for indicator in used if indicator.numerator and not indicator.ratios]


def _name_means(run: Evaluation) -> dict[str, str]:
    """The column of the values of each indicator of which a benchmark is the mean; schemes have ids of their own."""
    items = [item for group in run.scheme.groups for item in group.items]
    averaged = {item.indicator for item in items if item.benchmark.rule in _MEANS and not item.benchmark.previous}
    return {
        ratio.id: _name_sum_columns(ratio)[0].replace("above ", "mean ", 1)
        for ratio in _ratios(run)
        if ratio.id in averaged and ratio.id in run.values.columns
    }


def _list_mean_states(table: pl.DataFrame, name: str, averaged: Mapping[str, str]) -> pl.DataFrame:
    indicators = {column: key for key, column in averaged.items()}
    return table.filter(pl.col("measure").is_in([*indicators])).select(
        name,
        pl.col("measure").replace_strict(indicators, default=None, return_dtype=pl.String).alias("indicator"),
        pl.col("state").alias("mean_state"),
    )


def _build_ratio_parts(indicator: Indicator) -> tuple[pl.Expr, pl.Expr]:
    return sum_numerator(indicator), sum_denominator(indicator)


def _name_sum_columns(indicator: Indicator) -> tuple[str, str]:
    """The columns of both sums, by what they are made of: schemes have ids of their own."""
    above, below = _name_sums(indicator)
    ratio = f"{above} ÷ {below or 1}"
    return f"above {ratio}", f"below {ratio}"


def _name_sums(indicator: Indicator) -> tuple[str, str]:
    """What is summed above and below; nothing where a number of firms is."""
    halves = (indicator.numerator_terms, indicator.denominator_terms)
    above, below = (" + ".join(sorted(_name_term(term) for term in half)) for half in halves)
    return above, below


def _name_term(term: SumTerm) -> str:
    return term.column if term.factor == 1 else f"{term.factor:g} {term.column}"


def _table(table: pl.DataFrame, name: str, scales: dict[str, float], digits: int) -> pl.DataFrame:
    count = table.filter(pl.col("measure") == FIRMS).select(
        name, pl.col("value").alias("firms"), pl.col("state").alias("firms_state")
    )
    scale = pl.col("indicator").replace_strict(scales, default=None, return_dtype=pl.Float64)
    return (
        table.filter(pl.col("measure").is_in([*scales]))
        .rename({"measure": "indicator"})
        .with_columns((pl.col("value") * scale).round_sig_figs(digits))
        .join(count, on=name, nulls_equal=True, maintain_order="left")
    )
