"""How a scheme makes points of a value, and what it holds it against, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from liantu.exchange.paper.firm_report import TO_VERIFY, Line
from liantu.papers.scheme_names import SchemeWording
from liantu.wording import N_, NC_

if TYPE_CHECKING:
    from liantu.score.scheme.indicators import GroupIndicator

_FAMILIES = {
    "linear": NC_("firm sheet", "weight × value ÷ benchmark"),
    "best": NC_("firm sheet", "weight × value ÷ best value"),
    "reverse": NC_("firm sheet", "weight × (2 − value ÷ benchmark)"),
    "rank": N_("weight × (firms + 1 − rank) ÷ firms"),
}
_RULES = {
    "fixed": N_("set by the scheme"),
    "mean": N_("mean of the firms of {of}"),
    "median": N_("median of the firms of {of}"),
    "trimmed_mean": N_("trimmed mean of the firms of {of}"),
    "sum_over_sum": N_("sum ÷ sum of the firms of {of}"),
    "maximum": N_("highest value of the firms of {of}"),
    "range": N_("lowest to highest value of the firms of {of}"),
}


def formula_lines(items: Sequence[GroupIndicator], say: SchemeWording) -> list[Line]:
    """The formula of the points of each indicator; those that share one together."""
    return (
        [(say.tr(NC_("firm sheet", "Formula")), _join_grouped(items, lambda item: _formula(item, say), say))]
        if items
        else []
    )


def benchmark_lines(items: Sequence[GroupIndicator], say: SchemeWording) -> list[Line]:
    """What each benchmark is."""
    return [(say.tr("Benchmarks"), _join_grouped(items, lambda item: _benchmark(item, say), say))] if items else []


def _join_grouped(items: Iterable[GroupIndicator], tell: Callable[[GroupIndicator], str], say: SchemeWording) -> str:
    same: dict[str, list[str]] = {}
    for item in items:
        same.setdefault(tell(item), []).append(item.indicator)
    if len(same) == 1:
        return say.tr("All indicators: ") + next(iter(same)) + say.tr(".")
    parts = [say.items(keys) + say.tr(": ") + words for words, keys in same.items()]
    return say.tr("; ").join(parts) + say.tr(".")


def _formula(item: GroupIndicator, say: SchemeWording) -> str:
    if not item.is_known:
        return say.tr(TO_VERIFY)
    if item.family in _FAMILIES:
        words = say.tr(_FAMILIES[item.family])
    else:
        low, rest = f"{item.at_low:g}", f"{100 - item.at_low:g}"
        words = say.tr("weight × [%(low)s + %(rest)s × (value − low) ÷ (high − low)] ÷ 100") % {
            "low": low,
            "rest": rest,
        }
    parts = [say.tr("points = %(words)s") % {"words": words}]
    if item.cap is not None:
        parts.append(say.tr("%(cap)s weights at most") % {"cap": f"{item.cap:g}"})
    if item.floor is not None:
        parts.append(say.tr("%(floor)s at least") % {"floor": f"{item.floor:g}"})
    if item.negative == "zero":
        parts.append(say.tr("none for a value below zero"))
    return say.tr(NC_("clauses", ", ")).join(parts)


def _benchmark(item: GroupIndicator, say: SchemeWording) -> str:
    from liantu.score.scheme.indicators import BETWEEN

    given = item.benchmark
    if not given.is_known:
        return say.tr(TO_VERIFY)
    rule = "range" if item.family in BETWEEN and given.rule != "fixed" else str(given.rule)
    of = say.tr(NC_("firm sheet", "all groups")) if given.scope == "all" else say.tr("its group")
    when = say.tr(" in the year before") if given.previous else ""
    words = say.tr(_RULES[rule]).format(of=of)
    times = "" if given.times == 1 or rule == "range" else say.tr(" × %(times)s") % {"times": f"{given.times:g}"}
    return say.tr("%(words)s%(when)s%(times)s") % {"words": words, "when": when, "times": times}
