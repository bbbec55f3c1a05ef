"""The monthly dispatch on a terminal: amounts in 100 million, rates with one decimal, names for codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import polars as pl

from liantu.cli.render.cell_text import FrameRow, unknown_text
from liantu.model.hidden_amounts import MARK
from liantu.model.schema import label_code
from liantu.papers import hidden_note
from liantu.wording import N_, translator
from liantu.wording import dispatch_words as words
from liantu.wording.periods import period_text

if TYPE_CHECKING:
    from liantu.district.dispatch import MonthlyDispatch

Cell = Callable[[FrameRow], str]
_MONTH, _MOVE, _REASON, _BY = N_("Month"), N_("Move"), N_("Reason"), N_("By")
_AMOUNT = N_("Amount, 100 million CNY")
_SO_FAR, _SO_FAR_GROWTH = N_("So far, 100 million CNY"), words.GROWTH_SO_FAR
_SO_FAR_POINTS = N_("So far, contribution (points)")
_BEFORE, _STEP = N_("Same month last year, 10,000 CNY"), N_("Step, 10,000 CNY")
_OUTPUT = N_("Output, 10,000 CNY")
_UNIT = N_("Unit: %s")


def tell_headline(month: MonthlyDispatch, lang: str) -> str:
    """The sentence of the month that is read first."""
    compared = int(month.table("industry")["compared"][0])
    figures = words.MonthFigures(month.month, month.so_far, *month.figures(), compared)
    return words.headline(figures, month.day, lang)


def tell_doubts(month: MonthlyDispatch, lang: str) -> list[str]:
    """The returns of the year that are to be checked, a line each: the month and what is doubtful."""
    colon = translator(lang)(": ")
    return [f"{period_text(doubt.month, lang)}{colon}{doubt.sentence(lang)}" for doubt in month.doubts()]


def tabulate(view: str, frame: pl.DataFrame, by: str, lang: str) -> pl.DataFrame:
    """The table of a view in words, a heading a column."""
    _ = translator(lang)
    rows = [*frame.iter_rows(named=True)]
    whole = rows[:1] if view == "table" else []
    columns = {_(heading): write for heading, write in _list_columns(view, by, lang, whole).items()}
    return pl.DataFrame(
        {heading: [write(row) for row in rows] for heading, write in columns.items()},
        schema=dict.fromkeys(columns, pl.String),
    )


def list_notes(month: MonthlyDispatch, view: str, lang: str) -> list[str]:
    """What stands below the table of a view."""
    _ = translator(lang)
    notes = {
        "table": [words.HOW_READ, words.GROWTH_RESTS],
        "told": [words.HIDDEN],
    }.get(view, [])
    found = [_(note) for note in notes]
    found += [_(_UNIT) % _(words.MONEY)] if view == "forecasts" else []
    found += [_(words.TEN_THOUSAND)] if view in ("near", "firms") else []
    if view == "near" and (unknown := month.unknown_revenue()):
        found.append(_(words.UNKNOWN_REVENUE) % unknown)
    if view == "told":
        return [hidden_note(lang), *found]
    return [*found, _(words.OWN_RETURNS), _(words.INTERNAL)]


def _list_columns(view: str, by: str, lang: str, whole: Sequence[FrameRow]) -> dict[str, Cell]:
    firm = {words.PART["firm"]: _name(lang)}
    columns: dict[str, dict[str, Cell]] = {
        "table": {
            words.PART.get(by, by): _part(lang),
            **_span_columns(lang, whole),
            words.CHANGE: _rate("change", lang),
        },
        "measures": {words.MEASURE: _measure(lang), **_measure_columns(lang)},
        "firms": {**firm, words.COURSE: _word(words.COURSES, "course", lang), **_firm_columns(lang)},
        "course": {
            _MONTH: _period("month", lang),
            _AMOUNT: _money("amount", lang),
            words.GROWTH: _rate("growth", lang),
            words.RETURNED: _count("firms"),
            words.COMPARED: _count("compared"),
        },
        "forecasts": {
            words.EXPECTED_OF_MONTH: _money("expected", lang),
            words.CAME: _money("came", lang),
            words.SURPRISE: _rate("surprise", lang),
            words.NEXT: _money("next_output", lang),
        },
        "near": {
            **firm,
            words.REVENUE: _plain("revenue", lang),
            words.DISTANCE: _rate("distance", lang),
            N_("Side"): _word(words.SIDES, "side", lang),
        },
        "moves": {
            **firm,
            _MOVE: lambda row: label_code("sample_move", str(row["move"]), lang),
            _MONTH: _period("month", lang),
            _REASON: lambda row: str(row["reason"] or ""),
        },
        "account": {
            **firm,
            _OUTPUT: _plain("month_amount", lang),
            _BEFORE: _plain("month_before", lang),
            _STEP: _plain("month_increment", lang),
            words.ORIGIN: _word(words.ORIGINS, "month_origin", lang),
        },
        "told": {
            _BY: _word(words.PART, "by", lang),
            N_("Part"): _part(lang),
            words.FIRMS: _plain("firms", lang, MARK),
            _AMOUNT: _money("amount", lang, MARK),
            words.GROWTH: _rate("growth", lang, hidden=MARK),
            words.CONTRIBUTION: _rate("contribution", lang, 2, MARK),
        },
    }
    return columns[view]


def _span_columns(lang: str, whole: Sequence[FrameRow]) -> dict[str, Cell]:
    return {
        _AMOUNT: _money("month_amount", lang, whole=whole),
        words.GROWTH: _rate("month_growth", lang),
        words.CONTRIBUTION: _rate("month_contribution", lang, 2),
        _SO_FAR: _money("so_far_amount", lang, whole=whole),
        _SO_FAR_GROWTH: _rate("so_far_growth", lang),
        _SO_FAR_POINTS: _rate("so_far_contribution", lang, 2),
    }


def _measure_columns(lang: str) -> dict[str, Cell]:
    return {
        N_("Month"): _money("month_amount", lang),
        words.GROWTH: _rate("month_growth", lang),
        N_("Year so far"): _of_flows(_money("so_far_amount", lang)),
        _SO_FAR_GROWTH: _of_flows(_rate("so_far_growth", lang)),
    }


def _of_flows(write: Cell) -> Cell:
    """The cell of what adds up over a year; orders in hand, counted at a day, have a dash."""
    return lambda row: "—" if row["measure"] == "orders" else write(row)


def _firm_columns(lang: str) -> dict[str, Cell]:
    return {
        _OUTPUT: _plain("month_amount", lang),
        words.GROWTH: _rate("month_growth", lang),
        words.CONTRIBUTION: _rate("month_contribution", lang, 2),
        words.EXPECTED: _plain("expected", lang),
        words.SURPRISE: lambda row: "—" if row["expected"] == 0 else _rate("surprise", lang)(row),
        words.NEXT: _plain("next_output", lang),
    }


def _name(lang: str) -> Cell:
    first, second = ("zh", "en") if lang.startswith("zh") else ("en", "zh")
    return lambda row: str(row[first] or row[second] or "")


def _part(lang: str) -> Cell:
    name, unknown = _name(lang), unknown_text(lang)
    whole = translator(lang)(words.WHOLE)
    return lambda row: whole if row["part"] is None else name(row) or str(row["part"]) or unknown


def _measure(lang: str) -> Cell:
    return lambda row: translator(lang)(words.MEASURES[str(row["measure"])])


def _word(named: dict[str, str], field: str, lang: str) -> Cell:
    return lambda row: translator(lang)(named[str(row[field])]) if row[field] else unknown_text(lang)


def _period(field: str, lang: str) -> Cell:
    return lambda row: period_text(str(row[field]), lang)


def _count(field: str) -> Cell:
    return lambda row: str(row[field])


def _money(field: str, lang: str, hidden: str = "", whole: Sequence[FrameRow] = ()) -> Cell:
    """An amount with the decimals of the whole, the first row where there is one."""
    unknown = hidden or unknown_text(lang)
    level = _number(whole[0], field) if whole else None

    def write(row: FrameRow) -> str:
        """The cell of a row."""
        amount = _number(row, field)
        return unknown if amount is None else words.hundred_million(amount, level)

    return write


def _number(row: FrameRow, field: str) -> float | None:
    return None if row[field] is None else float(str(row[field]))


def _plain(field: str, lang: str, hidden: str = "") -> Cell:
    unknown = hidden or unknown_text(lang)

    def write(row: FrameRow) -> str:
        """The cell of a row."""
        amount = _number(row, field)
        return unknown if amount is None else f"{amount:,.0f}"

    return write


def _rate(field: str, lang: str, decimals: int = 1, hidden: str = "") -> Cell:
    unknown = hidden or unknown_text(lang)
    return lambda row: words.points_text(_number(row, field), unknown, decimals)
