"""Results for a need: what is hard, what only orders, what an account says, and that no result moves another."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.innovate.matching.made_sides import NEED, RESULT_INDICATORS, make_need, make_results, match

from liantu.innovate.matching import MatchRules
from liantu.innovate.matching.ranking import FACTORS

MET = RESULT_INDICATORS


def match_one(changed: dict[str, Any], offered: Any = MET, **need: Any) -> dict[str, Any] | None:
    matches = match(make_need(**need), make_results((changed, offered))).matches
    return matches.row(0, named=True) if matches.height else None


def test_the_same_problem_in_other_words_is_found_and_every_factor_is_full() -> None:
    row = match_one({})
    assert row is not None
    assert [row[factor] for factor in FACTORS] == [1.0, 1.0, 1.0, 1.0, 1.0]
    assert row["points"] == 100
    assert row["means"] is None  # nobody says that no fluorine is in it
    assert row["same_field"] is False


@pytest.mark.parametrize(
    ("changed", "need", "condition"),
    [
        ({"level": 4}, {}, "maturity"),
        ({"rights": "joint"}, {}, "rights"),
        ({"text": "含氟聚合物涂覆，热稳定性好"}, {}, "means"),
    ],
)
def test_what_fails_a_hard_condition_is_refused_and_named(
    changed: dict[str, Any], need: dict[str, Any], condition: str
) -> None:
    matching = match(make_need(**need), make_results((changed, MET)))
    assert matching.matches.is_empty()
    (refused,) = matching.refused.to_dicts()
    assert [name for name in ("maturity", "rights", "means") if refused[name] is False] == [condition]
    assert matching.abstained.rows() == [("need", "refused")]


@pytest.mark.parametrize(
    ("changed", "mark"),
    [
        ({"scale": "GB/T 37264", "level": 2}, "maturity"),
        ({"scale": None, "level": None}, "maturity"),
        ({"rights": None}, "rights"),
        ({"text": "不含氟，热稳定性好"}, "means"),
    ],
)
def test_the_unknown_passes_with_a_mark(changed: dict[str, Any], mark: str) -> None:
    row = match_one(changed)
    assert row is not None
    assert row[mark] is None


def test_the_same_words_of_another_problem_are_not_returned() -> None:
    assert match_one({"property": "透气性", "title": "隔离膜", "text": "隔膜透气性好"}, []) is None
    assert match_one({"object": "光伏背板", "title": "耐热背板"}, []) is None


def test_a_property_that_goes_the_other_way_is_another_problem() -> None:
    need = {"property": "附着力", "text": "希望提高附着力", "object": "防腐涂层", "title": "附着力", "indicators": []}
    offered = {"property": "附着力", "object": "防腐涂料", "title": "易剥离保护涂层"}
    assert match_one({**offered, "text": "降低附着力便于撕除"}, [], **need) is None
    assert match_one({**offered, "text": "提高附着力"}, [], **need) is not None


def test_values_are_compared_in_one_unit() -> None:
    missed = match_one({}, [("破膜温度", 145.0, "℃", ">=", None), ("热收缩率", 20000.0, "ppm", "<=", None)])
    assert missed is not None
    assert missed["value"] == 0.5  # 145 ℃ is below 423.15 K, 20,000 ppm is 2 %
    unknown = match_one({}, [("破膜温度", 160.0, "MPa", ">=", None)])
    assert unknown is not None
    assert unknown["value"] is None


def test_text_only_orders_what_agrees_equally() -> None:
    worded = {"id": "worded", "text": NEED["text"] + NEED["title"]}
    results = make_results((worded, []), ({"id": "measured"}, MET), ({"id": "plain"}, []))
    order = match(make_need(), results).matches["result"].to_list()
    assert order == ["measured", "worded", "plain"]


results_of_any_kind = st.lists(
    st.tuples(
        st.fixed_dictionaries(
            {
                "object": st.sampled_from(["隔离膜", "电池隔膜", "铝塑膜", "电池"]),
                "property": st.sampled_from(["热稳定性", "耐热性、透气性", "透气度", "强度"]),
                "text": st.sampled_from(["提高热稳定性", "降低热收缩", "含氟", ""]),
                "level": st.integers(3, 8),
            }
        ),
        st.lists(st.sampled_from(MET), unique=True),
    ),
    min_size=2,
    max_size=6,
)


def number(results: list[tuple[dict[str, Any], Any]]) -> list[tuple[dict[str, Any], Any]]:
    return [({**changed, "id": f"r{place}"}, lines) for place, (changed, lines) in enumerate(results)]


@settings(max_examples=8, deadline=None)
@given(results_of_any_kind)
def test_a_result_more_or_less_moves_no_other(results: list[tuple[dict[str, Any], Any]]) -> None:
    named = number(results)
    whole = match(make_need(), make_results(*named)).matches
    fewer = match(make_need(), make_results(*named[:-1])).matches
    stays = whole.filter(pl.col("result") != named[-1][0]["id"])
    assert stays.drop("rank").equals(fewer.drop("rank"))


@settings(max_examples=8, deadline=None)
@given(results_of_any_kind)
def test_points_are_the_sum_of_the_factors(results: list[tuple[dict[str, Any], Any]]) -> None:
    weights = MatchRules().weights
    for row in match(make_need(), make_results(*number(results))).matches.iter_rows(named=True):
        assert row["points"] == pytest.approx(sum((row[factor] or 0) * weights[factor] for factor in FACTORS))


@settings(max_examples=8, deadline=None)
@given(results_of_any_kind)
def test_meeting_every_indicator_is_never_below_meeting_none(results: list[tuple[dict[str, Any], Any]]) -> None:
    misses = [("150℃热收缩", 9.0, "%", "<=", None), ("破膜温度", 100.0, "℃", ">=", None)]
    for changed, _ in results:
        pair = make_results(({**changed, "id": "a-none"}, misses), ({**changed, "id": "b-all"}, MET))
        order = match(make_need(), pair).matches["result"].to_list()
        assert order in ([], ["b-all", "a-none"])


def test_the_order_of_rows_says_nothing() -> None:
    some = [({"id": f"r{n}", "text": text}, MET[:n]) for n, text in enumerate(["热稳定性", "提高耐热", "隔膜"])]
    forward, backward = (match(make_need(), make_results(*rows)).matches for rows in (some, some[::-1]))
    assert forward.equals(backward)


def test_without_results_every_need_is_answered_with_a_reason() -> None:
    matching = match(make_need(), make_results(({"object": "青菜头收获机", "title": "青菜头收获机"}, [])))
    assert matching.matches.is_empty()
    assert matching.abstained["reason"].to_list() == ["no_object"]


def test_the_level_that_is_asked_is_high_enough() -> None:
    row = match_one({"level": NEED["level"]})
    assert row is not None
    assert row["maturity"] is True
