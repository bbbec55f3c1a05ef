"""The units that a form offers, in the words of its page; any other that can be read may be typed."""

from __future__ import annotations

from typing import NamedTuple

from liantu.web.core.request_view import RequestView
from liantu.wording.unit_names import UnitNames


class UnitChoice(NamedTuple):
    """A unit as it is entered, and the word that stands beside it where that is another."""

    unit: str
    word: str


def list_unit_choices(view: RequestView) -> list[UnitChoice]:
    """Those that capacities are given in first, then every unit once, in a word that can be read again; where the word
    of the page cannot, it stands beside the unit."""
    tables = view.present.given
    names, used = UnitNames(tables, view.zh), tables["capacities"]["unit"].drop_nulls().unique().sort()
    found = {unit: unit for unit in used} if view.zh else {}
    for unit in tables.units.names():
        found.setdefault(names.trade_name(unit), unit)
    return [
        UnitChoice(word, "") if tables.units.read(word) is not None else UnitChoice(unit, word)
        for word, unit in found.items()
        if word
    ]
