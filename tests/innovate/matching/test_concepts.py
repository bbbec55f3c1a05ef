"""Concepts: what a name means where several share it, how much a concept says, which way a property goes."""

from __future__ import annotations

import polars as pl
import pytest

from liantu.innovate.matching.concepts import find_concepts, make_lexicon
from liantu.innovate.matching.directions import compare_directions, find_directions
from liantu.library.matching_words import read_concepts, read_relations

ROWS = pl.DataFrame(
    [
        ("part", "object", None, None, "部件"),
        ("film", "object", None, "part", "薄膜|隔膜"),
        ("separator", "object", None, "film", "隔膜|电池隔膜"),
        ("strength", "property", None, None, "强度|-断裂"),
        ("adhesion", "property", None, None, "-起泡"),
        ("porosity", "property", None, None, "-起泡"),
        ("rises", "direction", "1", None, "提高"),
        ("falls", "direction", "-1", None, "降低"),
    ],
    schema=["concept", "kind", "sign", "broader", "names"],
    orient="row",
)
LEXICON = make_lexicon(ROWS, pl.DataFrame(schema={"concept": pl.String, "related": pl.String}))


def found(text: str) -> list[str]:
    return sorted(find_concepts(pl.Series([text]), LEXICON)["concept"])


def test_a_name_means_the_narrower_concept_and_all_that_share_it() -> None:
    assert found("隔膜") == ["separator"]
    assert found("电池隔膜") == ["separator"]
    assert found("涂层起泡") == ["adhesion", "porosity"]


def test_a_concept_says_less_the_more_are_kinds_of_it() -> None:
    content = dict(LEXICON.content.iter_rows())
    assert content["separator"] == 1
    assert content["separator"] > content["film"] > content["part"]
    assert LEXICON.broader.filter(concept="separator").sort("steps").rows() == [
        ("separator", "film", 1),
        ("separator", "part", 2),
    ]


@pytest.mark.parametrize(
    ("need", "result", "direction"),
    [
        ("提高强度", "提高强度", 1),
        ("提高强度", "降低强度", 0),
        ("提高强度", "降低断裂", 1),
        ("提高强度", "提高断裂", None),
    ],
)
def test_opposite_ways_count_only_of_names_of_one_sign(need: str, result: str, direction: float | None) -> None:
    none = pl.DataFrame(schema={"row": pl.UInt32, "measured": pl.String, "sign": pl.Int8, "direction": pl.String})
    sides = [find_directions(pl.Series([text]), none, LEXICON, ()) for text in (need, result)]
    pair = pl.DataFrame({"need": [0], "result": [0]}, schema={"need": pl.UInt32, "result": pl.UInt32})
    assert compare_directions(pair, *sides)["direction"].to_list() == [direction]


def test_the_words_of_the_library_are_sound() -> None:
    rows = read_concepts()
    assert rows["concept"].is_unique().all()
    above = rows.select(pl.col("broader").str.split("|")).explode("broader").drop_nulls()["broader"]
    ends = read_relations().unpivot()["value"]
    assert set(above) | set(ends) <= set(rows["concept"])
    lexicon = make_lexicon(rows, read_relations())
    assert lexicon.broader.filter(pl.col("concept") == pl.col("broader")).is_empty()
    # No name is said both ways of one property.
    both = lexicon.names.group_by("name", "concept").agg(pl.col("sign").n_unique())
    assert both["sign"].max() == 1
