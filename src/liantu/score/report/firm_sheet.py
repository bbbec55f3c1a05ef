"""One firm's sheet (亩均体检报告): its values beside means and benchmark, points, rank, grade, the next line.

No other firm stands in it: means are what disclosure control lets be told. A benchmark stands there whole, with what
may be told of it beside it (``score.report.disclosable``): the office sees it, the firm only where no other firm is
seen through it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import NotRequired, TypedDict, cast

import polars as pl

from liantu.disclosure import DisclosureRules
from liantu.score.report.disclosable import add_benchmark_states, find_benchmark_states
from liantu.score.report.next_line import find_next_line, find_next_values
from liantu.score.run.evaluation import Evaluation
from liantu.score.run.indicator_applicability import not_applicable_indicators
from liantu.score.run.indicator_values import compute_value
from liantu.score.run.run_tables import STEPS
from liantu.score.run.scored_firm import ScoredFirm

#: What stands beside a value, and which table of ``released`` it comes from.
MEANS = ("industry", "park", "district")


class SheetHead(ScoredFirm, total=False):
    """The firm's row of the run, and the grade that ``SheetItem.next_value`` reaches; in the house and with grades in
    the run, how far and how sure its own is."""

    better: str | None
    to_better: float | None
    worse: str | None
    to_worse: float | None
    rank_low: int | None
    rank_high: int | None
    same_grade: float | None
    grades: list[str]
    changes: list[str]
    stable: bool | None
    next_grade: str | None


class FirmPrice(TypedDict):
    """What a price rule makes of a firm's grade: ``rate`` in CNY/kWh, ``amount`` in 10⁴ CNY, None without a price."""

    rule: str
    in_force: bool
    firm: str
    grade: str
    years: int | None
    rate: float | None
    amount: float | None
    other: NotRequired[float | None]
    counts: NotRequired[bool]


class SheetItem(TypedDict):
    """A line of ``FirmSheet.items``."""

    indicator: str
    unit: str
    numerator: float | None
    denominator: float | None
    value: float | None
    benchmark: float | None
    benchmark_state: str | None
    low: float | None
    low_state: str | None
    high: float | None
    high_state: str | None
    weight: float | None
    uncapped: float | None
    uncapped_state: str | None
    points: float | None
    next_value: float | None
    next_state: str | None
    applies: bool
    industry: float | None
    industry_state: str | None
    park: float | None
    park_state: str | None
    district: float | None
    district_state: str | None


@dataclass(frozen=True)
class FirmSheet:
    """``head``: the firm's row of the run, with better, to_better, worse, to_worse and stable.

    ``items``: indicator (or what else adds to the total), unit, the steps of its points (benchmark, low, high and
    uncapped with a state), ``next_value`` that alone reaches the next grade (``next_state``: reached; beyond where the
    cap is below it), whether it ``applies`` to the firm, and ``<mean>`` with ``<mean>_state`` for industry, park and
    district. Of a firm that is not evaluated the values stand there all the same.

    ``prices``: what each price rule of the scheme makes of the grade (rate None: no price), and whether it was
    ``in_force`` in the year; without a grade there are none.

    ``steps``: to what the points of an indicator are rounded outside the house (``score.report.rounded_points``).
    """

    firm: str
    year: int | None
    head: SheetHead
    items: pl.DataFrame
    prices: Sequence[FirmPrice]
    steps: Mapping[str, float] = field(default_factory=dict)

    @property
    def lines(self) -> list[SheetItem]:
        """``items`` row by row."""
        return cast(list[SheetItem], self.items.to_dicts())


