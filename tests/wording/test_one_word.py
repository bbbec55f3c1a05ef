"""One word for one thing in Chinese: what nobody has told is 未掌握, the ends of a range are 低值 and 高值."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
from babel.messages.pofile import read_po

import liantu
from liantu.wording import LOCALE

SOURCE = Path(liantu.__file__).parent
#: Other words for what nobody has told; 来路不明 and 出租方不明 are said of persons.
_UNTOLD = re.compile(r"未知|不详|尚不掌握|无从得知")
_RANGE = re.compile(r"P[159]0")


def _sentences() -> list[str]:
    with (LOCALE / "zh_CN" / "LC_MESSAGES" / "liantu.po").open("rb") as stream:
        said = [str(message.string) for message in read_po(stream) if message.id]
    for table in ("model/problems.csv", "library/findings.csv"):
        frame = pl.read_csv(SOURCE / table, infer_schema=False)
        said += [text for column in frame.columns for text in frame[column].drop_nulls()]
    return said


def test_what_nobody_has_told_has_one_word() -> None:
    assert [text for text in _sentences() if _UNTOLD.search(text)] == []


def test_the_ends_of_a_range_have_one_word() -> None:
    """P10 and P90 stand behind 低值 and 高值 where they are explained, and never alone."""
    percentiles = [text for text in _sentences() if _RANGE.search(text) and re.search(r"[\u4e00-\u9fff]", text)]
    assert len(percentiles) > 3
    assert [text for text in percentiles if not re.search(r"低值|高值|中位值", text)] == []
