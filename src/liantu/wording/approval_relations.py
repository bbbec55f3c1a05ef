"""In words: how an item follows another, until when a decision is held, and why a case is locked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from liantu.wording import N_

#: A translator of sentences.
Words = Callable[[str], str]
HELD_UNTIL = N_("Held until")
LOCKED_BY = N_("Locked by")
MUST_HAVE_BEGUN = N_("Must have begun by then")
EXPIRES_UNUSED = N_("expires before it is used")
EXTENSIONS_LEFT = N_("Extensions left")
EXPIRED = N_("expired")
#: By unit of the days; of one day, and of others.
_A_DAY = {"workday": N_("1 working day"), "day": N_("1 calendar day")}
_DAYS = {"workday": N_("%s working days"), "day": N_("%s calendar days")}
#: By link, and unit of the lag.
_LAGS = {
    ("finish", "workday"): N_("%s working days after it"),
    ("finish", "day"): N_("%s calendar days after it"),
    ("start", "workday"): N_("%s working days after its start"),
    ("start", "day"): N_("%s calendar days after its start"),
}


class NamedItem(Protocol):
    """An item of a graph, by its id and its names."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def zh(self) -> str:
        """The Chinese name; blank where it has none."""

    @property
    def en(self) -> str:
        """The English name; blank where it has none."""


def item_label(item: NamedItem, language: str) -> str:
    """The id of an item with its name; the id alone where it has none."""
    return f"{item.id} {item.zh if language.startswith('zh') else item.en}".strip()


def count_days(days: int, unit: str, words: Words) -> str:
    """So many working or calendar days.

    >>> count_days(1, "workday", str), count_days(20, "day", str)
    ('1 working day', '20 calendar days')
    """
    return words(_A_DAY[unit]) if days == 1 else words(_DAYS[unit]) % days


def lag_text(link: str, lag: int, unit: str, words: Words) -> str:
    """When an item may begin after another; blank where it simply follows.

    >>> lag_text("start", 2, "workday", str), lag_text("finish", 0, "workday", str)
    ('2 working days after its start', '')
    """
    if lag:
        return words(_LAGS[link, unit]) % lag
    return words(N_("from its start on")) if link == "start" else ""


def months_text(months: int | None, words: Words) -> str:
    """A term; to verify where nobody knows it."""
    return words(N_("to verify")) if months is None else words(N_("%s months")) % months


def held_text(last: date, begin: str, expired: bool, extensions: int | None, words: Words) -> str:
    """Until when a decision is held, what must have begun by then, how often it may be extended; or that it expired.

    ``begin`` are the names of what must have begun.
    """
    if expired:
        return words(N_("expired after %(day)s: %(begin)s had not begun")) % {"day": last, "begin": begin}
    text = words(N_("%(day)s, unless begun by then: %(begin)s")) % {"day": last, "begin": begin}
    return text + (words(N_("; may be extended %s times more")) % extensions if extensions else "")


def lapse_text(item: str, last: date, begin: str, begins: date, words: Words) -> str:
    """That a decision will have expired before what it is for begins."""
    sentence = words(N_("%(item)s expires after %(day)s; %(begin)s is not expected before %(begins)s."))
    return sentence % {"item": item, "day": last, "begin": begin, "begins": begins}


def undated_text(items: Sequence[str], words: Words) -> str:
    """That the days before which items do not begin are not counted."""
    return words(N_("Not counted without a start: the first day of %s")) % words(N_(", ")).join(items)
