"""How an amount that may not be told stands in a table, whatever the reason: the reason alone would tell something."""

from __future__ import annotations

#: What a hidden amount prints.
MARK = "※"
#: States beside an amount: it may be told; there is none.
SHOWN, MISSING = "shown", "missing"


def marked_amount(amount: float | None, state: str | None) -> float | str | None:
    """An amount as it may be told: the mark where its state hides it, None where there is none.

    >>> marked_amount(2.5, "shown"), marked_amount(2.5, "small"), marked_amount(None, "missing")
    (2.5, '※', None)
    """
    if state in (None, SHOWN):
        return amount
    return None if amount is None and state == MISSING else MARK
