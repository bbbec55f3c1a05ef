"""A monthly return is of one reporting month that has begun, adds up with those before it, and is the office's own."""

from __future__ import annotations

import polars as pl

from liantu.model.periods import parse_period
from liantu.model.problems import BilingualText, Problem
from liantu.model.reporting_months import YEAR, number_months
from liantu.model.tables import Tables

_TABLE = "monthly_returns"
_TABLES = (_TABLE, "sample_moves")
#: Figures that cannot be below zero.
_AMOUNTS = (
    *("output", "output_before", "output_so_far", "output_so_far_before", "revenue", "next_output"),
    *("power", "power_before", "orders", "orders_before"),
)
#: How far figures that ought to be equal may differ by rounding, as a share, and in 万元.
_SHARE, _ROUNDING = 0.005, 1.0


def check_reporting_months(tables: Tables) -> list[Problem]:
    """Months that offices do not report, as January alone or a quarter: ``no_reporting_month``."""
    return [
        Problem("no_reporting_month", name, f"{name}.csv", line + 2, "month", month)
        for name in _TABLES
        for line, month in tables[name]
        .with_row_index("line")
        .filter(number_months(pl.col("month")).is_null())
        .select("line", "month")
        .iter_rows()
    ]


def check_future_months(tables: Tables) -> list[Problem]:
    """Returns of months that had not begun at the district's own date: ``future_month``."""
    standing = parse_period(str(tables.about.get("as_of", "")))
    if standing is None or standing.last is None:
        return []
    # The month that runs may be returned before it ends.
    now = standing.last.year * YEAR + max(standing.last.month - 2, 0)
    rows = tables[_TABLE].with_row_index("line").filter(number_months(pl.col("month")) > now)
    return [
        Problem("future_month", _TABLE, f"{_TABLE}.csv", line + 2, "month", month, {"known": standing.text})
        for line, month in rows.select("line", "month").iter_rows()
    ]


def check_monthly_amounts(tables: Tables) -> list[Problem]:
    """Amounts below zero: ``negative_number``."""
    rows = tables[_TABLE].with_row_index("line")
    return [
        Problem("negative_number", _TABLE, f"{_TABLE}.csv", line + 2, name, value)
        for name in _AMOUNTS
        for line, value in rows.filter(_number(name) < 0).select("line", name).iter_rows()
    ]


def check_stopped_firms(tables: Tables) -> list[Problem]:
    """Firms that stand still and state an output all the same: ``output_while_stopped``."""
    rows = tables[_TABLE].with_row_index("line").filter(pl.col("state") == "stopped", _number("output") > 0)
    names = _name_firms(tables)
    return [
        Problem(
            "output_while_stopped", _TABLE, f"{_TABLE}.csv", line + 2, "output", value, {"firm": names.get(firm, firm)}
        )
        for line, firm, value in rows.select("line", "firm", "output").iter_rows()
    ]


def check_zero_months(tables: Tables) -> list[Problem]:
    """Months of 0 at a firm that says it produces: ``no_output_while_producing``; a same month of 0 in which the firm
    used electricity: ``zero_with_electricity``. Unknown is blank, not 0."""
    rows, names = tables[_TABLE].with_row_index("line"), _name_firms(tables)
    idle = rows.filter(pl.col("state") == "producing", _number("output") == 0)
    used = rows.filter(_number("output_before") == 0, _number("power_before") > 0)
    return [
        *(
            Problem(
                *("no_output_while_producing", _TABLE, f"{_TABLE}.csv", line + 2, "output", value),
                {"firm": names.get(firm, firm)},
            )
            for line, firm, value in idle.select("line", "firm", "output").iter_rows()
        ),
        *(
            Problem(
                *("zero_with_electricity", _TABLE, f"{_TABLE}.csv", line + 2, "output_before", value),
                {"firm": names.get(firm, firm), "power": power},
            )
            for line, firm, value, power in used.select("line", "firm", "output_before", "power_before").iter_rows()
        ),
    ]


def check_sums_so_far(tables: Tables) -> list[Problem]:
    """Sums of the year so far that are not that of the month before and the month itself: ``so_far_disagrees``.

    Offices correct earlier months in the sum, so this is a finding and no error.
    """
    rows = _numbered(tables).select("line", "firm", "at", "month", sum=_number("output_so_far"), of=_number("output"))
    earlier, names = rows.select("firm", pl.col("at") + 1, before="sum"), _name_firms(tables)
    joined = rows.join(earlier, on=["firm", "at"], how="left", maintain_order="left")
    first = pl.col("at") % YEAR == 0
    expected = pl.when(first).then(pl.col("of")).otherwise(pl.col("before") + pl.col("of"))
    found = joined.with_columns(expected.alias("expected")).filter(_differ("sum", "expected"))
    return [
        Problem(
            *("so_far_disagrees", _TABLE, f"{_TABLE}.csv", line + 2, "output_so_far", f"{stated:.10g}"),
            {"expected": f"{expected:.10g}", "firm": names.get(firm, firm), "month": month},
        )
        for line, firm, month, stated, expected in found.select("line", "firm", "month", "sum", "expected").iter_rows()
    ]


def check_earlier_returns(tables: Tables) -> list[Problem]:
    """A same month of last year that is not what the firm returned then: ``earlier_return_differs``."""
    rows = _numbered(tables).select("line", "firm", "at", stated=_number("output_before"), of=_number("output"))
    then, names = rows.select("firm", pl.col("at") + YEAR, returned="of"), _name_firms(tables)
    found = rows.join(then, on=["firm", "at"], how="inner", maintain_order="left").filter(_differ("stated", "returned"))
    return [
        Problem(
            *("earlier_return_differs", _TABLE, f"{_TABLE}.csv", line + 2, "output_before", f"{stated:.10g}"),
            {"expected": f"{returned:.10g}", "firm": names.get(firm, firm)},
        )
        for line, firm, stated, returned in found.select("line", "firm", "stated", "returned").iter_rows()
    ]


def check_own_returns(tables: Tables) -> list[Problem]:
    """Rows whose source is of the class of statistical returns: ``survey_unit_data``. The law keeps those apart."""
    closed = tables["sources"].filter(pl.col("class") == "statistical")["id"]
    rows = tables[_TABLE].with_row_index("line").filter(pl.col("source").is_in(closed.to_list()))
    return [
        Problem("survey_unit_data", _TABLE, f"{_TABLE}.csv", line + 2, "source", source)
        for line, source in rows.select("line", "source").iter_rows()
    ]


def _name_firms(tables: Tables) -> dict[str, BilingualText]:
    """The firms of the returns by id, as messages name them."""
    firms = tables["firms"].filter(pl.col("id").is_in(tables[_TABLE]["firm"].implode()))
    return {
        key: BilingualText(zh or key, en or zh or key) for key, zh, en in firms.select("id", "zh", "en").iter_rows()
    }


def _numbered(tables: Tables) -> pl.DataFrame:
    rows = tables[_TABLE].with_row_index("line")
    return rows.with_columns(number_months(pl.col("month")).alias("at")).drop_nulls("at")


def _number(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Float64, strict=False)


def _differ(stated: str, other: str) -> pl.Expr:
    slack = pl.max_horizontal(pl.col(other).abs() * _SHARE, pl.lit(_ROUNDING))
    return (pl.col(stated) - pl.col(other)).abs() > slack
