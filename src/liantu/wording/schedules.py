"""A running schedule beside a saved one, in words: once for the terminal, the pages and the papers."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from liantu.wording import N_, Translator

#: What the comparison is called, with the name of the saved schedule.
BESIDE_SAVED = N_("Beside the saved schedule %s")


class Comparison(Protocol):
    """What is told of a comparison."""

    @property
    def name(self) -> str:
        """What the saved schedule is called."""

    @property
    def saved(self) -> date | None:
        """When it was saved."""

    @property
    def saved_end(self) -> date | None:
        """Its finish; None where it does not have the ends of the graph."""

    @property
    def end(self) -> date:
        """The finish now."""

    @property
    def slip(self) -> int | None:
        """Working days between the two."""


def describe_slip(slip: int | None, tr: Translator) -> str:
    """How much later or sooner; what cannot be told is not known."""
    if slip is None:
        return tr("not known")
    if slip < 0:
        return tr("%s working days sooner") % -slip
    return tr("%s working days later") % slip if slip else tr("as saved")


def describe_comparison(compared: Comparison, driver: str, tr: Translator) -> str:
    """Saved and running finish, the slip, and the item that drives it, where one does."""
    sentence = tr("Saved schedule %(name)s of %(saved)s: finish %(then)s then, %(now)s now, %(slip)s") % {
        "name": compared.name,
        "saved": compared.saved or tr("not known"),
        "then": compared.saved_end or tr("not known"),
        "now": compared.end,
        "slip": describe_slip(compared.slip, tr),
    }
    return sentence + (tr(", driven by %s") % driver if driver else "")
