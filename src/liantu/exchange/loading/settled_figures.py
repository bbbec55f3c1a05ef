"""Printed figures as rows of the district: of whom, of which indicator, part of which total, and which row is there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import polars as pl

from liantu.exchange.loading.references import ids_by_name, name_slug
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.exchange.reading.figure_lines import split_above_size
from liantu.exchange.reading.place_words import is_whole
from liantu.model.periods import name_days
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: What the id of growth on another base than the year before ends in.
_BASES = {"period_before": "mom", "two_year_average": "two-years"}
_SAME = ("subject", "indicator", "scope", "days", "growth_base")

NoteProblem = Callable[[Problem, str, int], None]


def settle_figures(
    frame: pl.DataFrame, sheet: TableSheet, tables: Tables, note_problem: NoteProblem, vintage: str | None = None
) -> pl.DataFrame:
    """The rows of a printed table with subject, indicator, scope, the id of the row that is there, and their total.

    A table that names no place is of the district itself, which is noted; one by places names one in each row, and the
    whole is the district. A name that is no indicator or place stays as it is and is told where references are looked
    at; 规上 before an indicator becomes the scope, a part that is a place the subject. A print of another ``vintage``
    is a row of its own. Other sheets as they are.
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
    _tell_overwritten(frame, sheet, tables, vintage, note_problem)
    ids = dict(zip(sheet.rows, frame["id"], strict=True))
    part_of = [ids.get(total) if total is not None else None for total in sheet.totals]
    return frame.with_columns(pl.Series("part_of", part_of, pl.String))


def _settle_places(names: pl.Series, tables: Tables, place: str) -> pl.Series:
    """Names of places as ids; the whole, and a column that names none, is the district ``place``."""
    known = _index_places(tables)
    read = {
        name: place or None if is_whole(name) else known.get(_fold(name), name) for name in names.drop_nulls().unique()
    }
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
    """The id of the row that is there of each figure, its latest print or that of the vintage; else a new one."""
    printed = tables["observations"].filter(pl.col("status") == "actual").sort("vintage", nulls_last=False)
    if vintage:
        printed = printed.filter(pl.col("vintage").is_null() | (pl.col("vintage") == vintage))
    days = {text: name_days(text) for text in [*printed["period"], *frame["period"]] if text}
    as_days = (pl.col("period").replace(days).alias("days"), pl.col("growth_base").replace("year_before", None))
    known = printed.with_columns(as_days).unique(_SAME, keep="last").select(*_SAME, pl.col("id").alias("known"))
    matched = frame.with_columns(as_days).join(known, on=_SAME, how="left", nulls_equal=True, maintain_order="left")
    taken = set(tables["observations"]["id"])
    ids = []
    for row in matched.iter_rows(named=True):
        found = row["known"] or _make_id(row, taken)
        taken.add(found)
        ids.append(found)
    return pl.Series("id", ids, pl.String)


def _tell_overwritten(
    frame: pl.DataFrame, sheet: TableSheet, tables: Tables, vintage: str | None, note_problem: NoteProblem
) -> None:
    """Figures that a table without a day of publication puts in the place of a dated print of other digits."""
    if vintage or "value" not in frame.columns or "vintage" in frame.columns:
        return
    dated = tables["observations"].select("id", pl.col("value").alias("replaced"), pl.col("vintage").alias("printed"))
    rows = frame.with_row_index("\0row").join(dated.drop_nulls(["replaced", "printed"]), on="id")
    for index, value, replaced, printed in (
        rows.select("\0row", "value", "replaced", "printed").drop_nulls().iter_rows()
    ):
        if value != replaced:
            slots = {"replaced": replaced, "vintage": printed}
            note_problem(Problem("print_overwritten", sheet.table, value=value, slots=slots), "value", index)


def _make_id(row: dict[str, str | None], taken: set[str]) -> str:
    """An id of subject, indicator, scope and months, with a number where it is taken."""
    months = (row["period"] or "").replace("..", "to")
    base = _BASES.get(row["growth_base"] or "")
    parts = (row["subject"], name_slug(row["indicator"] or ""), name_slug(row["scope"] or ""), months, base)
    stem = "-".join(part for part in parts if part)
    return next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)
