"""How a scheme makes points of a value, and what it holds it against, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from liantu.wording import N_, NC_, Translator
from liantu.wording.evaluation_codes import BETWEEN, FAMILIES, TO_VERIFY
from liantu.wording.scheme_names import SchemeNames
from liantu.wording.scheme_parts import BenchmarkRule, ScoredIndicator

#: A label and what is said under it.
Line = tuple[str, str]
_RULES = {
    "fixed": N_("set by the scheme"),
    "table": N_("set by the scheme for each industry"),
    "mean": N_("mean of the firms of {of}"),
    "median": N_("median of the firms of {of}"),
    "trimmed_mean": N_("trimmed mean of the firms of {of}"),
    "sum_over_sum": N_("sum ÷ sum of the firms of {of}"),
    "maximum": N_("highest value of the firms of {of}"),
    "top_mean": N_("mean of the best {share} % of the firms of {of}"),
    "top_line": N_("value of the last of the best {share} % of the firms of {of}"),
    "range": N_("lowest to highest value of the firms of {of}"),
}


def formula_lines(items: Sequence[ScoredIndicator], names: SchemeNames) -> list[Line]:
    """The formula of the points of each indicator; those that share one together."""
    if not items:
        return []
    text = _join_grouped(items, lambda item: formula_text(item, names.tr), names)
    return [(names.tr(NC_("firm sheet", "Formula")), text)]


def benchmark_lines(items: Sequence[ScoredIndicator], names: SchemeNames) -> list[Line]:
    """What each benchmark is; indicators that share one together."""
    every, items = len(items), [item for item in items if item.is_held]
    if not items:
        return []
    between = {item.indicator for item in items if item.family in BETWEEN}
    text = _join_grouped(
        items,
        lambda item: benchmark_text(item.benchmark, names.tr, between=item.indicator in between),
        names,
        every=len(items) == every,
    )
    return [(names.tr("Benchmarks"), text)]


def adjustment_lines(by_points: str | None, grade: str | None, rules: Iterable[str], names: SchemeNames) -> list[Line]:
    """By which rules a grade is another one than ``by_points``; nothing when it is not."""
    words = names.tr(", ").join(names.adjustment(rule) for rule in rules)
    if not words or not by_points or by_points == grade:
        return []
    slots = {"cut": by_points, "grade": grade, "rules": words}
    return [(names.tr("Grade moved"), names.tr("%(cut)s by its points, %(grade)s after: %(rules)s.") % slots)]


def formula_text(item: ScoredIndicator, tr: Translator) -> str:
    """The formula of the points of an indicator in a group, with cap and floor."""
    if not item.is_known:
        return tr(TO_VERIFY)
    if item.family == "steps":
        words = tr(NC_("clauses", ", ")).join(_list_steps(item, tr))
    elif item.family in BETWEEN:
        slots = {"low": f"{item.at_low:g}", "rest": f"{100 - item.at_low:g}"}
        words = tr("weight × [%(low)s + %(rest)s × (value − low) ÷ (high − low)] ÷ 100") % slots
    else:
        words = tr(FAMILIES[item.family])
    parts = [tr("points = %(words)s") % {"words": words}]
    if item.cap is not None:
        parts.append(tr("%(cap)s weights at most") % {"cap": f"{item.cap:g}"})
    if item.floor is not None:
        parts.append(tr("%(floor)s at least") % {"floor": f"{item.floor:g}"})
    if item.negative == "zero":
        parts.append(tr("none for a value below zero"))
    return tr(NC_("clauses", ", ")).join(parts)


def _list_steps(item: ScoredIndicator, tr: Translator) -> list[str]:
    """From or down from which value how many points are given."""
    bounds = [step.bound for step in item.steps]
    rising = bounds == sorted(bounds, reverse=True)
    sentence = tr("%(points)s from %(bound)s") if rising else tr("%(points)s to %(bound)s")
    bound = tr("%s times the benchmark") if item.steps_of_benchmark else "%s"
    weight = item.weight or 0.0
    return [sentence % {"points": f"{step.part * weight:g}", "bound": bound % f"{step.bound:g}"} for step in item.steps]


def benchmark_text(benchmark: BenchmarkRule, tr: Translator, *, between: bool = False) -> str:
    """What a value is held against; ``between`` a low and a high value, where the family asks for both."""
    if not benchmark.is_known:
        return tr(TO_VERIFY)
    rule = "range" if between and benchmark.rule != "fixed" else str(benchmark.rule)
    firms = tr(NC_("firm sheet", "all groups")) if benchmark.scope == "all" else tr("its group")
    year_words = tr(" in the year before") if benchmark.previous else ""
    words = tr(_RULES[rule]).format(of=firms, share=f"{benchmark.share or 0:g}")
    times = "" if benchmark.times == 1 or rule == "range" else tr(" × %(times)s") % {"times": f"{benchmark.times:g}"}
    return tr("%(words)s%(when)s%(times)s") % {"words": words, "when": year_words, "times": times}


def _join_grouped(
    items: Sequence[ScoredIndicator],
    describe: Callable[[ScoredIndicator], str],
    names: SchemeNames,
    *,
    every: bool = True,
) -> str:
    """The indicators of each description; ``every`` says that the items are all there are, which is shorter to say."""
    indicators: dict[str, list[str]] = {}
    for item in items:
        indicators.setdefault(describe(item), []).append(item.indicator)
    if len(indicators) == 1 and every:
        return names.tr("All indicators: ") + next(iter(indicators)) + names.tr(".")
    parts = [names.indicators(keys) + names.tr(": ") + words for words, keys in indicators.items()]
    return names.tr("; ").join(parts) + names.tr(".")
