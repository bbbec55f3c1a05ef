"""Peers of one industry or park: codes as people write them, firms that state none, industries of few firms."""

from __future__ import annotations

from typing import Any

import pytest
from tests.score.making import SHARES, codes, firms, item, run, scheme

from liantu.library.industries import normalise_industry
from liantu.model.problems import Problems
from liantu.score.run.evaluation import Evaluation

MEAN = {**item(), "benchmark": {"rule": "mean"}}


def split(*industries: str | None, by: str = "industry", **parts: Any) -> Evaluation:
    """A firm an industry (or park), each with a mu and 10 of tax, held against the mean of its peers."""
    rows = firms(*({"land": 1.0, "tax": 10.0, by: name} for name in industries))
    return run(rows, scheme(groups={"规上": {"given": ["规上"], "split": by, "items": [MEAN], **parts}}))


def peers(found: Evaluation) -> list[str | None]:
    return [name and name.removeprefix("规上 / ") for name in found.firms["peers"]]


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        *(("C3670", "3670"), ("c3670", "3670"), ("3670", "3670"), (" 3670 ", "3670"), ("３６７０", "3670")),
        *(("C 3670", "3670"), ("3670.0", "3670"), ("3670 汽车零部件及配件制造", "3670"), ("C36汽车制造业", "36")),
        *(("汽车制造业", "36"), ("0610", "0610"), ("其他", "其他"), ("36.7", "36.7"), ("", None), ("  ", None)),
    ],
)
def test_a_code_is_read_as_people_write_it(written: str, digits: str | None) -> None:
    assert normalise_industry(written) == digits


def test_one_code_written_in_two_ways_is_one_industry() -> None:
    found = split("C3670", "3670", "c3670 ")
    assert peers(found) == ["36", "36", "36"]
    assert found.firms["industry"].to_list() == ["3670"] * 3
    assert found.groups.filter(by="industry")["count"].to_list() == [3]


@pytest.mark.parametrize(
    ("digits", "expected"),
    [(None, ["36", "36", "36", "26"]), (3, ["367", "361", "367", "261"]), (4, ["3670", "3610", "3670", "2614"])],
)
def test_peers_are_of_one_division_group_or_class(digits: int | None, expected: list[str]) -> None:
    parts = {} if digits is None else {"digits": digits}
    assert peers(split("C3670", "3610", "3670", "C2614", **parts)) == expected


@pytest.mark.parametrize("blank", [None, "", " "])
def test_a_firm_without_industry_is_not_its_own_peer(blank: str | None) -> None:
    found = split("36", blank, "36")
    assert found.firms["total"].to_list() == [100, None, 100]
    assert found.firms["rank"].to_list() == [1, None, 1]
    assert found.firms["treatment"].to_list() == ["evaluated", "not_evaluated", "evaluated"]
    (stop,) = found.stops
    assert "“规上”有 1 家企业未填写行业代码（至少填到大类 2 位）" in stop.message("zh_CN")
    assert "f2" in stop.message("en")


def test_a_division_is_no_class() -> None:
    """A firm that states 36 alone cannot be put into one of its classes."""
    found = split("3670", "36", digits=4)
    assert peers(found) == ["3670", None]
    assert codes(found.stops) == ["peers_unstated"]


def test_firms_without_industry_may_stand_among_the_others() -> None:
    found = split("36", None, "", "36", unstated="others")
    assert peers(found) == ["36", "others", "others", "36"]
    assert found.firms["of"].to_list() == [2, 2, 2, 2]
    assert found.stops == ()
    spoken = [note.message("zh_CN") for note in found.notes if note.code in ("benchmark_of_few", "peers_too_few")]
    assert [("其他”" in text, "others" in text) for text in spoken if "/ 36" not in text] == [(True, False)] * 2


def test_industries_of_few_firms_are_one() -> None:
    found = split("36", "36", "13", "26", "others", smallest=2)
    assert peers(found) == ["36", "36", "others", "others", None]
    assert peers(split("36", "36", "13", None, smallest=2, unstated="others")) == ["36", "36", "others", "others"]


def test_firms_that_are_not_evaluated_make_no_industry_larger() -> None:
    rows = firms(*({"land": 1.0, "tax": 10.0, "industry": code} for code in ("3610", "3670", "1311")))
    apart = {"id": "apart", "zh": "不参评", "treatment": "not_evaluated", "industries": ["C3670"]}
    group = {"given": ["规上"], "split": "industry", "items": [MEAN], "smallest": 2}
    found = run(rows, scheme(groups={"规上": group}, classes=[apart]))
    assert peers(found)[::2] == ["others", "others"]


