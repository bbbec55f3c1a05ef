"""Names and encodings: what a program adds to a name is no part of it; a file in two encodings names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from liantu.exchange.encoding import decode_text
from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.returns.returns_file import read_returns
from liantu.model.problems import Problems

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize(
    ("name", "firms"),
    [("x4_x000d.xlsx", ["虚构甲公司", "虚构乙公司"]), ("x1_inline_phonetic.xlsx", ["虚构甲公司", "虚构乙公司"])],
)
def test_ends_of_lines_and_guides_to_speaking_are_no_part_of_a_name(name: str, firms: list[str]) -> None:
    (sheet,) = parse_sheets(CASES / "s" / name)
    assert sheet.frame["firm"].to_list() == firms
    assert read_returns(CASES / "s" / name).returns["firm"].to_list() == firms


def test_a_file_in_two_encodings_names_the_line() -> None:
    with pytest.raises(Problems) as told:
        parse_sheets(CASES / "mix" / "firms.csv")
    (problem,) = told.value.problems
    assert (problem.code, problem.row, problem.value) == ("mixed_encoding", 4, "GB18030")
    lines = (CASES / "mix" / "firms.csv").read_bytes().splitlines(keepends=True)
    with pytest.raises(Problems) as told:
        parse_sheets(lines[0] + lines[3] + lines[3] + lines[1], "firms.csv")
    assert (told.value.problems[0].row, told.value.problems[0].value) == (4, "UTF-8")


def test_a_file_of_gb18030_that_looks_like_utf_8_in_one_word_is_read() -> None:
    """猫 in GB18030 happens to be a letter of UTF-8."""
    (sheet,) = parse_sheets("id,zh,kind,basis\nm1,猫,firm,ours\nm2,甲公司,firm,ours\n".encode("gb18030"), "firms.csv")
    assert sheet.frame["zh"].to_list() == ["猫", "甲公司"]


@pytest.mark.parametrize("mark", [True, False])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_text_as_spreadsheets_call_unicode_is_read_in_both_rooms(tmp_path: Path, encoding: str, mark: bool) -> None:
    content = ("\ufeff" * mark + "企业\t年度\t税收（万元）\n甲公司\t2023\t5\n").encode(encoding)
    path = tmp_path / "returns.txt"
    path.write_bytes(content)
    assert read_returns(path).returns.select("firm", "year", "tax").rows() == [("甲公司", 2023, 5.0)]
    text = (CASES / "i05_marks.csv").read_text("utf-8")
    (sheet,) = parse_sheets(("\ufeff" * mark + text).encode(encoding), "a.csv")
    assert sheet.frame["firm"][0] == "f001"
    assert "read_utf16" in [note.code for note in sheet.notes]


@pytest.mark.parametrize(
    ("lines", "line", "found"),
    [
        ((("utf-8", "名称,税收"), ("utf-8", "虚构甲,90"), ("gb18030", "虚构乙,80")), 3, "GB18030"),
        ((("gb18030", "名称,税收"), ("gb18030", "虚构甲,90"), ("utf-8", "联通,80")), 3, "UTF-8"),
    ],
)
def test_the_line_is_named_where_the_whole_is_in_neither_encoding(
    lines: tuple[tuple[str, str], ...], line: int, found: str
) -> None:
    """Of three bytes a character, an odd number of them is no GB18030 before the comma that follows."""
    content = b"".join(f"{text}\n".encode(encoding) for encoding, text in lines)
    with pytest.raises(Problems) as refused:
        decode_text(content, "a.csv")
    (problem,) = refused.value.problems
    assert (problem.code, problem.row, problem.value) == ("mixed_encoding", line, found)
