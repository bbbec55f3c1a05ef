"""The benchmark of an item in a scheme's file: which rule makes it, of whose values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from liantu.library.industries import normalise_industry
from liantu.score.scheme.indicators import BETWEEN, DIVIDING, RULES, TOP_RULES, UNHELD, Benchmark, Indicator
from liantu.score.scheme.node import Node

#: The benchmark a family has by itself.
_RULE_OF_FAMILY = {"best": "maximum", "min_max": "range"}


class BenchmarkUse(NamedTuple):
    """What a benchmark is for: a family, of steps whether they are multiples of it."""

    family: str
    steps_of_benchmark: bool = False

    @property
    def needs_benchmark(self) -> bool:
        """Whether values are held against a benchmark."""
        return self.steps_of_benchmark or self.family not in UNHELD

    @property
    def divides(self) -> bool:
        """Whether values are divided by it."""
        return self.steps_of_benchmark or self.family in DIVIDING


def parse_benchmark(node: Node | None, use: BenchmarkUse, item: Node, indicator: Indicator | None) -> Benchmark:
    """The benchmark that ``node`` says, or the one a family has by itself; what is wrong is told at the item.

    No indicator: what the scheme says for all items at once.
    """
    family = use.family
    if node is None:
        return _find_default(use, item, indicator)
    if not use.needs_benchmark and item.mapping.get("benchmark") is not None:
        item.wrong("scheme_idle", family, "benchmark")
    made = Benchmark(
        rule=node.choice("rule", RULES, _RULE_OF_FAMILY.get(family, "")) or None,
        value=node.number("value"),
        low=node.number("low"),
        high=node.number("high"),
        times=node.amount("times", 1.0),
        trim=node.amount("trim", 0.0),
        share=node.number("share"),
        scope=node.choice("of", ("peers", "all"), "peers"),
        previous=node.choice("year", ("same", "previous"), "same") == "previous",
        table=_read_table(node),
        cited=node.cited,
        parts=node.cited_of("rule", "value", "low", "high", "times", "trim", "share", "of", "year", "table"),
    )
    if node.cited.status == "unknown" or node.open():
        made = replace(made, open=node.open() or ("rule",))
    node.close()
    for key in _find_unused_parts(made.rule, family in BETWEEN):
        if node.mapping.get(key) is not None:
            item.wrong("scheme_idle", made.rule, f"benchmark.{key}")
    _check_rule(made, use, item, indicator)
    _check_parts(made, node, item)
    return made


def _check_parts(made: Benchmark, node: Node, item: Node) -> None:
    """What a benchmark's own parts have to be; what is wrong is told at the item."""
    share = made.share
    if made.rule == "table" and not made.open and not node.mapping.get("table"):
        item.wrong("scheme_missing_part", "table", "benchmark.table")
    if made.rule in TOP_RULES and not made.open and not 0 < (made.share or 0) <= 100:
        item.wrong("scheme_kind", "" if share is None else f"{share:g}", "benchmark.share", wanted="20")
    if made.times <= 0:
        item.wrong("scheme_times", f"{made.times:g}", "benchmark.times")
    if not 0 <= made.trim < 0.5:
        item.wrong("scheme_trim", f"{made.trim:g}", "benchmark.trim")


def _read_table(node: Node) -> tuple[tuple[str, float], ...]:
    """The value of each industry, the longest codes first; what is no code, or no value above zero, is told."""
    raw = node.raw("table")
    if raw is None:
        return ()
    if not isinstance(raw, Mapping):
        node.wrong("scheme_kind", raw, "table", wanted='{"26": 30}')
        return ()
    found: dict[str, float] = {}
    for written, value in raw.items():
        code = normalise_industry(str(written)) or ""
        if not code.isdigit() or len(code) < 2:
            node.wrong("scheme_industry", written, "table")
        elif code in found:
            node.wrong("scheme_twice", code, "table")
        elif isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
            node.wrong("scheme_times", value, f"table.{written}")
        else:
            found[code] = float(value)
    return tuple(sorted(found.items(), key=lambda entry: (-len(entry[0]), entry[0])))


def _find_default(use: BenchmarkUse, item: Node, indicator: Indicator | None) -> Benchmark:
    rule = _RULE_OF_FAMILY.get(use.family)
    if use.needs_benchmark and rule is None and (indicator is None or indicator.numerator):
        item.wrong("scheme_no_benchmark", use.family, "benchmark")
    return Benchmark(rule, cited=item.cited)


def _find_unused_parts(rule: str | None, between: bool) -> tuple[str, ...]:
    """The parts of a benchmark that a rule does not look at."""
    if rule is None:
        return ()
    if rule == "table":
        return ("times", "trim", "share", "of", "year", "low", "high")
    if rule == "fixed":
        return ("table", "times", "trim", "share", "of", "year", *(("value",) if between else ("low", "high")))
    untrimmed = () if rule == "trimmed_mean" else ("trim",)
    top = () if rule in TOP_RULES else ("share",)
    return ("table", "value", "low", "high", *top, *untrimmed, *(("times",) if rule == "range" else ()))


def _check_rule(made: Benchmark, use: BenchmarkUse, item: Node, indicator: Indicator | None) -> None:
    """There is a rule, and it makes what the family needs: one value, or a low and a high one."""
    if made.rule is None:
        if not made.open:
            item.wrong("scheme_no_benchmark", use.family, "benchmark")
    elif made.rule == "fixed":
        if not made.open:  # what is missing is asked for
            _check_values(made, use, item, indicator)
    elif (use.family in BETWEEN) != (made.rule == "range"):
        item.wrong("scheme_benchmark_kind", made.rule, "benchmark.rule", family=use.family)


def _check_values(made: Benchmark, use: BenchmarkUse, item: Node, indicator: Indicator | None) -> None:
    between = use.family in BETWEEN
    for key in ("low", "high") if between else ("value",):
        if getattr(made, key) is None:
            item.wrong("scheme_missing_part", key, f"benchmark.{key}")
    if made.value == 0 or (made.low is not None and made.low == made.high):
        item.wrong("scheme_benchmark_zero", "0", "benchmark")
    elif made.value is not None and made.value < 0 and use.divides:
        item.wrong("scheme_benchmark_negative", f"{made.value:g}", "benchmark.value")
    if between and indicator:
        _check_ends(made.low, made.high, item, indicator)


def _check_ends(low: float | None, high: float | None, item: Node, indicator: Indicator) -> None:
    """The low end is the worse one, as the indicator's direction says."""
    if low is None or high is None or low == high:
        return
    if (low > high) == indicator.more_is_better:
        item.wrong("scheme_ends", f"{low:g}, {high:g}", "benchmark")
