"""What stands in a cell on a terminal: an amount, a name, a word for a code; unknown reads 未掌握, never zero."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import floor, log10
from typing import cast

from liantu.model import schema
from liantu.model.bounds import Bound, read_bound
from liantu.wording import translator
from liantu.wording.amounts import Scale, choose_scale, unit_word
from liantu.wording.labels import CURRENCIES, GANTT_KINDS, WEAK_REASONS
from liantu.wording.magnitudes import money_magnitude
from liantu.wording.markets import figure_words, market_words
from liantu.wording.origins import reliability_words
from liantu.wording.periods import period_text
from liantu.wording.price_words import held_text, value_text
from liantu.wording.question_texts import unknown_word
from liantu.wording.resource_words import free_words, need_words, resource_word
from liantu.wording.sentences import TOO_FEW_FOR_SHARE

#: A row of any frame that an answer holds: the terminal prints whatever columns there are.
FrameRow = Mapping[str, object]

#: Which list words the codes of a column, of one table alone as ``table.column``; other columns are shown as they are.
_CODES = {
    "evidence": "evidence",
    "fit": "extension_fit",
    "standing": "offer_standing",
    "grade": "grade",
    "stage": "stage",
    "beside": "stage",
    "from": "stage",
    "to": "stage",
    "state": "case_state",
    "holder": "holder",
    "event": "case_event",
    "rule": "lateness_rule",
    "ground": "lateness_ground",
    "section": "weekly_section",
    "extent": "money_extent",
    "counts": "claim_counts",
    "sector": "sector",
    "money.kind": "money_kind",
    "follow_ups.kind": "follow_up_kind",
    "history.evidence": "",
    "history.reason": "step_reason",
    "case_applies.applies": "yes_no",
    "remaining.state": "item_progress",
    "markets.measure": "market_measure",
    "shared_firms.reason": "firm_match",
    "weak.reason": "weak_reason",
}
#: Columns in which a blank says that there is nothing, not that something is unknown.
_NOTHING = {
    "deadline_label",
    "standard",
    "because",
    "open",
    "beside",
    "clause",
    "due",
    "settled",
    "evidence",
    "reason",
    "material",
    "version",
    "document",
    "holder",
    "expires",
}
#: Figures of which a part may be unknown.
_BOUNDED = ("operating", "building", "planned", "direct", "supply", "nearby", "gap_typical", "gap", "surplus")
#: Amounts of a year by table: all of a row are printed in one unit, the one that pages choose for it.
_SCALED = {
    "gaps": ("operating", "building", "planned", "supply", "nearby", "gap_typical"),
    "balance": ("operating", "building", "planned", "supply", "captive", "nearby", "offer", "gap", "surplus"),
    "pairs": ("matched", "giver_left", "taker_left"),
    "streams": ("left_over",),
    "extensions": ("surplus", "offered"),
    "weak": ("supply", "direct", "gap"),
    "moves": ("gap_before", "gap_after"),
}


def cell_text(table: str, column: str, row: FrameRow, lang: str) -> str:
    """The text of one cell."""
    in_words = _BY_COLUMN.get(f"{table}.{column}", _BY_COLUMN.get(column))
    if in_words:
        return in_words(row, lang)
    value = row[column]
    if value is None:
        if (table, column) == ("passage", "share"):
            return translator(lang)(TOO_FEW_FOR_SHARE)
        return "" if column in _NOTHING else unknown_text(lang)
    codes = _CODES.get(f"{table}.{column}", _CODES.get(column))
    if codes:
        return schema.label_code(codes, str(value), lang)
    divisor = _row_scale(table, row, lang).divisor if column in _SCALED.get(table, ()) else 1.0
    if column in _BOUNDED and "unknown_demand_by" in row:
        return _bound_text(read_bound(row, column), lang, divisor)
    return plain_text(value / divisor if isinstance(value, float) else value, lang)


def _row_scale(table: str, row: FrameRow, lang: str) -> Scale:
    """The unit that the amounts of a row are printed in; that it is of a year the heading says."""
    amounts = [cast("float | None", row.get(name)) for name in _SCALED[table]]
    return choose_scale(amounts, str(row["unit"] or ""), chinese=lang.startswith("zh"), yearly=False)


def plain_text(value: object, lang: str) -> str:
    """A value that needs no more than its own kind to be read.

    >>> plain_text(67512.0, "en"), plain_text(True, "en"), plain_text(["a", "b"], "en"), plain_text(3, "en")
    ('67,500', 'yes', 'a, b', '3')
    """
    if isinstance(value, bool):
        return translator(lang)("yes" if value else "no")
    if isinstance(value, float):
        return format_grouped(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def unknown_text(lang: str) -> str:
    """The word for what is not known."""
    return translator(lang)("unknown")


def format_grouped(value: float, digits: int = 3) -> str:
    """A number with that many significant digits, thousands marked.

    >>> format_grouped(67500.0), format_grouped(0.0), format_grouped(1234567), format_grouped(4929.81, 6)
    ('67,500', '0', '1,230,000', '4,929.81')
    >>> format_grouped(136.0, 6)
    '136'
    """
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits}g}")
    if abs(rounded) < 100:
        return f"{rounded:,.{digits}g}"
    text = f"{rounded:,.{max(digits - 1 - floor(log10(abs(rounded))), 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bound_text(bound: Bound, lang: str, divisor: float = 1.0) -> str:
    if bound.value is None:
        return unknown_text(lang)
    return ("≥" if bound.at_least else "≤" if bound.at_most else "") + plain_text(bound.value / divisor, lang)


def _product_name(row: FrameRow, lang: str) -> str:
    return str(row[_by_language("product_" if "product_zh" in row else "", lang)])


def _made_name(row: FrameRow, lang: str) -> str:
    return str(row[_by_language("makes_", lang)])


def _by_language(stem: str, lang: str) -> str:
    return f"{stem}{'zh' if lang.startswith('zh') else 'en'}"


def _firm_name(side: str) -> Callable[[FrameRow, str], str]:
    return lambda row, lang: str(row[_by_language(f"{side}_firm_", lang)])


def _own_firm_name(row: FrameRow, lang: str) -> str:
    """Of what a group makes nobody states the firm."""
    name = row["firm_zh"] if lang.startswith("zh") else row["firm_en"] or row["firm_zh"]
    return unknown_text(lang) if name is None else str(name)


def _unit_words(column: str) -> Callable[[FrameRow, str], str]:
    """The unit of an amount in words of the language; that it is of a year the heading says."""
    return lambda row, lang: (
        unknown_text(lang) if row[column] is None else unit_word(str(row[column]), chinese=lang.startswith("zh"))
    )


def _field_words(row: FrameRow, lang: str) -> str:
    """The unknown that is asked, or the several asked together."""
    return " + ".join(translator(lang)(unknown_word(part)) for part in str(row["field"]).split("+"))


def _list_word(column: str) -> Callable[[FrameRow, str], str]:
    """Which list a link stands on; none is said too."""
    return lambda row, lang: schema.label_code("list", str(row[column] or "none"), lang)


def _effect_text(row: FrameRow, lang: str) -> str:
    """In 100 m CNY, as its heading says, a magnitude at a recalled price; at least so much where a product without
    a price moves too."""
    effect = row["effect"]
    if not isinstance(effect, float):
        return unknown_text(lang)
    if row.get("recalled"):
        return money_magnitude(effect, lang)
    return ("≥" if row.get("unpriced") else "") + format_grouped(effect / 1e8)


def _scaled_unit(table: str) -> Callable[[FrameRow, str], str]:
    """The unit that the amounts of a row are printed in, as pages print it."""
    return lambda row, lang: unknown_text(lang) if row["unit"] is None else _row_scale(table, row, lang).unit


def _made_scale(row: FrameRow, lang: str) -> Scale:
    amounts = [cast("float | None", row["makes_up_to"])]
    return choose_scale(amounts, str(row["makes_unit"]), chinese=lang.startswith("zh"), yearly=False)


def _made_amount(row: FrameRow, lang: str) -> str:
    amount = cast("float | None", row["makes_up_to"])
    return unknown_text(lang) if amount is None else plain_text(amount / _made_scale(row, lang).divisor, lang)


def _value_words(row: FrameRow, lang: str) -> str:
    """The value as pages say it: low to high at a price that was read, bands alone at a recalled one."""
    return value_text(row, lang) or unknown_text(lang)


def _price_words(row: FrameRow, lang: str) -> str:
    """The price that a value rests on, as short as can be: of which period, with tax or not, how sure. Without one, of
    which years prices are held.
    """
    if row["price_period"] is None:
        return held_text(row, lang) or unknown_text(lang)
    codes = (("price_tax", row["price_tax"]), ("grade", row["price_grade"]))
    return " ".join(
        (
            period_text(str(row["price_period"]), lang),
            *(schema.label_code(name, str(code), lang) for name, code in codes),
        )
    )


def _sum_text(row: FrameRow, lang: str) -> str:
    """A sum of money; a least one where one of its amounts is."""
    value = cast("float | None", row["base"])
    return _bound_text(Bound(value, at_least=bool(row["at_least"])), lang)


def _answers_text(row: FrameRow, lang: str) -> str:
    """The answers tried; of several unknowns those to each."""
    answers = cast("list[str]", row["answers"])
    columns = zip(*(answer.split(" + ") for answer in answers), strict=True)
    return " + ".join("/".join(dict.fromkeys(texts)) for texts in columns)


def _reliability_text(row: FrameRow, lang: str) -> str:
    """The grade with what the figure rests on, and whether a coefficient of the district's own counts."""
    origins = cast("list[str] | str | None", row["rests_on"] if "rests_on" in row else row["origin"])
    of_district = bool(row.get("own_coefficients")) or row.get("of_district") == "yes"
    return reliability_words(str(row["grade"]), origins, lang, of_district=of_district)


