"""A part of a figure is of the same indicator and time, and the shares that are printed are those of the levels."""

from __future__ import annotations

import polars as pl

from liantu.model.periods import name_days
from liantu.model.problems import Problem
from liantu.model.tables import Tables

_TABLE, _FILE = "observations", "observations.csv"


def check_figure_parts(tables: Tables) -> list[Problem]:
    """Parts of another indicator or another time than their total: ``part_of_other_figure``."""
    rows = _join_totals(tables)
    days = {text: name_days(text) for text in [*rows["period"], *rows["total_period"]] if text}
    same_time = pl.col("period").replace(days).eq_missing(pl.col("total_period").replace(days))
    wrong = rows.filter(~same_time | (pl.col("indicator") != pl.col("total_indicator")))
    return [
        Problem("part_of_other_figure", _TABLE, _FILE, line + 2, "part_of", total, {"whole": period or "—"})
        for line, total, period in wrong.select("line", "part_of", "total_period").iter_rows()
    ]


def check_published_shares(tables: Tables) -> list[Problem]:
    """Shares outside 0 to 100: ``share_out_of_range``; shares that levels contradict: ``share_contradicts_levels``.

    The shares of a total are printed to add up to 100, so that the last is what the others leave: 6.1 : 57.8 : 36.1,
    where division gives 36.0. Where those of a total do, each may differ by what rounding of the others leaves open.
    """
    shares = _join_totals(tables).filter(pl.col("published_share").is_not_null())
    shares = shares.with_columns(_number("published_share").alias("share"))
    beyond = shares.filter((pl.col("share") < 0) | (pl.col("share") > 100))
    wrong = (
        shares.filter(pl.col("unit") == pl.col("total_unit"), _number("total_value") > 0)
        .with_columns((100 * _number("value") / _number("total_value")).alias("computed"))
        .filter((pl.col("share") - pl.col("computed")).abs() > _left_open() + 1e-9)
    )
    return [
        *(
            Problem("share_out_of_range", _TABLE, _FILE, line + 2, "published_share", text)
            for line, text in beyond.select("line", "published_share").iter_rows()
        ),
        *(
            Problem(
                "share_contradicts_levels",
                _TABLE,
                _FILE,
                line + 2,
                "published_share",
                text,
                {"computed": f"{computed:.2f}", "whole": total},
            )
            for line, text, computed, total in wrong.select(
                "line", "published_share", "computed", "part_of"
            ).iter_rows()
        ),
    ]


def _left_open() -> pl.Expr:
    """How far a share may be from that of the levels by the digits of all three, in percentage points."""
    parts = pl.len().over("part_of")
    add_up = ((pl.col("share").sum().over("part_of") - 100).abs() < 1e-9) & (parts > 1)
    of_shares = _half("published_share") * pl.when(add_up).then(parts).otherwise(1)
    of_levels = 100 * _half("value") + pl.col("computed") * _half("total_value")
    return of_shares + of_levels / _number("total_value")


def _number(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Float64, strict=False)


def _half(column: str) -> pl.Expr:
    """Half of the last digit that a number is printed with."""
    places = pl.col(column).str.extract(r"\.(\d+)$").str.len_chars().fill_null(0).cast(pl.Float64)
    return 0.5 * pl.lit(10.0).pow(-places)


def _join_totals(tables: Tables) -> pl.DataFrame:
    """Rows that are parts, each with period, indicator, value and unit of its total."""
    rows = tables[_TABLE].with_row_index("line")
    totals = rows.select(
        pl.col("id").alias("part_of"),
        pl.col("period").alias("total_period"),
        pl.col("indicator").alias("total_indicator"),
        pl.col("value").alias("total_value"),
        pl.col("unit").alias("total_unit"),
    ).unique("part_of", keep="first")
    return rows.filter(pl.col("part_of").is_not_null()).join(totals, on="part_of", maintain_order="left")
