"""Grades: lines, ties, rounding, moves, backfill, classes."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.score.making import SHARES, TAX, VALUE_ADDED, codes, facts, firms, item, run, scheme, with_totals

from liantu.score.run.weight_sensitivity import draw_weightings


def grades(totals: list[float], cutting: dict[str, Any], **parts: Any) -> str:
    return "".join(run(with_totals(totals), scheme(cutting=cutting, **parts)).firms["grade"])


TWO = [{"grade": "A", "share": 50}, {"grade": "B"}]


@pytest.mark.parametrize(("ties", "expected"), [("better", "AAAB"), ("worse", "ABBB"), ("order", "AABB")])
def test_a_tie_at_the_line(ties: str, expected: str) -> None:
    assert grades([9, 5, 5, 1], {"rule": "shares", "grades": TWO, "ties": ties}) == expected


def test_a_tie_is_looked_at_by_another_indicator_first() -> None:
    indicators = {
        "tax_per_mu": {"zh": "税", "numerator": ["tax"], "denominator": ["land"], "unit": "万元/亩"},
        "value_added_per_mu": {"zh": "增", "numerator": ["value_added"], "denominator": ["land"], "unit": "万元/亩"},
    }
    items = [item(weight=50), item("value_added_per_mu", 50)]
    cutting = {"rule": "shares", "grades": TWO, "tie_break": ["value_added_per_mu"]}
    plan = scheme(indicators=indicators, groups={"规上": {"given": ["规上"], "items": items}}, cutting=cutting)
    found = run(firms(land=[1.0] * 4, tax=[9.0, 6, 4, 1], value_added=[9.0, 4, 6, 1]), plan)
    assert found.firms["total"].to_list()[1] == found.firms["total"].to_list()[2]
    assert "".join(found.firms["grade"]) == "ABAB"


@pytest.mark.parametrize(("boundary", "expected"), [("inclusive", "AB"), ("exclusive", "BB")])
def test_a_total_on_the_line(boundary: str, expected: str) -> None:
    lines = [{"grade": "A", "score": 85}, {"grade": "B"}]
    assert grades([85, 84.999], {"rule": "scores", "grades": lines, "boundary": boundary}) == expected


def test_a_place_on_the_line_is_inside() -> None:
    # five firms, a fifth of them: exactly the first
    assert grades([5, 4, 3, 2, 1], SHARES) == "ABBCD"


def test_the_order_of_the_rows_decides_no_tie() -> None:
    cutting = {"rule": "shares", "grades": TWO, "ties": "order"}
    rows = with_totals([5, 5, 5, 5])
    there = run(rows, scheme(cutting=cutting)).firms
    back = run(rows.reverse(), scheme(cutting=cutting)).firms
    assert there.sort("firm")["grade"].to_list() == back.sort("firm")["grade"].to_list()


def test_two_stages_take_from_a_half_by_other_points() -> None:
    indicators = {
        "tax_per_mu": {"zh": "税", "numerator": ["tax"], "denominator": ["land"], "unit": "万元/亩"},
        "value_added_per_mu": {"zh": "增", "numerator": ["value_added"], "denominator": ["land"], "unit": "万元/亩"},
    }
    stages = [
        {"grade": "A", "share": 25, "from": "best", "among": 50, "by": ["tax_per_mu"]},
        {"grade": "C", "share": 25, "from": "worst", "among": 50, "by": ["value_added_per_mu"]},
    ]
    plan = scheme(
        indicators=indicators,
        groups={"规上": {"given": ["规上"], "items": [item(weight=50), item("value_added_per_mu", 50)]}},
        cutting={"rule": "stages", "stages": stages, "grades": [{"grade": grade} for grade in "ABC"]},
    )
    # totals 10, 9, 3, 2: of the better half f2 has more tax, of the worse half f3 less value added
    found = run(firms(land=[1.0] * 4, tax=[1.0, 8, 3, 0], value_added=[9.0, 1, 0, 2]), plan)
    assert "".join(found.firms["grade"]) == "BACB"


@pytest.mark.parametrize(
    ("among", "expected"),
    [
        (45, "BABBB"),  # 2.25 of five firms are two: of f1 and f2 the second has more tax
        (50, "BBABB"),  # 2.5 are three: f3 has most
    ],
)
def test_part_of_a_firm_is_in_the_half_of_a_stage_from_a_half_on(among: float, expected: str) -> None:
    plan = scheme(
        indicators={"tax_per_mu": TAX, "value_added_per_mu": VALUE_ADDED},
        groups={"规上": {"given": ["规上"], "items": [item(weight=50), item("value_added_per_mu", 50)]}},
        cutting={
            "rule": "stages",
            "stages": [{"grade": "A", "share": 20, "from": "best", "among": among, "by": ["tax_per_mu"]}],
            "grades": [{"grade": grade} for grade in "AB"],
        },
    )
    # value added and tax together: 10, 8, 7, 2, 1
    found = run(firms(land=[1.0] * 5, tax=[1.0, 3, 6, 1, 1], value_added=[9.0, 5, 1, 1, 0]), plan)
    assert found.firms["total"].to_list() == pytest.approx([50, 40, 35, 10, 5])
    assert "".join(found.firms["grade"]) == expected


def test_who_has_a_grade_of_one_stage_keeps_it_in_the_next() -> None:
    """The first firm has most tax and least value added: A by the one, it is not made C by the other."""
    stages = [
        {"grade": "A", "share": 50, "from": "best", "among": 100, "by": ["tax_per_mu"]},
        {"grade": "C", "share": 50, "from": "worst", "among": 100, "by": ["value_added_per_mu"]},
    ]
    plan = scheme(
        indicators={"tax_per_mu": TAX, "value_added_per_mu": VALUE_ADDED},
        groups={"规上": {"given": ["规上"], "items": [item(weight=50), item("value_added_per_mu", 50)]}},
        cutting={"rule": "stages", "stages": stages, "grades": [{"grade": grade} for grade in "ABC"]},
    )
    found = run(firms(land=[1.0] * 4, tax=[4.0, 3, 1, 0], value_added=[0.0, 3, 1, 2]), plan)
    assert "".join(found.firms["grade"]) == "AACB"


def test_land_of_the_upper_limit_is_not_in_the_group_below_it() -> None:
    small = {"given": ["规上"], "land": [None, 3], "items": [item()]}
    large = {"given": ["规上"], "land": [3, None], "items": [item()]}
    found = run(firms(land=[2.99, 3.0, 3.01], tax=[1.0] * 3), scheme(groups={"小": small, "大": large}))
    assert found.firms["group"].to_list() == ["小", "大", "大"]


VETO = {"id": "veto", "zh": "一票否决", "en": "Veto", "effect": "to", "grade": "D", "fact": "accident"}
HIT = facts(("f1", "accident", "文号1", date(2022, 5, 1), date(2022, 5, 1)))


def test_a_veto_without_and_with_backfill() -> None:
    totals = [10.0, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    cutting = {"rule": "shares", "grades": [*SHARES["grades"][:2], {"grade": "C", "share": 30}, {"grade": "D"}]}  # type: ignore[index]
    left = run(with_totals(totals), scheme(cutting=cutting, moves=[VETO]), facts=HIT)
    assert "".join(left.firms["grade"]) == "DABBBBCCCD"
    assert left.firms["moves"].to_list()[0] == ["veto"]
    filled = run(with_totals(totals), scheme(cutting=cutting, moves=[VETO], backfill=True), facts=HIT)
    assert "".join(filled.firms["grade"]) == "DAABBBBCCC"
    assert filled.firms["grade_before"].to_list()[0] == "A"


def test_who_shared_a_place_leaves_none_to_be_filled() -> None:
    """A has two places; the tie for the second makes three of them A. One is moved down: the two that stay fill A."""
    totals = [10.0, 9, 9, 7, 6, 5, 4, 3, 2, 1]
    found = run(with_totals(totals), scheme(moves=[VETO], backfill=True), facts=HIT).firms
    assert "".join(found["grade_before"]) == "AAABBBCCCD"
    assert "".join(found["grade"]) == "DAABBBCCCD"


def test_more_forced_down_than_places_takes_from_the_grade_above() -> None:
    hit = facts(*((f"f{n}", "accident", "文号", None, None) for n in (1, 2)))
    found = run(with_totals([4, 3, 2, 1]), scheme(cutting={"rule": "shares", "grades": TWO}, moves=[
        {**VETO, "grade": "B"}], backfill=True), facts=hit)  # fmt: skip
    assert "".join(found.firms["grade"]) == "BBAA"


def test_a_move_needs_evidence_and_its_year() -> None:
    bare = facts(("f1", "accident", None, date(2022, 5, 1), None))
    found = run(with_totals([2, 1]), scheme(moves=[VETO]), facts=bare)
    assert found.firms["moves"].to_list() == [[], []]
    assert "move_without_evidence" in codes(found.notes)
    old = facts(("f1", "accident", "文号", date(2020, 5, 1), date(2020, 5, 1)))
    assert run(with_totals([2, 1]), scheme(moves=[VETO]), facts=old).firms["moves"].to_list() == [[], []]


def test_of_two_records_of_a_fact_the_one_with_evidence_is_enough() -> None:
    day = date(2022, 5, 1)
    known = facts(
        ("f1", "accident", None, day, None), ("f1", "accident", "文号", day, None), ("f2", "accident", " ", day, None)
    )
    found = run(with_totals([2, 1]), scheme(moves=[VETO]), facts=known)
    assert found.firms["moves"].to_list() == [["veto"], []]
    assert [note.value for note in found.notes if note.code == "move_without_evidence"] == ["f2"]


def test_moves_go_in_order_and_stop_at_the_ends() -> None:
    moves = [
        {"id": "lift", "zh": "提档", "effect": "up", "steps": 2, "fact": "champion"},
        {"id": "low", "zh": "亩均过低", "effect": "at_most", "grade": "C", "indicator": "tax_per_mu", "below": 0.5},
        {"id": "keep", "zh": "不低于", "effect": "at_least", "grade": "C", "indicator": "tax_per_mu", "above": 0.15},
    ]
    known = facts(*((f"f{n}", "champion", "文号", None, None) for n in (2, 4)))
    found = run(with_totals([10, 9, 4, 2, 1]), scheme(moves=moves), facts=known)
    assert "".join(found.firms["grade_before"]) == "ABBCD"
    assert "".join(found.firms["grade"]) == "AACCD"
    assert found.firms["moves"].to_list() == [[], ["lift"], ["low"], ["lift", "low"], []]


def test_who_is_not_graded_is_not_moved_into_a_grade() -> None:
    spared = {"id": "utility", "zh": "公用", "treatment": "not_graded", "facts": ["utility"]}
    move = {"id": "dirty", "zh": "超标", "effect": "at_most", "grade": "C", "fact": "accident"}
    known = facts(("f1", "utility", "文号", None, None), ("f1", "accident", "文号", None, None))
    found = run(with_totals([3, 2, 1]), scheme(classes=[spared], moves=[move]), facts=known).firms
    assert found["grade"].to_list()[0] is None
    assert found["moves"].to_list()[0] == []


def test_classes_by_industry_fact_and_grace() -> None:
    classes = [
        {"id": "utility", "zh": "公用", "treatment": "not_graded", "industries": ["44"], "grade": "B"},
        {"id": "military", "zh": "军工", "treatment": "not_evaluated", "facts": ["military"]},
        {"id": "new", "zh": "新办", "treatment": "not_evaluated", "since": ["registered", "land_due"], "years": 3},
    ]
    known = facts(
        ("f3", "military", "文号", None, None),
        ("f4", "registered", "执照", date(2015, 1, 1), None),
        ("f4", "land_due", "合同", date(2020, 1, 1), None),  # the latest counts: less than three years
        ("f5", "registered", "执照", date(2019, 12, 31), None),  # exactly three years
    )
    found = run(
        with_totals([50, 40, 30, 20, 10], industry=["13", "D4411", "13", "13", "13"]),
        scheme(classes=classes),
        facts=known,
    ).firms
    assert found["treatment"].to_list() == ["evaluated", "not_graded", "not_evaluated", "not_evaluated", "evaluated"]
    assert found["class_grade"].to_list()[1] == "B"
    assert found["rank"].to_list() == [1, 2, None, None, 3]
    assert found["total"].to_list()[2:4] == [None, None]
    assert [grade is None for grade in found["grade"]] == [False, True, True, True, False]


def test_points_are_added_for_facts_and_taken_for_nothing_given() -> None:
    points = [
        {"id": "award", "zh": "加分", "points": 5, "fact": "award"},
        {"id": "no_energy", "zh": "能耗缺报", "points": -3, "field": "energy", "states": ["missing", "zero"]},
    ]
    rows = firms(land=[1.0] * 3, tax=[1.0] * 3, energy=[5.0, None, 0.0])
    found = run(rows, scheme(points=points), facts=facts(("f1", "award", "文号", None, None)))
    assert found.firms["total"].to_list() == pytest.approx([15, 7, 7])


def test_peers_by_land_and_by_industry() -> None:
    groups = {
        "large": {"given": ["规下"], "land": [3, None], "items": [item()]},
        "small": {"given": ["规下"], "land": [None, 3], "items": [item()]},
        "规上": {"given": ["规上"], "split": "industry", "items": [item()]},
    }
    rows = firms(
        {"group": "规下", "land": 3.0, "tax": 3.0},
        {"group": "规下", "land": 2.99, "tax": 3.0},
        {"industry": "13", "land": 1.0, "tax": 1.0},
        {"industry": "13", "land": 1.0, "tax": 2.0},
        {"industry": "26", "land": 1.0, "tax": 1.0},
    )
    found = run(rows, scheme(groups=groups)).firms
    assert found["group"].to_list() == ["large", "small", "规上", "规上", "规上"]
    assert found["rank"].to_list() == [1, 1, 2, 1, 1]


def test_decimals_are_a_term_of_their_own() -> None:
    found = run(firms(land=[3.0], tax=[10.0]), scheme(total_decimals=2))
    assert found.firms["total"][0] == 33.33
    assert sum(found.account("f1").filter(step="points")["amount"]) == pytest.approx(33.33)


TWO_INDICATORS = {
    "tax_per_mu": {"zh": "税", "numerator": ["tax"], "denominator": ["land"], "unit": "万元/亩"},
    "value_added_per_mu": {"zh": "增", "numerator": ["value_added"], "denominator": ["land"], "unit": "万元/亩"},
}
BOTH = {"given": ["规上"], "items": [item(weight=50), item("value_added_per_mu", 50)]}


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        # three A, three B, two C, two D: f9 is in D already and stays there, the others fill up
        ([("f1", "accident"), ("f9", "accident")], "DAAABBBCDC"),
        # f4 may be B at most: its place in B is taken, A is filled by f2, f3 and f5
        ([("f1", "accident"), ("f4", "limit")], "DAABABBCCD"),
        # f3 is A at least and stays A
        ([("f1", "accident"), ("f3", "champion")], "DAAABBBCCD"),
    ],
)
def test_whom_a_rule_concerns_is_not_filled_elsewhere(hits: list[tuple[str, str]], expected: str) -> None:
    shares = [{"grade": "A", "share": 30}, {"grade": "B", "share": 30}, {"grade": "C", "share": 20}, {"grade": "D"}]
    moves = [
        VETO,
        {"id": "limit", "zh": "限制", "effect": "at_most", "grade": "B", "fact": "limit"},
        {"id": "champion", "zh": "冠军", "effect": "at_least", "grade": "A", "fact": "champion"},
    ]
    plan = scheme(cutting={"rule": "shares", "grades": shares}, moves=moves, backfill=True)
    known = facts(*((firm, fact, "文号", None, None) for firm, fact in hits))
    found = run(
        with_totals(
            [100.0 - 10 * n for n in range(10)],
        ),
        plan,
        facts=known,
    )
    assert "".join(found.firms["grade"]) == expected


def staged(ties: str, **given: Any) -> str:
    stages = [
        {"grade": "A", "share": 20, "from": "best", "among": 50, "by": ["value_added_per_mu"]},
        {"grade": "C", "share": 20, "from": "worst", "among": 50, "by": ["value_added_per_mu"]},
    ]
    cutting = {"rule": "stages", "ties": ties, "stages": stages, "grades": [{"grade": grade} for grade in "ABC"]}
    plan = scheme(indicators=TWO_INDICATORS, groups={"规上": BOTH}, cutting=cutting)
    return "".join(run(firms(**given), plan).firms["grade"])


@pytest.mark.parametrize(("ties", "expected"), [("better", "A" * 10), ("worse", "C" * 10), ("order", "AABBBBBBCC")])
def test_ten_alike_in_two_stages(ties: str, expected: str) -> None:
    # ids with two digits: f10 stands before f2 by its letters
    given = {"firm": [f"f{n}" for n in range(10, 20)], "land": [1.0] * 10, "tax": [1.0] * 10, "value_added": [1.0] * 10}
    assert staged(ties, **given) == expected


def test_the_worse_half_is_the_rest_of_the_same_order() -> None:
    # five firms: three are the better half, two the worse; the middle one is not in both
    given = {"land": [1.0] * 5, "tax": [9.0, 8.0, 6.0, 3.0, 1.0], "value_added": [1.0, 1.0, 0.0, 1.0, 1.0]}
    assert staged("better", **given) == "ABBBC"


def test_what_does_not_apply_is_no_zero_in_a_tie_or_a_stage() -> None:
    # by hand: f1 100 of tax and nothing else applies: its 50 points are shared out, so its value added counts 50 too
    nothing = pl.DataFrame({"firm": ["f1"], "field": ["value_added"]})
    rows = firms(land=[1.0] * 3, tax=[10.0, 12.0, 2.0], value_added=[None, 8.0, 2.0])
    cutting = {"rule": "shares", "grades": [{"grade": "A", "share": 34}, {"grade": "B"}], "rounding": "half_up"}
    cutting["tie_break"] = ["value_added_per_mu"]
    plan = scheme(indicators=TWO_INDICATORS, groups={"规上": BOTH}, cutting=cutting)
    found = run(rows, plan, not_applicable=nothing)
    assert found.firms["total"].to_list() == pytest.approx([100, 100, 20])
    assert "".join(found.firms["grade"]) == "ABB"  # 50 against 40; with nothing it would be the other way round
    again = draw_weightings(found, runs=1, spread=0.0).firms
    assert again["same_grade"].to_list() == [1.0, 1.0, 1.0]


def test_points_need_evidence() -> None:
    award = [{"id": "award", "zh": "加分", "en": "Award", "points": 5, "fact": "award"}]
    known = facts(("f1", "award", None, None, None), ("f2", "award", "文号", None, None))
    found = run(with_totals([10, 10]), scheme(points=award), facts=known)
    assert found.firms["total"].to_list() == [10, 15]
    assert [(note.code, note.value) for note in found.calculation_notes] == [("points_without_evidence", "f1")]


def test_a_stage_is_filled_by_its_next_and_nobody_else_moves() -> None:
    stages = [
        {"grade": "A", "share": 20, "from": "best", "among": 50, "by": ["value_added_per_mu"]},
        {"grade": "C", "share": 20, "from": "worst", "among": 50, "by": ["value_added_per_mu"]},
    ]
    cutting = {"rule": "stages", "stages": stages, "grades": [{"grade": grade} for grade in "ABC"]}
    moves = [{**VETO, "grade": "C"}]
    plan = scheme(indicators=TWO_INDICATORS, groups={"规上": BOTH}, cutting=cutting, moves=moves, backfill=True)
    # the better half by total is f1 to f5; of those f5, f4 have the most value added, then f3
    returns = firms(land=[1.0] * 10, tax=[50.0, 45, 40, 35, 30, 9, 8, 7, 6, 5], value_added=[1.0, 2, 3, 4, 5] * 2)
    before = run(returns, plan)
    assert "".join(before.firms["grade"]) == "BBBAACCBBB"
    after = run(returns, plan, facts=facts(("f5", "accident", "文号", None, None)))
    assert "".join(after.firms["grade"]) == "BBAACCCBBB"
    assert after.firms["moves"].to_list()[2:5] == [["backfill"], [], ["veto"]]


def test_a_place_is_filled_as_the_cut_breaks_its_ties() -> None:
    cutting = {"rule": "shares", "grades": TWO, "tie_break": ["value_added_per_mu"]}
    plan = scheme(indicators=TWO_INDICATORS, groups={"规上": BOTH}, cutting=cutting, moves=[
        {**VETO, "grade": "B"}], backfill=True)  # fmt: skip
    # f2 to f4 are alike in total; by value added f4 comes before f3 and f2
    returns = firms(land=[1.0] * 4, tax=[9.0, 5, 4, 3], value_added=[9.0, 1, 2, 3])
    assert "".join(run(returns, plan).firms["grade"]) == "ABBA"
    after = run(returns, plan, facts=facts(("f1", "accident", "文号", None, None)))
    assert "".join(after.firms["grade"]) == "BBAA"


@given(
    st.lists(st.integers(0, 6), min_size=2, max_size=25),
    st.sets(st.integers(1, 25), max_size=6),
    st.sampled_from(["better", "worse", "order"]),
)
def test_nobody_loses_a_grade_to_a_place_that_is_filled(totals: list[int], hit: set[int], ties: str) -> None:
    cutting = {**SHARES, "ties": ties}
    known = facts(*((f"f{at}", "accident", "文号", None, None) for at in sorted(hit)))
    returns = with_totals([float(total) for total in totals])
    left, full = (
        run(returns, scheme(cutting=cutting, moves=[VETO], backfill=filled), facts=known).firms
        for filled in (False, True)
    )
    for one, other in zip(left.iter_rows(named=True), full.iter_rows(named=True), strict=True):
        assert other["grade"] <= one["grade"]
        assert (other["grade"] != one["grade"]) == ("backfill" in other["moves"])
        assert "veto" not in one["moves"] or other["grade"] == "D"


def test_what_dividing_leaves_moves_nobody_over_a_limit() -> None:
    below = {"id": "low", "zh": "低", "effect": "to", "grade": "A", "indicator": "tax_per_mu", "below": 3}
    found = run(firms(land=[1.1, 10.0, 1.0], tax=[3.3, 30.0, 2.9]), scheme(moves=[below]))
    assert found.firms["moves"].to_list() == [[], [], ["low"]]


def test_a_limit_itself_is_neither_above_nor_below() -> None:
    """Tax per mu of 3, just beside it, and unknown: only the two beside it are moved."""
    low = {"id": "low", "zh": "低", "effect": "to", "grade": "D", "indicator": "tax_per_mu", "below": 3}
    high = {"id": "high", "zh": "高", "effect": "to", "grade": "A", "indicator": "tax_per_mu", "above": 3}
    rows = firms(land=[1.0] * 4, tax=[3.01, 3.0, 2.99, None])
    found = run(rows, scheme(groups={"规上": {"given": ["规上"], "items": [item(missing="zero")]}}, moves=[low, high]))
    assert found.firms["moves"].to_list() == [["high"], [], ["low"], []]


def test_what_adding_parcels_leaves_puts_nobody_below_a_threshold() -> None:
    groups = {
        "规上": {"given": ["规上"], "land": [0.3, None], "items": [item()]},
        "小": {"given": ["规上"], "land": [None, 0.3], "items": [item()]},
    }
    found = run(firms(land=[0.1 + 0.2, 0.3 - 1e-16, 0.29], tax=[1.0] * 3), scheme(groups=groups))
    assert found.firms["group"].to_list() == ["规上", "规上", "小"]


def test_points_for_a_missing_value_are_not_taken_from_whom_it_does_not_concern() -> None:
    rule = {"id": "late", "zh": "缺报", "points": -3, "field": "value_added", "states": ["missing"]}
    nothing = pl.DataFrame({"firm": ["f2"], "field": ["value_added"]})
    found = run(
        firms(land=[1.0] * 2, tax=[5.0] * 2, value_added=[None] * 2), scheme(points=[rule]), not_applicable=nothing
    )
    assert found.firms["total"].to_list() == [47, 50]
