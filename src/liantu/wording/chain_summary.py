"""What a chain lacks in one sentence: after which plants, which links, how many, the largest with its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liantu.wording import N_, translator
from liantu.wording.segments import Segment, fill_message

_ONCE = N_("Once %(made)s stand, ")
_WITH = N_("With %(made)s in operation, ")
_UNKNOWN_MADE = N_("For %(chain)s, of unknown capacity, ")
_MANY = N_("%(links)s and others, %(count)s links in all, are missing")
_FEW = N_("%(links)s are missing: %(count)s links")
_KNOWN = N_(" (%(computed)s computed, %(unknown)s of unknown amount)")
_LARGEST = N_("; worth most is %(largest)s, about %(value)s hundred million CNY a year at prices of %(period)s")
_LARGEST_OF_CHAIN = N_(
    "; worth most of %(chain)s is %(largest)s, about %(value)s hundred million CNY a year at prices of %(period)s"
)
_PRICE = N_(" (%(tax)s, reliability %(grade)s)")
_NESTED = N_("; links must not be totalled.")
NOTHING_MISSING = N_("No link to fill is known: either nothing is missing, or no plant has been entered yet.")


@dataclass(frozen=True)
class SummaryWords:
    """The parts of the sentence in words. ``made`` is empty where no capacity is known, ``value`` where no value is.

    ``under_way``: part of what is made is being built or planned. ``leads_all``: no link of another chain is worth more
    than the largest of this one.
    """

    chain: str
    made: str
    under_way: bool
    links: Sequence[str]
    count: int
    computed: int
    largest: str = ""
    value: str = ""
    period: str = ""
    tax: str = ""
    grade: str = ""
    leads_all: bool = True


def summarise(words: SummaryWords, language: str) -> list[Segment]:
    """The sentence; links, largest and value stand out. No value is a sum."""
    tr = translator(language)
    start = (_ONCE if words.under_way else _WITH) if words.made else _UNKNOWN_MADE
    found = fill_message(tr(start), {"made": words.made, "chain": words.chain}, ("made",))
    links = {"links": tr(", ").join(words.links), "count": str(words.count)}
    found += fill_message(tr(_MANY if words.count > len(words.links) else _FEW), links, ("links",))
    if words.computed < words.count:
        counts = {"computed": str(words.computed), "unknown": str(words.count - words.computed)}
        found += fill_message(tr(_KNOWN), counts)
    if words.value:
        slots = {"chain": words.chain, "largest": words.largest, "period": words.period, "value": words.value}
        largest = _LARGEST if words.leads_all else _LARGEST_OF_CHAIN
        found += fill_message(tr(largest), slots, ("largest", "value"))
        found += fill_message(tr(_PRICE), {"tax": words.tax, "grade": words.grade})
    return [*found, Segment(tr(_NESTED))]
