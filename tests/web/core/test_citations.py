"""The basis of a row in the words of its own table."""

from __future__ import annotations

from typing import Any, cast

import pytest
from tests.local_client import TestClient

from liantu.model import schema
from liantu.web.core.record_rows import citation_cell


class _View:
    """What a citation asks of a request: the words of a code list."""

    lang, zh = "zh_CN", True

    def word(self, codelist: str, code: str | None) -> str:
        """The word for a code."""
        return schema.label_code(codelist, code, self.lang) if code else ""


@pytest.mark.parametrize(
    ("table", "basis", "word"),
    [
        ("prices", "market", "市场报价"),
        ("capacities", "stated", "原文所载"),
        ("coefficients", "engineering estimate", "工程估计"),
        ("coefficients", "carbonate carbon (recalled)", "碳酸盐中的碳（凭记忆）"),
        ("", "ours", "本系统设定"),
    ],
)
def test_a_basis_is_a_word_of_its_table(table: str, basis: str, word: str) -> None:
    assert citation_cell(cast(Any, _View()), {"basis": basis}, table).text == word


def test_a_note_of_the_library_is_read_in_chinese_and_one_of_others_as_written() -> None:
    cells = [
        citation_cell(cast(Any, _View()), {"note": note}) for note in ("fine powder", "by phone", "电话核实", None)
    ]
    assert [(part.text, part.lang) for cell in cells for part in cell.links] == [
        ("细粉", ""),
        ("by phone", "en"),
        ("电话核实", ""),
    ]


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "每包含油12 g"), ("en", "12 g of oil a packet")])
def test_the_page_of_a_source_of_the_library_says_its_note_in_the_readers_language(
    client: TestClient, language: str, words: str
) -> None:
    assert words in client.get("/source/note-noodle", headers={"Cookie": f"lang={language}"}).text
