"""All tables out as a workbook and in again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook, load_workbook

from liantu.exchange.folder.plain_workbook import read_workbook, write_workbook
from liantu.model import schema
from liantu.model.problems import Problem, Problems
from liantu.model.tables import empty_table

from ..frames import district

TABLES = district()


def problems(path: Path) -> list[Problem]:
    with pytest.raises(Problems) as raised:
        read_workbook(path)
    return list(raised.value.problems)


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    made.save(path)
    return path


def test_every_table_of_the_schema_comes_back_as_it_went(tmp_path: Path) -> None:
    frames = {name: TABLES[name] for name in schema.read_tables()}
    write_workbook(frames, tmp_path / "all.xlsx")
    back = read_workbook(tmp_path / "all.xlsx")
    assert list(back) == list(frames)
    for name, frame in frames.items():
        assert back[name].equals(frame), name


def test_text_stays_text_whatever_it_looks_like(tmp_path: Path) -> None:
    odd = ["007", "1e5", "2023-05", "=1+1", "3/4", "１２", '=HYPERLINK("x")', "https://a.example", "TRUE", "多\n行"]
    frame = empty_table("firms").clear()
    frame = pl.concat([frame, pl.DataFrame({"id": [str(n) for n in range(len(odd))], "zh": odd})], how="diagonal")
    write_workbook({"firms": frame}, tmp_path / "odd.xlsx")
    assert read_workbook(tmp_path / "odd.xlsx")["firms"]["zh"].to_list() == odd


def test_sheets_and_headings_are_chinese_with_the_field_names_below(tmp_path: Path) -> None:
    write_workbook({"capacities": TABLES["capacities"]}, tmp_path / "a.xlsx")
    page = load_workbook(tmp_path / "a.xlsx")["产能"]
    assert [page.cell(1, 6).value, page.cell(2, 6).value] == ["年产能", "amount"]


@pytest.mark.parametrize(
    "header", [["编号", "名称", "企业", "依据类型"], ["id", "zh", "firm", "basis"], ["编号", "zh", "Firm", "Basis"]]
)
def test_a_sheet_may_be_headed_in_chinese_or_with_field_names(tmp_path: Path, header: list[object]) -> None:
    book(tmp_path / "a.xlsx", plants=[header, ["works", "甲装置", "cellmaker", "ours"]])
    frame = read_workbook(tmp_path / "a.xlsx")["plants"]
    assert frame.columns == schema.read_tables()["plants"].columns
    assert frame.row(0)[:4] == ("works", "甲装置", None, "cellmaker")


def test_numbers_dates_and_blanks_are_read_as_a_person_sees_them(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["编号", "年产能", "自用比例", "时间", "依据类型"],
        ["a", 30.0, 0.1, datetime(2023, 5, 1), "ours"],
        [None] * 5,
        ["b", 1e6, "", 2023, "ours"],
    ]
    frame = read_workbook(book(tmp_path / "a.xlsx", 产能=rows))["capacities"]
    assert frame.select("id", "amount", "self_use", "period").rows() == [
        ("a", "30", "0.1", "2023-05-01"),
        ("b", "1000000", None, "2023"),
    ]


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        装置=[["编号", "名称", "企业", "企业", "颜色", "依据类型"], ["a", "#REF!", "f", None, None, "ours"]],
        产能=[["年产能", "依据类型"], [1, "ours"]],
        产龙=[["编号"], ["a"]],
        开工率=[],
    )
    assert [(p.code, p.table, p.row, p.column) for p in problems(path)] == [
        ("duplicate_column", "plants", 1, "企业"),
        ("unknown_column", "plants", 1, "颜色"),
        ("cell_error", "plants", 2, "zh"),
        ("missing_column", "capacities", 1, "id"),
        ("unknown_table", "", None, ""),
        ("empty_file", "loads", None, ""),
    ]


def test_a_problem_names_file_and_sheet(tmp_path: Path) -> None:
    (problem,) = problems(
        book(tmp_path / "a.xlsx", 装置=[["编号", "名称", "企业", "产地", "依据类型"], ["a", "甲", "f", "x", "ours"]])
    )
    assert problem.message("zh_CN").startswith("a.xlsx[装置]，第 1 行，“产地”列：没有名为“产地”的列")


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    assert [p.code for p in problems(tmp_path / "a.xlsx")] == ["not_a_workbook"]


def test_a_file_too_large_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    assert [p.code for p in problems(path)] == ["too_large"]