def build_firm_sheet(
    run: Evaluation,
    firm: str,
    sensitivity: pl.DataFrame | None,
    means: Sequence[pl.DataFrame],
    prices: Mapping[str, pl.DataFrame | None],
    rules: DisclosureRules,
) -> FirmSheet:
    """A firm's sheet of a run. ``sensitivity`` as `measure_sensitivity` gives it (None outside the house: it rests on
    the other firms), ``means`` the published groups,
    ``prices`` by rule (None for one that was not in force in the year), ``rules`` what may be told."""
    is_firm = pl.col("firm") == firm
    row = run.firms.filter(is_firm).row(0, named=True)
    if sensitivity is not None:
        row |= sensitivity.filter(is_firm).drop("grade").row(0, named=True)
    line = find_next_line(run, cast(ScoredFirm, row), rules)
    head = cast(SheetHead, row | {"next_grade": line.grade if line else None})
    items = _items(run, firm, head, means, rules)
    items = items.join(find_next_values(run, head, line, items), on="indicator", how="left", maintain_order="left")
    return FirmSheet(firm, run.year, head, items, _list_prices(firm, head["grade"], prices))


def _list_prices(firm: str, grade: str | None, prices: Mapping[str, pl.DataFrame | None]) -> list[FirmPrice]:
    """What each rule makes of the grade; a grade that a rule sets no price for has no rate, no grade no row."""
    if grade is None:
        return []
    free = {"firm": firm, "grade": grade, "years": None, "rate": None, "amount": None}
    found = {
        rule: [] if rows is None else rows.filter(pl.col("firm") == firm).to_dicts() for rule, rows in prices.items()
    }
    return [
        cast(FirmPrice, {"rule": rule, "in_force": prices[rule] is not None, **row})
        for rule, rows in found.items()
        for row in rows or [free]
    ]


def _items(
    run: Evaluation, firm: str, head: ScoredFirm, means: Sequence[pl.DataFrame], rules: DisclosureRules
) -> pl.DataFrame:
    terms = run.account(firm).with_columns(pl.col("step").cast(pl.String))
    group_indicators = [
        item.indicator for group in run.scheme.groups if group.id == head["group"] for item in group.items
    ]
    others = [name for name in terms["indicator"].unique(maintain_order=True) if name not in group_indicators]
    units = {name: run.scheme.indicators[name].unit for name in group_indicators}
    rows = pl.DataFrame({"indicator": [*group_indicators, *others]}, schema={"indicator": pl.String}).with_columns(
        pl.col("indicator").replace_strict(units, default="", return_dtype=pl.String).alias("unit")
    )
    for step in STEPS:
        found = terms.filter(pl.col("step") == step).select("indicator", pl.col("amount").alias(step))
        rows = rows.join(found, on="indicator", how="left", maintain_order="left")
    if head["treatment"] == "not_evaluated":
        made = pl.col("indicator").replace_strict(_values(run, firm), default=None, return_dtype=pl.Float64)
        rows = rows.with_columns(made.alias("value"))
    out = not_applicable_indicators(run).filter(run.firms["firm"] == firm)[0].to_list()
    rows = rows.with_columns((~pl.col("indicator").is_in(out)).alias("applies"))
    rows = add_benchmark_states(rows, find_benchmark_states(run, firm, means, rules))
    return rows.join(_means(head, means), on="indicator", how="left", maintain_order="left")


def _values(run: Evaluation, firm: str) -> dict[str, float | None]:
    """The values of a firm that is not evaluated, as far as its returns make them."""
    firm_rows = run.returns.filter(firm=firm)
    made = [
        indicator for indicator in run.scheme.indicators.values() if set(indicator.columns) <= set(firm_rows.columns)
    ]
    return firm_rows.select(compute_value(indicator).alias(indicator.id) for indicator in made).row(0, named=True)


def _means(head: ScoredFirm, means: Sequence[pl.DataFrame]) -> pl.DataFrame:
    parts = []
    tables = {table.columns[0]: table for table in means}
    keys = {"industry": head["industry"] or "", "park": head["park"] or "", "district": None}
    for name in MEANS:
        by = "park" if name == "district" else name
        table = tables.get(by)
        found = pl.DataFrame(schema={"indicator": pl.String, "value": pl.Float64, "state": pl.String})
        if table is not None:
            applies = pl.col(by).eq_missing(pl.lit(keys[name], pl.String))  # what holds for the firm
            found = table.filter(applies).select("indicator", "value", "state")
        found = found.rename({"value": name, "state": f"{name}_state"})
        parts.append(found)
    return reduce(lambda left, other: left.join(other, on="indicator", how="full", coalesce=True), parts)
