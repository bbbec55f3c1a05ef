"""The siting account on a terminal: each part of it with a heading a column."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

from liantu.cli.render.cell_text import FrameRow
from liantu.wording import siting_words as say
from liantu.wording import translator
from liantu.wording.amounts import format_range, format_significant

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.siting import SitingAccount

#: What the command shows, by the word of its option.
PARTS = ("totals", "items", "flips", "movers", "ask", "terms", "cash", "parcels")


def tabulate_siting(account: SitingAccount, part: str, district: District, lang: str) -> pl.DataFrame:
    """A part of the account in words; terms, cash and parcels as they are."""
    tables: dict[str, Callable[[_Words], list[dict[str, str]]]] = {
        "totals": _tabulate_totals,
        "items": _tabulate_items,
        "flips": _tabulate_flips,
        "movers": _tabulate_movers,
        "ask": _tabulate_open,
    }
    if part not in tables:
        return select_part(account, part)
    return pl.DataFrame(tables[part](_Words(account, district, lang)))


def select_part(account: SitingAccount, part: str) -> pl.DataFrame:
    """A part of the account as data."""
    frames = {
        "totals": account.totals.join(account.comparison, on="siting_place", how="left", maintain_order="left"),
        "items": account.items,
        "flips": account.flips,
        "movers": account.movers,
        "ask": account.open_prices,
        "terms": account.terms,
        "cash": account.cash,
        "parcels": account.parcels,
    }
    return frames[part]


class _Words:
    """The names of an account's places and products in a language."""

    def __init__(self, account: SitingAccount, district: District, lang: str) -> None:
        self.account, self.lang = account, lang
        self.tr = translator(lang)
        first, second = ("zh", "en") if lang.startswith("zh") else ("en", "zh")
        rows = account.places.select("siting_place", first, second).iter_rows()
        self.places = {key: label or other or key for key, label, other in rows}
        self.products = district.tables.names("products", lang)

    def place(self, key: str | None) -> str:
        """The name of a place; that it is every one."""
        return self.places.get(key, key) if key else self.tr(say.EVERYWHERE)

    def item(self, row: FrameRow) -> str:
        """An item with its product."""
        product = row["product"]
        return say.item_text(
            str(row["item"]), self.products.get(str(product), "") if product else "", self.lang, self.tr
        )


def _tabulate_totals(words: _Words) -> list[dict[str, str]]:
    account, tr = words.account, words.tr
    head = {key: tr(label) for key, label in say.COLUMNS.items()}
    rows = []
    joined = select_part(account, "totals").join(account.places.select("siting_place", "months"), on="siting_place")
    for row in joined.iter_rows(named=True):
        least = bool(row["at_least"])
        is_home = row["siting_place"] == account.home
        per_output = "" if row["per_output"] is None else format_significant(row["per_output"], 4)
        rows.append(
            {
                head["place"]: words.place(row["siting_place"]),
                head["amount"]: say.money_text(row["amount"], tr, at_least=least),
                head["per_unit"]: "" if row["per_unit"] is None else format_significant(row["per_unit"], 4),
                head["per_output"]: per_output,
                head["range"]: format_range(_scaled(row["p10"]), _scaled(row["p90"])),
                head["difference"]: "" if is_home else say.signed_text(row["difference"], tr),
                head["cheaper"]: say.percent_text(row["cheaper"]),
                head["value"]: "" if is_home else say.signed_text(_negated(row["value_difference"]), tr),
                head["months"]: tr(say.TO_ASK) if row["months"] is None else f"{row['months']:.0f}",
                head["unknown"]: ", ".join(say.item_text(item, "", words.lang, tr) for item in row["unknown"]),
            }
        )
    return rows


def _tabulate_items(words: _Words) -> list[dict[str, str]]:
    tr, account = words.tr, words.account
    found: dict[str, dict[str, str]] = {}
    for row in account.items.iter_rows(named=True):
        label = words.item(row)
        text = say.money_text(row["amount"], tr, at_least=bool(row["unknown"]) and row["amount"] is not None)
        found.setdefault(label, {})[words.place(row["siting_place"])] = text
    names = [words.place(key) for key in account.places["siting_place"]]
    none = tr(say.NONE)
    return [
        {tr(say.OPEN_COLUMNS["item"]): label, **{name: by_place.get(name, none) for name in names}}
        for label, by_place in found.items()
    ]


def _tabulate_flips(words: _Words) -> list[dict[str, str]]:
    tr = words.tr
    head = {key: tr(label) for key, label in say.FLIP_COLUMNS.items()}
    return [
        {
            head["input"]: say.input_text("price", words.place(row["siting_place"]), words.item(row), None, tr),
            head["price"]: format_significant(row["price"], 4),
            head["flip"]: format_significant(row["flip"], 4),
            head["change"]: say.change_text(row["change"]),
            head["range"]: format_range(row["low"], row["high"], 4),
            head["within"]: tr("yes") if row["within"] else tr("no"),
        }
        for row in words.account.flips.iter_rows(named=True)
    ]


def _tabulate_movers(words: _Words) -> list[dict[str, str]]:
    tr = words.tr
    head = {key: tr(label) for key, label in say.MOVER_COLUMNS.items()}
    return [
        {
            head["input"]: say.input_text(row["kind"], words.place(row["siting_place"]), words.item(row), None, tr),
            head["range"]: format_range(row["low"], row["high"], 4),
            head["at_low"]: say.signed_text(row["at_low"], tr),
            head["at_high"]: say.signed_text(row["at_high"], tr),
        }
        for row in words.account.movers.iter_rows(named=True)
    ]


def _tabulate_open(words: _Words) -> list[dict[str, str]]:
    tr = words.tr
    head = {key: tr(label) for key, label in say.OPEN_COLUMNS.items()}
    return [
        {
            head["place"]: words.place(row["siting_place"]),
            head["item"]: words.item(row),
            head["why"]: tr(say.MISSING[row["missing"]]),
            head["quantity"]: _quantity(row),
        }
        for row in words.account.open_prices.iter_rows(named=True)
    ]


def _quantity(row: FrameRow) -> str:
    amount = row["quantity"]
    return "" if amount is None else f"{format_significant(float(str(amount)))} {row['quantity_unit'] or ''}".strip()


def _scaled(value: float | None) -> float | None:
    return None if value is None else value / say.TEN_THOUSAND


def _negated(value: float | None) -> float | None:
    return None if value is None else -value


def list_siting_notes(account: SitingAccount, lang: str) -> list[str]:
    """How it is read, and what is no parameter."""
    tr = translator(lang)
    return [tr(say.HOW_READ), tr(say.NOT_OFFERED), say.parameter_text(account.case.parameters, tr)]
