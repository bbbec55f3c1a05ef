"""Names of a scheme's parts in the language of a paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liantu.exchange.paper.setting import Setting, Text

if TYPE_CHECKING:
    from liantu.score.scheme.provenance import NamedPart
    from liantu.score.scheme.scheme import Scheme

_BESIDE = {
    "reweighed": Text("不适用指标权重分摊", "Weight of what does not apply, shared out"),
    "rounding": Text("总分取位", "Rounding of the total"),
}


@dataclass(frozen=True)
class SchemeWording:
    """A scheme and the setting of the paper that speaks of it."""

    scheme: Scheme
    setting: Setting

    def __call__(self, zh: str, en: str) -> str:
        """The words in the language of the paper."""
        return zh if self.setting.chinese else en

    def named(self, thing: NamedPart) -> str:
        """A part of the scheme by its name."""
        return str((thing.zh if self.setting.chinese else thing.en) or thing.zh)

    def item(self, key: str) -> str:
        """An indicator, a point rule, or what else adds to the total."""
        rules = {rule.id: rule for rule in self.scheme.points}
        if key in _BESIDE:
            return _BESIDE[key].say(self.setting.language)
        thing = self.scheme.indicators.get(key) or rules.get(key)
        return self.named(thing) if thing else key

    def items(self, keys: Iterable[str]) -> str:
        """Several indicators in a row."""
        return self("、", ", ").join(self.item(key) for key in keys)

    def grade(self, key: str) -> str:
        """A grade with its name in the scheme."""
        cuttings = (self.scheme.cutting, *(group.cutting for group in self.scheme.groups))
        lines = {line.grade: line for cutting in cuttings if cutting for line in cutting.grades}
        return f"{key} {self.named(lines[key]) if key in lines else ''}".strip()
