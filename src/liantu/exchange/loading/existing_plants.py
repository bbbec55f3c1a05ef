"""Plants that are there already: of the same firm with the same product, whatever the file calls them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from liantu.exchange.loading.references import CHOICE, ids_by_name
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model.tables import Tables

#: How a capacity is measured that is a part of another.
_PHASE = "increment"


def find_capacities(frame: pl.DataFrame, tables: Tables) -> list[str | None]:
    """The one capacity that is there of the plant and the product of each row: of a total with its phases the total,
    of a phase the one of the same amount."""
    if not {"plant", "product"} <= set(frame.columns):
        return [None] * frame.height
    known: dict[tuple[str, str], list[_Capacity]] = {}
    fields = ("id", "measure", "amount", "part_of")
    for plant, product, *row in tables["capacities"].select("plant", "product", *fields).iter_rows():
        if plant and product:
            known.setdefault((plant, product), []).append(_Capacity(*row))
    columns = [pl.col(name) if name in frame.columns else pl.lit(None).alias(name) for name in ("measure", "amount")]
    rows = frame.select("plant", "product", *columns).iter_rows()
    return [_choose_capacity(known.get((plant, product), []), *stated) for plant, product, *stated in rows]


class _Capacity(NamedTuple):
    """A capacity that is there, as far as one is told from another by it."""

    id: str
    measure: str | None
    amount: str | None
    part_of: str | None


def _choose_capacity(known: list[_Capacity], measure: str | None, amount: str | None) -> str | None:
    """The id of the one that a row of that measure and amount speaks of; None where none or several may be meant."""
    if measure == _PHASE:
        alike = [row for row in known if row.measure == _PHASE and row.amount == amount]
    elif len(known) == 1:
        alike = [row for row in known if not measure or row.measure in (measure, None)]
    else:
        alike = [row for row in known if row.measure != _PHASE and not row.part_of]
    return alike[0].id if len(alike) == 1 else None


def keep_plant_names(frame: pl.DataFrame, sheet: TableSheet, tables: Tables) -> pl.DataFrame:
    """The rows of plants; those without an id that are there keep the name they have here."""
    if sheet.table != "plants" or "id" in sheet.columns or "zh" not in frame.columns:
        return frame
    names = dict(tables["plants"].select("id", "zh").iter_rows())
    called = [names.get(key) or name for key, name in frame.select("id", "zh").iter_rows()]
    return frame.with_columns(pl.Series("zh", called, pl.String))


def find_plants(frame: pl.DataFrame, tables: Tables, sheet: TableSheet) -> list[list[str]]:
    """The plants of the same firm whose product the name of each row, or what it makes, speaks of; of rows without
    names those that make the product itself."""
    if not {"zh", "firm"} <= set(frame.columns):
        return [[]] * frame.height
    meant = ids_by_name([("firms", tables["firms"])], tables["names"]).iter_rows()
    firms = {name: ids[0] for name, ids in meant if len(ids) == 1}
    by_id = set(tables["firms"]["id"])
    plants = set(ids_by_name([("plants", tables["plants"])])["name"])
    cells = frame.select(
        "zh", pl.coalesce(pl.col("firm").str.extract(CHOICE), pl.col("firm")).alias("firm")
    ).iter_rows()
    of_firm = _list_plants_by_firm(tables)
    found: list[list[str]] = []
    products = _name_products(sheet.makes, tables) if sheet.makes is not None else [None] * frame.height
    for (name, text), product, row in zip(cells, products, sheet.rows, strict=True):
        firm = text if text in by_id else firms.get((text or "").replace(" ", "").lower())
        is_new = bool(name) and name.replace(" ", "").lower() not in plants
        known = of_firm.get(firm or "", []) if is_new else []
        found.append(_list_alike(known, "" if row in sheet.nameless else name, product))
    return found


def _list_alike(known: list[tuple[str, list[str]]], name: str, product: str | None) -> list[str]:
    """The ids of the plants that make what a name speaks of, or the product."""
    return [key for key, words in known if any(word in name or word == product for word in words)]


def _name_products(makes: pl.Series, tables: Tables) -> list[str | None]:
    """What the product of each plant is called here, whatever the file calls it."""
    meant = {name: ids[0] for name, ids in ids_by_name([("products", tables["products"])], tables["names"]).iter_rows()}
    called = dict(tables["products"].select("id", "zh").iter_rows())
    return [called.get(meant.get((text or "").replace(" ", "").lower(), ""), text) for text in makes]


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


def describe_capacity(row: Mapping[str, str | None], tables: Tables) -> str:
    """A capacity by its plant, product and amount."""
    fields = (("plants", "plant"), ("products", "product"))
    names = [tables[name].filter(pl.col("id") == row[field])["zh"] for name, field in fields]
    amount = " ".join(filter(None, (row["amount"], row.get("unit")))) if row.get("amount") else ""
    return " · ".join([*(str(found[0]) for found in names if found.len()), *filter(None, [amount])])
