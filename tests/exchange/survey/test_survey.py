"""The survey sheet: written, filled as a firm would fill it, and read back."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import liantu
from liantu.exchange.survey import read_survey, survey_layout, write_survey
from liantu.model.apply import apply_change, invert_change
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.wording import LANGUAGES, translator

from ..frames import ask, district

TABLES = district()
SHEETS = [translator(language)(survey_layout.SHEET) for language in LANGUAGES]
#: Row of each question on the sheet, in the order of effect.
PROCESS, AMOUNT, SELF_USE, LOAD, STATUS = range(survey_layout.FIRST, survey_layout.FIRST + 5)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "摸底表.xlsx"
    write_survey(ask(), TABLES, "cellmaker", path, as_of="2023-12-31")
    return path


def fill(path: Path, answers: dict[int, dict[str, Any]], day: Any = "2024-03-15") -> Path:
    book = load_workbook(path)
    page = sheet(book)
    page.cell(survey_layout.DATE, survey_layout.DATE_COLUMN).value = day
    for row, cells in answers.items():
        for code, value in cells.items():
            page.cell(row, survey_layout.CODES.index(code) + 1).value = value
    book.save(path)
    return path


def sheet(book: Workbook) -> Worksheet:
    return next(page for page in book.worksheets if page.title in SHEETS)


def codes(path: Path) -> list[tuple[str, int | None, str, str]]:
    with pytest.raises(Problems) as raised:
        read_survey(path, TABLES)
    return [(p.code, p.row, p.column, p.value) for p in raised.value.problems]


def test_the_form_asks_most_useful_first_with_hidden_keys_and_choices(form: Path) -> None:
    page = sheet(load_workbook(form))
    assert page.column_dimensions["A"].hidden
    assert page.cell(PROCESS, 1).value == "process|cells|works|lfpcell"
    questions = [page.cell(row, survey_layout.CODES.index("question") + 1).value for row in range(PROCESS, STATUS + 2)]
    assert questions[:2] == ["采用的工艺或体系", "年产能（设计或核定）"]
    assert questions[5] is None  # the load of one plant is asked once
    lists = [rule for rule in page.data_validations.dataValidation if rule.type == "list"]
    assert len(lists) == 2
    assert page.protection.sheet
    assert not page.cell(AMOUNT, survey_layout.CODES.index("answer") + 1).protection.locked
    assert load_workbook(form)[survey_layout.LISTS].sheet_state == "veryHidden"


def test_the_form_says_what_is_on_record_and_what_not_to_write(form: Path) -> None:
    book = load_workbook(form)
    words = " ".join(str(c.value) for page in book for row in page.iter_rows() for c in row if c.value)
    for said in ("填报企业：甲电池", "铁锂电芯制造", "未掌握", "严禁填写涉密信息", "未掌握请留空"):
        assert said in words
    assert "19000000000" not in words  # what hangs on an answer is not the firm's business


def test_an_english_form_is_english(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    write_survey(ask(), TABLES, "cellmaker", path, language="en")
    page = load_workbook(path)["Survey"]
    assert page.cell(survey_layout.HEAD_ROW, survey_layout.CODES.index("answer") + 1).value == "Answer"
    assert page.cell(PROCESS, survey_layout.CODES.index("current") + 1).value == "LFP cell making"


def test_an_untouched_form_is_a_change_of_nothing(form: Path) -> None:
    assert read_survey(form, TABLES) == Change()


def test_answers_become_a_change_with_the_return_as_source(form: Path) -> None:
    fill(
        form,
        {
            PROCESS: {"answer": "三元电芯制造"},
            AMOUNT: {"answer": "９０", "unit": "万吨/年", "period": 2023, "remark": "核定"},
            SELF_USE: {"answer": "100%"},
            LOAD: {"answer": 85.5},
            STATUS: {"answer": "在建", "period": "2023-10"},
        },
    )
    change = read_survey(form, TABLES)
    rows = {(row.table, row.key): row for row in change.rows}
    source = "survey-cellmaker-2024-03-15"
    assert change.source == source
    assert rows["sources", source].fields["class"] == "secret"
    pta = rows["capacities", "pta"]
    assert pta.operation == "update"
    assert [pta.fields[k] for k in ("amount", "unit", "period", "basis", "source", "note")] == [
        "90",
        "万吨/年",
        "2023",
        "stated",
        source,
        "核定",
    ]
    cells = rows["capacities", "cells"].fields
    assert (cells["process"], cells["self_use"]) == ("CELL-NCM", "100")
    assert "source" not in cells  # the 30 GWh still rest on the newspaper
    assert str(rows["sources", source].fields["zh"]) in str(cells["note"])  # by its title, no code
    assert rows["loads", "works/2024"].fields["utilisation"] == "85.5"
    event = next(row for row in change.rows if row.table == "events")
    assert (event.fields["stage"], event.fields["capacity"], event.fields["period"]) == ("building", "cells", "2023-10")
    after = apply_change(TABLES, change)
    assert after["capacities"].filter(after["capacities"]["id"] == "pta")["amount"].to_list() == ["90"]
    back = apply_change(after, invert_change(TABLES, change))
    for name in ("capacities", "sources", "loads", "events"):
        assert back[name].equals(TABLES[name])


def test_a_unit_written_in_the_answer_counts(form: Path) -> None:
    fill(form, {AMOUNT: {"answer": "90万吨/年", "unit": "t/年"}})
    row = next(row for row in read_survey(form, TABLES).rows if row.table == "capacities")
    assert (row.fields["amount"], row.fields["unit"]) == ("90", "万吨/年")
    fill(form, {AMOUNT: {"answer": "90万", "unit": "t/年"}})
    row = next(row for row in read_survey(form, TABLES).rows if row.table == "capacities")
    assert (row.fields["amount"], row.fields["unit"]) == ("900000", "t/年")


@pytest.mark.parametrize(
    ("row", "answer", "form_of_number", "field", "kept"),
    [
        (LOAD, 0.85, "0%", "utilisation", "85"),
        (SELF_USE, 0.255, "0.0%", "self_use", "25.5"),
        (AMOUNT, 90, '0"万"', "amount", "900000"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(
    form: Path, row: int, answer: float, form_of_number: str, field: str, kept: str
) -> None:
    book = load_workbook(fill(form, {row: {"answer": answer}}))
    sheet(book).cell(row, survey_layout.CODES.index("answer") + 1).number_format = form_of_number
    book.save(form)
    assert [r.fields[field] for r in read_survey(form, TABLES).rows if field in r.fields] == [kept]


def test_a_formula_that_nobody_computed_is_no_blank_answer(form: Path) -> None:
    fill(form, {AMOUNT: {"answer": "=15*2"}, LOAD: {"answer": 80, "period": "=A1"}}, day="=TODAY()")
    assert codes(form) == [
        ("formula_without_value", AMOUNT, "填报值", f"G{AMOUNT}"),
        ("formula_without_value", LOAD, "数据时间", f"I{LOAD}"),
        ("formula_without_value", survey_layout.DATE, "填报日期", f"F{survey_layout.DATE}"),
    ]


@pytest.mark.parametrize(("text", "period"), [("2023.1-9", "2023-01..09"), ("2023年5月", "2023-05"), ("—", None)])
def test_a_time_is_read_as_in_every_other_file(form: Path, text: str, period: str | None) -> None:
    fill(form, {AMOUNT: {"answer": 90, "period": text}, LOAD: {"answer": "不详"}})
    (row,) = [row for row in read_survey(form, TABLES).rows if row.table != "sources"]
    assert row.fields.get("period") == period
    fill(form, {AMOUNT: {"answer": 90, "period": 2023.1}})
    assert codes(form)[0][0] == "two_months"


def test_zero_is_an_answer_and_blank_is_none(form: Path) -> None:
    fill(form, {AMOUNT: {"answer": 0}, SELF_USE: {"answer": None}})
    rows = read_survey(form, TABLES).rows
    assert [row.table for row in rows] == ["sources", "capacities"]
    assert rows[1].fields["amount"] == "0"


def test_every_bad_cell_is_reported_at_once_and_nothing_is_read(form: Path) -> None:
    fill(
        form,
        {
            PROCESS: {"answer": "石墨烯"},
            AMOUNT: {"answer": "很多"},
            SELF_USE: {"answer": 120},
            LOAD: {"answer": -5, "period": "去年"},
            STATUS: {"answer": "在建", "period": "2023-13"},
        },
        day="上周",
    )
    assert codes(form) == [
        ("impossible_period", survey_layout.DATE, "填报日期", "上周"),
        ("not_a_choice", PROCESS, "填报值", "石墨烯"),
        ("text_number", AMOUNT, "填报值", "很多"),
        ("share_out_of_range", SELF_USE, "填报值", "120"),
        ("impossible_period", LOAD, "数据时间", "去年"),
        ("negative_number", LOAD, "填报值", "-5"),
        ("impossible_period", STATUS, "数据时间", "2023-13"),
    ]


def test_a_problem_says_file_sheet_row_column_value_and_what_to_do(form: Path) -> None:
    fill(form, {AMOUNT: {"answer": 90, "unit": "GWh/年"}})
    with pytest.raises(Problems) as raised:
        read_survey(form, TABLES)
    (problem,) = raised.value.problems
    assert problem.message("zh_CN") == (
        f"摸底表.xlsx[摸底表]，第 {AMOUNT} 行，“单位”列：单位“GWh/年”与“t”量纲不同。请改用同类单位。"
    )
    assert "does not measure the same thing" in problem.message("en")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"answer": 90, "unit": "万斛"}, "unknown_unit"),
        ({"answer": 90, "unit": None}, "missing_unit"),
        ({"answer": "#REF!"}, "text_number"),
        ({"answer": 90, "key": "amount|nowhere|works|pta"}, "no_such_row"),
        ({"answer": 90, "key": "colour|pta|works|pta"}, "survey_key"),
        ({"answer": 90, "key": "mine"}, "survey_key"),
        ({"answer": 90, "key": "process|cells|works|lfpcell"}, "not_a_choice"),
    ],
)
def test_each_mistake_has_its_code(form: Path, cells: dict[str, Any], code: str) -> None:
    fill(form, {AMOUNT: cells})
    assert [found[0] for found in codes(form)] == [code]


def test_the_date_of_the_return_is_needed_and_read_as_people_write_it(form: Path) -> None:
    fill(form, {AMOUNT: {"answer": 90}}, day=None)
    assert codes(form) == [("required", survey_layout.DATE, "填报日期", "")]
    fill(form, {}, day="2024年3月5日")
    assert read_survey(form, TABLES).source == "survey-cellmaker-2024-03-05"


def test_sorted_rows_are_read_by_their_keys(form: Path) -> None:
    book = load_workbook(form)
    page = sheet(book)
    rows = [
        [page.cell(row, at).value for at in range(1, len(survey_layout.CODES) + 1)]
        for row in range(PROCESS, STATUS + 1)
    ]
    for row, values in enumerate(reversed(rows), PROCESS):
        for at, value in enumerate(values, 1):
            page.cell(row, at).value = value
    book.save(form)
    fill(form, {STATUS + PROCESS - AMOUNT: {"answer": 90}})
    assert [row.key for row in read_survey(form, TABLES).rows][1:] == ["pta"]


def test_what_is_no_survey_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "other.xlsx")
    assert codes(tmp_path / "other.xlsx")[0][0] == "not_a_survey"
    (tmp_path / "text.xlsx").write_text("序号,填报值")
    assert codes(tmp_path / "text.xlsx")[0][0] == "not_what_it_says"
    assert codes(tmp_path / "missing.xlsx")[0][0] == "unopened_file"
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert codes(tmp_path / "pipe.xlsx")[0][0] == "no_regular_file"


def test_a_chinese_form_writes_units_as_an_office_does_and_reads_them_back(form: Path) -> None:
    units = {cell.value for cell in load_workbook(form)["摸底表"]["H"]}
    assert "吨/年" in units
    assert "t/年" not in units
    fill(form, {AMOUNT: {"answer": 90}})
    (row,) = [row for row in read_survey(form, TABLES).rows if "amount" in row.fields]
    assert (row.fields["amount"], row.fields["unit"]) == ("90", "吨/年")


def test_whether_an_input_is_made_on_site_comes_back_as_a_capacity_of_its_own(tmp_path: Path) -> None:
    """Made there: of unknown amount, wholly for own use, at the stage of the plant; not made there: of zero.

    Adipic acid of 1.5 Mt takes cyclohexanol, of 1.08 Mt of benzene; nitric acid that is bought is a link like others.
    """
    fuling = liantu.open(Path(__file__).parents[3] / "districts" / "fuling")
    path = tmp_path / "form.xlsx"
    write_survey(fuling.chain.questions(), fuling.tables, "huafeng-cq", path)
    page = sheet(load_workbook(path))
    keys = {page.cell(row, 1).value: row for row in range(survey_layout.FIRST, page.max_row + 1)}
    asked = {str(key).split("|")[3]: row for key, row in keys.items() if str(key).startswith("on_site|")}
    fill(path, {asked["cyclohexanol"]: {"answer": "是", "remark": "来电"}, asked["hno3"]: {"answer": "否"}})
    change = read_survey(path, fuling.tables)
    rows = {row.key: row.fields for row in change.rows if row.table in ("capacities", "events")}
    made, bought = rows["huafeng-adipic-works-cyclohexanol"], rows["huafeng-adipic-works-hno3"]
    assert [made.get(name) for name in ("amount", "self_use", "basis", "note")] == [None, "100", "stated", "来电"]
    assert [bought.get(name) for name in ("amount", "self_use", "source")] == ["0", None, change.source]
    begun = rows["huafeng-adipic-works-cyclohexanol-operating"]
    assert (begun["stage"], begun["period"]) == ("operating", "2024-03-15")
    after = fuling.at(as_of=date(2024, 3, 31)).what_if(change)
    gaps = dict(after.chain.gaps("all").select("product", "gap_typical").iter_rows())
    assert (gaps["cyclohexanol"], round(gaps["benzene"])) == (0, 1_080_450)
    assert "hno3" in after.chain.gaps("invite")["product"].to_list()
