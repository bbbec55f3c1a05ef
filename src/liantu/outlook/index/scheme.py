"""A composite index as it is defined: a hierarchy of indicators and aggregates, and the steps in their order, as data.

The steps are those of the OECD/JRC Handbook on Constructing Composite Indicators (2008): denominate, impute, screen,
treat outliers, normalise, weigh, aggregate. A scheme lists the ones that it takes, in the order in which it takes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

#: The methods of each step; the first is taken where a scheme names none.
METHODS: Mapping[str, tuple[str, ...]] = {
    "denominate": ("by_denominator",),
    "impute": ("group_mean", "group_median", "mean", "median"),
    "screen": ("availability",),
    "treat": ("winsorise_or_log", "winsorise", "log"),
    "normalise": ("min_max", "z_score", "rank", "efficacy", "ratio_to_mean", "target_distance"),
    "weigh": ("stated", "equal"),
    "aggregate": ("arithmetic", "geometric"),
}
#: How a node may be made of its parts.
AGGREGATIONS = METHODS["aggregate"]
#: The method of a step that is left out.
NO_METHOD = "none"


@dataclass(frozen=True)
class IndexParameter:
    """A parameter of a step: what it is unless a scheme says otherwise; None: found in the data, or not set."""

    default: float | str | None
    least: float | None = None


#: The parameters of each step. ``share``: of the indicators that a unit must have; ``values``: how many may be
#: winsorised; ``skewness`` and ``kurtosis``: what reaches both is treated; ``low`` and ``high``: the ends of the scale,
#: of ``z_score`` its mean and deviation, of ``efficacy`` the points at the worse and the better bound.
PARAMETERS: Mapping[str, Mapping[str, IndexParameter]] = {
    "denominate": {},
    "impute": {"group": IndexParameter(None)},
    "screen": {"share": IndexParameter(0.9, 0.0)},
    "treat": {
        "values": IndexParameter(5.0, 0.0),
        "skewness": IndexParameter(2.0, 0.0),
        "kurtosis": IndexParameter(3.5),
    },
    "normalise": {"low": IndexParameter(None), "high": IndexParameter(None)},
    "weigh": {},
    "aggregate": {},
}


@dataclass(frozen=True)
class IndexNode:
    """An indicator, or an aggregate of the nodes whose ``parent`` it is. The index itself has no parent.

    ``direction`` is 1 where more is better, −1 where less is. ``weight`` counts within the parent; None is not known.
    ``low`` and ``high`` are fixed bounds of an indicator, in place of those of the sample. ``observed`` is what the
    indicator is called among a district's observations. ``aggregation`` of an aggregate overrides the step's.
    """

    id: str
    zh: str
    en: str
    parent: str = ""
    direction: int = 1
    weight: float | None = 1.0
    unit: str = ""
    denominator: str = ""
    low: float | None = None
    high: float | None = None
    target: float | None = None
    observed: str = ""
    aggregation: str = ""


@dataclass(frozen=True)
class IndexStep:
    """One step with its method and parameters; a method of None is not known and must be chosen.

    ``named`` is False where nobody has named the method and the usual one is taken.
    """

    name: str
    method: str | None
    parameters: tuple[tuple[str, float | str], ...] = ()
    named: bool = True

    def number(self, name: str) -> float | None:
        """A parameter that is a number, or its default."""
        value = self._value(name)
        return float(value) if value is not None else None

    def word(self, name: str) -> str | None:
        """A parameter that is a word, or its default."""
        value = self._value(name)
        return str(value) if value is not None else None

    def with_parameter(self, name: str, value: float | str) -> IndexStep:
        """The step with a parameter set."""
        return replace(self, parameters=(*((key, old) for key, old in self.parameters if key != name), (name, value)))

    def _value(self, name: str) -> float | str | None:
        return dict(self.parameters).get(name, PARAMETERS[self.name][name].default)


@dataclass(frozen=True)
class IndexScheme:
    """An index: its nodes, the names of denominators and groups among the columns of its data, and its steps."""

    id: str
    zh: str
    en: str
    nodes: tuple[IndexNode, ...]
    steps: tuple[IndexStep, ...]
    denominators: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    reference_zh: str = ""
    reference_en: str = ""

    @cached_property
    def parents(self) -> frozenset[str]:
        """The ids of all aggregates."""
        return frozenset(node.parent for node in self.nodes if node.parent)

    @cached_property
    def indicators(self) -> tuple[IndexNode, ...]:
        """The nodes that are read from the data, in the order of the scheme."""
        return tuple(node for node in self.nodes if node.id not in self.parents)

    @cached_property
    def aggregates(self) -> tuple[IndexNode, ...]:
        """The nodes that are computed, each after those it is made of."""
        inner = [node for node in self.nodes if node.id in self.parents]
        return tuple(sorted(inner, key=lambda node: self.levels[node.id]))

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """How high each node stands: an indicator 1, an aggregate one above the highest of its parts."""
        found: dict[str, int] = {}
        waiting = list(self.nodes)
        while waiting:
            ready = [n for n in waiting if all(part.id in found for part in self.parts(n.id))]
            for node in ready:
                found[node.id] = 1 + max((found[part.id] for part in self.parts(node.id)), default=0)
            waiting = [node for node in waiting if node.id not in found]
        return found

    @cached_property
    def top(self) -> IndexNode:
        """The index itself."""
        return next(node for node in self.nodes if not node.parent)

    def parts(self, parent: str) -> tuple[IndexNode, ...]:
        """The nodes that an aggregate is made of."""
        return self._parts.get(parent, ())

    @cached_property
    def _parts(self) -> Mapping[str, tuple[IndexNode, ...]]:
        found: dict[str, tuple[IndexNode, ...]] = {}
        for node in self.nodes:
            if node.parent:
                found[node.parent] = (*found.get(node.parent, ()), node)
        return found

    def step(self, name: str) -> IndexStep | None:
        """The step of that name, or None when the scheme leaves it out."""
        return next((step for step in self.steps if step.name == name), None)

    def with_weights(self, weights: Mapping[str, float]) -> IndexScheme:
        """The scheme with some weights set."""
        nodes = tuple(replace(node, weight=weights[node.id]) if node.id in weights else node for node in self.nodes)
        return replace(self, nodes=nodes)
