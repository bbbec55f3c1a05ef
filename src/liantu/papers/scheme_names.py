"""Names of a scheme's parts in the language of a paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liantu.exchange.paper.setting import Setting
from liantu.wording import N_

if TYPE_CHECKING:
    from liantu.score.scheme.provenance import NamedPart
    from liantu.score.scheme.scheme import Scheme

_BESIDE = {
    "reweighed": N_("Weight of what does not apply, shared out"),
    "rounding": N_("Rounding of the total"),
}


@dataclass(frozen=True)
class SchemeWording:
    """A scheme and the setting of the paper that speaks of it."""

    scheme: Scheme
    setting: Setting

    def tr(self, message: str) -> str:
        """A message in the language of the paper."""
        return self.setting.tr(message)

    def named(self, thing: NamedPart) -> str:
        """A part of the scheme by its name."""
        return str((thing.zh if self.setting.chinese else thing.en) or thing.zh)

    def item(self, key: str) -> str:
        """An indicator, a point rule, or what else adds to the total."""
        rules = {rule.id: rule for rule in self.scheme.points}
        if key in _BESIDE:
            return self.tr(_BESIDE[key])
        thing = self.scheme.indicators.get(key) or rules.get(key)
        return self.named(thing) if thing else key

    def items(self, keys: Iterable[str]) -> str:
        """Several indicators in a row."""
        return self.tr(", ").join(self.item(key) for key in keys)

    def grade(self, key: str) -> str:
        """A grade with its name in the scheme."""
        cuttings = (self.scheme.cutting, *(group.cutting for group in self.scheme.groups))
        lines = {line.grade: line for cutting in cuttings if cutting for line in cutting.grades}
        return f"{key} {self.named(lines[key]) if key in lines else ''}".strip()
