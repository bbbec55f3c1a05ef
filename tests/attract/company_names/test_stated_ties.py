"""A parent and its subsidiary are known to be two firms: their pair is not asked about."""

from __future__ import annotations

import polars as pl

import liantu
from liantu.attract.company_names.stated_ties import list_stated_pairs


def test_a_pair_is_stated_by_any_of_the_names_and_through_others() -> None:
    links = pl.DataFrame({"child": ["甲化工", "甲重庆", "乙厂"], "parent": ["甲重庆", "甲集团", "丙"]})
    same = pl.DataFrame({"one": ["甲集团有限公司", "甲化工"], "other": ["甲集团", "甲化工股份公司"]})
    pairs = list_stated_pairs(links, same)
    # By hand: four names below the group (two of the works, the branch) and two of the group; below the branch two.
    assert pairs == {
        *("甲化工|甲重庆", "甲化工股份公司|甲重庆", "甲重庆|甲集团", "甲重庆|甲集团有限公司"),
        *("甲化工|甲集团", "甲化工|甲集团有限公司", "甲化工股份公司|甲集团", "甲化工股份公司|甲集团有限公司"),
        "丙|乙厂",
    }


def test_two_firms_below_one_parent_may_be_one_and_are_asked_about() -> None:
    links = pl.DataFrame({"child": ["甲", "乙"], "parent": ["丙", "丙"]})
    assert list_stated_pairs(links, pl.DataFrame(schema={"one": pl.String, "other": pl.String})) == {"丙|甲", "丙|乙"}


def test_fuling_is_not_asked_of_a_parent_that_a_source_states(fuling: liantu.District) -> None:
    queue = {(row["written"], row["written_other"]) for row in fuling.attract.names_to_review().iter_rows(named=True)}
    assert ("重庆万凯", "万凯新材料股份有限公司") not in queue  # a source says that the one belongs to the other
    assert ("瑞浦兰钧", "瑞浦兰钧能源股份有限公司") in queue  # perhaps one firm: nobody has said


def test_the_made_up_district_has_cards_to_judge_and_a_group(yunxi: liantu.District) -> None:
    queue = {(row["written"], row["written_other"]) for row in yunxi.attract.names_to_review().iter_rows(named=True)}
    assert ("云汐虚构电子047号公司", "虚构电子047号股份有限公司") in queue
    assert ("云汐虚构塑料023号公司", "虚构塑料023号集团有限公司") not in queue  # its parent, as a row states
    tree = yunxi.attract.group_tree().filter(parent="虚构甲集团")["child"].to_list()
    assert tree == ["虚构甲一电解液股份有限公司", "虚构甲二新材料有限公司"]
    members = yunxi.attract.candidates("electrolyte").filter(group="虚构甲集团")
    assert members.select("name", "members", "lead").rows() == [
        ("虚构甲一电解液股份有限公司", 2, True),
        ("虚构甲二新材料有限公司", 2, False),  # approached through the first
    ]