def _period_words(row: FrameRow, lang: str) -> str:
    """A period in words; unknown where nobody has said it."""
    return unknown_text(lang) if row["period"] is None else period_text(str(row["period"]), lang)


def _currency(row: FrameRow, lang: str) -> str:
    """The currency of a sum by its dimension."""
    return translator(lang)(CURRENCIES.get(str(row["currency"]), str(row["currency"])))


def _weak_reason(row: FrameRow, lang: str) -> str:
    return translator(lang)(WEAK_REASONS[str(row["reason"])])


def _gantt_kind(row: FrameRow, lang: str) -> str:
    return translator(lang)(GANTT_KINDS[str(row["kind"])])


def _weekly_event(row: FrameRow, lang: str) -> str:
    """What happened in a week: a stage reached, or an entry of the follow-up log."""
    code = str(row["what"])
    return schema.label_code("stage" if code in schema.read_codelist("stage") else "follow_up_kind", code, lang)


#: Columns that are not shown as they stand, of one table alone as ``table.column``.
_BY_COLUMN: Mapping[str, Callable[[FrameRow, str], str]] = {
    "product": _product_name,
    "makes": _made_name,
    "firm_zh": _own_firm_name,
    "giver_firm": _firm_name("giver"),
    "taker_firm": _firm_name("taker"),
    "list_before": _list_word("list_before"),
    "list_after": _list_word("list_after"),
    "extensions.market": lambda row, lang: market_words(row, str(row["makes_unit"]), lang),
    "markets.scope": lambda row, lang: str(row["region"] or schema.label_code("market_scope", str(row["scope"]), lang)),
    "markets.value": figure_words,
    "markets.source": lambda row, lang: str(row[_by_language("source_", lang)] or row["source"]),
    **{f"{table}.unit": _scaled_unit(table) for table in _SCALED},
    "unit": _unit_words("unit"),
    "extensions.makes_up_to": _made_amount,
    "extensions.makes_unit": lambda row, lang: _made_scale(row, lang).unit,
    "resource": resource_word,
    "resources.place": lambda row, lang: str(row[_by_language("place_", lang)] or row["place_zh"] or ""),
    "resources.period": lambda row, lang: str(row["period"] or ""),
    "resources.need": need_words,
    "resources.amount": free_words,
    "questions.field": _field_words,
    "effect": _effect_text,
    "gaps.grade": _reliability_text,
    "coefficients.process": lambda row, lang: str(row[_by_language("process_", lang)] or row["process"]),
    "coefficients.grade": _reliability_text,
    "band": _value_words,
    "price_period": _price_words,
    "answers": _answers_text,
    "period": _period_words,
    "currency": _currency,
    "weak.reason": _weak_reason,
    "gantt.kind": _gantt_kind,
    "weekly.what": _weekly_event,
    "money.base": _sum_text,
}
