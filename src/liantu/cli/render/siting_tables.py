"""The siting account on a terminal: each part of it with a heading a column."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

from liantu.model.schema import label_code
from liantu.wording import siting_words as say
from liantu.wording import translator
from liantu.wording.amounts import format_range, format_significant
from liantu.wording.siting_words import SitingNames

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.siting import SitingAccount

#: What the command shows, by the word of its option.
PARTS = ("totals", "items", "flips", "movers", "prices", "ask", "terms", "cash", "parcels")


def tabulate_siting(account: SitingAccount, part: str, district: District, lang: str) -> pl.DataFrame:
    """A part of the account in words."""
    tables: dict[str, Callable[[SitingAccount, SitingNames], list[dict[str, str]]]] = {
        "totals": _tabulate_totals,
        "items": _tabulate_items,
        "flips": _tabulate_flips,
        "movers": _tabulate_movers,
        "prices": _tabulate_prices,
        "ask": _tabulate_open,
        "terms": _tabulate_terms,
        "cash": _tabulate_cash,
        "parcels": _tabulate_parcels,
    }
    return pl.DataFrame(tables[part](account, name_siting(account, district, lang)))


def select_part(account: SitingAccount, part: str) -> pl.DataFrame:
    """A part of the account as data."""
    frames = {
        "totals": account.totals.join(account.comparison, on="siting_place", how="left", maintain_order="left"),
        "items": account.items,
        "flips": account.flips,
        "movers": account.movers,
        "prices": account.prices,
        "ask": account.open_prices,
        "terms": account.terms,
        "cash": account.cash,
        "parcels": account.parcels,
    }
    return frames[part]


def _tabulate_totals(account: SitingAccount, names: SitingNames) -> list[dict[str, str]]:
    tr = names.tr
    head = {key: tr(label) for key, label in say.COLUMNS.items()}
    rows = []
    joined = select_part(account, "totals").join(account.places.select("siting_place", "months"), on="siting_place")
    for row in joined.iter_rows(named=True):
        is_home = row["siting_place"] == account.home
        each, per_output = (
            "" if row[name] is None else say.mark_bound(format_significant(row[name], 4), row, tr)
            for name in ("per_unit", "per_output")
        )
        rows.append(
            {
                head["place"]: names.place(row["siting_place"]),
                head["amount"]: say.cost_text(row["amount"], row, tr),
                head["per_unit"]: each,
                head["per_output"]: per_output,
                head["range"]: say.mark_bound(format_range(_scaled(row["p10"]), _scaled(row["p90"])), row, tr),
                head["difference"]: "" if is_home else say.signed_text(row["difference"], tr),
                head["cheaper"]: say.percent_text(row["cheaper"]),
                head["value"]: "" if is_home else say.signed_text(_negated(row["value_difference"]), tr),
                head["months"]: tr(say.TO_ASK) if row["months"] is None else f"{row['months']:.0f}",
                head["unknown"]: ", ".join(names.item(item) for item in row["unknown"]),
            }
        )
    return rows


def _tabulate_items(account: SitingAccount, names: SitingNames) -> list[dict[str, str]]:
    tr = names.tr
    found: dict[str, dict[str, str]] = {}
    for row in account.items.iter_rows(named=True):
        label = names.item(row["item"], row["product"])
        text = say.money_text(row["amount"], tr, at_least=bool(row["unknown"]) and row["amount"] is not None)
        found.setdefault(label, {})[names.place(row["siting_place"])] = text
    places = [names.place(key) for key in account.places["siting_place"]]
    none = tr(say.NONE)
    return [
        {tr(say.OPEN_COLUMNS["item"]): label, **{name: by_place.get(name, none) for name in places}}
        for label, by_place in found.items()
    ]


def _tabulate_flips(account: SitingAccount, names: SitingNames) -> list[dict[str, str]]:
    tr = names.tr
    head = {key: tr(label) for key, label in say.FLIP_COLUMNS.items()}
    return [
        {
            head["input"]: names.input(row),
            head["price"]: format_significant(row["price"], 4),
            head["flip"]: format_significant(row["flip"], 4),
            head["change"]: say.change_text(row["change"]),
            head["range"]: format_range(row["low"], row["high"], 4),
            head["within"]: tr("yes") if row["within"] else tr("no"),
        }
        for row in account.flips.iter_rows(named=True)
    ]


def _tabulate_movers(account: SitingAccount, names: SitingNames) -> list[dict[str, str]]:
    tr = names.tr
    head = {key: tr(label) for key, label in say.MOVER_COLUMNS.items()}
    return [
        {
            head["input"]: names.input(row),
            head["range"]: format_range(row["low"], row["high"], 4),
            head["at_low"]: say.signed_text(row["at_low"], tr),
            head["at_high"]: say.signed_text(row["at_high"], tr),
        }
        for row in account.movers.iter_rows(named=True)
    ]


def _tabulate_prices(account: SitingAccount, names: SitingNames) -> list[dict[str, str]]:
    tr, sources = names.tr, names.tables.names("sources", names.lang)
    head = {key: tr(label) for key, label in say.PRICE_COLUMNS.items()}
    return [
        {
            head["input"]: names.input(row),
            head["price"]: format_significant(row["price"], 4),
            head["range"]: tr(say.ONE_FIGURE)
            if row["low"] == row["high"]
            else format_range(row["low"], row["high"], 4),
            head["unit"]: names.price_unit(row["item"], row["product"]),
            head["tax"]: label_code("price_tax", row["tax"], names.lang),
            head["period"]: "–".join(dict.fromkeys(filter(None, (row["first"], row["last"])))) or tr(say.UNSTATED),
            head["spec"]: names.spec(row),
            head["source"]: sources.get(row["source"], row["source"]) or tr(say.UNSTATED),
        }
        for row in account.prices.iter_rows(named=True)
    ]


def _tabulate_open(account: SitingAccount, names: SitingNames) -> list[dict[str, str]]:
    tr = names.tr
    head = {key: tr(label) for key, label in say.OPEN_COLUMNS.items()}
    return [
        {
            head["place"]: names.place(row["siting_place"]),
            head["item"]: names.item(row["item"], row["product"]),
            head["why"]: tr(say.MISSING[row["missing"]]),
            head["quantity"]: names.quantity(row),
        }
        for row in account.open_prices.iter_rows(named=True)
    ]


def _tabulate_terms(account: SitingAccount, names: SitingNames) -> list[dict[str, str]]:
    tr = names.tr
    head = {key: tr(label) for key, label in say.TERM_COLUMNS.items()}
    return [
        {
            head["place"]: names.place(row["siting_place"]),
            head["item"]: names.item(row["item"], row["product"]),
            head["row"]: row["row"] or "",
            head["quantity"]: names.quantity(row),
            head["price"]: "" if row["price"] is None else format_significant(row["price"], 4),
            head["amount"]: say.money_text(row["amount"], tr),
        }
        for row in account.terms.iter_rows(named=True)
    ]


def _tabulate_cash(account: SitingAccount, names: SitingNames) -> list[dict[str, str]]:
    tr = names.tr
    keys = ("revenue", "cost", "tax", "cash", "present")
    return [
        {
            tr(say.TERM_COLUMNS["place"]): names.place(row["siting_place"]),
            tr(say.CASH_COLUMNS["year"]): str(row["year"]),
            tr(say.CASH_COLUMNS["load"]): say.percent_text(row["load"]),
            **{tr(say.CASH_COLUMNS[key]): say.money_text(row[key], tr) for key in keys},
        }
        for row in account.cash.iter_rows(named=True)
    ]


def _tabulate_parcels(account: SitingAccount, names: SitingNames) -> list[dict[str, str]]:
    tr, parcels = names.tr, names.tables.names("parcels", names.lang)
    head = {key: tr(label) for key, label in say.PARCEL_COLUMNS.items()}
    rows = [
        {
            head["parcel"]: parcels.get(row["parcel"], row["parcel"]),
            head["place"]: names.place(row["siting_place"]),
            head["free"]: format_significant(row["free"]),
        }
        for row in account.parcels.iter_rows(named=True)
    ]
    return rows or [dict.fromkeys(head.values(), tr(say.NONE))]


def _scaled(value: float | None) -> float | None:
    return None if value is None else value / say.TEN_THOUSAND


def _negated(value: float | None) -> float | None:
    return None if value is None else -value


def name_siting(account: SitingAccount, district: District, lang: str) -> SitingNames:
    """The names of an account in a language."""
    first, second = ("zh", "en") if lang.startswith("zh") else ("en", "zh")
    rows = account.places.select("siting_place", first, second).iter_rows()
    return SitingNames(district.tables, {key: label or other or key for key, label, other in rows}, lang)


def list_siting_notes(account: SitingAccount, lang: str) -> list[str]:
    """How it is read, and what is no parameter."""
    tr = translator(lang)
    return [tr(say.HOW_READ), tr(say.NOT_OFFERED), say.parameter_text(account.case.parameters, tr)]
