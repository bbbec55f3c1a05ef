"""Each step against numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from tests.outlook.index.making import data, flat, scheme, state, step

from liantu.model.problems import Problems
from liantu.outlook.index.denomination import denominate
from liantu.outlook.index.imputation import impute
from liantu.outlook.index.normalisation import normalise
from liantu.outlook.index.outliers import treat
from liantu.outlook.index.records import CellMark
from liantu.outlook.index.run import compute_index
from liantu.outlook.index.scheme import IndexNode
from liantu.outlook.index.screening import screen
from liantu.outlook.index.state import IndexState

A = IndexNode("a", "甲", "a", "top")
B = IndexNode("b", "乙", "b", "top")


def columns(found: IndexState) -> list[list[float | None]]:
    """The columns of a state, rounded; None is missing."""
    return [[None if np.isnan(v) else round(float(v), 6) for v in column] for column in found.data.values.T]


def reasons(found: IndexState) -> list[tuple[str, str, str]]:
    return [(line.state, line.reason, line.about) for line in found.records]


# -- denominate --------------------------------------------------------------------------------------------------------


def test_only_what_names_a_denominator_is_divided() -> None:
    over = IndexNode("a", "甲", "a", "top", denominator="people")
    found = denominate(
        state(data({"a": [10, 30], "b": [1, 2]}, denominators={"people": [5, 10]}), over, B), step("denominate")
    )
    assert columns(found) == [[2, 3], [1, 2]]


def test_a_unit_without_the_denominator_is_missing() -> None:
    over = IndexNode("a", "甲", "a", "top", denominator="people")
    given = data({"a": [10, 30]}, denominators={"people": [5, np.nan]})
    found = denominate(state(given, over), step("denominate"))
    assert columns(found) == [[2, None]]
    assert [record[2:] for record in found.records] == [("skipped", "no_denominator", "a", "1")]
    # What was missing before is not said to go.
    blank = data({"a": [10, np.nan]}, denominators={"people": [5, np.nan]})
    assert denominate(state(blank, over), step("denominate")).records == ()


def test_without_denominators_the_step_is_said_to_be_skipped() -> None:
    assert reasons(denominate(state(data({"a": [1, 2]}), A), step("denominate"))) == [("skipped", "nothing_to_do", "")]


# -- impute ------------------------------------------------------------------------------------------------------------

GAPS = {"a": [1, 3, None, 10, None]}
CLASSES = {"coast": ["x", "x", "x", "y", "y"], "size": ["s", "m", "l", "s", "m"]}


@pytest.mark.parametrize(
    ("method", "group", "expected"),
    [
        ("group_mean", "coast", [1, 3, 2, 10, 10]),
        ("group_median", "coast", [1, 3, 2, 10, 10]),
        ("mean", "", [1, 3, 14 / 3, 10, 14 / 3]),
        ("median", "", [1, 3, 3, 10, 3]),
    ],
)
def test_a_gap_is_filled_from_its_group(method: str, group: str, expected: list[float]) -> None:
    parameters = {"group": group} if group else {}
    found = impute(state(data(GAPS, groups=CLASSES), A), step("impute", method, **parameters))
    assert columns(found) == [[round(value, 6) for value in expected]]
    assert [(mark.unit, mark.before) for mark in found.marks] == [("u2", None), ("u4", None)]


def test_a_group_without_a_value_stays_missing_and_says_so() -> None:
    found = impute(state(data(GAPS, groups=CLASSES), A), step("impute", group="size"))
    assert columns(found) == [[1, 3, None, 10, 3]]
    assert reasons(found) == [("skipped", "no_group_value", "a")]


def test_the_coarsest_grouping_is_taken_where_none_is_named() -> None:
    found = impute(state(data(GAPS, groups=CLASSES), A), step("impute"))
    assert found.records[0][2:] == ("defaulted", "coarsest_group", "group", "coast")
    assert columns(found) == [[1, 3, 2, 10, 10]]


def test_without_a_grouping_all_units_are_one() -> None:
    found = impute(state(data(GAPS), A), step("impute"))
    assert columns(found)[0][2] == round(14 / 3, 6)
    assert reasons(found) == [("defaulted", "no_groups", "group")]


def test_another_time_is_another_group() -> None:
    given = data({"a": [1, None, 5, None]}, ["u", "v", "u", "v"], ["2022", "2022", "2023", "2023"])
    assert columns(impute(state(given, A), step("impute", "mean"))) == [[1, 1, 5, 5]]


# -- screen ------------------------------------------------------------------------------------------------------------


def test_a_unit_below_the_share_is_left_out_and_one_at_it_is_not() -> None:
    given = data({"a": [1, None, None], "b": [1, 2, None]})
    found = screen(state(given, A, B), step("screen", share=0.5))
    assert found.data.units == ("u0", "u1")
    assert found.marks == (CellMark("screened_out", "u2", "", "", 0.0, None),)


def test_nobody_left_is_a_problem() -> None:
    with pytest.raises(Problems) as raised:
        screen(state(data({"a": [None, None]}), A), step("screen"))
    assert [problem.code for problem in raised.value.problems] == ["index_nothing_left"]


# -- treat -------------------------------------------------------------------------------------------------------------

#: One value far out: skewness 3.16, kurtosis 9.99.
FAR_OUT = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 1000]


def test_one_value_far_out_is_set_to_the_next() -> None:
    found = treat(state(data({"a": FAR_OUT}), A), step("treat"))
    assert columns(found) == [[1, 2, 3, 4, 5, 6, 7, 8, 9, 9]]
    assert found.marks == (CellMark("winsorised", "u9", "", "a", 1000.0, 9.0),)


def test_a_low_value_far_out_is_set_to_the_next_above() -> None:
    found = treat(state(data({"a": [-value for value in FAR_OUT]}), A), step("treat"))
    assert columns(found)[0][-1] == -9


def test_two_alike_far_out_are_two_values() -> None:
    pair = [*FAR_OUT[:9], *FAR_OUT[:9], 1000.0, 1000.0]
    found = treat(state(data({"a": pair}), A), step("treat"))
    assert [mark.unit for mark in found.marks] == ["u18", "u19"]
    untouched = treat(state(data({"a": pair}), A), step("treat", "winsorise", values=1))
    assert columns(untouched) == [pair]
    assert reasons(untouched) == [("done", "still_skewed", "a")]


def test_still_skewed_the_setting_is_undone_and_the_logarithm_of_the_original_taken() -> None:
    """Least 1, range 999: log(x − 1 + 9.99)."""
    found = treat(state(data({"a": FAR_OUT}), A), step("treat", values=0))
    assert columns(found) == [[round(float(np.log(value - 1 + 9.99)), 6) for value in FAR_OUT]]
    assert [mark.mark for mark in found.marks] == ["logged"]


def test_the_logarithm_is_of_the_values_before_they_were_set() -> None:
    """Two far out, one may be set: 1000 → 400 leaves it skewed; least 1, range 999."""
    two = [*map(float, range(1, 19)), 400.0, 1000.0]
    found = treat(state(data({"a": two}), A), step("treat", values=1))
    assert columns(found) == [[round(float(np.log(value - 1 + 9.99)), 6) for value in two]]
    assert [mark.mark for mark in found.marks] == ["logged"]


def test_skewness_alone_or_kurtosis_alone_is_left_as_it_is() -> None:
    for limits in ({"skewness": 4.0}, {"kurtosis": 10.5}):
        found = treat(state(data({"a": FAR_OUT}), A), step("treat", **limits))
        assert columns(found) == [FAR_OUT]
        assert reasons(found) == [("skipped", "nothing_to_do", "")]


def test_fixed_bounds_and_too_few_values_are_said_and_left() -> None:
    bound = IndexNode("a", "甲", "a", "top", low=0, high=2000)
    given = data({"a": FAR_OUT, "b": [1.0, 2, 900, *([None] * 7)]})
    found = treat(state(given, bound, B), step("treat"))
    assert columns(found)[0] == FAR_OUT
    assert reasons(found)[:2] == [("skipped", "too_few_values", "b"), ("skipped", "fixed_bounds", "a")]


# -- normalise ---------------------------------------------------------------------------------------------------------

VALUES = [2.0, 4, 10]


@pytest.mark.parametrize(
    ("method", "direction", "expected"),
    [
        ("min_max", 1, [0, 25, 100]),
        ("min_max", -1, [100, 75, 0]),
        ("efficacy", 1, [60, 70, 100]),
        ("efficacy", -1, [100, 90, 60]),
        ("rank", 1, [0, 50, 100]),
        ("rank", -1, [100, 50, 0]),
        ("ratio_to_mean", 1, [37.5, 75, 187.5]),
        ("ratio_to_mean", -1, [162.5, 125, 12.5]),
        ("z_score", 1, [-0.800641, -0.320256, 1.120897]),
        ("z_score", -1, [0.800641, 0.320256, -1.120897]),
    ],
)
def test_scores_of_three_values(method: str, direction: int, expected: list[float]) -> None:
    node = IndexNode("a", "甲", "a", "top", direction)
    assert columns(normalise(state(data({"a": VALUES}), node), step("normalise", method))) == [expected]


def test_the_efficacy_coefficient_of_the_textbook() -> None:
    """满意值 12, 不允许值 6: 5.81 is worth 58.73 points, below sixty since it is below the floor."""
    node = IndexNode("a", "甲", "a", "top", low=6, high=12)
    found = normalise(state(data({"a": [5.81, 12.0]}), node), step("normalise", "efficacy"))
    assert [round(value or 0, 2) for value in columns(found)[0]] == [58.73, 100]


def test_fixed_bounds_turned_round_where_less_is_better() -> None:
    node = IndexNode("a", "甲", "a", "top", -1, low=0, high=20)
    assert columns(normalise(state(data({"a": VALUES}), node), step("normalise"))) == [[90, 80, 50]]


def test_the_floor_of_twenty_points() -> None:
    """The form of a county: 30 points, least 0, greatest 40, floor at a fifth: 0 → 6, 5 → 9, 10 → 12, 40 → 30."""
    node = IndexNode("a", "甲", "a", "top", low=0, high=40)
    found = normalise(state(data({"a": [0.0, 5, 10, 40]}), node), step("normalise", low=6, high=30))
    assert columns(found) == [[6, 9, 12, 30]]


def test_part_of_the_way_to_a_target() -> None:
    node = IndexNode("a", "甲", "a", "top", target=6)
    method = step("normalise", "target_distance")
    assert columns(normalise(state(data({"a": VALUES}), node), method)) == [[0, 50, 200]]
    with pytest.raises(Problems) as raised:
        normalise(state(data({"a": VALUES}), A), method)
    assert raised.value.problems[0].value == "a"


def test_equals_share_the_lower_rank_and_gaps_have_none() -> None:
    found = normalise(state(data({"a": [1.0, 1, None, 3]}), A), step("normalise", "rank"))
    assert columns(found) == [[0, 0, None, 100]]


@pytest.mark.parametrize("method", ["min_max", "z_score", "rank"])
def test_what_is_the_same_everywhere_is_set_aside_and_said(method: str) -> None:
    found = normalise(state(data({"a": [7.0, 7, 7], "b": VALUES}), A, B), step("normalise", method))
    assert columns(found)[0] == [None, None, None]
    assert ("skipped", "no_spread", "a") in reasons(found)
    assert [(mark.mark, mark.indicator) for mark in found.marks] == [("set_aside", "a")]


# -- weigh and aggregate -----------------------------------------------------------------------------------------------

PLAIN = (step("weigh"), step("aggregate"))
LEVELS = (
    IndexNode("top", "总", "top"),
    IndexNode("p", "上", "p", "top", weight=3),
    IndexNode("q", "下", "q", "top", weight=1),
    IndexNode("a", "甲", "a", "p", weight=1),
    IndexNode("b", "乙", "b", "p", weight=1),
    IndexNode("c", "丙", "c", "q", weight=1),
)


def scores(run_scores: list[tuple[str, float | None]]) -> dict[str, float | None]:
    return {node: None if score is None else round(score, 6) for node, score in run_scores}


def test_weights_count_within_the_parent_and_means_differ_within_a_level() -> None:
    """p geometric: √(4·9) = 6; q: 10; top (3·6 + 1·10) ÷ 4 = 7; by arithmetic means (3·6.5 + 10) ÷ 4 = 7.375."""
    nodes = [*LEVELS[:1], IndexNode("p", "上", "p", "top", weight=3, aggregation="geometric"), *LEVELS[2:]]
    given = data({"a": [4.0], "b": [9.0], "c": [10.0]})
    mixed = compute_index(given, scheme(nodes, *PLAIN)).scores
    assert scores(mixed.select("node", "score").rows()) == {"top": 7, "p": 6, "q": 10, "a": 4, "b": 9, "c": 10}
    plain = compute_index(given, scheme(LEVELS, *PLAIN)).scores
    assert scores(plain.select("node", "score").rows())["top"] == 7.375


def test_a_missing_part_is_left_out_and_a_node_without_parts_cannot_be_said() -> None:
    given = data({"a": [4.0, None], "b": [None, None], "c": [10.0, 10.0]}, ["u", "v"])
    rows = compute_index(given, scheme(LEVELS, *PLAIN)).scores
    assert scores(rows.filter(rows["unit"] == "u").select("node", "score").rows())["top"] == 5.5
    assert scores(rows.filter(rows["unit"] == "v").select("node", "score").rows()) == {
        **{"top": 10, "p": None, "q": 10},
        **{"a": None, "b": None, "c": 10},
    }


def test_equal_weights_override_those_stated() -> None:
    given = data({"a": [4.0], "b": [9.0], "c": [10.0]})
    run = compute_index(given, scheme(LEVELS, step("weigh", "equal"), step("aggregate")))
    assert scores(run.scores.select("node", "score").rows())["top"] == 8.25


def test_a_geometric_mean_takes_positive_values_alone() -> None:
    given = data({"a": [4.0, 0.0, -1.0], "b": [9.0, 9.0, 9.0]}, ["u", "v", "w"])
    with pytest.raises(Problems) as raised:
        compute_index(given, flat("ab", step("weigh"), step("aggregate", "geometric")))
    problem = raised.value.problems[0]
    assert (problem.code, problem.value, problem.slots) == (
        "index_geometric_positive",
        "top",
        {"count": "2", "first": "v"},
    )


def test_steps_that_the_scheme_has_not_are_listed() -> None:
    run = compute_index(
        data({"a": [1.0, 2]}), flat("a", step("normalise", low=0, high=1), step("weigh"), step("aggregate"))
    )
    assert {line.step for line in run.records if line.reason == "not_in_scheme"} == {
        *("denominate", "impute", "screen", "treat")
    }


def test_steps_are_taken_in_their_order() -> None:
    """Imputed before it is normalised: the mean 40 of (0, 20, 100) lies at 40; after: the mean score, also 40 here, but
    the median 20 of the values lies at 20 and with ranks first the median rank is 50."""
    given = data({"a": [0.0, 20, 100, None]})
    end = (step("weigh"), step("aggregate"))
    first = compute_index(given, flat("a", step("impute", "median"), step("normalise", "rank"), *end))
    last = compute_index(given, flat("a", step("normalise", "rank"), step("impute", "median"), *end))
    assert first.data.values[3, 0] == pytest.approx(100 / 3)
    assert last.data.values[3, 0] == 50


def test_ranks_are_those_of_the_same_time() -> None:
    given = data({"a": [1.0, 2, 3, 4]}, ["u", "v", "u", "v"], ["2022", "2022", "2023", "2023"])
    rows = compute_index(given, flat("a", *PLAIN)).scores
    top = rows.filter(rows["node"] == "top")
    assert top["rank"].to_list() == [2, 1, 2, 1]


def test_one_unit_has_no_scale_of_its_own() -> None:
    with pytest.raises(Problems) as raised:
        compute_index(data({"a": [1.0]}), flat("a", step("normalise"), *PLAIN))
    assert raised.value.problems[0].code == "index_no_scale"
