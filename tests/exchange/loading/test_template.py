"""Templates: written, filled in, read back; and tables given out that run nothing."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from itertools import product
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.examples import choose_cases, choose_of_each, look_at

from liantu.exchange.folder.district_folder import read_folder
from liantu.exchange.loading.file_reader import CHOICES, parse_sheets
from liantu.exchange.loading.preview import preview_sheets
from liantu.exchange.loading.table_export import field_headings, to_csv, to_workbook
from liantu.exchange.loading.template import DATA, HEADINGS, NAMES, write_template
from liantu.library.shipped_tables import load_library
from liantu.model import schema
from liantu.model.tables import Tables, conform_frame

from ..frames import district

TABLES = district()
FULING = Path(__file__).parents[3] / "districts" / "fuling"
LANGUAGES = ("zh_CN", "en")


@pytest.fixture(scope="module")
def fuling() -> Tables:
    return read_folder(FULING, load_library())[0]


@pytest.mark.hypothesis
@pytest.mark.parametrize("language", choose_cases(LANGUAGES, 1))
def test_all_tables_of_a_district_come_back_as_they_went(fuling: Tables, language: str) -> None:
    content = write_template(fuling, list(schema.read_tables()), language, filled=True)
    found = preview_sheets(fuling, parse_sheets(content, "a.xlsx", fuling.units))
    assert found.ok, [p.message() for p in found.problems]
    assert set(found.rows["state"]) == {"unchanged"}
    assert found.rows.height == sum(fuling[name].height for name in schema.read_tables())


@pytest.mark.hypothesis
@pytest.mark.parametrize(
    ("name", "language"), choose_of_each(product(schema.read_tables(), LANGUAGES), lambda case: case[0])
)
def test_a_blank_template_is_known_by_its_heading_and_holds_no_rows(name: str, language: str) -> None:
    (sheet,) = parse_sheets(write_template(TABLES, [name], language), "a.xlsx", TABLES.units)
    assert sheet.table == name
    assert list(sheet.frame.columns) == schema.read_tables()[name].columns
    assert sheet.frame.is_empty()
    assert not sheet.problems
    assert [note.code for note in sheet.notes] == ["no_rows"]


def test_it_is_filled_in_with_what_its_lists_offer() -> None:
    book = load_workbook(io.BytesIO(write_template(TABLES, ["capacities"])))
    page, lists = book.worksheets
    assert (page.title, lists.title, lists.sheet_state) == ("产能", CHOICES, "hidden")
    headed = {cell.value: cell.column for cell in page[HEADINGS + 1]}
    assert [c for c in headed if c.endswith("*")] == ["编号 *", "依据类型 *"]
    assert "自用比例（%）" in headed
    assert page.row_dimensions[NAMES + 1].hidden
    assert page.freeze_panes == f"B{DATA + 1}"
    assert page.cell(HEADINGS + 1, headed["年产能"]).comment.text == "blank = unknown"
    offered = {}
    for rule in page.data_validations.dataValidation:
        column = rule.formula1.split("$")[1]
        offered[next(iter(rule.sqref.ranges)).min_col] = [cell.value for cell in lists[column] if cell.value]
    assert offered[headed["装置"]] == ["甲装置〔works〕"]
    assert offered[headed["依据类型 *"]] == ["原文所载", "据原文推断", "本系统设定"]
    for word, value in (
        ("装置", "甲装置〔works〕"),
        ("产品", "精对苯二甲酸〔pta〕"),
        ("年产能", 12.5),
        ("单位", "万吨/年"),
        ("依据类型 *", "本系统设定"),
    ):
        page.cell(DATA + 1, headed[word], value)
    stream = io.BytesIO()
    book.save(stream)
    found = preview_sheets(TABLES, parse_sheets(stream.getvalue(), "a.xlsx", TABLES.units))
    assert found.ok
    row = found.after["capacities"].row(-1, named=True)
    assert (row["id"], row["plant"], row["product"], row["amount"], row["basis"]) == (
        "works-pta",
        "works",
        "pta",
        "12.5",
        "ours",
    )


def test_no_cell_of_ours_is_a_formula() -> None:
    odd = conform_frame(
        "firms", pl.DataFrame({"id": ["=1+1", "+1", "-a", "@a"], "zh": ['=HYPERLINK("x")', "@SUM(1)", "+86", "-"]})
    )
    content = write_template(TABLES.replace(firms=odd), ["firms", "plants"], filled=True)
    out = to_workbook(odd, "企业", field_headings("firms"))
    for data in (content, out):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheets = [archive.read(name) for name in archive.namelist() if "/worksheets/sheet" in name]
        assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet]
    lines = to_csv(odd, field_headings("firms")).decode("utf-8-sig").splitlines()
    assert [
        cell for line in lines[1:] for cell in line.replace('"', "").split(",")[:2] if cell[:1] in "=+-@" and cell
    ] == []


TEXTS = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="〔〕"), min_size=1, max_size=12)


def _is_id(text: str) -> bool:
    return text not in ("合计", "小计", "总计") and not any(sign in text for sign in ("/", "\\", ".."))


NUMBERS = st.decimals(0, 10**9, places=3).map(lambda d: f"{d:f}".rstrip("0").rstrip(".") or "0")
CAPACITIES = st.lists(
    st.fixed_dictionaries(
        {
            "id": TEXTS.filter(_is_id),
            "plant": st.just("works"),
            "product": st.sampled_from(["pta", None]),
            "amount": st.none() | NUMBERS,
            "unit": st.sampled_from(["吨/年", "万吨/年"]),
            "self_use": st.none() | st.integers(0, 100).map(str),
            "period": st.sampled_from([None, "2023", "2023-Q1", "2023-01..09", "199X", "2006.."]),
            "basis": st.just("ours"),
            "note": st.none() | TEXTS,
        }
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row["id"].casefold(),
)


def again(frame: pl.DataFrame, content: bytes, name: str) -> pl.DataFrame:
    """The frame as it is read back from a file of it, over an otherwise equal district."""
    found = preview_sheets(TABLES.replace(capacities=frame.clear()), parse_sheets(content, name, TABLES.units))
    assert found.ok, [p.message() for p in found.problems]
    return found.after["capacities"]


@settings(max_examples=look_at(6))
@given(CAPACITIES)
def test_whatever_rows_are_valid_come_back_from_every_file(rows: list[dict[str, str | None]]) -> None:
    frame = conform_frame("capacities", pl.DataFrame(rows, schema_overrides=dict.fromkeys(rows[0], pl.String)))
    tables = TABLES.replace(capacities=frame)
    assert again(frame, write_template(tables, ["capacities"], filled=True), "a.xlsx").equals(frame)
    assert again(frame, to_workbook(frame, "产能", field_headings("capacities")), "a.xlsx").equals(frame)
    assert again(frame, to_csv(frame, field_headings("capacities")), "产能.csv").equals(frame)


@given(st.lists(st.text("=+-@'\t1a", max_size=6), min_size=1, max_size=5))
def test_a_guarded_text_is_given_back_as_it_was(texts: list[str]) -> None:
    frame = pl.DataFrame({"编号": [str(n) for n in range(len(texts))], "名称": [t.strip() or None for t in texts]})
    (sheet,) = parse_sheets(to_csv(frame), "装置.csv", TABLES.units)
    assert sheet.frame["zh"].to_list() == frame["名称"].to_list()


def test_two_columns_of_one_heading_keep_their_names() -> None:
    frame = pl.DataFrame({"a": [1], "b": [2.5], "c": [["x", "y"]]})
    assert to_csv(frame, {"a": "数", "b": "数"}).decode("utf-8-sig") == "数 (a),数 (b),c\n1,2.5,x；y\n"
    page = load_workbook(io.BytesIO(to_workbook(frame, "表", {"a": "甲"}))).active
    assert [[cell.value for cell in row] for row in page] == [["甲", "b", "c"], [1, 2.5, "x；y"]]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_an_office_program_opens_a_template_and_saves_it_unchanged(tmp_path: Path, fuling: Tables) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.xlsx"
    path.write_bytes(write_template(fuling, ["plants", "capacities", "events"], filled=True))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = preview_sheets(fuling, parse_sheets(tmp_path / "a.xlsx", units=fuling.units))
    assert found.ok, [p.message() for p in found.problems]
    assert set(found.rows["state"]) == {"unchanged"}
