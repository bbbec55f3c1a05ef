"""Units in the language of a paper or page: 万元/亩, × 10⁴ CNY/mu."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from liantu.model.tables import Tables
from liantu.wording.amounts import unit_word

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
#: What trades say in Latin letters in every language.
_TRADE = frozenset({"GWh", "MWh", "kWh", "GW", "MW", "kW", "MVA", "kVA"})


def unit_name(tables: Tables, unit: str, *, chinese: bool) -> str:
    """The words for a unit, part by part; of a pure number there are none."""
    return UnitNames(tables, chinese).name(unit)


@dataclass(frozen=True)
class UnitNames:
    """The units of a district in one language."""

    tables: Tables
    chinese: bool

    def name(self, unit: str) -> str:
        """The words for a unit, part by part; of a pure number there are none."""
        return "" if unit == "1" else self._join([self._part(part) for part in unit.split("/")])

    def trade_name(self, unit: str) -> str:
        """The words for the unit of a given figure: as ``name``, but what trades say in Latin letters stays."""
        return self._join([part if part in _TRADE else self._trade_part(part) for part in unit.split("/")])

    @cached_property
    def _words(self) -> Mapping[str, str]:
        rows = self.tables["units"].select("id", "zh" if self.chinese else "en").iter_rows()
        return {unit: word or unit for unit, word in rows}

    def _join(self, parts: list[str]) -> str:
        # In English a denominator is one of its kind: CNY per person.
        first, *others = parts
        text = "/".join([first, *(word if self.chinese else word.removesuffix("s") for word in others)])
        # A unit of so many begins with digits, which would run into those of the figure before it.
        return f"× {text}" if not self.chinese and text[:1].isdigit() else text

    def _trade_part(self, part: str) -> str:
        word = unit_word(part, chinese=self.chinese)
        return self._part(part) if word == part else word

    def _part(self, part: str) -> str:
        if part in self._words:
            return self._words[part]
        # A power of ten stands before a unit, as 万 before 元.
        bare = part[1:]
        whole, bare_unit = self.tables.units.read(part), self.tables.units.read(bare)
        if bare not in self._words or whole is None or bare_unit is None:
            return part
        power = len(str(int(whole.factor / bare_unit.factor))) - 1
        return (part[0] if self.chinese else f"10{str(power).translate(_RAISED)} ") + self._words[bare]
