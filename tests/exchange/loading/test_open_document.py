"""OpenDocument sheets are read as workbooks are: what a person sees, and what is hidden is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.preview import preview_sheets
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.exchange.returns.returns_file import read_returns
from liantu.model.problems import Problems

from ..frames import district
from .making import GOOD, HEAD, ods, ods_cell, ods_row

TABLES = district()
STYLES = (
    '<number:number-style style:name="N4"><number:number number:decimal-places="0" number:min-integer-digits="4"/>'
    '</number:number-style><number:number-style style:name="N2"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1"/></number:number-style><number:date-style style:name="D1"><number:year/>'
    "<number:text>.</number:text><number:month/></number:date-style><number:date-style style:name='D2'><number:year/>"
    "<number:month/><number:day/></number:date-style>"
    '<style:style style:name="code" style:family="table-cell" style:data-style-name="N4"/>'
    '<style:style style:name="codes" style:family="table-cell" style:parent-style-name="code"/>'
    '<style:style style:name="decimal" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="D1"/>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="D2"/>'
    '<number:number-style style:name="N5"><number:number number:decimal-places="1" number:display-factor="1000"/>'
    '</number:number-style><style:style style:name="scaled" style:family="table-cell" style:data-style-name="N5"/>'
    '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
FIRMS = ["编号", "名称", "类别", "行业代码", "依据类型"]


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def only(content: bytes) -> TableSheet:
    (sheet,) = parse_sheets(content, "a.ods", TABLES.units)
    return sheet


def firm(code: str, column: str = "") -> str:
    cells = (ods_cell("m1"), ods_cell("甲公司"), ods_cell("firm"), code, ods_cell("ours"))
    return column + ods_row(*FIRMS) + row(*cells)


@pytest.mark.parametrize(
    ("cell", "column", "read"),
    [
        (ods_cell("0610", "610", "float", style_name="code"), "", "0610"),
        (ods_cell("0610", "610", "float", style_name="codes"), "", "0610"),
        (
            ods_cell("0610", "610", "float"),
            '<table:table-column table:number-columns-repeated="3"/>'
            '<table:table-column table:default-cell-style-name="code"/>',
            "0610",
        ),
        (ods_cell("3670", "3670", "float"), "", "3670"),
    ],
)
def test_a_code_shown_with_its_zero_keeps_it(cell: str, column: str, read: str) -> None:
    sheet = only(ods(firm(cell, column), STYLES))
    assert (sheet.frame["industry"].to_list(), sheet.problems) == ([read], ())


def test_a_code_that_lost_its_zero_is_refused_with_what_it_means() -> None:
    (problem,) = only(ods(firm(ods_cell("610", "610", "float")), STYLES)).problems
    assert (problem.code, problem.slots["nearest"], problem.slots["cell"]) == ("unknown_industry", " (0610?)", "D2")


CAPACITY = [*HEAD, "数据时间"]


def capacity(period: str) -> str:
    cells = [ods_cell(str(cell)) for cell in GOOD]
    return ods_row(*CAPACITY) + row(*cells, period)


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        (ods_cell("2023.10", "2023-10-01", "date", style_name="month"), "2023-10"),
        (ods_cell("2023年5月1日", "2023-05-01", "date", style_name="day"), "2023-05-01"),
        (ods_cell("1.5.23", "2023-05-01T00:00:00", "date"), "2023-05-01"),
        (ods_cell("2023.10"), "2023-10"),
        (ods_cell("2023.1-9"), "2023-01..09"),
    ],
)
def test_a_month_is_read_as_it_is_shown(cell: str, period: str) -> None:
    sheet = only(ods(capacity(cell), STYLES))
    assert (sheet.frame["period"].to_list(), sheet.problems) == ([period], ())


def test_a_number_shown_as_october_is_never_january() -> None:
    (problem,) = only(ods(capacity(ods_cell("2023.10", "2023.1", "float", style_name="decimal")), STYLES)).problems
    assert (problem.code, problem.slots["october"]) == ("two_months", "2023-10")


def test_a_figure_that_is_shown_by_the_thousand_is_refused() -> None:
    cells = [ods_cell(str(cell)) for cell in GOOD]
    cells[3] = ods_cell("12.3", "12345", "float", style_name="scaled")
    preview = preview_sheets(TABLES, [only(ods(ods_row(*HEAD) + row(*cells), STYLES))])
    assert [(p.code, p.value) for p in preview.problems] == [("text_number", "12345 [/1000]")]


def test_how_a_word_is_spoken_remarks_and_drawings_are_no_part_of_it() -> None:
    name = (
        "虚构<text:ruby><text:ruby-base>甲</text:ruby-base><text:ruby-text>jia</text:ruby-text></text:ruby>"
        "<text:span>公</text:span>\n  司</text:p><office:annotation><text:p>查过</text:p></office:annotation><text:p>"
    )
    cells = (ods_cell("m1"), ods_cell(name), ods_cell("firm"), ods_cell("3670"), ods_cell("ours"))
    assert only(ods(ods_row(*FIRMS) + row(*cells))).frame["zh"].to_list() == ["虚构甲公 司"]


def test_what_is_hidden_is_read_and_told() -> None:
    column = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = (
        ods_row(*HEAD)
        + ods_row(*GOOD)
        + row(ods_cell("n2"), *(ods_cell(str(cell)) for cell in GOOD[1:]), attributes=' table:visibility="filter"')
    )
    sheet = only(ods(column + rows, STYLES, style="away"))
    assert sheet.frame["id"].to_list() == ["n1", "n2"]
    assert {note.code: note.value for note in sheet.notes} == {
        "hidden_sheet": "产能",
        "hidden_rows": "1",
        "hidden_column": "装置",
    }


def test_merges_percentages_formulas_and_errors_are_read_as_in_a_workbook() -> None:
    amount = '<table:table-cell office:value-type="{}" table:formula="of:={}"{}><text:p>{}</text:p></table:table-cell>'
    first = amount.format("float", "[.A1]*2", ' office:value="30"', "30")
    without = '<table:table-cell table:formula="of:=[.A1]"/>'
    reaching = amount.format("float", "['file:///b.ods'#$Sheet1.A1]", ' office:value="5"', "5")
    broken = amount.format("string", "1/0", ' calcext:value-type="error"', "#DIV/0!")
    rows = ods_row(*HEAD)
    for index, cell in enumerate((first, without, reaching, broken)):
        cells = [ods_cell(str(text)) for text in GOOD]
        rows += row(ods_cell(f"n{index}"), *cells[1:3], cell, *cells[4:])
    sheet = only(ods(rows))
    assert [(problem.code, problem.slots["cell"]) for problem in sheet.problems] == [
        ("formula_without_value", "D3"),
        ("cell_error", "D5"),
    ]
    assert {note.code: note.value for note in sheet.notes} == {"read_formulas": "4", "foreign_formula": "D4"}
    merged = ods_row(*HEAD) + row(
        *(ods_cell(str(cell), **({"number_rows_spanned": "2"} if at == 1 else {})) for at, cell in enumerate(GOOD))
    )
    merged += row(ods_cell("n2"), "<table:covered-table-cell/>", *(ods_cell(str(cell)) for cell in GOOD[2:]))
    assert only(ods(merged)).frame["plant"].to_list() == ["works", "works"]


@pytest.mark.parametrize("broken", ["-5", "0", "²", "many"])
def test_a_cell_repeated_no_times_is_no_workbook(broken: str) -> None:
    with pytest.raises(Problems) as found:
        only(ods(ods_row(*HEAD) + row(ods_cell("n1", number_columns_repeated=broken))))
    assert found.value.problems[0].code == "not_a_workbook"


def test_a_wide_row_is_refused_before_it_is_made() -> None:
    with pytest.raises(Problems) as found:
        only(ods(ods_row(*HEAD) + row(ods_cell("n1", number_columns_repeated="999999999"))))
    assert found.value.problems[0].code == "too_wide"


def test_the_room_of_evaluation_reads_the_same(tmp_path: Path) -> None:
    """A share stands with its sign, a code with its zero, a name without its guide."""
    path = tmp_path / "returns.ods"
    name = "甲<text:ruby><text:ruby-base>公</text:ruby-base><text:ruby-text>gong</text:ruby-text></text:ruby>司"
    cells = (ods_cell(name), ods_cell("2023", "2023", "float"), ods_cell("0610", "610", "float", style_name="code"))
    path.write_bytes(
        ods(ods_row("企业", "年度", "行业", "税收（万元）") + row(*cells, ods_cell("5", "5", "float")), STYLES)
    )
    assert read_returns(path).returns.select("firm", "year", "industry", "tax").rows() == [
        ("甲公司", 2023, "0610", 5.0)
    ]


def test_what_is_folded_away_in_a_group_is_read_and_told() -> None:
    """The outline of a sheet: the group says that it is not shown, its rows and columns need not."""
    columns = '<table:table-column/><table:table-column-group table:display="false"><table:table-column/>'
    columns += "</table:table-column-group>"
    folded = f'<table:table-row-group table:display="false">{ods_row(*GOOD)}</table:table-row-group>'
    sheet = only(ods(columns + ods_row(*HEAD) + folded + ods_row("n2", *GOOD[1:])))
    assert [(note.code, note.value) for note in sheet.notes if "hidden" in note.code] == [
        ("hidden_rows", "1"),
        ("hidden_column", "装置"),
    ]
    assert sheet.frame["id"].to_list() == ["n1", "n2"]
