"""A list without rows says so on paper, in every form, and why it may be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.exchange.paper.test_paper import READ

from liantu.exchange.paper import PaperColumn, PaperSheet, Setting, to_bytes

SHEET = PaperSheet("补链清单", "", (PaperColumn("name", "名称"),), [], Setting())


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_an_empty_list_says_that_there_is_none(form: str) -> None:
    said = "".join(READ[form](to_bytes(SHEET, form)).split())
    assert "《补链清单》：本表无内容" in said
    assert "未掌握，不等于没有" in said


def test_a_list_with_rows_says_nothing_and_one_beneath_says_whose_it_is() -> None:
    full = replace(SHEET, rows=[{"name": "铜箔"}])
    assert full.foot() == [line for line in SHEET.foot() if "本表无内容" not in line]
    (told,) = [line for line in replace(full, beneath=(replace(SHEET, title="副产"),)).foot() if "无内容" in line]
    assert told.startswith("《副产》")
    english = replace(SHEET, setting=Setting("en"), title="Links to fill")
    assert english.foot()[0].startswith("“Links to fill”: none.")
