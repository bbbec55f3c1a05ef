"""Returns with sums, names alike, hidden parts, lost digits and separators out of place."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from liantu.exchange.returns import return_headings
from liantu.exchange.returns.distinct_names import read_distinct_names
from liantu.exchange.returns.returns_file import ReturnsFile, read_returns
from liantu.model.problems import Problem, Problems

SUMS = [
    *("合计", "小计", "其中：化工", "其中", "户均", "规上合计", "合计（含规下）", "小计(规上)", "白涛园区合计"),
    *("化工小计", "合计82家", "82家", "其中外资企业", "总数", "加权平均", "中位数", "同比增长", "占比"),
    *("规上企业", "全区", "其他企业", "SUM", "Average", "Sum of all", "#：规上"),
]
NOTHING = [
    *("备注：x", "备注", "注：含规下", "说明：x", "单位负责人：张三", "Notes: x", "一、化工", "（一）规上"),
    *("同上", "〃", "/", "—", "无"),
]
FIRMS = [
    *("重庆会计师事务所", "说明书印刷厂", "其中堂药业有限公司", "全市通物流公司", "一品香食品厂"),
    *("（中国）甲公司", "f001", "123"),
]
HEAD = "序号,企业名称,年份,税收（万元）"


def read(folder: Path, *lines: str) -> ReturnsFile:
    path = folder / "a.csv"
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return read_returns(path)


def refused(folder: Path, *lines: str) -> list[tuple[str, int | str | None, str]]:
    with pytest.raises(Problems) as told:
        read(folder, *lines)
    return [(p.code, p.row or p.slots.get("cell"), p.value) for p in told.value.problems]


def codes(notes: tuple[Problem, ...]) -> list[str]:
    return [note.code for note in notes if note.code != "assumed_unit"]


@pytest.mark.parametrize("name", SUMS)
def test_rows_that_are_no_firms_are_left_out(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, "1,甲,2023,10", f"2,{name},2023,10")
    assert found.returns["firm"].to_list() == ["甲"]
    assert codes(found.notes) == ["totals_row"]


@pytest.mark.parametrize("name", NOTHING)
def test_what_names_nothing_is_no_firm(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, "1,甲,2023,10", f"2,{name},2023,10") == [("no_firm_name", 3, name)]


@pytest.mark.parametrize("name", FIRMS)
def test_names_that_only_begin_so_are_firms(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, f"1,{name},2023,10").returns["firm"].to_list() == [name]


def test_a_total_that_does_not_add_up_is_told(tmp_path: Path) -> None:
    notes = read(tmp_path, "1,甲,2023,10", "2,乙,2023,20.5", "合计,,,32").notes
    (note,) = [note for note in notes if note.code == "sum_differs"]
    assert (note.value, note.slots["found"]) == ("32", "30.5")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["园区一,60,6", "甲,10,1", "乙,20,2", "丙,30,3"], ["园区一"]),
        (["甲,10,1", "乙,20,", "园区一,30,1"], ["园区一"]),
        (["甲,10,1", "乙,20,2", "丙,30,4"], []),  # in one column by chance
        (["甲,10,1", "乙,10,1"], []),
        (["甲,0,0", "乙,0,0", "丙,0,0"], []),
    ],
)
def test_a_row_that_adds_up_all_others_is_told(tmp_path: Path, rows: list[str], told: list[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["企业名称,税收（万元）,用地（亩）", *rows]), encoding="utf-8")
    assert [note.value for note in read_returns(path).notes if note.code == "adds_the_others"] == told


@pytest.mark.parametrize("name", ["甲（集团）", "甲集团", "甲(集团\u200b)", "“甲”（集团）", "甲(集团)。"])
def test_names_alike_are_one_firm_or_a_slip(tmp_path: Path, name: str) -> None:
    lines = ["1,甲(集团),2023,10", f"2,{name},2022,20"]
    assert refused(tmp_path, *lines) == [("names_alike", 3, name)]


def test_strokes_are_one_and_are_not_nothing(tmp_path: Path) -> None:
    assert refused(tmp_path, "1,甲-乙,2023,10", "2,甲—乙,2023,20") == [("names_alike", 3, "甲—乙")]
    assert read(tmp_path, "1,A1-2地块,2023,10", "2,A12地块,2023,20").returns["firm"].len() == 2


LOOK_ALIKES = ("1,甲(集团),2023,10", "2,甲集团,2023,20", "3,甲（集团）分,2023,30")


def distinct(folder: Path, name: str, text: str) -> frozenset[frozenset[str]]:
    (folder / name).write_text(text, encoding="utf-8")
    return read_distinct_names(folder / name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("relations.csv", "id,subject,predicate,object_text\nr,甲(集团),distinct_from,甲集团\n"),
        ("关系.csv", "主体,关系（英文）,客体\n甲集团,distinct_from,甲(集团)\n"),
    ],
)
def test_two_of_like_names_that_relations_call_two_are_two(tmp_path: Path, name: str, text: str) -> None:
    pairs = distinct(tmp_path, name, text)
    assert pairs == {frozenset(("甲(集团)", "甲集团"))}
    path = tmp_path / "a.csv"
    path.write_text("\n".join([HEAD, *LOOK_ALIKES]), encoding="utf-8")
    assert read_returns(path, distinct=pairs).returns["tax"].to_list() == [10, 20, 30]
    path.write_text("\n".join([HEAD, *LOOK_ALIKES, "4,甲 集团,2023,40"]), encoding="utf-8")  # a third is of neither
    with pytest.raises(Problems) as told:
        read_returns(path, distinct=pairs)
    assert [(p.code, p.row, p.value, p.slots["first"]) for p in told.value.problems] == [
        ("names_alike", 5, "甲 集团", "甲(集团)")
    ]


def test_a_third_is_another_than_both_or_one_of_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join([HEAD, "1,甲(一),2023,1", "2,甲一,2023,2", "3,甲[一],2023,3"]), encoding="utf-8")
    pairs = {frozenset(("甲(一)", "甲一")), frozenset(("甲(一)", "甲[一]"))}
    with pytest.raises(Problems) as told:
        read_returns(path, distinct=pairs)
    assert [(p.row, p.value, p.slots["first"]) for p in told.value.problems] == [(4, "甲[一]", "甲一")]
    assert read_returns(path, distinct={*pairs, frozenset(("甲一", "甲[一]"))}).returns.height == 3


def test_only_relations_of_that_word_tell_two_firms_apart(tmp_path: Path) -> None:
    head = "id,subject,predicate,object_text"
    assert distinct(tmp_path, "relations.csv", f"{head}\nr,甲,owns,乙\n") == frozenset()
    with pytest.raises(Problems) as told:
        distinct(tmp_path, "relations.csv", "id,subject,predicate\nr,甲,distinct_from\n")
    assert [(p.code, p.value) for p in told.value.problems] == [("missing_column", "object")]
    with pytest.raises(Problems) as told:
        distinct(tmp_path, "x.csv", "a,b\n1,2\n")
    assert ("missing_column", "subject, predicate, object") in [(p.code, p.value) for p in told.value.problems]


@pytest.mark.parametrize("number", ["1,23,4", "12,34", "1,234,56"])
def test_separators_out_of_place_are_no_number(tmp_path: Path, number: str) -> None:
    assert refused(tmp_path, f'1,甲,2023,"{number}"') == [("text_number", 2, number)]


def test_a_code_that_lost_its_digits_is_no_firm(tmp_path: Path) -> None:
    assert refused(tmp_path, "1,9.15001E+17,2023,10") == [("digits_lost", "B2", "9.15001E+17")]


def test_hidden_parts_of_a_workbook_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (HEAD, "1,甲,2023,10", "2,乙,2023,20"):
        book.active.append([float(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["D"].hidden = True
    book.save(tmp_path / "a.xlsx")
    found = read_returns(tmp_path / "a.xlsx")
    assert found.returns["tax"].to_list() == [10, 20]
    assert codes(found.notes) == ["hidden_rows", "hidden_column"]


def test_of_hundreds_of_columns_few_are_told_what_is_near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To look for it is what takes the time of a wide file; how long it takes is measured in ``bench``."""
    looked: list[str] = []
    monkeypatch.setattr(return_headings, "suggest_nearest", lambda text, known: looked.append(text) or "")
    wide = [HEAD + "," + ",".join(f"指标{n}（万元）" for n in range(380)), "1,甲,2023,10" + ",1" * 380]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(wide), encoding="utf-8")
    with pytest.raises(Problems) as told:
        read_returns(path)
    assert len(told.value.problems) == 380
    assert len(looked) == 20
