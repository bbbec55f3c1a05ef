"""What is supposed, in words: every part of a variant of a scheme, and the day from which data end is told."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from liantu.wording import translator
from liantu.wording.scenario import data_end_note
from liantu.wording.variant_words import list_variant_suppositions

TR = translator("zh_CN")
LABELS = {"benchmark.规上.t": "亩均税收 · 基准值", "rule": "全部基准", "rule:median": "中位数", "cap": "封顶"}


def told(**parts: Any) -> list[str]:
    blank = {"weights": {}, "benchmarks": {}, "rule": "", "cap": None, "uncapped": False}
    variant = cast(Any, SimpleNamespace(**{**blank, **parts}))
    return [part.text for part in list_variant_suppositions(variant, LABELS, {"benchmark.规上.t": "18"}, TR)]


def test_a_benchmark_a_rule_and_a_cap_are_told_as_weights_are() -> None:
    assert told(benchmarks={("规上", "t"): 20.0}) == ["亩均税收 · 基准值：假设为20，方案为18"]
    assert told(rule="median") == ["全部基准：假设一律为中位数，方案另有规定"]
    assert ["1.2" in text for text in told(cap=1.2)] == [True]
    assert len(told(uncapped=True, cap=1.2)) == 1
    assert told() == []


def test_the_last_day_of_the_data_is_not_beyond_them() -> None:
    seen = [SimpleNamespace(data_end=date(2023, 12, 31), as_of=date(2023, 12, 31 - back)) for back in (1, 0)]
    assert [data_end_note(cast(Any, view), "zh_CN") for view in seen] == ["", ""]
    beyond = SimpleNamespace(data_end=date(2023, 12, 31), as_of=date(2024, 1, 1))
    assert "2023-12-31" in data_end_note(cast(Any, beyond), "zh_CN")
