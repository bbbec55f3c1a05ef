"""Yearly returns and the land ledger as the wide table that an evaluation takes; three kinds of nothing kept apart.

A value that nobody gave is null, a true zero is 0.0, and what does not apply to a firm stands in a table of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from liantu.model import periods
from liantu.model.tables import Tables
from liantu.model.units import find_ratio

#: What tells a firm's peers apart, before the fields.
IDENTITY = ("firm", "year", "group", "industry", "park")
#: The field that the land ledger gives.
LAND = "land"
#: The channel of what the land ledger gives.
LEDGER = "land"
#: Decimals that come of dividing and converting are no other claim.
_SAME = 1e-9


@dataclass(frozen=True)
class ReturnsTable:
    """What an evaluation takes.

    ``returns``: one row a firm and year: firm, year (whole number), group, industry, park (texts or null), and a
    Float64 column a field in the unit of its item. ``not_applicable``: firm, year, field. ``channels``: field,
    channel (null = nobody has said), year, values (how many), firms (whose).
    ``land_claims``: firm, year, ledger, returned (mu), where both say
    something and differ; the ledger's counts.
    """

    returns: pl.DataFrame
    not_applicable: pl.DataFrame
    channels: pl.DataFrame
    land_claims: pl.DataFrame


def build_returns_table(tables: Tables, land: pl.DataFrame, years: Sequence[int] | None = None) -> ReturnsTable:
    """Everything an evaluation takes of some years, or of all; firms in the order of their table.

    A firm is in a year when a roster or a return says so. ``land`` is the ledger's at the end of each year: firm, year,
    land (mu, null = unknown); where the ledger does not have the firm, the land of its return stands.
    """
    stated = _read_returns(tables, years)
    firm_years = _read_firm_years(tables, stated, years)
    ledger = land.select("firm", "year", pl.col("land").alias("ledger"), pl.lit(True).alias("in_ledger"))
    valued = stated.drop_nulls("amount")
    returned = set(valued["item"])
    fields = [LAND, *(item for item in tables["return_items"]["id"] if item in returned and item != LAND)]
    spread = valued.select("firm", "year", "item", "amount").pivot("item", index=["firm", "year"], values="amount")
    missing = [pl.lit(None, pl.Float64).alias(name) for name in fields if name not in spread.columns]
    rows = firm_years.join(spread.with_columns(missing), on=["firm", "year"], how="left", maintain_order="left")
    rows = rows.join(ledger, on=["firm", "year"], how="left", maintain_order="left")
    # A firm that the ledger has, with some amount unknown, has no known land: its return does not stand in.
    settled = pl.when(pl.col("in_ledger").fill_null(False)).then(pl.col("ledger")).otherwise(pl.col(LAND))
    differs = (pl.col("ledger") - pl.col(LAND)).abs() > pl.col("ledger").abs() * _SAME
    claims = rows.filter(differs).select("firm", "year", "ledger", pl.col(LAND).alias("returned"))
    returns = rows.with_columns(settled.alias(LAND)).select(*IDENTITY, *fields)
    nothing = stated.filter(pl.col("state") == "not_applicable").select("firm", "year", pl.col("item").alias("field"))
    return ReturnsTable(returns, nothing, _channels(valued, ledger, firm_years), claims)


def list_return_years(tables: Tables, years: Sequence[int] | None = None) -> list[int]:
    """The years of which a roster or a return says something, of some years or of all, the first one first."""
    found = pl.concat([_select_years(tables[name], years)["year"] for name in ("rosters", "returns")])
    return found.drop_nulls().unique().sort().to_list()


def collect_facts(tables: Tables) -> pl.DataFrame:
    """What is established on firms: firm, fact, evidence, from, to (first and last day, null = open or unknown)."""
    rows = tables["facts"]
    return rows.select(
        "firm", "fact", "evidence", _days(rows["from"], first=True).alias("from"), _days(rows["to"]).alias("to")
    )


def read_grade_history(tables: Tables) -> pl.DataFrame:
    """Grades of settled evaluations: firm, year, grade; of several of one year the last in the table."""
    settled = tables["evaluations"].filter(pl.col("state") == "final").with_row_index("order")
    return (
        tables["grades"]
        .join(settled.select(pl.col("id").alias("evaluation"), "year", "order"), on="evaluation")
        .sort("order", maintain_order=True)
        .unique(["firm", "year"], keep="last", maintain_order=True)
        .sort("year", "firm")
        .select("firm", pl.col("year").cast(pl.Int64), "grade")
    )


def _read_returns(tables: Tables, years: Sequence[int] | None) -> pl.DataFrame:
    """Returns with ``amount`` in the unit of their item."""
    items = tables["return_items"].select(pl.col("id").alias("item"), pl.col("unit").alias("own"))
    rows = _select_years(tables.numbers("returns"), years).join(items, on="item", maintain_order="left")
    pairs = rows.select("unit", "own").drop_nulls().unique()
    factors = [(unit, base_unit, *_factor(tables, unit, base_unit)) for unit, base_unit in pairs.iter_rows()]
    kinds = {"unit": pl.String, "own": pl.String, "times": pl.Float64, "by": pl.Float64}
    known = pl.DataFrame(factors, schema=kinds, orient="row")
    return rows.join(known, on=["unit", "own"], how="left", maintain_order="left").with_columns(
        (pl.col("value") * pl.col("times") / pl.col("by")).alias("amount")
    )


def _factor(tables: Tables, unit: str, base_unit: str) -> tuple[int | None, int | None]:
    """What takes a number from a unit to another: times one number, by the other."""
    read, target = tables.units.read(unit), tables.units.read(base_unit)
    if read is None or target is None or read.dimension != target.dimension:
        return None, None
    return find_ratio(read, target).as_integer_ratio()


def _read_firm_years(tables: Tables, stated: pl.DataFrame, years: Sequence[int] | None) -> pl.DataFrame:
    """Firm and year with peer group, industry and park; a blank in the roster is what firms says."""
    roster = _select_years(tables["rosters"], years).select("firm", "year", "group", "industry", "park")
    every = pl.concat([roster.select("firm", "year"), stated.select("firm", "year")]).unique()
    firms = tables["firms"].select(
        pl.col("id").alias("firm"), pl.col("industry").alias("own_industry"), pl.col("place").alias("own_park")
    )
    return (
        firms.with_row_index("order")
        .join(every, on="firm")
        .join(roster, on=["firm", "year"], how="left")
        .sort("year", "order")
        .with_columns(pl.coalesce("industry", "own_industry"), pl.coalesce("park", "own_park"))
        .select(*IDENTITY)
    )


def _channels(valued: pl.DataFrame, ledger: pl.DataFrame, firm_years: pl.DataFrame) -> pl.DataFrame:
    """Through which channels the values of each field came, the ledger's land among them."""
    in_ledger = firm_years.join(ledger, on=["firm", "year"]).drop_nulls("ledger")
    keys = ("field", "channel", "year", "firm")
    ledger_channels = in_ledger.with_columns(pl.lit(LAND).alias("field"), pl.lit(LEDGER).alias("channel")).select(keys)
    returned = valued.join(ledger, on=["firm", "year"], how="left", maintain_order="left").filter(
        (pl.col("item") != LAND) | pl.col("in_ledger").is_null()
    )
    every = pl.concat([returned.rename({"item": "field"}).select(keys), ledger_channels])
    counted = pl.len().cast(pl.Int64).alias("values")
    return every.group_by(keys[:3], maintain_order=True).agg(counted, pl.col("firm").alias("firms"))


def _select_years(rows: pl.DataFrame, years: Sequence[int] | None) -> pl.DataFrame:
    rows = rows.with_columns(pl.col("year").cast(pl.Int64))
    return rows if years is None else rows.filter(pl.col("year").is_in([*years]))


def _days(cells: pl.Series, *, first: bool = False) -> pl.Series:
    read = {text: period for text in cells.drop_nulls().unique() if (period := periods.parse_period(text))}
    days = {text: period.first if first else period.last for text, period in read.items()}
    return cells.replace_strict(days, default=None, return_dtype=pl.Date)
