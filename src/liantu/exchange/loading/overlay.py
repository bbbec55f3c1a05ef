"""Incoming rows laid over a table: what is added, changed cell by cell, unchanged, deleted."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from liantu.exchange.loading.incoming_rows import IncomingRows, ProblemLog
from liantu.model import schema
from liantu.model.problems import Problem
from liantu.model.tables import Tables, build_row_keys

CELLS = {
    "table": pl.String,
    "key": pl.String,
    "field": pl.String,
    "before": pl.String,
    "after": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
}
#: What a column that was there before ends in: no field may.
_BEFORE = "\0before"


def overlay_rows(
    tables: Tables,
    incoming: IncomingRows,
    log: ProblemLog,
    deletes: bool,
    beneath: Tables | None,
    closed: frozenset[str] = frozenset(),
) -> tuple[pl.DataFrame, pl.Series, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The table after, where each of its rows came from, the state of each row, changed cells, deleted rows."""
    name, before = incoming.table, tables[incoming.table]
    index = pl.int_range(pl.len(), dtype=pl.Int64)
    new = incoming.frame.with_columns(incoming.keys.alias("_key"), index.alias("_at"))
    twice = ~new["_key"].is_first_distinct()
    _report_duplicates(incoming, new, twice, log)
    new = new.filter(~twice)
    old = before.with_columns(build_row_keys(name, before).alias("_key"))
    both = new.join(old, on="_key", how="left", suffix=_BEFORE, maintain_order="left")
    is_old = both["_key"].is_in(old["_key"].implode())
    differs = {c: (both[c].ne_missing(both[c + _BEFORE]) & is_old) for c in before.columns}
    changed = pl.DataFrame({"changed": pl.select(pl.any_horizontal(*differs.values())).to_series()})["changed"]
    state = pl.select(
        pl.when(~is_old).then(pl.lit("added")).when(changed).then(pl.lit("changed")).otherwise(pl.lit("unchanged"))
    ).to_series()
    titles = [sheet.title for sheet in incoming.sheets]
    origin = incoming.origin[both["_at"]].with_columns(
        pl.col("sheet").replace_strict(dict(enumerate(titles)), return_dtype=pl.String).alias("title")
    )
    states = pl.DataFrame({"key": both["_key"], "state": state, "sheet": origin["title"], "row": origin["row"]}).select(
        pl.lit(name).alias("table"), "key", "state", "sheet", "row"
    )
    deletes = deletes and schema.read_tables()[name].part == "district"
    staying = closed - set(new["_key"]) if deletes else frozenset()
    if staying:
        log.add(Problem("closed_rows_stay", name, value=str(len(staying))))
    merged, source = _merge_rows(old, new, deletes, beneath, name, staying)
    gone = old.filter(~old["_key"].is_in(merged["_key"].implode())).select(
        pl.lit(name).alias("table"),
        pl.col("_key").alias("key"),
        pl.lit("deleted").alias("state"),
        pl.lit(None, pl.String).alias("sheet"),
        pl.lit(None, pl.Int64).alias("row"),
    )
    return merged.drop("_key"), source, states, _changed_cells(incoming, both, origin, differs), gone


def keep_fields(tables: Tables, incoming: IncomingRows, keys: frozenset[str]) -> IncomingRows:
    """The incoming rows; where those of some keys are blank they say what the table says."""
    if not keys:
        return incoming
    before = tables[incoming.table]
    old = before.with_columns(build_row_keys(incoming.table, before).alias("_key"))
    rows = incoming.frame.with_columns(incoming.keys.alias("_key"))
    both = rows.join(old, on="_key", how="left", suffix=_BEFORE, maintain_order="left")
    is_blanked = pl.col("_key").is_in([*keys])
    fields = [
        pl.when(is_blanked).then(pl.coalesce(c, c + _BEFORE)).otherwise(c).alias(c) for c in incoming.frame.columns
    ]
    return replace(incoming, frame=both.select(fields))


def _merge_rows(
    old: pl.DataFrame, new: pl.DataFrame, deletes: bool, beneath: Tables | None, name: str, staying: frozenset[str]
) -> tuple[pl.DataFrame, pl.Series]:
    """Rows in their order, changed ones in place and new ones after; and the place each has in the sheets, or null."""
    columns = [c for c in old.columns if c != "_key"]
    current = old.join(new.select("_key", "_at"), on="_key", how="left", maintain_order="left")
    if deletes:
        library = build_row_keys(name, beneath[name]) if beneath is not None else pl.Series([], dtype=pl.String)
        others = pl.Series([*library, *staying], dtype=pl.String)
        current = current.filter(pl.col("_at").is_not_null() | pl.col("_key").is_in(others.implode()))
    changed = current.select("_key", "_at").join(new.drop("_at"), on="_key", how="left", maintain_order="left")
    in_place = current.with_columns(
        pl.when(current["_at"].is_not_null()).then(changed[c]).otherwise(current[c]).alias(c) for c in columns
    )
    fresh = new.join(old.select("_key"), on="_key", how="anti", maintain_order="left")
    every = pl.concat([in_place.select(*columns, "_key", "_at"), fresh.select(*columns, "_key", "_at")])
    return every.drop("_at"), every["_at"]


def _changed_cells(
    incoming: IncomingRows, both: pl.DataFrame, origin: pl.DataFrame, differs: dict[str, pl.Series]
) -> pl.DataFrame:
    frames = [pl.DataFrame(schema=CELLS)]
    for name, mask in differs.items():
        if not mask.any():
            continue
        letters = {
            index: s.columns[name].letter if name in s.columns else "" for index, s in enumerate(incoming.sheets)
        }
        frames.append(
            pl.DataFrame(
                {
                    "key": both["_key"].filter(mask),
                    "before": both[name + _BEFORE].filter(mask),
                    "after": both[name].filter(mask),
                    "sheet": origin["title"].filter(mask),
                    "letter": origin["sheet"].filter(mask).replace_strict(letters, return_dtype=pl.String),
                    "row": origin["row"].filter(mask),
                }
            ).select(
                pl.lit(incoming.table).alias("table"),
                "key",
                pl.lit(name).alias("field"),
                "before",
                "after",
                "sheet",
                (pl.col("letter") + pl.col("row").cast(pl.String)).alias("cell"),
            )
        )
    return pl.concat(frames)


def _report_duplicates(incoming: IncomingRows, new: pl.DataFrame, twice: pl.Series, log: ProblemLog) -> None:
    if not twice.any():
        return
    firsts = dict(new.filter(~twice).select("_key", "_at").iter_rows())
    key = schema.read_tables()[incoming.table].key[0]
    for index in twice.arg_true():
        value = new["_key"][index]
        slots = {"first": str(incoming.origin["row"][firsts[value]])}
        log.add(incoming.locate(Problem("duplicate_key", incoming.table, value=value, slots=slots), key, index))
