"""Whatever the bytes, a file is read or refused with a message; never anything else."""

from __future__ import annotations

import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import look_at

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.preview import preview_sheets
from liantu.model.problems import Problems
from liantu.wording import LANGUAGES

from ..frames import district
from .making import formula, part, repacked

TABLES = district()
BOOK = formula("=15*2", 30)
PARTS = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
]


def read_messages(content: bytes, name: str) -> list[str]:
    """What is said of a file that is read, or why it is refused, in each language; any other error fails the test."""
    try:
        preview = preview_sheets(TABLES, parse_sheets(content, name, TABLES.units))
        problems = [*preview.problems, *preview.notes]
    except Problems as refused:
        problems = list(refused.problems)
        assert problems
    return [problem.message(language).strip() for problem in problems for language in LANGUAGES]


@settings(max_examples=look_at(25))
@given(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=4))
def test_bytes_of_the_archive_exchanged(at: int, new: bytes) -> None:
    assert "" not in read_messages(BOOK[:at] + new + BOOK[at + len(new) :], "a.xlsx")


@settings(max_examples=look_at(25))
@given(
    st.sampled_from(PARTS),
    st.integers(0, 4000),
    st.integers(0, 6),
    st.sampled_from([b"", b"9", b"-1", b"A", b"99999999999", b"\xff", b"<", b'"', b"</row>", b"x:"]),
)
def test_a_part_damaged_inside_a_sound_archive(name: str, at: int, length: int, new: bytes) -> None:
    data = part(BOOK, name)
    at %= len(data)
    assert "" not in read_messages(repacked(BOOK, {name: data[:at] + new + data[at + length :]}), "a.xlsx")


@settings(max_examples=look_at(25))
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)),
    st.sampled_from(["a.csv", "a.xlsx", "a.ods", "a.txt", "a"]),
)
def test_any_bytes(content: bytes, name: str) -> None:
    assert "" not in read_messages(content, name)


@settings(max_examples=look_at(25))
@given(st.lists(st.lists(st.text("编号名称装置,;\t\"'=#1２ .年合计", max_size=5), max_size=6), max_size=6))
def test_any_texts_below_any_heading(rows: list[list[str]]) -> None:
    text = "\n".join(",".join(row) for row in rows)
    assert "" not in read_messages(text.encode(), "装置.csv")


def test_headings_without_a_line_below_them() -> None:
    for text in ("名称", "名称,企业", "装置,企业,产品,年产能", "装置,企业,产品\n,,某产品"):
        assert "" not in read_messages(text.encode(), "装置.csv")


def test_the_parts_are_those_of_a_workbook() -> None:
    import io

    assert set(PARTS) <= set(zipfile.ZipFile(io.BytesIO(BOOK)).namelist())
