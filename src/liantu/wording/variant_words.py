"""What other weights, benchmarks or another cap suppose, in words: a scheme under a what-if is a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from liantu.wording import N_, Translator
from liantu.wording.scenario import Supposition

#: A value of a return that is supposed to be another.
VALUE_SUPPOSED = N_("%(what)s: supposed to be %(value)s, on record %(before)s")
_CHANGED = N_("%(what)s: %(value)s instead of %(before)s")
_RULE = N_("%(what)s: %(value)s instead of the rules of the scheme")
_NO_CAP = N_("%(what)s: none")
_CAP = N_("%(what)s: %(value)s weights for every indicator")


class VariantParts(Protocol):
    """A variant of a scheme: what of it is another, by group and indicator."""

    @property
    def weights(self) -> Mapping[tuple[str, str], float]:
        """Weights."""

    @property
    def benchmarks(self) -> Mapping[tuple[str, str], float]:
        """Fixed values of benchmarks."""

    @property
    def rule(self) -> str:
        """The rule of all benchmarks; empty where each has its own."""

    @property
    def cap(self) -> float | None:
        """The cap of all items, in weights."""

    @property
    def uncapped(self) -> bool:
        """Whether nothing is capped."""


def list_variant_suppositions(
    variant: VariantParts,
    labels: Mapping[str, str],
    before: Mapping[str, str],
    tr: Translator,
    speaker: str = "",
    reason: str = "",
) -> list[Supposition]:
    """Each thing that a variant supposes.

    ``labels`` names the fields (``weight.<group>.<indicator>``, ``benchmark.…``, ``rule``, ``cap``), ``before`` what
    the scheme has there, both in words, and ``rule:<rule>`` the words of a rule.
    """
    texts = []
    for kind, places in (("weight", variant.weights), ("benchmark", variant.benchmarks)):
        for (group, indicator), value in places.items():
            key = f"{kind}.{group}.{indicator}"
            texts.append(tr(_CHANGED) % {"what": labels[key], "value": f"{value:g}", "before": before[key]})
    if variant.rule:
        texts.append(tr(_RULE) % {"what": labels["rule"], "value": labels[f"rule:{variant.rule}"]})
    if variant.uncapped:
        texts.append(tr(_NO_CAP) % {"what": labels["cap"]})
    elif variant.cap is not None:
        texts.append(tr(_CAP) % {"what": labels["cap"], "value": f"{variant.cap:g}"})
    return [Supposition(text, speaker, reason) for text in texts]
