"""Groups by who belongs to whom; a brand joins nothing; characters are learned from what a person decided."""

from __future__ import annotations

import polars as pl

from liantu.attract.company_names.confusion_pairs import learn_confusions
from liantu.attract.company_names.firm_groups import find_groups, list_group_tree
from liantu.library.company_words import read_confused_characters

LINKS = pl.DataFrame(
    {
        "child": ["重庆万凯", "万凯新材", "重庆万凯"],
        "parent": ["万凯新材", "正凯集团", "万凯新材"],
        "basis": ["read", "read", "stated"],
        "source": ["a", "b", "c"],
    }
)
NO_DECISION = pl.DataFrame(schema={"one": pl.String, "other": pl.String, "decision": pl.String})


def _firms(*rows: tuple[str, str | None, str | None]) -> pl.DataFrame:
    columns = {"name": pl.String, "short": pl.String, "group": pl.String}
    frame = pl.DataFrame([*rows], schema=columns, orient="row")
    return frame.with_columns(pl.col("name").alias("key"))


def test_subsidiaries_are_of_the_uppermost_firm() -> None:
    firms = _firms(
        ("重庆万凯新材料科技有限公司", "重庆万凯", None),
        ("万凯新材料股份有限公司", "万凯新材", None),
        ("万凯电子有限公司", None, None),
    )
    groups = {key: (group, members) for key, group, members in find_groups(firms, LINKS, NO_DECISION).iter_rows()}
    assert groups["重庆万凯新材料科技有限公司"] == groups["万凯新材料股份有限公司"] == ("正凯集团", 2)
    assert groups["万凯电子有限公司"] == ("万凯电子有限公司", 1)  # the same brand alone joins nothing


def test_a_decision_joins_and_no_other_does() -> None:
    firms = _firms(("甲一有限公司", None, None), ("甲二有限公司", None, None), ("甲三有限公司", None, None))
    decisions = pl.DataFrame(
        {
            "one": ["甲一有限公司", "甲一有限公司"],
            "other": ["甲二有限公司", "甲三有限公司"],
            "decision": ["same_group", "different"],
        }
    )
    members = dict(find_groups(firms, LINKS, decisions).select("key", "members").iter_rows())
    assert members == {"甲一有限公司": 2, "甲二有限公司": 2, "甲三有限公司": 1}


def test_the_tree_has_each_pair_once() -> None:
    assert list_group_tree(LINKS).rows() == [
        ("万凯新材", "重庆万凯", "read", "a"),
        ("正凯集团", "万凯新材", "read", "b"),
    ]


def test_one_differing_character_of_two_equal_firms_is_learned() -> None:
    decisions = pl.DataFrame(
        {
            "one": ["重庆卡涞复合材料有限公司", "上海森甲科技有限公司", "上海甲乙厂", "北京丙丁厂", "北京戊己厂"],
            "other": ["重庆卡涑复合材料有限公司", "上海林甲科技有限公司", "上海甲丙厂", "北京戊己厂", "北京戊庚厂"],
            "decision": ["same", "same", "same_group", "same", "different"],
        }
    )
    shipped = read_confused_characters()
    learned = learn_confusions(decisions, shipped)
    assert learned.rows()[shipped.height :] == [("森", "林", "learned")]
    assert learn_confusions(NO_DECISION, shipped).equals(shipped)
