"""Words of the monthly dispatch: of page, paper and terminal alike, and its sentences, with the day they hold from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from liantu.wording import N_, NC_, translator
from liantu.wording.periods import period_text

#: Headings.
PART = {
    "industry": NC_("dispatch", "Industry"),
    "park": NC_("dispatch", "Park"),
    "firm": NC_("dispatch", "Firm"),
}
WHOLE = NC_("dispatch", "Total")
GROWTH, CONTRIBUTION, CHANGE = N_("On the year (%)"), N_("Contribution (points)"), N_("On last month (points)")
RETURNED, COMPARED = N_("Returned (firms)"), N_("With the same month last year (firms)")
EXPECTED, SURPRISE = N_("Expected by itself"), N_("Came against expected (%)")
NEXT = N_("Next month, expected")
COURSE = N_("Course")
MEASURE = NC_("dispatch", "Measure")
REVENUE, DISTANCE = N_("Revenue of twelve months"), N_("Distance to the line (%)")
UNIT = N_("100 million CNY, %, points")
MONEY, ENERGY = N_("100 million CNY"), N_("100 million kWh")
OUTPUT_OF_RETURNS = N_("Output of firms that returned (current prices)")
#: Courses of a firm by code.
COURSES = {
    "growing": NC_("course", "growing"),
    "falling": NC_("course", "falling"),
    "level": NC_("course", "level"),
    "stopped": NC_("course", "stopped"),
    "not_compared": NC_("course", "no same month"),
    "not_returned": NC_("course", "not returned"),
}
MEASURES = {
    "output": N_("Output of firms that returned, 100 million CNY"),
    "power": N_("Electricity, 100 million kWh"),
    "orders": N_("Orders in hand at the end of the month, 100 million CNY"),
}
SIDES = {"above": N_("at or above the line"), "below": N_("below the line")}
#: The same where there is little room.
LABELS = {GROWTH: NC_("dispatch", "on the year"), CONTRIBUTION: NC_("dispatch", "points")}
EXPECTED_OF_MONTH, CAME = N_("Expected of the month"), NC_("dispatch", "What came")
OUTPUT_OF_MONTH, OUTPUT_SO_FAR = N_("Output of the month"), N_("Output so far")
GROWTH_SO_FAR = N_("So far on the year (%)")
TEN_THOUSAND = N_("10,000 CNY, %, points")
THIS_YEAR, LAST_YEAR, STEP = NC_("dispatch", "This year"), NC_("dispatch", "Last year"), NC_("dispatch", "Step")
ORIGIN, FIRMS = N_("Last year is from"), NC_("dispatch", "Firms")
FIRMS_OF_COURSE = N_("Firms: %(course)s (%(firms)s)")
NEAR_LINE = N_("Firms within %(width)s%% of the line of %(line)s ten thousand CNY")
BOTH_SAID = N_(
    "Forecast and what came are of the %(firms)s firms that stated both; the next month of the %(next)s that state it."
)
#: Where the level of last year is from, by code.
ORIGINS = {
    "stated": N_("this year's return"),
    "earlier_return": N_("the return of last year"),
    "summed": N_("months added up"),
}
#: Ten thousands in a hundred million: 万元 in 亿元, 万千瓦时 in 亿千瓦时.
HUNDRED_MILLION = 10_000
MADE_OF = N_("What it is made of")
MERGED = N_("January and February are one.")
#: How it is read.
HOW_READ = N_(
    "Contribution = what the part grew by ÷ last year's total of the same months × 100, in percentage points; parts "
    "add up to the total but for rounding. “On last month” is the difference of two growth rates on the year."
)
AREAS_ADD = N_("Areas add up to the total of the month. Blue grew on the year, red fell, hatched is not compared.")
PART_HIDDEN = N_("A part may not be told, so areas would not add up.")
OWN_RETURNS = N_("Monthly returns that firms send the office itself; no unit data of a statistical survey.")
GROWTH_RESTS = N_("Growth is on the same months as firms state them this year; a published growth is entered apart.")
LEFT_OUT = N_("Firms without the same month last year, in the amount and not in growth: %(firms)s of %(all)s.")
NOT_RETURNED = N_("Firms that returned earlier and not this month: %s.")
INTERNAL = N_(
    "For internal use: firms by name, sums not protected. What may go out are the sums of “May be passed on”."
)
PASSED_ON = N_("May be passed on")
HIDDEN = N_("Beside other months and tables that were told before these sums are not looked at.")
LINE = N_(
    "Firms within %(width)s%% of the line of designated size (%(line)s ten thousand CNY of revenue), by their "
    "revenue of twelve months: %(near)s. "
)
OF_COMPARED = N_(" (of the %s firms with both months)")
DOUBTS, DOUBT = N_("Returns to be checked"), N_("What is doubtful")
DOUBTS_NOTE = N_(
    "The figures above rest on these returns as they stand; nothing is corrected. Months of this year up to the month."
)
MOVES = N_("To enter: %(to_enter)s, to leave: %(to_leave)s; this year entered: %(entered)s, left: %(left)s.")
UNKNOWN_REVENUE = N_("Of %s firms the revenue of twelve months is not known.")
NAMES_APART = N_("This page and the lists of firms stay in the house; what may go out is on the page of the month.")
#: Of sums that would tell of one firm: how they are marked, and what the mark says.
UNSAFE_MARK = "※"
UNSAFE = N_("※ so few firms, or one so large, that these figures must not leave the house.")


class Sentences(NamedTuple):
    """The sentences of a monthly report, from a month on: they say what figures say, and no reasons."""

    since: date
    headline: str
    so_far: str
    grew: str
    fell: str
    same: str
    unknown: str
    faster: str
    slower: str
    unchanged: str
    lifts: str
    drags: str
    box: str
    box_falling: str


#: In the order of their days: a month is written with those in force at its end.
TEMPLATES: Sequence[Sentences] = (
    Sentences(
        since=date(2000, 1, 1),
        headline=N_("%(month)s: %(firms)s firms returned an output of %(amount)s × 10⁸ CNY, %(growth)s%(change)s"),
        so_far=N_("; %(period)s: %(amount)s, %(growth)s."),
        grew=N_("%s%% more than a year before"),
        fell=N_("%s%% less than a year before"),
        same=N_("as much as a year before"),
        unknown=N_("growth unknown"),
        faster=N_(", growth %s points up on the month before"),
        slower=N_(", growth %s points down on the month before"),
        unchanged=N_(", growth as in the month before"),
        lifts=N_("%(part)s adds %(points)s points"),
        drags=N_("%(part)s takes off %(points)s points"),
        box=N_(
            "To be filled in by the writer once verified: matters to be coordinated (matter, office, date). The system "
            "writes no reasons."
        ),
        box_falling=N_(
            "To be filled in by the writer once verified: why %s fell; matters to be coordinated (matter, office, "
            "date). The system writes no reasons."
        ),
    ),
)


def choose_sentences(day: date) -> Sentences:
    """The sentences in force on a day.

    >>> choose_sentences(date(2023, 11, 30)).since.year
    2000
    """
    return [found for found in TEMPLATES if found.since <= day][-1]


def month_words(month: str, lang: str) -> str:
    """A month, or the months so far, without the year.

    >>> month_words("2023-11", "zh_CN"), month_words("2023-01..02", "zh_CN"), month_words("2023-01..11", "en")
    ('11月', '1—2月', 'January–November')
    """
    text = period_text(month, lang)
    return text.partition("年")[2] if lang.startswith("zh") else text.rpartition(" ")[0]


def growth_words(growth: float | None, sentences: Sentences, lang: str) -> str:
    """Growth in words: more, less, as much; unknown where there is none."""
    tr = translator(lang)
    if growth is None:
        return tr(sentences.unknown)
    printed = f"{abs(growth):.1f}"
    if float(printed) == 0:
        return tr(sentences.same)
    return tr(sentences.grew if growth > 0 else sentences.fell) % printed


def change_words(change: float | None, sentences: Sentences, lang: str) -> str:
    """The difference to the growth of the month before, in words; nothing where it is not known."""
    tr = translator(lang)
    if change is None:
        return ""
    printed = f"{abs(change):.1f}"
    if float(printed) == 0:
        return tr(sentences.unchanged)
    return tr(sentences.faster if change > 0 else sentences.slower) % printed


def points_text(value: float | None, unknown: str, decimals: int = 1) -> str:
    """A rate or a contribution with its sign; what rounds to zero has none.

    >>> points_text(-1.314, "?", 2), points_text(3.14, "?"), points_text(-0.01, "?"), points_text(None, "?")
    ('−1.31', '3.1', '0.0', '?')
    """
    if value is None:
        return unknown
    printed = f"{abs(value):.{decimals}f}"
    return f"−{printed}" if value < 0 and float(printed) else printed


class MonthFigures(NamedTuple):
    """What the headline of a month says: amounts in 100 million CNY, rates in per cent, ``change`` in points."""

    month: str
    so_far: str
    firms: int
    amount: float | None
    growth: float | None
    change: float | None
    so_far_amount: float | None
    so_far_growth: float | None
    #: How many firms have both months, so that growth is theirs; where nothing is said of it, None.
    compared: int | None = None


def headline(figures: MonthFigures, day: date, lang: str) -> str:
    """The sentence of a month that is read first, by the template in force on a day."""
    tr, sentences = translator(lang), choose_sentences(day)
    unknown = tr("unknown")
    fewer = figures.compared is not None and figures.compared < figures.firms
    of_compared = tr(OF_COMPARED) % figures.compared if fewer else ""
    slots = {
        "month": month_words(figures.month, lang),
        "firms": figures.firms,
        "amount": unknown if figures.amount is None else money_text(figures.amount),
        "growth": growth_words(figures.growth, sentences, lang) + of_compared,
        "change": change_words(figures.change, sentences, lang),
    }
    so_far = {
        "period": month_words(figures.so_far, lang),
        "amount": unknown if figures.so_far_amount is None else money_text(figures.so_far_amount),
        "growth": growth_words(figures.so_far_growth, sentences, lang),
    }
    if figures.month == figures.so_far:  # January and February are their own year so far
        return tr(sentences.headline) % slots + tr(".")
    return tr(sentences.headline) % slots + tr(sentences.so_far) % so_far


def structure(parts: Sequence[tuple[str, float]], day: date, lang: str, shown: int = 3) -> str:
    """What lifts a growth and what drags it, the largest first, as figures say; ``parts`` are names with points."""
    tr, sentences = translator(lang), choose_sentences(day)
    ordered = sorted(parts, key=lambda part: -part[1])
    lifts = [part for part in ordered if points_text(part[1], "", 2).strip("0.−") and part[1] > 0][:shown]
    drags = [part for part in reversed(ordered) if points_text(part[1], "", 2).strip("0.−") and part[1] < 0][:shown]

    def say(found: list[tuple[str, float]], sentence: str) -> str:
        """The parts one behind the other."""
        words = [tr(sentence) % {"part": name, "points": points_text(abs(points), "", 2)} for name, points in found]
        return tr(", ").join(words)

    clauses = [say(lifts, sentences.lifts), say(drags, sentences.drags)]
    return tr("; ").join(clause for clause in clauses if clause) + tr(".") if lifts or drags else ""


def money_text(amount: float, whole: float | None = None) -> str:
    """An amount of money in 100 million: from twenty on one decimal, below two, below one three; parts have those of
    their whole.

    >>> money_text(71.34), money_text(5.487), money_text(0.1899), money_text(5.487, 71.34)
    ('71.3', '5.49', '0.190', '5.5')
    """
    size = abs(amount if whole is None else whole)
    return f"{amount:.{1 if size >= 20 or not size else 2 if size >= 1 else 3}f}"


def hundred_million(amount: float, whole: float | None = None) -> str:
    """Ten thousands printed as hundred millions.

    >>> hundred_million(713_400), hundred_million(54_870, 713_400)
    ('71.3', '5.5')
    """
    return money_text(amount / HUNDRED_MILLION, None if whole is None else whole / HUNDRED_MILLION)
