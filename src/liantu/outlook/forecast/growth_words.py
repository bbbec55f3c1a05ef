"""Growth where it is a number, and the word for it where it is none: from loss to profit there is no rate."""

from __future__ import annotations

from typing import NamedTuple


class Growth(NamedTuple):
    """``rate`` in parts of one, or None; then ``word`` is a code of ``growth_word``."""

    rate: float | None
    word: str | None


def describe_growth(before: float | None, after: float | None) -> Growth:
    """How a value changed on the same time a year before. A rate needs a base above zero.

    >>> describe_growth(20.0, 23.0).rate, describe_growth(-3.0, 2.0).word, describe_growth(-3.0, -5.0).word
    (0.15, 'turned_to_profit', 'larger_loss')
    >>> describe_growth(None, 2.0)
    Growth(rate=None, word='base_unknown')
    """
    if before is None or after is None:
        return Growth(None, "base_unknown")
    if before > 0:
        return Growth(None, "turned_to_loss") if after < 0 else Growth(round(after / before - 1, 12), None)
    if before == 0:
        return Growth(None, "from_nothing" if after > 0 else "same" if after == 0 else "turned_to_loss")
    if after >= 0:
        return Growth(None, "turned_to_profit")
    return Growth(None, "larger_loss" if after < before else "smaller_loss" if after > before else "same")
