"""The most alike of many, kept ready, are those of a sum over all, whatever parts they were added in."""

from __future__ import annotations

import math
from functools import cache

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.innovate.matching.benchmark_sides import DEVELOPMENT, read_needs, read_results

from liantu.innovate.matching.text_index import TextIndex
from liantu.innovate.matching.text_likeness import Background, make_background, measure_likeness
from liantu.library.matching_words import read_background

BACKGROUND = make_background(
    pl.DataFrame(
        {"bigram": ["#version:a", "#documents", "#bigrams", "甲乙", "乙丙"], "documents": [0, 10, 40, 8, 2]},
        schema={"bigram": pl.String, "documents": pl.Int64},
    )
)
TEXTS = st.lists(st.text("甲乙丙丁-x", max_size=8), max_size=90)


def sum_over_all(need: str, results: dict[str, str], count: int) -> list[tuple[str, float]]:
    """By hand: BM25 with k1 1.2 and b 0.75, ten documents of four pairs in the mean."""

    def list_pairs(text: str) -> list[str]:
        words = [word for word in text.split("-") if word]
        return [w[i : i + 2] for w in words for i in range(len(w) - 1)] + [w for w in words if len(w) == 1]

    frequency = {"甲乙": 8, "乙丙": 2}
    sums = {}
    for key, text in results.items():
        pairs = list_pairs(text)
        norm = 1.2 * (0.25 + 0.75 * len(pairs) / 4)
        sums[key] = sum(
            math.log(1 + (10 - frequency.get(pair, 0) + 0.5) / (frequency.get(pair, 0) + 0.5))
            * (pairs.count(pair) * 2.2 / (pairs.count(pair) + norm))
            for pair in sorted({*list_pairs(need)} & {*pairs})
        )
    best = sorted(((round(value, 9), key) for key, value in sums.items() if value > 0), key=lambda p: (-p[0], p[1]))
    return [(key, value) for value, key in best[:count]]


def fill(background: Background, results: dict[str, str], cuts: list[int]) -> TextIndex:
    ids, texts = pl.Series([*results], dtype=pl.String), pl.Series([*results.values()], dtype=pl.String)
    index = TextIndex(background)
    for first, last in zip([0, *cuts], [*cuts, len(results)], strict=True):
        index = index.add(ids[first:last], texts[first:last])
    return index


@given(need=st.text("甲乙丙丁-x", max_size=8), texts=TEXTS, cut=st.integers(0, 90), count=st.integers(1, 5))
def test_the_best_are_those_of_a_sum_over_all(need: str, texts: list[str], cut: int, count: int) -> None:
    results = {f"r{number:02}": text for number, text in enumerate(texts)}
    expected = sum_over_all(need, results, count)
    for cuts in ([], [min(cut, len(texts))]):
        found = fill(BACKGROUND, results, cuts).find_most_alike(pl.Series([need]), count)
        likeness = [round(value, 9) for value in found["likeness"]]
        assert likeness == [value for _key, value in expected]
        # Of equally alike ones any order of the sums' last digit may come first; nothing else may.
        assert {key for key, value in expected if value > (likeness or [0])[-1]} <= {*found["result"]}


def test_a_result_that_is_added_is_found_and_moves_no_other() -> None:
    before = fill(BACKGROUND, {"a": "甲乙丙", "b": "丙丁"}, [])
    after = before.add(pl.Series(["c"]), pl.Series(["甲乙"]))
    assert after.parts[0] is before.parts[0]
    needs = pl.Series(["甲乙", "丙丁"])
    assert (
        after.find_most_alike(needs, 9).filter(pl.col("result") != "c").rows()
        == before.find_most_alike(needs, 9).rows()
    )
    assert after.find_most_alike(needs, 1)["result"].to_list() == ["c", "b"]


@cache
def _development() -> tuple[pl.Series, pl.DataFrame]:
    text = pl.concat_str("title", "text", separator="\n").alias("text")
    needs, results = read_needs(DEVELOPMENT).rows, read_results(DEVELOPMENT).rows
    return needs.select(text)["text"], results.select("id", text)


def test_it_agrees_with_the_likeness_that_orders_matches() -> None:
    needs, results = _development()
    background = make_background(read_background())
    found = TextIndex(background).add(results["id"], results["text"]).find_most_alike(needs, 20)
    every = pl.DataFrame({"need": range(len(needs))}).join(pl.DataFrame({"result": range(results.height)}), how="cross")
    direct = measure_likeness(every.cast(pl.UInt32), needs, results["text"], background)
    direct = direct.filter(pl.col("likeness") > 0)
    best = direct.sort("need", "likeness", descending=[False, True]).group_by("need", maintain_order=True).head(20)
    assert found.height == best.height > 10 * len(needs)
    assert (found["likeness"] - best["likeness"]).abs().max() < 1e-9  # type: ignore[operator]
