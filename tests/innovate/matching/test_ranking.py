"""Results for a need: what is hard, what only orders, what an account says, and that no result moves another."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.innovate.matching.made_sides import CONCEPTS, NEED, RESULT_INDICATORS, RULES, make_need, make_results, match

MET = RESULT_INDICATORS


def match_one(changed: dict[str, Any], offered: Any = MET, **need: Any) -> dict[str, Any] | None:
    matches = match(make_need(**need), make_results((changed, offered))).matches
    return matches.row(0, named=True) if matches.height else None


def test_the_same_problem_in_other_words_is_found() -> None:
    row = match_one({})
    assert row is not None
    assert (row["direction"], row["function"], row["value"], row["measured"], row["method"]) == (1, 1, 1, 1, 1)
    assert row["object"] > 0.8
    assert row["property"] > 0.8
    assert row["points"] > 90
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


def test_the_same_words_of_another_problem_are_far_below() -> None:
    same = match_one({}, [])
    assert same is not None
    for changed in (
        {"property": "透气性", "title": "隔离膜", "text": "隔膜透气性好"},
        {"object": "光伏背板", "title": "耐热背板", "text": "耐热"},
    ):
        row = match_one(changed, [])
        assert row is None or row["points"] < same["points"] / 2


def test_a_property_that_goes_the_other_way_is_another_problem() -> None:
    need = {"property": "附着力", "text": "", "object": "防腐涂层", "title": "提高附着力", "indicators": []}
    offered = {"property": "附着力", "object": "防腐涂料", "text": "便于撕除"}
    turned = match_one({**offered, "title": "降低附着力"}, [], **need)
    same = match_one({**offered, "title": "提高附着力"}, [], **need)
    assert turned is not None
    assert same is not None
    assert (turned["direction"], same["direction"]) == (0, 1)
    assert turned["points"] == pytest.approx(same["points"] * (1 - RULES.opposite), abs=1)


def test_what_only_measures_a_property_is_below_what_improves_it() -> None:
    results = make_results(({"id": "measures", "title": "隔离膜热稳定性检测仪"}, []), ({"id": "improves"}, []))
    rows = match(make_need(), results, [*CONCEPTS, "measuring"]).matches
    assert rows["result"].to_list() == ["improves", "measures"]
    assert rows["function"].to_list() == [1, 1 - RULES.functions["measuring"]]


def test_values_are_compared_in_one_unit() -> None:
    missed = match_one({}, [("破膜温度", 145.0, "℃", ">=", None), ("热收缩率", 20000.0, "ppm", "<=", None)])
    assert missed is not None
    assert missed["value"] == 0.5  # 145 ℃ is below 423.15 K, 20,000 ppm is 2 %
    unknown = match_one({}, [("破膜温度", 160.0, "MPa", ">=", None)])
    assert unknown is not None
    assert unknown["value"] is None


def test_text_only_orders_what_agrees_equally() -> None:
    worded = {"id": "worded", "text": "聚烯烃在150℃希望，涂覆后热稳定性好，高温下不收缩"}
    results = make_results((worded, []), ({"id": "measured"}, MET), ({"id": "plain"}, []))
    order = match(make_need(), results).matches["result"].to_list()
    assert order == ["measured", "worded", "plain"]
    rows = match(make_need(), results).matches
    assert rows["points"][1] == rows["points"][2]
    assert rows["likeness"][1] > rows["likeness"][2]


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
def test_points_are_what_the_factors_give(results: list[tuple[dict[str, Any], Any]]) -> None:
    """The account, worked out by hand of the factors of a row."""
    for row in match(make_need(), make_results(*number(results))).matches.iter_rows(named=True):
        evidence = max(row["named"], row["measured"] or 0)
        named = row["property"] + (1 - row["property"]) * RULES.indicators * evidence
        agreement = max(row["object"], RULES.floor) ** RULES.object_share
        agreement *= max(named, RULES.floor) ** (1 - RULES.object_share)
        turned = 1 if row["direction"] is None else 1 - RULES.opposite * (1 - row["direction"])
        value = RULES.unknown_value if row["value"] is None else row["value"]
        brought = (1 + RULES.value * value + RULES.method * (row["method"] or 0)) / (1 + RULES.value + RULES.method)
        assert abs(row["points"] - 100 * agreement * turned * row["function"] * brought) <= 0.5 + 1e-9


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


def test_results_in_parts_are_matched_as_results_in_one() -> None:
    """A new result is found without reading the others again."""
    some = [({"id": f"r{n}", "text": text}, MET[:n]) for n, text in enumerate(["热稳定性", "提高耐热", "隔膜"])]
    whole = match(make_need(), make_results(*some)).matches
    parts = pl.concat([match(make_need(), make_results(one)).matches for one in some])
    assert parts.sort("result").drop("rank").equals(whole.sort("result").drop("rank"))


def test_a_word_that_says_nothing_excludes_nothing() -> None:
    row = match_one({"text": "陶瓷材料涂覆技术"}, excluded_means="进口材料技术")
    assert row is not None
    assert row["means"] is None
