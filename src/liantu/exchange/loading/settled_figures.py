"""Printed figures as rows of the district: of whom, of which indicator, part of which total, and which row is there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

import polars as pl

from liantu.exchange.loading.references import ids_by_name, name_slug
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.exchange.reading.figure_lines import split_above_size
from liantu.exchange.reading.place_words import is_of_level, is_whole
from liantu.model.periods import name_days
from liantu.model.problems import Problem
from liantu.model.tables import Tables
from liantu.model.units import Units

#: What the id of growth on another base than the year before ends in.
_BASES = {"period_before": "mom", "two_year_average": "two-years"}
_SAME = ("subject", "indicator", "scope", "days", "growth_base")
#: What a print states, and which of it has a unit.
_LEVELS = ("value", "prior_value")
_STATED = (*_LEVELS, "published_growth", "published_growth_word")

NoteProblem = Callable[[Problem, str, int], None]


def settle_figures(
    frame: pl.DataFrame, sheet: TableSheet, tables: Tables, note_problem: NoteProblem, vintage: str | None = None
) -> pl.DataFrame:
    """The rows of a printed table with subject, indicator, scope, the id of the row that is there, and their total.

    A table that names no place is of the district itself, which is noted; one by places names one in each row, and the
    whole is the district. A name that is no indicator or place stays as it is and is told where references are looked
    at; 规上 before an indicator becomes the scope, a part that is a place the subject. A print of another ``vintage``,
    and of none where its figures are others, is a row of its own. Other sheets as they are.
    """
    if sheet.totals is None or frame.is_empty():
        return frame
    place = str(tables.about.get("id") or "")
    if place not in tables["places"]["id"]:
        place = ""
    if "subject" in frame.columns:
        frame = frame.with_columns(_settle_places(frame["subject"], tables, place))
    elif place:
        label = tables.labels().get(place, place)
        note_problem(Problem("figures_of_district", sheet.table, value=label), "indicator", 0)
        frame = frame.with_columns(pl.lit(place).alias("subject"))
    else:
        frame = frame.with_columns(pl.lit(None, pl.String).alias("subject"))
    frame = _settle_indicators(_settle_parts(frame, tables), tables)
    frame = _keep_units(frame.with_columns(_find_ids(frame, tables, vintage)), tables)
    ids = dict(zip(sheet.rows, frame["id"], strict=True))
    part_of = [ids.get(total) if total is not None else None for total in sheet.totals]
    return frame.with_columns(pl.Series("part_of", part_of, pl.String))


def _settle_places(names: pl.Series, tables: Tables, place: str) -> pl.Series:
    """Names of places as ids; the whole, and a column that names none, is the district ``place``.

    A whole of another level (全市 in a table of counties) is the region, where it is a place; and beside a row of the
    district itself no sum is the district's: such a name stays, and is told where references are looked at.
    """
    known = _index_places(tables)
    district = str(tables.about.get("zh") or "")
    region = known.get(_fold(str(tables.about.get("region") or "")))
    written = names.drop_nulls().unique()
    has_itself = any(known.get(_fold(name)) == place for name in written if not is_whole(name))
    read = {}
    for name in written:
        if not is_whole(name):
            read[name] = known.get(_fold(name), name)
        elif not is_of_level(name, district):
            read[name] = region or name
        else:
            read[name] = name if place and has_itself else place or None
    return names.replace_strict(read, default=place or None, return_dtype=pl.String)


def _settle_parts(frame: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Parts that are places as rows of these places: 其中 before a park."""
    known = _index_places(tables)
    places = {name: known[_fold(name)] for name in frame["scope"].drop_nulls().unique() if _fold(name) in known}
    is_place = pl.col("scope").is_in(list(places))
    return frame.with_columns(
        pl.when(is_place).then(pl.col("scope").replace(places)).otherwise("subject").alias("subject"),
        pl.when(~is_place).then("scope").alias("scope"),
    )


def _index_places(tables: Tables) -> dict[str, str]:
    """The places by every name that only one of them has."""
    index = ids_by_name([("places", tables["places"])], tables["names"])
    return {_fold(name): ids[0] for name, ids in index.iter_rows() if len(ids) == 1}


def _fold(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).lower()


