"""How long a decision is held: until its last day, and beyond it only when what it is for has begun by then."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liantu.deliver.cases.standings import Case
from liantu.library.approvals.graph import Validity

#: Decisions that are no permit of their own: they do not expire by the item's rule.
_WITHOUT_TERM = ("not_required", "covered")


@dataclass(frozen=True)
class Expiry:
    """``last`` is the last day a decision is held while none of ``begin`` has begun; ``begun`` the day the first of
    them did, None while none has. ``extensions_left``: how often it may still be extended."""

    last: date
    begin: tuple[str, ...]
    begun: date | None
    extensions_left: int

    @property
    def settled(self) -> bool:
        """Whether it no longer expires: what it is for began in time."""
        return self.begun is not None and self.begun <= self.last

    def has_expired(self, day: date) -> bool:
        """Whether the decision is no longer held on a day."""
        return not self.settled and day > self.last


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last of its month where there is no such day.

    >>> add_months(date(2023, 11, 30), 3).isoformat()
    '2024-02-29'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def find_expiry(case: Case, validity: Validity | None, begun: Mapping[str, date]) -> Expiry | None:
    """The expiry of a decision in a case; ``begun`` are the days on which items and gates of the project began.

    None where none is in it, and where the rule of the item is not binding.
    """
    decided = case.standing.decided
    if validity is None or not validity.binding or decided is None or case.standing.state in _WITHOUT_TERM:
        return None
    extended = min(case.standing.validity_extensions, validity.extensions)
    months = (validity.months or 0) + extended * validity.extension_months
    days = [begun[name] for name in validity.begin if name in begun]
    return Expiry(add_months(decided, months), validity.begin, min(days, default=None), validity.extensions - extended)
