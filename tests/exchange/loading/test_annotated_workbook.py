"""The workbook given back: the same, with what is wrong marked; or its bad rows only."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook, load_workbook

from liantu.exchange.loading.annotated_workbook import COPIED, annotate_workbook
from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.preview import LoadingPreview, preview_sheets

from ..frames import district
from .making import GOOD, HEAD, capacities, formula

TABLES = district()


def seen(content: bytes, name: str = "a.xlsx") -> LoadingPreview:
    return preview_sheets(TABLES, parse_sheets(content, name, TABLES.units))


def given_back(content: bytes, name: str = "a.xlsx", language: str = "zh_CN") -> Workbook:
    found = seen(content, name)
    return load_workbook(io.BytesIO(annotate_workbook(content, name, found.problems, found.notes, language)))


def test_the_same_workbook_with_bad_cells_filled_and_explained() -> None:
    def edit(page: Any) -> None:
        page["A5"] = "=1+1"
        page.column_dimensions["B"].width = 33

    book = given_back(capacities(["n1", "nowhere", *GOOD[2:]], ["n2", *GOOD[1:3], "1,000", *GOOD[4:]], edit=edit))
    page, listed = book.worksheets
    assert [cell.value for cell in page[2]] == ["n1", "nowhere", *GOOD[2:]]
    assert page["A5"].value == "=1+1"
    assert page.column_dimensions["B"].width == 33
    assert page["B2"].fill.fgColor.rgb == "00F8CBAD"
    assert page["B2"].comment.text.startswith("a.xlsx 产能!B2")
    assert page["D3"].fill.fgColor.rgb == "00FFF2CC"
    assert page["C2"].comment is None
    assert listed.title == "核对结果"
    rows = list(listed.iter_rows(min_row=2, values_only=True))
    assert next(row[:3] for row in rows if row[1]) == ("产能", "B2", "需改正")
    assert ("产能", "D3", "提示") in [row[:3] for row in rows]


def test_what_is_put_right_in_it_is_taken() -> None:
    content = capacities(["n1", "nowhere", *GOOD[2:]])
    book = given_back(content)
    book["产能"]["B2"] = "works"
    stream = io.BytesIO()
    book.save(stream)
    assert seen(stream.getvalue()).ok


def test_a_formula_that_reaches_out_is_not_sent_back_alive() -> None:
    page = given_back(formula('=WEBSERVICE("https://a.example")', 1))["产能"]
    assert (page["D2"].data_type, page["D2"].value) == ("s", '=WEBSERVICE("https://a.example")')


def test_of_a_large_one_only_the_bad_rows_come_back() -> None:
    rows = [[f"n{n}", *GOOD[1:]] for n in range(COPIED + 10)]
    rows[4000][1] = "nowhere"
    rows[4500][3] = "约三十"
    book = given_back(capacities(*rows), language="en")
    assert book.sheetnames == ["Findings", "产能"]
    lines = list(book["产能"].iter_rows(values_only=True))
    # the number a row had stands before it; the rows above the first bad one that may be headings are kept
    assert lines[0] == (1, *HEAD)
    assert lines[-2][:3] == (4002, "n4000", "nowhere")
    assert lines[-1][:5] == (4502, "n4500", "works", "pta", "约三十")
    assert len(lines) <= 32
    assert book["产能"].cell(len(lines), 5).comment.text.startswith("a.xlsx 产能!D4502")


def test_of_a_csv_too() -> None:
    content = "编号,装置,产品,年产能,单位,依据类型\nn1,nowhere,pta,1,吨,ours\n".encode("gb18030")
    book = given_back(content, "产能.csv")
    page = book["产能"]
    assert [cell.value for cell in page[2]] == [2, "n1", "nowhere", "pta", "1", "吨", "ours"]
    assert page["C2"].comment.text.startswith("产能.csv 产能!B2")
