"""What a scope says: verbs across enumerations, negations, licences, names within names; worked out by hand."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl
import pytest

from liantu.registers import engines, matching
from liantu.registers.matching import Matcher

from .scopes import list_roles, make_small_terms, match_scopes

MAKES, TRADES, SERVES, UNKNOWN = "makes", "trades", "serves", "unknown"


@pytest.mark.parametrize(
    ("scope", "roles"),
    [
        ("电池制造", [("battery", MAKES)]),
        ("电池销售", [("battery", TRADES)]),
        ("电池检测", [("battery", SERVES)]),
        ("生产电池", [("battery", MAKES)]),
        ("生产、销售：电池、隔膜", [("battery", MAKES), ("film", MAKES)]),
        ("制造、销售电池、隔膜", [("battery", MAKES), ("film", MAKES)]),
        ("电池、隔膜的研发、生产和销售", [("battery", MAKES), ("film", MAKES)]),
        ("电池、隔膜批发，钢材生产", [("battery", TRADES), ("film", TRADES), ("steel", MAKES)]),
        ("销售钢材；生产电池", [("steel", TRADES), ("battery", MAKES)]),
        ("销售：钢材；电池。隔膜", [("steel", TRADES), ("battery", TRADES), ("film", UNKNOWN)]),
        ("生产：电池；房屋租赁；隔膜", [("battery", MAKES), ("film", UNKNOWN)]),
        ("销售电池，钢材、隔膜的租赁", [("battery", TRADES), ("steel", SERVES), ("film", SERVES)]),
        ("化工产品（不含危险品）、电池（动力型）生产、销售", [("battery", MAKES)]),
        ("电池制造，销售：钢材", [("battery", MAKES), ("steel", TRADES)]),
        ("票据式经营：钢材、隔膜", [("steel", TRADES), ("film", TRADES)]),
        ("电池、钢材", [("battery", UNKNOWN), ("steel", UNKNOWN)]),
        # A part or a machine is no battery.
        ("电池设备制造", [("battery", UNKNOWN)]),
        ("电池壳销售", [("battery", UNKNOWN)]),
        ("电池及配件制造", [("battery", MAKES)]),
        ("电池产品制造", [("battery", MAKES)]),
        # A verb that is half a noun opens no enumeration.
        ("销售：加工设备、钢材", [("steel", TRADES)]),
        ("销售：装饰材料、钢材", [("steel", TRADES)]),
        ("电池技术研发", [("battery", SERVES)]),
        ("电池生产技术咨询", [("battery", SERVES)]),
        ("电池生产、技术咨询", [("battery", MAKES)]),
        ("制造LED、FILMLED", [("led", MAKES)]),
        ("生产1,4-丁二醇,钢材", [("diol", MAKES), ("steel", MAKES)]),
    ],
)
def test_verbs_hold_for_what_they_speak_of(scope: str, roles: list[tuple[str, str]]) -> None:
    assert list_roles(scope) == roles


@pytest.mark.parametrize(
    ("scope", "left_out"),
    [
        ("生产钢材（不含电池、隔膜）、电池", ["battery", "film"]),
        ("生产钢材（电池除外）", ["battery"]),
        ("生产钢材（电池、隔膜除外）", ["battery", "film"]),
        ("生产钢材（除电池）", ["battery"]),
        ("生产钢材，不含电池，隔膜", ["battery"]),
        ("不得从事电池生产", ["battery"]),
        ("除尘设备、电池制造", []),
    ],
)
def test_what_is_left_out_is_negated(scope: str, left_out: list[str]) -> None:
    found = match_scopes([scope])
    assert found.filter("negated")["product"].to_list() == left_out
    assert set(found.filter("negated")["strength"]) <= {0.0}


def test_names_within_longer_names_are_marked() -> None:
    found = match_scopes(["三元锂电池制造；废旧电池回收"])
    marked = [(row["matched"], row["contained"]) for row in found.iter_rows(named=True)]
    assert sorted(marked) == sorted(
        [("三元锂电池", False), ("锂电池", True), ("电池", True), ("电池回收", False), ("电池", True)]
    )


@pytest.mark.parametrize(
    ("scope", "permitted"),
    [
        (
            "一般项目：电池制造；许可项目：钢材销售（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
            ["general", "licensed"],
        ),
        ("电池生产；零售：钢材、隔膜（凭许可证经营）", [None, "approval", "approval"]),
        ("电池生产（依法须经批准的项目，经相关部门批准后方可开展经营活动）", [None]),
    ],
)
def test_what_an_item_needs_is_said(scope: str, permitted: list[str | None]) -> None:
    assert match_scopes([scope])["permitted"].to_list() == permitted


def test_places_are_those_of_the_text() -> None:
    scopes = ["", "销售：钢材；ＬＥＤ、1,4-丁二醇\n生产三元锂电池（不含隔膜）", None, "；；钢材"]
    found = match_scopes(scopes)
    for row in found.iter_rows(named=True):
        text = str(scopes[row["row"]])[row["start"] : row["end"]]
        assert text.replace("ＬＥＤ", "led") == row["matched"]
        assert row["phrase"] in str(scopes[row["row"]])
    assert found["row"].unique().sort().to_list() == [1, 3]


def test_names_of_firms_speak_too() -> None:
    names = ["甲电池厂", "乙电池销售有限公司", "丙电池科技有限公司", "丁电池壳有限公司"]
    found = match_scopes(["", "", "", ""], names)
    assert found.select("field", "role").rows() == [
        ("name", MAKES),
        ("name", TRADES),
        ("name", UNKNOWN),
        ("name", UNKNOWN),
    ]


def test_strength_is_a_sum_of_parts() -> None:
    # Makes 0.6, the whole item 0.1, among the first items 0.1, called after it 0.1.
    found = match_scopes(["电池制造", "甲；乙；丙；丁；旧电池销售"], ["甲电池公司", "乙"]).filter(field="scope")
    assert found["strength"].to_list() == [0.9, 0.2]


def test_both_engines_give_the_same_table() -> None:
    pytest.importorskip("daachorse")
    scopes = ["生产、销售：三元锂电池、隔膜；电池回收", "钢材钢材", None]
    assert match_scopes(scopes).equals(match_scopes(scopes, engine="daachorse"))


def test_a_batch_of_arrow_gives_the_same() -> None:
    firms = pl.DataFrame({"name": ["甲"], "scope": ["电池制造"], "industry": ["3841"]})
    matcher = Matcher(make_small_terms(), {"battery": frozenset({"3841"})})
    assert pl.DataFrame(matcher.match_batch(firms.to_arrow().to_batches()[0])).equals(matcher.match(firms))
    assert matcher.match(firms)["same_class"].to_list() == [True]


def test_readers_of_arrow_take_what_is_null(tmp_path: Path) -> None:
    found = match_scopes(["电池生产", "许可项目：钢材销售"])
    found.write_ipc(tmp_path / "matches.arrow")
    assert pl.read_ipc(tmp_path / "matches.arrow")["permitted"].to_list() == [None, "licensed"]


def test_texts_searched_a_part_at_a_time_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = make_texts(700)
    whole = match_scopes(texts)
    monkeypatch.setattr(engines, "_PART", 7)
    assert match_scopes(texts).equals(whole)


def test_no_name_reaches_across_a_mark() -> None:
    assert match_scopes(["回收电；池制造", "隔、膜、钢；材"]).is_empty()


def test_texts_that_name_nothing_are_passed_over() -> None:
    # Of many texts those that name a product are looked at alone; the answer is the same.
    said = {7: "电池制造", 2_500: "ＬＥＤ销售", 2_999: "Led制造"}
    many = match_scopes([said.get(n, "房屋租赁") for n in range(3_000)])
    few = match_scopes([*said.values()])
    assert many["row"].to_list() == [*said]
    assert many.drop("row").equals(few.drop("row"))


def test_of_many_names_every_text_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    # No letters are looked for then, which would leave out nothing: the answer is the same.
    texts = make_texts(2_000)
    few, called = match_scopes(texts), match_scopes([""], ["ＬＥＤ电池厂"])
    monkeypatch.setattr(matching, "_FEW_NAMES", 0)
    assert not Matcher(make_small_terms(), {}).search.others
    assert match_scopes(texts).equals(few)
    assert match_scopes([""], ["ＬＥＤ电池厂"]).equals(called)


def test_a_batch_without_firms_has_no_matches() -> None:
    assert match_scopes([]).is_empty()


def make_texts(count: int) -> list[str]:
    """Texts of the words that scopes are made of, in any order; one in three names a product."""
    chance = random.Random(7)
    plain = [
        *(
            "生产",
            "销售",
            "制造",
            "研发",
            "技术",
            "的",
            "及",
            "维修",
            "服务",
            "设备",
            "不含",
            "除外",
            "除",
            "从事",
            "玩具",
        ),
        *("一般项目", "许可项目", "凭许可证经营", "依法须经批准的项目", "专项审批", "许可经营项目凭许可证", "房屋租赁"),
        *("、", "，", "；", "。", "（", "）", "：", "、", "，", "；", "：", ",", " ", "\n", "Φ", "x", "“"),
    ]
    words = [*plain, "电池", "三元锂电池", "ＬＥＤ", "Led", "钢材", "隔膜", "1,4-丁二醇"]
    return ["".join(chance.choices(plain if n % 3 else words, k=chance.randint(0, 40))) for n in range(count)]


def test_clauses_that_are_passed_over_say_nothing_of_the_others() -> None:
    # Of many texts the clauses that may speak of a product are looked at alone; of few, all that they say.
    texts, few = make_texts(6_000), 400
    parts = [match_scopes(texts[n : n + few]).with_columns(pl.col("row") + n) for n in range(0, len(texts), few)]
    assert match_scopes(texts).equals(pl.concat(parts))
    assert len({*pl.concat(parts)["role"]} | {*pl.concat(parts)["permitted"]}) == 8


def test_what_is_written_is_what_is_found(tmp_path: Path) -> None:
    firms = pl.DataFrame(
        {"name": ["甲电池厂", "乙"], "scope": ["电池制造", "许可项目：钢材、LED销售"], "industry": ["3841", None]}
    )
    matcher = Matcher(make_small_terms(), {"battery": frozenset({"3841"})})
    matcher.find(firms).write(tmp_path / "matches.parquet")
    assert pl.read_parquet(tmp_path / "matches.parquet").equals(
        matcher.match(firms).with_columns(pl.col(pl.Enum).cast(pl.String))
    )
