"""A scheme's file: every mistake told with its path and what to do, all at once; the presets as they were published."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml
from tests.score.making import SHARES, TAX, item, plan, scheme

from liantu.district.schemes import open_scheme
from liantu.library.scheme_files import list_schemes, read_scheme_text
from liantu.model.problems import Problems
from liantu.score.scheme.parameters import count_statuses, list_parameters
from liantu.score.scheme.reader import read_scheme
from liantu.score.scheme.unknown_parts import find_unknown_parts


def mistakes(given: dict[str, Any]) -> list[str]:
    with pytest.raises(Problems) as told:
        read_scheme(yaml.safe_dump(given, allow_unicode=True, sort_keys=False), "mine.yaml")
    return [problem.message("en") for problem in told.value.problems]


def mistake_codes(given: dict[str, Any]) -> list[str]:
    with pytest.raises(Problems) as told:
        read_scheme(yaml.safe_dump(given, allow_unicode=True, sort_keys=False), "mine.yaml")
    return [problem.code for problem in told.value.problems]


def put(path: str, value: Any) -> dict[str, Any]:
    """The small scheme with one part put in; ``-`` takes it away."""
    given = deepcopy(plan())
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    given["indicators"]["z"] = {**TAX, "numerator": ["rd"]}  # known, and scored nowhere
    at: Any = given
    for step in steps:
        at = at[step]
    if value == "-":
        del at[last]
    else:
        at[last] = value
    return given


MOVE = {"id": "m", "zh": "调", "effect": "to", "grade": "D"}
ITEM = "groups.规上.items.0"
BAD = [
    ("id", "-", "mine.yaml id: “id” is missing."),
    ("issuer", "-", "mine.yaml issuer: “issuer” is missing."),
    ("title", "-", "mine.yaml title: “title.zh” is missing."),
    (
        "status",
        "sure",
        "mine.yaml status: “sure” is not one of the choices. Choose one of: confirmed, default, unknown.",
    ),
    ("isuer", "x", "mine.yaml isuer: “isuer” is not known here (issuer?). Rename or remove it."),
    ("valid", {"from": "soon"}, "mine.yaml valid.from: “soon” is not written as it should be. Write it as 2023-09-25."),
    ("groups", "-", "mine.yaml groups: “groups” is missing."),
    ("indicators", [], "mine.yaml indicators: “[]” is not written as it should be. Write it as a: b."),
    ("indicators.tax_per_mu.numerator", ["taxes"], "there is no field called “taxes” (tax?)."),
    ("indicators.tax_per_mu.numerator", "-", "mine.yaml indicators.tax_per_mu.numerator: “numerator” is missing."),
    ("indicators.tax_per_mu.unit", "万元/人", "the unit “万元/人” does not fit the fields of the indicator."),
    ("indicators.tax_per_mu.unit", "%", "the unit “%” does not fit the fields of the indicator."),
    ("indicators.tax_per_mu.direction", "up", "“up” is not one of the choices. Choose one of: more, less."),
    ("fields", {"sales": {"zh": "销售", "unit": "万圆"}}, "mine.yaml fields.sales.unit: the unit “万圆” is not known."),
    (f"{ITEM}.weight", 90, "mine.yaml groups.规上.items: the weights add up to 90, not 100."),
    (f"{ITEM}.weight", -100, "“-100” is below zero."),
    (f"{ITEM}.weight", "much", "groups.规上.items[1].weight: “much” is not written as it should be. Write it as 1.5."),
    (f"{ITEM}.weight", "-", "“weight” is missing. Add it; where the text does not tell it, write status: unknown."),
    (f"{ITEM}.indicator", "tax_per_mou", "there is no indicator called “tax_per_mou” (tax_per_mu?)."),
    (f"{ITEM}.family", "linnear", "items[1].family: “linnear” is not one of the choices. Choose one of: linear, best,"),
    (f"{ITEM}.benchmark", "-", "groups.规上.items[1].benchmark: the family linear has no benchmark."),
    (f"{ITEM}.benchmark", {"rule": "average"}, "benchmark.rule: “average” is not one of the choices."),
    (f"{ITEM}.benchmark", {"rule": "fixed"}, "items[1].benchmark.value: “value” is missing."),
    (f"{ITEM}.benchmark", {"rule": "fixed", "value": 0}, "a benchmark is not zero, and low and high differ."),
    (f"{ITEM}.benchmark", {"rule": "range"}, "the benchmark “range” does not go with the family linear."),
    (f"{ITEM}.benchmark", {"rule": "trimmed_mean", "trim": 0.6}, "“0.6” cannot be trimmed at each end."),
    (f"{ITEM}.missing", "mean", "items[1].missing: “mean” is not one of the choices."),
    (f"{ITEM}.capp", 1.5, "items[1].capp: “capp” is not known here (cap?)."),
    ("groups.规上.items", [item(), item()], "mine.yaml groups.规上.items: “tax_per_mu” stands twice."),
    ("groups.规上.items", [], "mine.yaml groups.规上.items: “items” is missing."),
    ("groups.规上.land", [3], "groups.规上.land: “[3]” is not written as it should be. Write it as [3, null]."),
    ("groups.all", {"items": [item()]}, "the groups “规上, all” overlap: a firm may be in both."),
    ("cutting", "-", "mine.yaml cutting: “cutting” is missing."),
    ("cutting.rule", "deciles", "mine.yaml cutting.rule: “deciles” is not one of the choices."),
    ("cutting.grades.0.share", 80, "the shares of the grades add up to 155 %, more than 100 %."),
    ("cutting.grades.3.share", 1, "the shares of the grades add up to 96 %, less than 100 %."),
    ("cutting.grades.1.share", "-", "mine.yaml cutting.grades: “share” is missing."),
    ("cutting.grades.1.grade", "A", "mine.yaml cutting.grades: “A” stands twice."),
    ("cutting.ties", "up", "“up” is not one of the choices. Choose one of: better, worse, order."),
    ("cutting.tie_break", ["rd"], "there is no indicator called “rd”."),
    ("cutting", {"rule": "stages", "grades": [{"grade": "A"}, {"grade": "B"}]}, "cutting.stages: “stages” is missing."),
    (
        "cutting",
        {"rule": "scores", "grades": [{"grade": "A", "score": 60}, {"grade": "B", "score": 80}, {"grade": "C"}]},
        "the lines “60, 80” do not go from high to low. Begin with the best grade.",
    ),
    (
        "cutting",
        {
            "rule": "stages",
            "grades": [{"grade": "A"}, {"grade": "B"}, {"grade": "C"}],
            "stages": [{"grade": "A", "share": 15, "by": ["tax_per_mu"]}],
        },
        "the grades “A, B, C” do not fit the stages: beside those the stages give, one is left for the rest.",
    ),
    ("moves", [{"id": "m", "zh": "调", "grade": "E", "fact": "x"}], "moves[1].grade: there is no grade called “E”."),
    (
        "moves",
        [{"id": "m", "zh": "调", "grade": "D"}],
        "the condition of “m” is not one. Write one of: fact; indicator +",
    ),
    ("moves", [{"id": "m", "zh": "调", "fact": "x"}], "moves[1].grade: “grade” is missing."),
    ("classes", [{"id": "c", "zh": "类", "since": ["x"]}], "the period of grace “c” has no years."),
    ("classes", [{"id": "c", "zh": "类"}], "“industries, facts, since” is missing."),
    ("points", [{"id": "p", "zh": "加", "fact": "x"}], "points[1].points: “points” is missing."),
    (
        "points",
        [{"id": "p", "zh": "加", "points": 1}],
        "the condition of “p” is not one. Write one of: fact; field + states; all_of; any_of; per.",
    ),
    (f"{ITEM}.weight", float("nan"), "items[1].weight: “nan” is not written as it should be."),
    (f"{ITEM}.benchmark", {"rule": "fixed", "value": float("inf")}, "benchmark.value: “inf” is not written as it"),
    (f"{ITEM}.benchmark", {"rule": "fixed", "value": -15}, "the benchmark -15 is below zero: it would turn the order"),
    (f"{ITEM}.benchmark", {"rule": "mean", "times": 0}, "items[1].benchmark.times: “0” is no multiple."),
    (f"{ITEM}.cap", -1, "items[1].cap: “-1” is below zero."),
    (f"{ITEM}.at_low", 200, "items[1].at_low: “200” is not written as it should be. Write it as 0–100."),
    (f"{ITEM}.note", ["a"], "items[1].note: “['a']” is not written as it should be."),
    ("indicators.tax_per_mu.direction", "less", "the family linear does not reward less, and less is better here."),
    ("groups.规上.given", [True], "groups.规上.given: “[True]” is not written as it should be."),
    ("groups.规上.cutting", {**SHARES, "within": "all"}, "the cutting of the group “规上” alone cannot take shares of"),
    ("data_year", 1e30, "mine.yaml data_year: “1000000000000000019884624838656” is not"),
    ("total_decimals", -2, "mine.yaml total_decimals: “-2” is below zero."),
    ("cutting.grades.0.share", float("nan"), "grades[1].share: “nan” is not written as it should be."),
    ("cutting.tie_break", ["z"], "mine.yaml cutting: the indicator “z” is not scored in the groups concerned."),
    ("moves", [{**MOVE, "indicator": "z", "below": 5}], "moves[1].indicator: the indicator “z” is not scored"),
    ("moves", [{**MOVE, "fact": "a"}, {**MOVE, "fact": "b"}], "mine.yaml moves: “m” stands twice."),
    ("moves", [{**MOVE, "fact": "a", "effect": "down", "steps": -2}], "moves[1].steps: “-2” is too small. Write 1 or"),
    ("points", [{"id": "tax_per_mu", "zh": "加", "points": 1, "fact": "a"}], "points: “tax_per_mu” stands twice."),
    ("indicators.reweighed", TAX, "indicators.reweighed: “reweighed” is a name of what an evaluation adds itself."),
    ("policy", ["price/nowhere"], "there is no policy called “price/nowhere”"),
]


@pytest.mark.parametrize(("path", "value", "message"), BAD, ids=[f"{path}={value}"[:60] for path, value, _ in BAD])
def test_one_mistake_one_message(path: str, value: Any, message: str) -> None:
    told = mistakes(put(path, value))
    assert any(message in one for one in told), told


@pytest.mark.parametrize("given", ["a: [", "- a\n- b\n", "just words", ""])
def test_what_is_no_scheme_at_all(given: str) -> None:
    with pytest.raises(Problems) as told:
        read_scheme(given, "mine.yaml")
    assert [problem.code for problem in told.value.problems] == ["scheme_unreadable"]


@pytest.mark.parametrize("text", ["[" * 5_000, "a: " + "{b: " * 3_000], ids=["lists", "mappings"])
def test_what_is_nested_too_deep_cannot_be_read(text: str) -> None:
    with pytest.raises(Problems) as told:
        read_scheme(text, "x.yaml")
    assert [problem.code for problem in told.value.problems] == ["scheme_unreadable"]


def test_shipped_schemes_are_read_alike_by_either_reader() -> None:
    for name in list_schemes():
        assert read_scheme(read_scheme_text(name)) == open_scheme(name)


def test_all_mistakes_at_once() -> None:
    given = put(f"{ITEM}.weight", 90)
    given["indicators"]["tax_per_mu"]["denominator"] = ["area"]
    given["cutting"]["grades"][0]["share"] = 80
    assert sorted(mistake_codes(given)) == ["scheme_shares", "scheme_unknown_field", "scheme_weights"]


def test_a_part_says_how_sure_it_is_and_otherwise_as_what_it_is_in() -> None:
    given = {**item(), "cap": {"value": 1.5, "status": "default", "note": "ours"}}
    read = scheme(status="confirmed", clause="三", groups={"规上": {"given": ["规上"], "items": [given]}})
    found = read.groups[0].items[0]
    assert found.cap == 1.5
    assert (found.parts["weight"].status, found.parts["weight"].clause) == ("confirmed", "三")
    assert (found.parts["cap"].status, found.parts["cap"].clause) == ("default", ""), "clause 三 does not say it"
    assert not found.parts["negative"].written
    assert found.parts["negative"].status == "default"
    assert found.benchmark.cited.status == "confirmed"
    assert (
        read.version
        == scheme(status="confirmed", clause="三", groups={"规上": {"given": ["规上"], "items": [given]}}).version
    )


def test_groups_told_apart_by_land_or_industry_do_not_overlap() -> None:
    groups = {
        "small": {"given": ["规下"], "land": [None, 3], "items": [item()]},
        "large": {"given": ["规下"], "land": [3, None], "items": [item()]},
        "food": {"given": ["规上"], "industries": ["13", "14"], "items": [item()]},
        "chemicals": {"given": ["规上"], "industries": ["26"], "items": [item()]},
    }
    assert len(scheme(groups=groups).groups) == 4


def test_an_indicator_may_be_a_share() -> None:
    share = {**TAX, "numerator": ["rd"], "denominator": ["revenue"]}
    assert scheme(indicators={"tax_per_mu": {**share, "unit": "%"}}).indicators["tax_per_mu"].scale == 100
    assert scheme(indicators={"tax_per_mu": {**share, "unit": "1"}}).indicators["tax_per_mu"].scale == 1


WEIGHTS = {
    "huangyan-2022": [30, 20, 20, 10, 10, 10],
    "huangyan-2021": [30, 20, 20, 10, 10, 10],
    "huaian-2024": [45, 35, 20],
    "wujin-draft": [40, 20, 10, 10, 10, 10],
    "sichuan-2020": [20, 20, 20, 5, 5, 30],
    "jingde-2022": [None] * 7,
    "zhengzhou-2018": [None] * 2,
    "anyang-2019": [None] * 4,
    "chongqing-2023": [None] * 6,
}


@pytest.mark.parametrize("name", list_schemes())
def test_presets_are_as_published(name: str) -> None:
    read = read_scheme(read_scheme_text(name), f"{name}.yaml")
    assert read.id == name
    assert read.issuer
    assert [item.weight for item in read.groups[0].items] == WEIGHTS[name]
    assert read.cited.note
    assert find_unknown_parts(read), "what was not published is asked for"


def test_every_preset_is_looked_at() -> None:
    assert set(list_schemes()) == set(WEIGHTS)


def test_a_note_in_both_languages_is_read_in_each() -> None:
    both = scheme(note={"zh": "见第三条", "en": "see article 3"}).cited.note
    assert (both.zh, str(both)) == ("见第三条", "see article 3")
    one = scheme(note="见第三条").cited.note
    assert (one.zh, str(one)) == ("见第三条", "见第三条")


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ({"zh": "见第三条"}, "mine.yaml note.en: “note.en” is missing."),
        ({"zh": "三", "en": "3", "fr": "3"}, "mine.yaml note.fr: “fr” is not known here."),
        (["三"], "mine.yaml note: "),
        ({"zh": ["三"], "en": "3"}, "mine.yaml note: "),
    ],
)
def test_a_note_in_half_is_told_with_its_path(note: object, told: str) -> None:
    text = yaml.safe_dump({**plan(), "note": note}, allow_unicode=True)
    with pytest.raises(Problems) as raised:
        read_scheme(text, "mine.yaml")
    (problem,) = raised.value.problems
    assert told in problem.message("en")


@pytest.mark.parametrize("name", list_schemes())
def test_shipped_schemes_say_everything_in_both_languages(name: str) -> None:
    for one in list_parameters(open_scheme(name)):
        for said in (one.cited.note, one.cited.clause):
            assert bool(said) == bool(said.zh), one
            if said.zh and said.zh == said:
                assert not said.isascii(), f"{one}: English alone"


@pytest.mark.parametrize("name", list_schemes())
def test_what_a_file_does_not_write_is_never_called_confirmed(name: str) -> None:
    told = [*list_parameters(open_scheme(name))]
    assert {one.cited.status for one in told if not one.cited.written} <= {"default"}
    assert {one.cited.status for one in told if one.value is None and one.key not in ("cap", "floor")} <= {"unknown"}
    assert all(one.cited.clause for one in told if one.cited.status == "confirmed"), "confirmed without a source"


def test_a_scheme_counts_what_is_confirmed_ours_and_unknown() -> None:
    counts = count_statuses(open_scheme("zhengzhou-2018"))
    # unknown: number, published, in force, two weights, two benchmarks
    assert counts["unknown"] == 7
    assert all(counts.values())


def told(text: str, language: str = "en") -> list[str]:
    with pytest.raises(Problems) as problems:
        read_scheme(text, "mine.yaml")
    return [problem.message(language) for problem in problems.value.problems]


def written(given: dict[str, Any]) -> str:
    return yaml.safe_dump(given, allow_unicode=True, sort_keys=False)


def test_a_key_that_stands_twice() -> None:
    text_ = written(plan()).replace("weight: 100", "weight: 100\n      weight: 100")
    (one,) = told(text_)  # places in a list count from 1, as rows do
    assert one.startswith("mine.yaml groups.规上.items[1].weight, row ")


def test_a_mistake_is_told_once() -> None:
    general = put("scoring", {"cap": "much"})
    general["groups"]["规上"]["items"] = [item(weight=50), item("z", 50)]
    assert len(mistakes(general)) == 1
    assert len(mistakes(put("title", "X"))) == 1
    over = put("cutting.grades.0.share", 60)
    over["cutting"]["grades"][3]["share"] = 5
    assert mistake_codes(over) == ["scheme_shares"]


def test_the_least_points_are_not_above_the_most() -> None:
    given = put(f"{ITEM}.cap", 0.5)
    given["groups"]["规上"]["items"][0]["floor"] = 90
    assert "the least points (90) are above the most (50)" in mistakes(given)[0]


def test_no_yaml_is_told_in_the_language_of_the_reader() -> None:
    broken = "id: x\n  bad: [\n"
    assert told(broken, "zh_CN")[0].startswith("mine.yaml，第 2 行：评价方案无法读取：bad: [。")
    assert "无法读取：文件里没有内容。" in told("", "zh_CN")[0]


@pytest.mark.parametrize("day", ["2025-02-30", "2025-13-01", "2025-02-30 10:00:00"])
def test_a_day_that_is_none_is_told_with_its_line(day: str) -> None:
    text = f"id: x\nissuer: y\nvalid:\n  from: {day}\n"
    assert told(text)[0].startswith(f"mine.yaml, row 4: there is no day {day}.")
    assert told(f"id: x\npublished: {day}\n", "zh_CN")[0].startswith("mine.yaml，第 2 行：")
    assert told("id: x\nissuer: !!int y\n")[0].startswith("mine.yaml, row 2:")


def test_ends_as_the_direction_has_them() -> None:
    less = {**TAX, "direction": "less"}
    ends = {**item(family="min_max"), "benchmark": {"rule": "fixed", "low": 5, "high": 20}}
    group = {"规上": {"given": ["规上"], "items": [ends]}}
    assert "do not fit the direction" in mistakes(plan(indicators={"tax_per_mu": less}, groups=group))[0]
    assert scheme(groups=group).groups[0].items[0].benchmark.high == 20


def test_a_move_to_a_grade_that_a_group_does_not_have_is_told() -> None:
    own = {"rule": "shares", "grades": [{"grade": "甲", "share": 50}, {"grade": "乙"}]}
    small = {"given": ["规下"], "items": [item()], "cutting": own}
    veto = {"id": "veto", "zh": "否决", "effect": "to", "grade": "D", "fact": "accident"}
    groups = {**plan()["groups"], "规下": small}
    assert mistake_codes(plan(groups=groups, moves=[veto])) == ["scheme_grade_elsewhere"]
    assert scheme(groups=groups, moves=[{**veto, "groups": ["规上"]}]).moves
    assert mistake_codes(plan(moves=[{**veto, "id": "backfill"}])) == ["scheme_taken"]


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("groups.规上.items.0.benchmark.times", 2, "benchmark.times: it does nothing: “fixed”"),
        ("groups.规上.items.0.benchmark.low", 2, "benchmark.low"),
        ("groups.规上.items.0.benchmark", {"rule": "mean", "value": 20}, "benchmark.value: it does nothing: “mean”"),
        ("groups.规上.items.0.benchmark", {"rule": "mean", "trim": 0.3}, "benchmark.trim"),
        ("groups.规上.items.0.at_low", 20, "at_low: it does nothing: “linear”"),
        ("cutting.grades.0.score", 20, "grades.score: it does nothing: “shares”"),
        ("groups.规上.items.0.family", "reverse", "the family reverse rewards less"),
    ],
)
def test_what_would_do_nothing_is_told(path: str, value: Any, where: str) -> None:
    assert where in mistakes(put(path, value))[0]
