"""What is said of a market: its size with source, or its magnitude to be checked; of a later time with the mark."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model import schema
from liantu.wording import N_, translator
from liantu.wording.amounts import choose_scale, format_significant
from liantu.wording.magnitudes import magnitude_words
from liantu.wording.periods import period_text

MARKET = N_("Market")
THE_MARKET_TAKES = N_("The market takes")
HOLDS_AT_DATE = N_("Holds at this date")
CAPPED_MARKET = N_(
    "The market takes no more than a share of consumption and exports, set as a policy; a value is of that alone."
)
RECALLED_MARKETS = N_("A market to be checked is recalled: it limits and orders, and prints as a magnitude.")
_RECALLED = N_("%(scope)s: %(amount)s, to be checked")
_READ = N_("%(scope)s: %(amount)s")
_FROM = N_("from: %s")
_NEAR = N_("does not travel; the market of the region is unknown")
_LATER = N_("size of %s")
_MAGNITUDE = N_("%s, to be checked")

#: A row of a frame with a market: of extensions, or of the markets of a product.
MarketRow = Mapping[str, object]


def market_words(row: MarketRow, unit: str, lang: str) -> str:
    """The market of what could be made: 全国约十万吨级，待核（按2024年量级）; of one that was read size and source."""
    tr, low = translator(lang), _number(row["market_low"])
    if low is None:
        return tr(_NEAR) if row["market_scope"] == "region" else tr("unknown")
    scope = schema.label_code("market_scope", str(row["market_scope"]), lang)
    if row["market_recalled"]:
        slots = {"scope": scope, "amount": magnitude_words(low, unit, chinese=lang.startswith("zh"))}
        return tr(_RECALLED) % slots + later_words(row, lang)
    slots = {"scope": scope, "amount": amount_words(_number(row["market"]), unit, lang)}
    title = str(row[f"market_source_{'zh' if lang.startswith('zh') else 'en'}"] or "")
    source = tr(" (%s)") % (tr(_FROM) % title) if title else ""
    return tr(_READ) % slots + source + later_words(row, lang)


def later_words(row: MarketRow, lang: str) -> str:
    """The mark of a market of a time after the date, in brackets: 按2024年量级; empty for one of a time before it."""
    if not row["market_later"]:
        return ""
    periods = row["market_periods"]
    last = max(str(period) for period in periods) if isinstance(periods, list) else ""
    tr = translator(lang)
    return tr(" (%s)") % (tr(_LATER) % period_text(last, lang))


def possible_words(row: MarketRow, unit: str, lang: str) -> str:
    """What the market takes of what could be made: an amount, or a magnitude where a recalled market limits it."""
    possible, low = _number(row["possible"]), _number(row["possible_low"])
    if possible is not None:
        return amount_words(possible, unit, lang)
    if low is None:
        return ""
    return translator(lang)(_MAGNITUDE) % magnitude_words(low, unit, chinese=lang.startswith("zh"))


def cap_words(row: MarketRow, unit: str, lang: str) -> str:
    """The part of a market that is open to new plants, as ``market_caps`` of the district gives it."""
    if row["market_recalled"]:
        return translator(lang)(_MAGNITUDE) % magnitude_words(
            _number(row["cap_low"]), unit, chinese=lang.startswith("zh")
        )
    return amount_words(_number(row["cap"]), unit, lang)


def figure_words(row: MarketRow, lang: str) -> str:
    """A figure of a market as ``hide_recalled_figures`` gives it: as it was read, or its magnitude."""
    unit, low = str(row["unit"]), _number(row["low"])
    if row["recalled"]:
        return translator(lang)(_MAGNITUDE) % magnitude_words(low, unit, chinese=lang.startswith("zh"))
    return amount_words(_number(row["value"]), unit, lang, yearly=row["measure"] not in ("installed", "utilisation"))


def amount_words(amount: float | None, unit: str, lang: str, *, yearly: bool = True) -> str:
    """An amount with its printed unit; the word for unknown without one."""
    if amount is None:
        return translator(lang)("unknown")
    scale = choose_scale([amount], unit, chinese=lang.startswith("zh"), yearly=yearly)
    return f"{format_significant(amount / scale.divisor)} {scale.unit}".strip()


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