def _settle_indicators(frame: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Indicators as ids, and the scope that their name says."""
    index = ids_by_name([("indicators", tables["indicators"])], tables["names"])
    known = {name: ids[0] for name, ids in index.iter_rows() if len(ids) == 1}
    read = {text: _read_indicator(text, known) for text in frame["indicator"].drop_nulls().unique()}
    scopes = {text: scope for text, (_id, scope) in read.items() if scope}
    of_name = pl.col("indicator").replace_strict(scopes, default=None, return_dtype=pl.String)
    return frame.with_columns(
        pl.col("indicator").replace({text: key for text, (key, _scope) in read.items()}),
        pl.concat_str([of_name, "scope"], ignore_nulls=True).replace("", None).alias("scope"),
    )


def _read_indicator(text: str, known: dict[str, str]) -> tuple[str, str | None]:
    """The id of an indicator and the scope before its name; the text itself where nothing is called so."""
    folded = "".join(text.split()).lower()
    if folded in known:
        return known[folded], None
    scope, name = split_above_size(folded) or (None, folded)
    return (known[name], scope) if name in known else (text, None)


def _keep_units(frame: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Rows that state growth alone with the unit that the level has which is there."""
    levels = [pl.col(name) for name in ("value", "prior_value") if name in frame.columns]
    if "unit" not in frame.columns:
        return frame
    units = dict(tables["observations"].select("id", "unit").iter_rows())
    known = pl.col("id").replace_strict(units, default=None, return_dtype=pl.String)
    states_level = pl.coalesce(*levels).is_not_null() if levels else pl.lit(False)
    return frame.with_columns(pl.when(states_level).then("unit").otherwise(pl.coalesce("unit", known)).alias("unit"))


def _find_ids(frame: pl.DataFrame, tables: Tables, vintage: str | None) -> pl.Series:
    """The id of the row that is there of each figure: that of the vintage, else the latest print that says the same.

    A print that says anything else is a row of its own, also where neither says when it was published: both stand.
    """
    printed = tables["observations"].filter(pl.col("status") == "actual").sort("vintage", nulls_last=False)
    days = {text: name_days(text) for text in [*printed["period"], *frame["period"]] if text}
    as_days = (pl.col("period").replace(days).alias("days"), pl.col("growth_base").replace("year_before", None))
    known = printed.with_columns(as_days).join(frame.with_columns(as_days), on=_SAME, how="semi", nulls_equal=True)
    prints: dict[tuple[str | None, ...], list[dict[str, str | None]]] = {}
    for row in known.iter_rows(named=True):
        prints.setdefault(tuple(row[name] for name in _SAME), []).append(row)
    taken = set(tables["observations"]["id"])
    ids = []
    for row in frame.with_columns(as_days).iter_rows(named=True):
        found = _find_print(row, prints.get(tuple(row[name] for name in _SAME), []), tables.units, vintage)
        key = found or _make_id(row, taken)
        taken.add(key)
        ids.append(key)
    return pl.Series("id", ids, pl.String)


def _find_print(
    row: dict[str, str | None], prints: list[dict[str, str | None]], units: Units, vintage: str | None
) -> str | None:
    """The id of the print that a row is: of the same vintage, else one that does not differ; the latest comes last."""
    if vintage and (same := [known["id"] for known in prints if known["vintage"] == vintage]):
        return same[-1]
    alike = [
        known["id"]
        for known in prints
        if not (vintage and known["vintage"]) and not any(_differ(row, known, name, units) for name in _STATED)
    ]
    return alike[-1] if alike else None


def _differ(row: dict[str, str | None], known: dict[str, str | None], name: str, units: Units) -> bool:
    """Whether both state a figure and the two are not one, also in the unit of each."""
    first, second = row.get(name), known.get(name)
    if first is None or second is None:
        return False
    try:
        amounts = [Decimal(text) for text in (first, second)]
    except InvalidOperation:
        return first != second
    scales = [units.read(side.get("unit") or "") for side in (row, known)] if name in _LEVELS else [None, None]
    if scales[0] is not None and scales[1] is not None:
        amounts = [amount * scale.factor for amount, scale in zip(amounts, scales, strict=True) if scale]
    return amounts[0] != amounts[1]


def _make_id(row: dict[str, str | None], taken: set[str]) -> str:
    """An id of subject, indicator, scope and months, with a number where it is taken."""
    months = (row["period"] or "").replace("..", "to")
    base = _BASES.get(row["growth_base"] or "")
    parts = (row["subject"], name_slug(row["indicator"] or ""), name_slug(row["scope"] or ""), months, base)
    stem = "-".join(part for part in parts if part)
    return next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)
