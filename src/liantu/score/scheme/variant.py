"""A scheme with other weights, benchmarks or another cap: what a what-if asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from liantu.score.scheme.indicators import BETWEEN, Benchmark, GroupIndicator
from liantu.score.scheme.provenance import Provenance
from liantu.score.scheme.scheme import Scheme

#: Group and indicator.
Place = tuple[str, str]


@dataclass(frozen=True)
class SchemeVariant:
    """``weights`` and ``benchmarks`` (fixed values, in the indicator's unit) by place; ``rule`` for all benchmarks that
    are one value; ``cap`` in weights for all items, ``uncapped`` for none."""

    weights: Mapping[Place, float] = field(default_factory=dict)
    benchmarks: Mapping[Place, float] = field(default_factory=dict)
    rule: str = ""
    cap: float | None = None
    uncapped: bool = False

    def __bool__(self) -> bool:
        return bool(self.weights or self.benchmarks or self.rule or self.cap is not None or self.uncapped)


def vary_scheme(scheme: Scheme, tweak: SchemeVariant) -> Scheme:
    """The scheme under a tweak; weights are taken as they are given, whatever they add up to."""
    groups = (
        replace(group, items=tuple(_item(item, (group.id, item.indicator), tweak) for item in group.items))
        for group in scheme.groups
    )
    return replace(scheme, groups=tuple(groups))


def _item(item: GroupIndicator, place: Place, tweak: SchemeVariant) -> GroupIndicator:
    cap = None if tweak.uncapped else item.cap if tweak.cap is None else tweak.cap
    tried = {} if cap == item.cap and not tweak.uncapped else {"cap": Provenance()}  # a cap that is tried is known
    item = replace(item, cap=cap, weight=tweak.weights.get(place, item.weight), parts={**item.parts, **tried})
    if place in tweak.benchmarks:
        return replace(item, benchmark=Benchmark("fixed", tweak.benchmarks[place], cited=Provenance()))
    if tweak.rule and item.is_held and item.family not in (*BETWEEN, "best"):
        return replace(item, benchmark=Benchmark(tweak.rule, times=item.benchmark.times, cited=Provenance()))
    return item
