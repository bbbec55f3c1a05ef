"""What a case comes to over its years in a place: cash by year after income tax, as of the day of the decision."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.attract.siting.income_tax import IncomeTax
from liantu.attract.siting.site_case import YearParameters
from liantu.attract.siting.terms import IS_COST, SALE

_MONTHS = 12.0


@dataclass(frozen=True)
class CashTerms:
    """What a place pays and earns, CNY: ``once`` before production by item, at full load a year ``moving`` with the
    load and ``fixed``, and ``revenue`` (None: the product has no price)."""

    once: dict[str, float]
    moving: float
    fixed: float
    revenue: float | None


def gather_cash_terms(terms: pl.DataFrame) -> CashTerms:
    """The terms of one place as cash: what is paid once in full, the others by year; unknown ones are left out."""
    known = terms.filter(pl.col("amount").is_not_null())
    once = known.filter(IS_COST, pl.col("once")).group_by("item").agg((pl.col("amount") * pl.col("years")).sum())
    running = known.filter(IS_COST, ~pl.col("once"))
    sale = known.filter(pl.col("item") == SALE)["amount"]
    return CashTerms(
        once=dict(once.iter_rows()),
        moving=float(running.filter(pl.col("follows_load"))["amount"].sum()),
        fixed=float(running.filter(~pl.col("follows_load"))["amount"].sum()),
        revenue=float(sale.sum()) if sale.len() else None,
    )


def list_cash(
    cash: CashTerms,
    parameters: YearParameters,
    months: float,
    income_tax: IncomeTax,
    write_off: dict[str, float],
    loss_years: int,
) -> pl.DataFrame:
    """Cash by year: year (0: before production), at (years after the decision), load, revenue, cost, tax, cash, factor,
    present.

    All that is paid once is paid on the day of the decision. Year k ends ``months`` ÷ 12 + k years after it; its factor
    is (1 + rate)^−(months ÷ 12 + k). Cost is moving × load + fixed, and the closing cost in the last year. Income tax
    is on revenue less cost less straight-line write-off (``write_off``: years by item), losses carried on for
    ``loss_years``, at the rate that the law has in that year; without a price of the product there is neither revenue
    nor tax. The closing cost is no input that is written off before it is paid, and land, buildings and machines are
    taken to be worth nothing at the end.
    """
    loads = parameters.list_loads()
    outlay = sum(cash.once.values())
    rows = [(0, 0.0, 0.0, 0.0, outlay, 0.0)]
    losses: list[float] = []
    for number, load in enumerate(loads, 1):
        revenue = (cash.revenue or 0.0) * load
        cost = cash.moving * load + cash.fixed + ((parameters.closing_cost or 0.0) if number == len(loads) else 0.0)
        written = sum(amount / years for item, amount in cash.once.items() if (years := write_off[item]) >= number)
        profit = revenue - cost - written
        losses, taxable = _carry_losses(losses, profit, loss_years)
        ends = months / _MONTHS + number
        tax = taxable * income_tax.mean_rate(ends) if cash.revenue is not None else 0.0
        rows.append((number, ends, load, revenue, cost, tax))
    columns = ("year", "at", "load", "revenue", "cost", "tax")
    frame = pl.DataFrame(
        rows, schema={name: pl.Int64 if name == "year" else pl.Float64 for name in columns}, orient="row"
    )
    growth = 1 + parameters.discount_rate
    return frame.with_columns(
        (pl.col("revenue") - pl.col("cost") - pl.col("tax")).alias("cash"),
        (pl.lit(growth) ** -pl.col("at")).alias("factor"),
    ).with_columns((pl.col("cash") * pl.col("factor")).alias("present"))


def _carry_losses(losses: list[float], profit: float, loss_years: int) -> tuple[list[float], float]:
    """The losses that are carried on after a year, the oldest first, and what of its profit is taxed."""
    if profit <= 0:
        return [*losses, -profit][-loss_years:], 0.0
    left, remaining = profit, []
    for loss in losses:
        used = min(loss, left)
        left -= used
        remaining.append(loss - used)
    return [*remaining, 0.0][-loss_years:], left
