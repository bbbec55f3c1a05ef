"""How a scheme makes points of a value, and what it holds it against, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from liantu.exchange.paper.firm_report import TO_VERIFY, Line
from liantu.exchange.paper.setting import Text
from liantu.papers.scheme_names import SchemeWording

if TYPE_CHECKING:
    from liantu.score.scheme.indicators import GroupIndicator

_FAMILIES = {
    "linear": Text("权重×企业值÷基准值", "weight × value ÷ benchmark"),
    "best": Text("权重×企业值÷最优值", "weight × value ÷ best value"),
    "reverse": Text("权重×（2－企业值÷基准值）", "weight × (2 − value ÷ benchmark)"),
    "rank": Text("权重×（参评企业数＋1－位次）÷参评企业数", "weight × (firms + 1 − rank) ÷ firms"),
}
_RULES = {
    "fixed": Text("方案规定值", "set by the scheme"),
    "mean": Text("{of}企业均值", "mean of the firms of {of}"),
    "median": Text("{of}企业中位数", "median of the firms of {of}"),
    "trimmed_mean": Text("{of}企业去掉两端后的均值", "trimmed mean of the firms of {of}"),
    "sum_over_sum": Text("{of}企业总量之比", "sum ÷ sum of the firms of {of}"),
    "maximum": Text("{of}企业最高值", "highest value of the firms of {of}"),
    "range": Text("{of}企业最低值至最高值", "lowest to highest value of the firms of {of}"),
}


def formula_lines(items: Sequence[GroupIndicator], say: SchemeWording) -> list[Line]:
    """The formula of the points of each indicator; those that share one together."""
    return [(Text("计分公式", "Formula"), _join_grouped(items, lambda item: _formula(item, say), say))] if items else []


def benchmark_lines(items: Sequence[GroupIndicator], say: SchemeWording) -> list[Line]:
    """What each benchmark is."""
    return (
        [(Text("基准值", "Benchmarks"), _join_grouped(items, lambda item: _benchmark(item, say), say))] if items else []
    )


def _join_grouped(items: Iterable[GroupIndicator], tell: Callable[[GroupIndicator], str], say: SchemeWording) -> str:
    same: dict[str, list[str]] = {}
    for item in items:
        same.setdefault(tell(item), []).append(item.indicator)
    if len(same) == 1:
        return say("各项指标：", "All indicators: ") + next(iter(same)) + say("。", ".")
    parts = [f"{say.items(keys)}{say('：', ': ')}{said}" for said, keys in same.items()]
    return say("；", "; ").join(parts) + say("。", ".")


def _formula(item: GroupIndicator, say: SchemeWording) -> str:
    if not item.told:
        return TO_VERIFY.say(say.setting.language)
    if item.family in _FAMILIES:
        words = _FAMILIES[item.family].say(say.setting.language)
    else:
        low, rest = f"{item.at_low:g}", f"{100 - item.at_low:g}"
        words = say(
            f"权重×［{low}＋{rest}×（企业值－低值）÷（高值－低值）］÷100",
            f"weight × [{low} + {rest} × (value − low) ÷ (high − low)] ÷ 100",
        )
    parts = [say(f"得分＝{words}", f"points = {words}")]
    if item.cap is not None:
        parts.append(say(f"封顶为权重的{item.cap:g}倍", f"{item.cap:g} weights at most"))
    if item.floor is not None:
        parts.append(say(f"最低{item.floor:g}分", f"{item.floor:g} at least"))
    if item.negative == "zero":
        parts.append(say("企业值为负的得0分", "none for a value below zero"))
    return say("，", ", ").join(parts)


def _benchmark(item: GroupIndicator, say: SchemeWording) -> str:
    from liantu.score.scheme.indicators import BETWEEN

    given = item.benchmark
    if not given.told:
        return TO_VERIFY.say(say.setting.language)
    rule = "range" if item.family in BETWEEN and given.rule != "fixed" else str(given.rule)
    of = say("全部参评", "all groups") if given.of == "all" else say("同组", "its group")
    when = say("上年度", " in the year before") if given.previous else ""
    words = _RULES[rule].say(say.setting.language).format(of=of)
    times = "" if given.times == 1 or rule == "range" else say(f"的{given.times:g}倍", f" × {given.times:g}")
    return say(f"{when}{words}{times}", f"{words}{when}{times}")
