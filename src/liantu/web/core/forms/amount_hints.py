"""How an amount was read, in words."""

from __future__ import annotations

from liantu.model.written_amounts import read_written_amount
from liantu.web.core.amount_text import given_figure_text
from liantu.web.core.request_view import RequestView
from liantu.wording import N_

_TROUBLES = {
    "no_number": N_("cannot be read as a number"),
    "no_unit": N_("Which unit?"),
    "unknown_unit": N_("This unit is not known."),
}


def describe_amount(view: RequestView, text: str, unit: str) -> str:
    """How an amount with its unit will be kept; empty when there is nothing to say."""
    if not text.strip():
        return ""
    found = read_written_amount(text, unit, view.present.given.units)
    if found.trouble:
        return view.tr(_TROUBLES[found.trouble])
    return view.tr("read as %s") % given_figure_text(view, found.amount, found.unit)
