"""Numbers, marks and periods as people write them mean one thing in both rooms, or are refused at their cell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.preview import preview_sheets
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.exchange.reading.written_dates import read_period
from liantu.exchange.returns.returns_file import read_returns
from liantu.model.problems import Problems
from liantu.model.units import split_number

from ..frames import district
from ..loading.making import book, capacities, ods, ods_cell, ods_row

CASES = Path(__file__).parent / "cases"


def imported(name: str) -> TableSheet:
    (sheet,) = parse_sheets(CASES / name)
    return sheet


def evaluated(folder: Path, cell: str) -> float | str | None:
    """The figure an evaluation makes of a cell, or the code it is refused with."""
    path = folder / "returns.csv"
    path.write_text(f"企业,税收（万元）\n甲,{cell}\n", encoding="utf-8")
    try:
        return read_returns(path).returns["tax"].to_list()[0]  # type: ignore[no-any-return]
    except Problems as told:
        return told.problems[0].code


def test_months_without_their_word_are_months() -> None:
    assert imported("ob/统计值.csv").frame["period"].to_list() == [
        *("2023-01..09", "2023-01..11", "2023-01..12", "2023-01..09"),
    ]
    assert imported("i13_20.csv").frame["period"].to_list() == ["2023-01..02"]
    assert imported("i13_21.csv").frame["period"].to_list() == ["2023-01..02"]


@pytest.mark.parametrize(("text", "period"), [("20231", None), ("21999", None), ("22000", "1960-03-25")])
def test_a_year_and_a_month_in_five_figures_is_no_day_of_the_fifties(text: str, period: str | None) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize(("name", "cells"), [("i13_cells.xlsx", ["D6", "D7"]), ("ob/percent.xlsx", ["E6"])])
def test_a_number_that_may_be_january_or_october_is_refused(name: str, cells: list[str]) -> None:
    told = [problem for problem in imported(name).problems if problem.code == "two_months"]
    assert [problem.slots["cell"] for problem in told] == cells
    assert "2023-01 or 2023-10" in told[0].message("en")


@pytest.mark.parametrize("form", ["0.0", "0", '0.0"年"', "0.0_ ", "#,##0.0", "0.?"])
def test_a_month_that_a_cell_does_not_show_is_refused(form: str) -> None:
    """2023.12 in a format of one decimal reads 2023.1, and an amount of 2023.12 there is what it is."""
    head = ["编号", "项目", "阶段", "时间", "依据类型", "备注"]

    def show(page: Worksheet) -> None:
        page["D2"].number_format = form

    (sheet,) = parse_sheets(book([head, ["e1", "p", "signed", 2023.12, "ours", ""]], show, title="进展"), "a.xlsx")
    assert [(p.code, p.slots["cell"], p.value) for p in sheet.problems] == [("rounded_period", "D2", "2023.12")]
    (amounts,) = parse_sheets(capacities(["n1", "works", "pta", 2023.12, "万吨/年", "ours"], edit=show), "a.xlsx")
    assert (amounts.frame["amount"].to_list(), amounts.problems) == (["2023.12"], ())


@pytest.mark.parametrize(("places", "codes"), [("1", ["rounded_period"]), ("2", [])])
def test_a_month_that_an_open_document_does_not_show_is_refused(places: str, codes: list[str]) -> None:
    styles = (
        f'<number:number-style style:name="N1"><number:number number:decimal-places="{places}"/></number:number-style>'
        '<style:style style:name="c1" style:family="table-cell" style:data-style-name="N1"/>'
    )
    cell = ods_cell("2023.1", "2023.12", "float", style_name="c1")
    others = [ods_cell(text) for text in ("e1", "p", "signed")]
    row = f"<table:table-row>{''.join(others)}{cell}{ods_cell('ours')}</table:table-row>"
    (sheet,) = parse_sheets(ods(ods_row("编号", "项目", "阶段", "时间", "依据类型") + row, styles, "进展"), "a.ods")
    assert [p.code for p in sheet.problems] == codes


def test_dates_of_every_format_are_days_months_and_years() -> None:
    assert imported("i13_cells.xlsx").frame["period"].to_list() == [
        *("2023-12-31", "2024-02-29", "2023-09", "2023-09-01", "2023.1", "2023.1", "202312"),
        *("2023-12-31", "2023-12-31", "2023", "2023-12"),
    ]


#: What stands in the cells of i01, by hand.
THOUSANDS = ["12345.6", "12345.6", "12345.6", "12345"]


def test_blanks_of_every_width_between_thousands(tmp_path: Path) -> None:
    sheet = imported("i01_space_thousands.csv")
    assert sheet.frame["value"].to_list() == THOUSANDS
    assert [note.code for note in sheet.notes] == ["read_number"] * 4
    cells = [line.split(",")[3] for line in (CASES / "i01_space_thousands.csv").read_text("utf-8").splitlines()[1:]]
    assert [evaluated(tmp_path, cell) for cell in cells] == [float(number) for number in THOUSANDS]


@pytest.mark.parametrize("cell", ["\u22123.2", "(3.2)", "（３．２）", "▲3.2", "－3.2", "–3.2", "\u200b-3.2\u00a0"])
def test_every_sign_below_zero(tmp_path: Path, cell: str) -> None:
    assert evaluated(tmp_path, cell) == -3.2
    (sheet,) = parse_sheets(f"企业,年度,填报项,数值,单位,依据类型\nf1,2023,tax,{cell},万元,ours\n".encode(), "填报.csv")
    assert sheet.frame["value"].to_list() == ["-3.2"]


@pytest.mark.parametrize(("cell", "number"), [(".5", "0.5"), ("5.", "5"), ("-.5", "-0.5")])
def test_a_point_without_its_zero_is_a_number_in_both_rooms(tmp_path: Path, cell: str, number: str) -> None:
    """A spreadsheet writes so what it shows in the format #.##; the import kept .5 as it stood."""
    assert evaluated(tmp_path, cell) == float(number)
    (sheet,) = parse_sheets(f"企业,年度,填报项,数值,单位,依据类型\nf1,2023,tax,{cell},万元,ours\n".encode(), "填报.csv")
    assert sheet.frame["value"].to_list() == [number]


