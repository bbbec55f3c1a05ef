"""延链方向: what the surplus made here could become."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypedDict, cast

import polars as pl

from liantu.exchange.paper.gap_lists import INDEX, NOT_SUMMED, OFFICE, REMARK, UNIT, price_head
from liantu.exchange.paper.printed_rows import (
    PrintedRow,
    code_label,
    iter_rows,
    join_names,
    product_name,
    scale_amounts,
)
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet
from liantu.model.bounds import read_bound
from liantu.wording import N_, NC_
from liantu.wording.amounts import AtLeast, AtMost, format_range, format_significant, unit_word
from liantu.wording.labels import SHARE_OF_INPUTS, VALUE_BAND
from liantu.wording.markets import RECALLED_MARKETS, THE_MARKET_TAKES, MarketRow, market_words, possible_words
from liantu.wording.price_words import price_text

TITLE = N_("Directions to extend")
SHARED = N_("One surplus is listed under several uses: the rows cannot all come true.")
WHOLE = N_("The surplus is of plants operating, being built and planned; where a use here is unknown it is not higher.")
WASTE = N_("Saleable surplus only; waste and emissions are no extension.")
MAIN = N_("Only products of which the surplus is a main input, by mass or cost; a value is of what the market takes.")

#: Of the columns of what a use would support, the market, what it also needs, offices and remarks.
_WIDTHS, _LATIN_WIDTHS = (1.3, 1.6, 2.2, 1.0, 1.1), (1.1, 2.0, 2.6, 0.9, 0.9)
#: Needs that are named; a route of a hundred parts names the first.
_NEEDS = 6
_MORE_NEEDS = N_("%(names)s and others, %(count)s in all")


class SurplusUse(TypedDict, total=False):
    """What the list reads of a row of the extend frame: a surplus and one product it could become."""

    product: str
    zh: str
    en: str
    unit: str | None
    surplus: float
    unknown_supply_by: Sequence[str]
    unknown_demand_by: Sequence[str]
    makes: str
    makes_zh: str
    makes_en: str
    makes_unit: str | None
    makes_up_to: float | None
    use: float | None
    also_needs: Sequence[str]
    made_by: Sequence[str]
    main_share: float | None
    market: float | None
    market_low: float | None
    market_high: float | None
    market_scope: str | None
    market_periods: Sequence[str] | None
    market_later: bool | None
    market_recalled: bool | None
    market_source_zh: str | None
    market_source_en: str | None
    possible: float | None
    possible_low: float | None
    fit: str | None
    value_low: float | None
    value_high: float | None
    price_period: str | None
    price_years: Sequence[str] | None
    price_tax: str | None
    price_grade: str | None
    office: Sequence[str] | None


def extension_list(extend: pl.DataFrame, setting: Setting) -> PaperSheet:
    """延链方向 from the extend frame, a row a surplus and what it could become; ``unknown_supply_by`` and
    ``unknown_demand_by`` of the balance say on which side a surplus is bounded."""
    could, market, also, office, remark = _WIDTHS if setting.chinese else _LATIN_WIDTHS
    columns = (
        INDEX,
        PaperColumn("name", N_("Surplus made here"), width=1.4),
        UNIT,
        PaperColumn("surplus", NC_("extension list", "Surplus"), "number", width=0.9),
        PaperColumn("into", NC_("extension list", "Could become"), width=1.5),
        PaperColumn("use", NC_("extension list", "Use per unit"), width=1.1),
        PaperColumn("share", SHARE_OF_INPUTS, width=0.7),
        PaperColumn("could", N_("Would support"), width=could),
        PaperColumn("market", THE_MARKET_TAKES, width=market),
        PaperColumn("also", NC_("extension list", "Also needs"), width=also),
        PaperColumn("made", N_("Already made here by"), width=1.4),
        PaperColumn("value", VALUE_BAND, width=1.6),
        replace(OFFICE, width=office),
        replace(REMARK, width=remark),
    )
    tr = setting.tr
    notes = (tr(NOT_SUMMED), tr(SHARED), tr(WHOLE), tr(MAIN), tr(RECALLED_MARKETS), tr(WASTE))
    rows = [_row(row, setting) for row in cast("Iterable[SurplusUse]", iter_rows(extend))]
    return PaperSheet(tr(TITLE), price_head(setting), columns, rows, setting, notes, internal=True)


def _row(row: SurplusUse, setting: Setting) -> PrintedRow:
    target = {"zh": row.get("makes_zh"), "en": row.get("makes_en"), "product": row.get("makes")}
    share = row.get("main_share")
    printed = scale_amounts(row, ("surplus",), setting)
    return printed | {
        "surplus": _bound_surplus(row, printed.get("surplus")),
        "name": product_name(row, setting),
        "into": product_name(target, setting),
        "use": _use(row, setting),
        "share": setting.unknown if share is None else f"{share * 100:.0f} %",
        "could": _amount_made(row, row.get("makes_up_to"), setting) or setting.unknown,
        "market": _market(row, setting),
        "also": _also_needs(row, setting),
        "made": join_names(row.get("made_by"), setting),
        "value": _value_text(row, setting),
        "office": join_names(row.get("office") or [], setting),
    }


def _bound_surplus(row: SurplusUse, amount: object) -> object:
    """The surplus as far as it is known: a use here that nobody states makes it a most one."""
    bound = read_bound(row, "surplus")
    if not isinstance(amount, float):
        return amount
    return AtMost(amount) if bound.at_most else AtLeast(amount) if bound.at_least else amount


def _also_needs(row: SurplusUse, setting: Setting) -> str:
    """What else the route needs: the first by name, how many more by number."""
    needs = row.get("also_needs") or ()
    names = join_names([*needs][:_NEEDS], setting)
    if len(needs) <= _NEEDS:
        return names
    return setting.tr(_MORE_NEEDS) % {"names": names, "count": len(needs)}


def _market(row: SurplusUse, setting: Setting) -> str:
    """What the market takes and how large it is; without one, why nothing can be said."""
    language, unit = "zh_CN" if setting.chinese else "en", str(row.get("makes_unit") or "")
    fit = code_label("extension_fit", row.get("fit") or "market_unknown", setting)
    if row.get("market_low") is None:
        return fit
    takes = possible_words(cast("MarketRow", row), unit, language) or fit
    return setting.tr("%(takes)s (%(market)s)") % {
        "takes": takes,
        "market": market_words(cast("MarketRow", row), unit, language),
    }


def _amount_made(row: SurplusUse, amount: float | None, setting: Setting) -> str:
    scaled = scale_amounts({"amount": amount, "unit": row.get("makes_unit")}, ("amount",), setting)
    return f"{format_significant(cast(float, scaled['amount']))} {scaled['unit']}" if "amount" in scaled else ""


def _use(row: SurplusUse, setting: Setting) -> str:
    if (use := row.get("use")) is None:
        return setting.unknown
    units = [unit_word(str(row.get(name) or ""), chinese=setting.chinese) for name in ("unit", "makes_unit")]
    return f"{format_significant(use)} {units[0]}/{units[1]}"


def _value_text(row: SurplusUse, setting: Setting) -> str:
    """What is possible is worth and at the price of which period; unknown without one."""
    if row.get("possible_low") is None:
        return ""
    if row.get("value_low") is None:
        return price_text(row, setting.language)
    span = format_range(_hundred_million(row.get("value_low")), _hundred_million(row.get("value_high")), 2)
    return span + setting.tr(" (%s)") % price_text(row, setting.language)


def _hundred_million(value: float | None) -> float | None:
    return None if value is None else value / 1e8
