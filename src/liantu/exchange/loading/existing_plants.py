"""Rows of plants that are there already: of the same firm with the same product, whatever the file calls them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from liantu.exchange.loading.loading_choices import LoadingChoices
from liantu.exchange.loading.references import CHOICE, ids_by_name
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: A problem of a row of a sheet: itself, the field, the place of the row.
NoteRow = Callable[[Problem, str, int], None]


def mark_existing_plants(
    frame: pl.DataFrame, sheet: TableSheet, tables: Tables, choices: LoadingChoices, note_row: NoteRow
) -> pl.DataFrame:
    """The rows with the ids of plants and capacities that are there; rows that say an id keep it.

    Each is noted with what it was taken for, or that it was chosen to be another one.
    """
    if not choices.finds_existing or sheet.table not in ("plants", "capacities") or frame.is_empty():
        return frame
    found = _find_plants(frame, tables) if sheet.table == "plants" else _find_capacities(frame, tables)
    ids = frame["id"].to_list() if "id" in frame.columns else [None] * frame.height
    label = "zh" if sheet.table == "plants" else "plant"
    taken = {id for id in ids if id}
    for index, key in enumerate(found):
        if key is None or ids[index] or key in taken:
            continue
        is_separate = f"{sheet.title}!{sheet.rows[index]}" in choices.separate
        code = "another_plant" if is_separate else "same_plant"
        slots = {"read": _describe_known(tables, sheet.table, key), "key": key}
        row = frame.row(index, named=True)
        text = str(row["zh"]) if sheet.table == "plants" else _describe_capacity(row, tables)
        note_row(Problem(code, sheet.table, value=text, slots=slots), label, index)
        if not is_separate:
            ids[index] = key
            taken.add(key)
    return frame.with_columns(pl.Series("id", ids, pl.String))


def _find_capacities(frame: pl.DataFrame, tables: Tables) -> list[str | None]:
    """The one capacity that is there of the plant and the product of each row."""
    if not {"plant", "product"} <= set(frame.columns):
        return [None] * frame.height
    known: dict[tuple[str, str], list[str]] = {}
    for id, plant, product in tables["capacities"].select("id", "plant", "product").iter_rows():
        if plant and product:
            known.setdefault((plant, product), []).append(id)
    found = [known.get(pair, []) for pair in frame.select("plant", "product").iter_rows()]
    return [ids[0] if len(ids) == 1 else None for ids in found]


def _find_plants(frame: pl.DataFrame, tables: Tables) -> list[str | None]:
    """The one plant of the same firm whose product, or whose name, the name of each row speaks of."""
    if not {"zh", "firm"} <= set(frame.columns):
        return [None] * frame.height
    meant = ids_by_name([("firms", tables["firms"])], tables["names"]).iter_rows()
    firms = {name: ids[0] for name, ids in meant if len(ids) == 1}
    by_id = set(tables["firms"]["id"])
    plants = {name for name, _ids in ids_by_name([("plants", tables["plants"])]).iter_rows()}
    cells = frame.select(
        "zh", pl.coalesce(pl.col("firm").str.extract(CHOICE), pl.col("firm")).alias("firm")
    ).iter_rows()
    of_firm = _list_plants_by_firm(tables)
    found: list[str | None] = []
    for name, text in cells:
        firm = text if text in by_id else firms.get((text or "").replace(" ", "").lower())
        alike = [key for key, words in of_firm.get(firm or "", []) if name and any(word in name for word in words)]
        found.append(alike[0] if len(alike) == 1 and name and name.replace(" ", "").lower() not in plants else None)
    return found


def _list_plants_by_firm(tables: Tables) -> dict[str, list[tuple[str, list[str]]]]:
    """The plants of each firm, each with the names of what it makes."""
    products = dict(tables["products"].select("id", "zh").iter_rows())
    makes: dict[str, list[str]] = {}
    for plant, product in tables["capacities"].select("plant", "product").drop_nulls().iter_rows():
        makes.setdefault(plant, []).append(products.get(product) or product)
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for key, firm in tables["plants"].select("id", "firm").iter_rows():
        found.setdefault(firm, []).append((key, makes.get(key, [])))
    return found


def _describe_known(tables: Tables, table: str, key: str) -> str:
    """What a plant that is there is called; a capacity by its plant, product and amount."""
    row = tables[table].row(by_predicate=pl.col("id") == key, named=True)
    return str(row["zh"]) if table == "plants" else _describe_capacity(row, tables)


def _describe_capacity(row: Mapping[str, str | None], tables: Tables) -> str:
    """A capacity by its plant, product and amount."""
    fields = (("plants", "plant"), ("products", "product"))
    names = [tables[name].filter(pl.col("id") == row[field])["zh"] for name, field in fields]
    amount = " ".join(filter(None, (row.get("amount"), row.get("unit"))))
    return " · ".join([*(str(found[0]) for found in names if found.len()), *filter(None, [amount])])
