"""The units of a sheet: shown by their words, kept as they are written in the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from liantu.model import schema
from liantu.web.core.request_view import RequestView


def unit_columns(table: str) -> frozenset[str]:
    """The fields of a table that hold the unit of another field."""
    return frozenset(field.unit_field for field in schema.read_tables()[table].fields if field.unit_field)


def unit_words(view: RequestView, units: Iterable[str]) -> dict[str, str]:
    """The words of the units that stand in a column; a word that no unit is read from would be no unit when copied."""
    words = {unit: view.units.trade_name(unit) for unit in units if unit}
    return {unit: word for unit, word in words.items() if word != unit and view.present.given.units.read(word)}


def read_unit(text: str, before: str | None, words: Mapping[str, str]) -> str:
    """The unit that a cell means: that of its row where it shows this one, else the one in its column of that word.

    >>> read_unit("吨", "t", {"t": "吨"})
    't'
    >>> read_unit("吨", "吨", {"t": "吨"}) == "吨", read_unit("千克", "t", {"t": "吨"}) == "千克"
    (True, True)
    """
    if before and text == words.get(before, before):
        return before
    return next((unit for unit, word in words.items() if word == text), text)
