"""Plants that are there already: of the same firm with the same product, or a narrower or broader one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from liantu.exchange.loading.product_relatives import ProductRelatives
from liantu.exchange.loading.references import CHOICE, ids_by_name
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model.tables import Tables

#: How a capacity is measured that is a part of another.
_PHASE = "increment"


def find_capacities(frame: pl.DataFrame, tables: Tables) -> list[tuple[str, str] | None]:
    """The one capacity that is there of the plant and the product of each row, with its product: of a total with its
    phases the total, of a phase the one of the same amount. Where the plant has none of the product, one of a narrower
    or broader product: cells of iron phosphate are the cells of which the chemistry was not known."""
    if not {"plant", "product"} <= set(frame.columns):
        return [None] * frame.height
    known: dict[str, dict[str, list[_Capacity]]] = {}
    fields = ("id", "measure", "amount", "part_of")
    for plant, product, *row in tables["capacities"].select("plant", "product", *fields).iter_rows():
        if plant and product:
            known.setdefault(plant, {}).setdefault(product, []).append(_Capacity(*row))
    columns = [pl.col(name) if name in frame.columns else pl.lit(None).alias(name) for name in ("measure", "amount")]
    rows = frame.select("plant", "product", *columns).iter_rows()
    relatives = ProductRelatives(tables)
    return [_find_capacity(known.get(plant, {}), product, relatives, *stated) for plant, product, *stated in rows]


def _find_capacity(
    of_plant: Mapping[str, list[_Capacity]],
    product: str | None,
    relatives: ProductRelatives,
    measure: str | None,
    amount: str | None,
) -> tuple[str, str] | None:
    if product in of_plant or product is None:
        like = [product] if product else []
    else:
        like = [other for other in of_plant if relatives.are_related(product, other)]
    found = [(key, other) for other in like if (key := _choose_capacity(of_plant[other], measure, amount))]
    return found[0] if len(found) == 1 else None


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


class LikePlants(NamedTuple):
    """The plants that a row may mean; whether they make a narrower or broader product than it says."""

    ids: list[str]
    make_relatives: bool = False


def find_plants(frame: pl.DataFrame, tables: Tables, sheet: TableSheet) -> list[LikePlants]:
    """The plants of the same firm whose product the name of each row, or what it makes, speaks of; of rows without
    names those that make the product itself. Where there is none, those of a narrower or broader product."""
    if not {"zh", "firm"} <= set(frame.columns):
        return [LikePlants([])] * frame.height
    meant = ids_by_name([("firms", tables["firms"])], tables["names"]).iter_rows()
    firms = {name: ids[0] for name, ids in meant if len(ids) == 1}
    by_id = set(tables["firms"]["id"])
    plants = set(ids_by_name([("plants", tables["plants"])])["name"])
    cells = frame.select(
        "zh", pl.coalesce(pl.col("firm").str.extract(CHOICE), pl.col("firm")).alias("firm")
    ).iter_rows()
    of_firm = _list_plants_by_firm(tables)
    find_like = _LikePlantFinder(tables)
    found: list[LikePlants] = []
    products = _find_products(sheet.makes, tables) if sheet.makes is not None else [None] * frame.height
    for (name, text), product, row in zip(cells, products, sheet.rows, strict=True):
        firm = text if text in by_id else firms.get((text or "").replace(" ", "").lower())
        is_new = bool(name) and name.replace(" ", "").lower() not in plants
        known = of_firm.get(firm or "", []) if is_new else []
        found.append(find_like.among(known, "" if row in sheet.nameless else name, product))
    return found


class _LikePlantFinder:
    """Which plants of a firm a row may mean."""

    def __init__(self, tables: Tables) -> None:
        self._names: dict[str, str | None] = dict(tables["products"].select("id", "zh").iter_rows())
        self._relatives = ProductRelatives(tables)

    def among(self, known: list[tuple[str, list[str]]], words: str, product: str | None) -> LikePlants:
        """Those of known plants (each with its products) that make what the words speak of, or the product; else those
        that make a narrower or broader one."""
        same = [key for key, made in known if any((self._names.get(p) or p) in words or p == product for p in made)]
        if same:
            return LikePlants(same)
        alike = [key for key, made in known if any(self._relatives.are_related(product, p) for p in made)]
        return LikePlants(alike, bool(alike))


def _find_products(makes: pl.Series, tables: Tables) -> list[str | None]:
    """The id of the product of each plant, whatever the file calls it; its words where it is none of ours."""
    meant = {name: ids[0] for name, ids in ids_by_name([("products", tables["products"])], tables["names"]).iter_rows()}
    return [meant.get((text or "").replace(" ", "").lower(), text) for text in makes]


def _list_plants_by_firm(tables: Tables) -> dict[str, list[tuple[str, list[str]]]]:
    """The plants of each firm, each with the products that it makes."""
    makes: dict[str, list[str]] = {}
    for plant, product in tables["capacities"].select("plant", "product").drop_nulls().iter_rows():
        makes.setdefault(plant, []).append(product)
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
