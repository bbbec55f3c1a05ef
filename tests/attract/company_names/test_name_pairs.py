"""Which names may be of one firm: hard pairs by hand, and a set of altered names with a floor."""

from __future__ import annotations

from datetime import date
from random import Random

import polars as pl
import pytest

pytest.importorskip("rapidfuzz")

from liantu.attract.company_names.name_pairs import find_similar_names
from liantu.attract.company_names.name_parts import split_names
from liantu.attract.company_names.review_queue import list_pairs_to_review
from liantu.library.company_words import read_confused_characters
from liantu.library.policy import read_policy_value
from liantu.library.recalled_makers import read_recalled_makers
from liantu.library.shipped_tables import load_library

CONFUSED = read_confused_characters()
WEIGHTS = {part: weight / 100 for part, weight in read_policy_value("attract/name_likeness", date(2024, 1, 1)).items()}
#: Two names, and what must be among the reasons; a name alone never scores full.
HARD = [
    (
        "重庆万凯新材料科技有限公司",
        "重庆万凯新材料股份有限公司",
        {"same_brand", "same_place", "other_form", "other_trade"},
    ),
    ("重庆卡涞复合材料有限公司", "重庆卡涑复合材料有限公司", {"confused_characters", "same_trade", "same_form"}),
    ("幄肯新材料有限公司", "耀肯新材料有限公司", {"confused_characters", "same_trade"}),
    ("华峰重庆氨纶有限公司", "华峰重庆氯纶有限公司", {"same_brand", "same_place", "other_trade"}),
    ("万凯新材料股份有限公司", "方凯新材料股份有限公司", {"brand_one_apart", "same_trade"}),
    ("瑞浦兰钧", "瑞浦兰钧能源股份有限公司", {"same_brand"}),
    ("四川锂源新材料有限公司", "江苏锂源新材料有限公司", {"same_brand", "other_place"}),
    ("华峰化学", "华峰集团有限公司", {"same_brand"}),
]


def _compare(one: str, other: str, **beside: tuple[str, str]) -> tuple[float, set[str]]:
    frames = [
        pl.DataFrame({"key": [key], "name": [name], **{field: [pair[n]] for field, pair in beside.items()}})
        for n, (key, name) in enumerate((("a", one), ("b", other)))
    ]
    (row,) = find_similar_names(*frames, CONFUSED, WEIGHTS).select("score", "reasons").rows()
    return row[0], set(row[1])


@pytest.mark.parametrize(("one", "other", "reasons"), HARD)
def test_a_hard_pair_is_a_candidate_with_its_reasons_and_never_full(one: str, other: str, reasons: set[str]) -> None:
    score, found = _compare(one, other)
    assert reasons <= found
    assert 0.5 < score <= 0.9


def test_not_even_the_same_name_scores_full_without_something_beside_it() -> None:
    name = "重庆万凯新材料科技有限公司"
    assert _compare(name, name)[0] == pytest.approx(0.9)
    assert _compare(name, name, industry=("2653", "2653"))[0] == pytest.approx(1.0)
    assert _compare(name, name, industry=("2653", "5171"))[0] == pytest.approx(0.8)
    assert "field_differs" in _compare(name, name, industry=("2653", "5171"))[1]


def test_another_form_lowers_the_score_and_a_missing_one_less() -> None:
    whole = _compare("重庆万凯新材料有限公司", "重庆万凯新材料有限公司")[0]
    lacking = _compare("重庆万凯新材料有限公司", "重庆万凯新材料")[0]
    other = _compare("重庆万凯新材料有限公司", "重庆万凯新材料股份有限公司")[0]
    assert whole > lacking > other


def test_nothing_in_common_is_no_pair() -> None:
    frames = [
        pl.DataFrame({"key": [key], "name": [name]}) for key, name in (("a", "甲乙有限公司"), ("b", "丙丁有限公司"))
    ]
    assert find_similar_names(*frames, CONFUSED, WEIGHTS).is_empty()
    assert find_similar_names(frames[0].clear(), frames[1], CONFUSED, WEIGHTS).is_empty()


#: How a name is altered, and how many of a hundred must come first, and among the first five.
FLOORS = {
    "form": (95, 100),
    "place": (88, 97),
    "brand and trade": (88, 97),
    "one character": (75, 92),
    "trade": (88, 97),
}


def _alter(how: str, parts: tuple[str, str, str, str], made_up: Random, characters: str) -> str:
    place, brand, trade, form = parts
    spot = made_up.randrange(len(brand))
    misprint = brand[:spot] + made_up.choice(characters) + brand[spot + 1 :]
    return {
        "form": place + brand + trade,
        "place": brand + trade + form,
        "brand and trade": brand + trade,
        "one character": place + misprint + trade + form,
        "trade": place + brand + made_up.choice(["科技", "实业", "新材料"]) + form,
    }[how]


def test_altered_names_are_found_again(capsys: pytest.CaptureFixture[str]) -> None:
    names = pl.concat([load_library()["makers"]["firm"], read_recalled_makers()["firm"]]).unique(maintain_order=True)
    parts = split_names(names)
    others = pl.DataFrame({"key": names, "name": names})
    whole = [n for n in range(len(names)) if parts["form"][n] and len(parts["brand"][n]) > 1]
    made_up, characters = Random(7), "".join(parts["brand"])
    chosen = made_up.sample(whole, 100)
    lines = []
    for how, floor in FLOORS.items():
        texts = [_alter(how, parts.row(n)[1:], made_up, characters) for n in chosen]
        queries = pl.DataFrame({"key": [f"?{names[n]}" for n in chosen], "name": texts})
        found = find_similar_names(queries, others, CONFUSED, WEIGHTS)
        right = found.filter(pl.col("key").str.slice(1) == pl.col("key_other"))["rank"]
        reached = (int((right == 1).sum()), len(right))
        lines.append(f"{how}: first {reached[0]}, among five {reached[1]} of 100")
        assert reached >= floor, lines
        assert reached[1] >= floor[1], lines
    with capsys.disabled():
        print("\nnames found again: " + "; ".join(lines))


def test_the_queue_shows_each_undecided_pair_once_and_no_score() -> None:
    names = ["重庆万凯新材料科技有限公司", "重庆万凯新材料股份有限公司", "万凯新材料股份有限公司", "甲乙有限公司"]
    frame = pl.DataFrame({"key": names, "name": names})
    pairs = find_similar_names(frame, frame, CONFUSED, WEIGHTS)
    decisions = pl.DataFrame({"one": [names[1]], "other": [f" {names[0]} "]})
    queue = list_pairs_to_review(pairs, decisions, 0.6)
    asked_of = {frozenset(row) for row in queue.select("written", "written_other").rows()}
    assert asked_of == {frozenset((names[0], names[2])), frozenset((names[1], names[2]))}
    assert queue.height == 2
    assert "score" not in queue.columns
    assert "reasons" not in queue.columns
