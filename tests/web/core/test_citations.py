"""The basis of a row in the words of its own table."""

from __future__ import annotations

from typing import Any, cast

import pytest

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
        ("", "ours", "本系统设定"),
    ],
)
def test_a_basis_is_a_word_of_its_table(table: str, basis: str, word: str) -> None:
    assert citation_cell(cast(Any, _View()), {"basis": basis}, table).text == word