def test_a_blank_park_is_no_park() -> None:
    found = split("east", " ", by="park")
    assert peers(found) == ["east", None]
    assert "未填写园区" in found.stops[0].message("zh_CN")


def test_a_firm_without_industry_is_not_cut_alone() -> None:
    rows = firms(*({"land": 1.0, "tax": 10.0, "industry": code} for code in ("C36", "3670", None)))
    found = run(rows, scheme(cutting={**SHARES, "per": "industry"}))
    assert found.firms["pool"].to_list() == ["规上 / 36", "规上 / 36", None]
    assert found.firms["total"].to_list() == [100] * 3
    assert codes(found.stops) == ["cut_unstated"]
    others = run(rows, scheme(cutting={**SHARES, "per": "industry", "unstated": "others"}))
    assert others.firms["pool"].to_list()[2] == "规上 / others"


def test_peers_of_few_firms_are_told_in_plain_words() -> None:
    notes = {note.value: note for note in split("36", *["13"] * 5).notes if note.code == "peers_too_few"}
    assert list(notes) == ["1"]
    assert "“规上 / 36”只有 1 家企业相互比较，少于 5 家" in notes["1"].message("zh_CN")
    assert "推算" not in notes["1"].message("zh_CN")
    others = [note for note in split("36", None, unstated="others").notes if note.code == "peers_too_few"]
    assert "“规上 / 其他”" in others[1].message("zh_CN")


def test_firms_that_are_not_evaluated_are_no_peers() -> None:
    """Five firms of an industry are enough beside one that is not evaluated; four are few."""
    apart = {"id": "apart", "zh": "不参评", "treatment": "not_evaluated", "industries": ["3670"]}
    group = {"given": ["规上"], "split": "industry", "items": [MEAN]}
    for number, told in ((5, []), (4, ["4"])):
        rows = firms(*({"land": 1.0, "tax": 10.0, "industry": code} for code in ["3610"] * number + ["3670"]))
        found = run(rows, scheme(groups={"规上": group}, classes=[apart]))
        assert [note.value for note in found.notes if note.code == "peers_too_few"] == told


def test_digits_with_a_point_are_of_no_industry() -> None:
    """36.7 is no code: it is of no group that takes 36, and has no value of a table for 36."""
    rows = firms(*({"land": 1.0, "tax": 10.0, "industry": code} for code in ("36.7", "3670")))
    found = run(rows, scheme(groups={"规上": {"industries": ["C36"], "items": [item()]}}))
    assert [treatment == "evaluated" for treatment in found.firms["treatment"]] == [False, True]


@pytest.mark.parametrize(("written", "taken"), [("C36", [1, 0]), ("C", [1, 1]), ("B", [0, 0]), ("汽车制造业", [1, 0])])
def test_a_scheme_names_industries_as_people_do(written: str, taken: list[int]) -> None:
    rows = firms(*({"land": 1.0, "tax": 10.0, "industry": code} for code in ("3670", "C26")))
    found = run(rows, scheme(groups={"规上": {"industries": [written], "items": [item()]}}))
    assert [int(treatment == "evaluated") for treatment in found.firms["treatment"]] == taken


@pytest.mark.parametrize(
    ("group", "code"),
    [
        ({"industries": ["化工"]}, "scheme_industry"),
        ({"industries": ["36701"]}, "scheme_industry"),
        ({"split": "industry", "digits": 5}, "scheme_choice"),
        ({"split": "park", "digits": 2}, "scheme_idle"),
        ({"digits": 2}, "scheme_idle"),
        ({"unstated": "others"}, "scheme_idle"),
        ({"smallest": 3}, "scheme_idle"),
        ({"split": "industry", "smallest": 1}, "scheme_too_small"),
        ({"split": "industry", "unstated": "guess"}, "scheme_choice"),
    ],
)
def test_what_is_wrong_is_told(group: dict[str, Any], code: str) -> None:
    with pytest.raises(Problems) as wrong:
        scheme(groups={"规上": {"given": ["规上"], "items": [item()], **group}})
    assert codes(wrong.value.problems) == [code]


def test_a_section_and_its_division_overlap() -> None:
    groups = {name: {"industries": [name], "items": [item()]} for name in ("C", "C36")}
    with pytest.raises(Problems) as wrong:
        scheme(groups=groups)
    assert codes(wrong.value.problems) == ["scheme_groups_overlap"]
