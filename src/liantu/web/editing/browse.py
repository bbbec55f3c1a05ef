"""Rows of any table, filtered, sorted and searched: what a page of it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from liantu.model import schema
from liantu.model.tables import Tables, row_keys
from liantu.web.editing import picking
from liantu.web.view import View

PAGE = 50
KEY = "\0key"


@dataclass(frozen=True)
class Asked:
    """What is asked of a table: a text anywhere, texts by column, an order, a page (from 1)."""

    text: str
    columns: Mapping[str, str]
    sort: str
    down: bool
    page: int


def asked(view: View, table: str) -> Asked:
    """What the address asks: ``q``, ``f.<field>``, ``sort`` (a leading ``-`` turns it round), ``page``."""
    query = view.request.query_params
    names = schema.tables()[table].columns
    sort = query.get("sort") or ""
    page = query.get("page") or ""
    return Asked(
        query.get("q") or "",
        {name: text for name in names if (text := query.get(f"f.{name}", "").strip())},
        sort.lstrip("-") if sort.lstrip("-") in names else "",
        sort.startswith("-"),
        max(1, int(page)) if page.isascii() and page.isdigit() else 1,
    )


def found(view: View, given: Tables, table: str, wanted: Asked) -> pl.DataFrame:
    """The rows that answer, in the order asked for, with their keys in ``KEY``."""
    frame = given[table].with_columns(row_keys(table, given[table]).alias(KEY))
    for name, text in wanted.columns.items():
        frame = frame.filter(_holds(view, schema.tables()[table].field(name), frame, text))
    if wanted.text:
        anywhere = pl.lit(False)
        for field in schema.tables()[table].fields:
            anywhere = anywhere | _holds(view, field, frame, wanted.text, exact=False)
        frame = frame.filter(anywhere)
    if wanted.sort:
        field = schema.tables()[table].field(wanted.sort)
        by = pl.col(field.name)
        if field.type in ("decimal", "integer"):
            by = by.cast(pl.Float64, strict=False)
        elif field.refers_to:
            by = by.replace({key: picking.shown(view, field, key) for key in frame[field.name].drop_nulls().unique()})
        frame = frame.sort(by, descending=wanted.down, nulls_last=True, maintain_order=True)
    return frame


def _holds(view: View, field: schema.Field, frame: pl.DataFrame, text: str, *, exact: bool = True) -> pl.Expr:
    """Rows whose field holds a text: a code by itself or its word, a reference by what it is found by."""
    if text in ("=", "∅") and exact:
        return pl.col(field.name).is_null()
    if field.choices:
        codes = [
            c for c in schema.codelist(field.choices) if (exact and c == text) or text in view.word(field.choices, c)
        ]
        return pl.col(field.name).is_in(codes)
    needle = picking.plain(text)
    if field.refers_to:
        keys = [c.key for name in field.refers_to for c in picking.choices(view, name) if _named(needle, c)]
        return pl.col(field.name).is_in(keys)
    plain = pl.col(field.name).fill_null("").str.normalize("NFKC").str.to_lowercase()
    holds = plain.str.contains(needle, literal=True)
    if field.name == "zh" and needle.isascii():
        names = frame["zh"].drop_nulls().unique().to_list()
        holds = holds | pl.col("zh").is_in([name for name in names if needle in picking.initials(name)])
    return holds


def _named(needle: str, choice: picking.Choice) -> bool:
    return any(needle in name for name in choice.found_by) or (len(needle) > 1 and needle in choice.initials)