@pytest.mark.parametrize("cell", ["3①", "3²", "12⑴", "⑴", "①", "1½", "½", "3₂", "3 ②", '"0,123"', "0 123", '"01,234"'])
def test_marks_of_footnotes_and_groups_behind_a_zero_are_no_figures(tmp_path: Path, cell: str) -> None:
    assert evaluated(tmp_path, cell) == "text_number"
    text = f"企业,年度,填报项,数值,单位,依据类型\nf1,2023,tax,{cell},万元,ours\n"
    preview = preview_sheets(district(), parse_sheets(text.encode(), "填报.csv"))
    assert "text_number" in [problem.code for problem in preview.problems]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (12345, "0.00,", "12345 [0.00,]"),
        (12345, '0"."0,"万"', '12345 [0"."0,"万"]'),
        (5, ";;;", "5 [;;;]"),
        (5, '0"万"', "5万"),
        (0.5, '0.0"‰"', "0.5‰"),
        (12345, "#,##0.00_ ", None),
        (12345, "0,000", None),
        (5, '0"户"', None),
        (0, "0.00,", None),
    ],
)
def test_a_figure_that_is_shown_in_another_size_is_refused(
    tmp_path: Path, number: float, form: str, shown: str | None
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["企业", "税收（万元）"])
    book.active.append(["甲", number])
    book.active["B2"].number_format = form
    book.save(tmp_path / "a.xlsx")
    if shown is None:
        assert read_returns(tmp_path / "a.xlsx").returns["tax"].to_list() == [number]
    else:
        with pytest.raises(Problems) as told:
            read_returns(tmp_path / "a.xlsx")
        assert [(p.code, p.row, p.value) for p in told.value.problems] == [("text_number", 2, shown)]


def test_small_figures_behind_a_letter_belong_to_the_unit() -> None:
    assert split_number("12 m²") == (Decimal(12), "m2")


def test_marks_mean_no_value_in_both_rooms_and_about_so_much_is_refused(tmp_path: Path) -> None:
    expected = [*(None, None, None, "*"), *(None,) * 5, "<0.1", "≥30", "约30", "30左右", "30～40"]
    sheet = imported("i05_marks.csv")
    assert sheet.frame["value"].to_list() == expected
    assert sum(int(note.slots["times"]) for note in sheet.notes if note.code == "read_missing") == 8
    cells = [line.split(",")[3] for line in (CASES / "i05_marks.csv").read_text("utf-8").splitlines()[1:]]
    assert [evaluated(tmp_path, cell) for cell in cells] == [value and "text_number" for value in expected]


def test_what_is_not_due_is_a_state_of_an_imported_return() -> None:
    text = "企业,年度,填报项,数值,单位,依据类型\nf1,2023,rd,不适用,万元,ours\nf2,2023,rd,8,万元,ours\n"
    (sheet,) = parse_sheets(text.encode(), "填报.csv")
    assert sheet.frame.select("value", "state").rows() == [(None, "not_applicable"), ("8", None)]


def test_a_message_shows_blanks_that_are_not_seen(tmp_path: Path) -> None:
    path = tmp_path / "returns.csv"
    path.write_text("企业,税收（万元）\n甲,12\u202f3\u200b4\n", encoding="utf-8")
    with pytest.raises(Problems) as told:
        read_returns(path)
    assert "“12<U+202F>3<U+200B>4” is not a number" in told.value.problems[0].message("en")
