"""Rows that are there already: firms under another of their names, plants of the same firm with the same product."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from liantu.exchange.loading.existing_firms import find_firms
from liantu.exchange.loading.existing_plants import describe_capacity, find_capacities, find_plants
from liantu.exchange.loading.loading_choices import LoadingChoices
from liantu.exchange.loading.product_relatives import ProductRelatives
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model.problems import Problem, join_texts
from liantu.model.tables import Tables

#: A problem of a row of a sheet: itself, the field, the place of the row.
NoteRow = Callable[[Problem, str, int], None]
#: The field that a finding stands at, for each table whose rows are looked for.
_FIELDS = {"firms": "zh", "plants": "zh", "capacities": "plant"}


class _Match(NamedTuple):
    """The row that is there of a row of the file, and by which code that is said.

    With ``others`` it is an error: these are meant as well.
    """

    key: str
    code: str
    others: tuple[str, ...] = ()


def mark_existing_rows(
    frame: pl.DataFrame, sheet: TableSheet, tables: Tables, choices: LoadingChoices, note_row: NoteRow
) -> pl.DataFrame:
    """The rows with the ids of firms, plants and capacities that are there; rows that say an id keep it.

    Each is noted with what it was taken for, or that it was chosen to be another one. A plant that two rows speak of
    is taken for the first alone; a firm of two rows stands in the file twice.
    """
    if sheet.table not in _FIELDS or not choices.finds_existing or frame.is_empty():
        return frame
    ids = frame["id"].to_list() if "id" in frame.columns else [None] * frame.height
    taken = {id for id in ids if id}
    matched: dict[int, str] = {}
    for index, match in _find_matches(frame, sheet, tables):
        if ids[index] or (match.key in taken and sheet.table != "firms"):
            continue
        is_separate = f"{sheet.title}!{sheet.rows[index]}" in choices.separate and not match.others
        note_row(_describe_match(match, frame, index, tables, sheet.table, is_separate), _FIELDS[sheet.table], index)
        if not is_separate and not match.others:
            matched[index] = match.key
            taken.add(match.key)
    marked = frame.with_columns(pl.Series("id", [matched.get(n, id) for n, id in enumerate(ids)], pl.String))
    keep = {"firms": _keep_firm_names, "capacities": _keep_narrower_products}.get(sheet.table)
    return keep(marked, matched, tables) if keep else marked


def _keep_narrower_products(frame: pl.DataFrame, matched: Mapping[int, str], tables: Tables) -> pl.DataFrame:
    """Capacities that are there with their product, where the file says it more broadly: it knows less."""
    if not matched:
        return frame
    known_products = dict(tables["capacities"].select("id", "product").iter_rows())
    relatives = ProductRelatives(tables)
    products = [
        known if relatives.is_narrower(known := known_products.get(matched.get(n, "")), product) else product
        for n, product in enumerate(frame["product"])
    ]
    return frame.with_columns(pl.Series("product", products, pl.String))


def _keep_firm_names(frame: pl.DataFrame, matched: Mapping[int, str], tables: Tables) -> pl.DataFrame:
    """Firms that are there with the names they have: another one is a name of them, and no better one."""
    if not matched:
        return frame
    names = [_describe_row(tables, "firms", matched[n]) if n in matched else name for n, name in enumerate(frame["zh"])]
    return frame.with_columns(pl.Series("zh", names, pl.String))


def _find_matches(frame: pl.DataFrame, sheet: TableSheet, tables: Tables) -> Iterator[tuple[int, _Match]]:
    """The place of each row of the file that is there, and what it is."""
    if sheet.table == "firms":
        for index, firm in enumerate(find_firms(frame, tables)):
            if firm is not None:
                code = "firm_of_two" if firm.other else "same_firm" if firm.is_sure else "like_firm"
                yield index, _Match(firm.id, code, (firm.other,) if firm.other else ())
    elif sheet.table == "plants":
        for index, (keys, make_relatives) in enumerate(find_plants(frame, tables, sheet)):
            if len(keys) == 1:
                yield index, _Match(keys[0], "related_plant" if make_relatives else "same_plant")
            elif keys and sheet.rows[index] in sheet.nameless:
                yield index, _Match(keys[0], "which_plant", tuple(keys[1:]))
    else:
        yield from _match_capacities(frame, tables)


def _match_capacities(frame: pl.DataFrame, tables: Tables) -> Iterator[tuple[int, _Match]]:
    for index, capacity in enumerate(find_capacities(frame, tables)):
        if capacity is not None:
            key, product = capacity
            is_same = product == frame["product"][index]
            yield index, _Match(key, "same_plant" if is_same else "related_plant")


def _describe_match(
    match: _Match, frame: pl.DataFrame, index: int, tables: Tables, table: str, is_separate: bool
) -> Problem:
    """What is said of a row that is there."""
    row = frame.row(index, named=True)
    text = describe_capacity(row, tables) if table == "capacities" else str(row["zh"])
    slots = {"read": _describe_row(tables, table, match.key)}
    if match.others:
        slots["other"] = join_texts([_describe_row(tables, table, key) for key in match.others])
    return Problem("another_plant" if is_separate else match.code, table, value=text, slots=slots)


def _describe_row(tables: Tables, table: str, key: str) -> str:
    """What a row that is there is called; a capacity by its plant, product and amount."""
    row = tables[table].row(by_predicate=pl.col("id") == key, named=True)
    return describe_capacity(row, tables) if table == "capacities" else str(row["zh"])
