"""Answers that stay in the house, whatever the class of the rows they rest on: they say where a district is weak."""

from __future__ import annotations

from liantu.access.decision import Purpose, Reader, permitted_classes

#: Answers that never leave: what stops when one plant stops, on which makers elsewhere the district depends, and sums
#: of purchases, of which nothing protects the differences between groups that overlap.
HOUSE_ANSWERS = ("stop", "local_rates", "dependence")
_CLASS = "internal"


def permits_answer(name: str, reader: Reader, purpose: Purpose) -> bool:
    """Whether an answer may be given to a reader for a purpose.

    >>> guest = Reader("guest", frozenset({"public"}))
    >>> from liantu.access.decision import LOCAL_PERSON
    >>> permits_answer("stop", LOCAL_PERSON, Purpose.ON_SCREEN), permits_answer("stop", guest, Purpose.ON_SCREEN)
    (True, False)
    >>> permits_answer("stop", LOCAL_PERSON, Purpose.LEAVING), permits_answer("gaps", guest, Purpose.LEAVING)
    (False, True)
    """
    if name not in HOUSE_ANSWERS:
        return True
    return purpose is Purpose.ON_SCREEN and _CLASS in permitted_classes(reader, purpose)
