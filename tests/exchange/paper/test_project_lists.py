"""The weekly list and the quarterly table as offices print them."""

from __future__ import annotations

import io
from datetime import date

import polars as pl
import pytest
from docx import Document
from openpyxl import load_workbook

from liantu.exchange.paper import to_bytes
from liantu.exchange.paper.project_lists import quarterly_table, weekly_list
from liantu.exchange.paper.setting import Setting

WEEK = (date(2026, 3, 2), date(2026, 3, 8))
COLUMNS = ("section", "project", "what", "period", "zh", "en", "office", "due", "settled")
ROWS = [
    ("signed", "p", "signed_contract", "2026-03-04", "甲项目", "Project A", "o", None, None),
    ("matters", "p", "matter", "2026-03-03", "用电接入", "Power", "o", "2026-03-20", None),
    ("matters", None, "matter", "2026-03-05", "道路", "Road", None, None, None),
]
NAMES = {"p": "甲项目", "o": "招商投资局"}


def table(language: str, rows: list[tuple[str | None, ...]] = ROWS) -> list[list[str]]:
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    made = weekly_list(frame, Setting(language=language, scope="甲区", names=NAMES), WEEK)
    document = Document(io.BytesIO(to_bytes(made, "docx")))
    words = [p.text for p in document.paragraphs]
    assert ("2026年3月2日—2026年3月8日" if language != "en" else "2 March 2026 to 8 March 2026") in words
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def test_every_section_is_printed_and_matters_have_office_and_due_day() -> None:
    rows = table("zh_CN")[1:]
    assert [row[1] for row in rows] == [
        *("外出", "接待", "在谈", "签约", "开工", "投产", "本周新增", "需协调事项", "需协调事项")
    ]
    assert [row[2] for row in rows if row[1] not in ("签约", "需协调事项")] == ["无"] * 6
    assert rows[7][5:8] == ["用电接入", "招商投资局", "2026-03-20"]
    assert rows[8][5:8] == ["道路", "未掌握", "未掌握"]


def test_an_empty_week_in_english() -> None:
    assert [row[2] for row in table("en", [])[1:]] == ["none"] * 8


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_the_quarter_sums_counts_never_money(form: str) -> None:
    counts = {"signed": 2, "landed": 0, "started": 1, "operating": 0, "undated": 0}
    frame = pl.DataFrame(
        [{"place": key, **counts, "contract": 2e8, "in_place": None} for key in ("east", "west")],
        schema_overrides={"in_place": pl.Float64},
    )
    made = quarterly_table(frame, Setting(), (date(2026, 1, 1), date(2026, 3, 31)))
    data = to_bytes(made, form)
    if form == "xlsx":
        page = load_workbook(io.BytesIO(data)).active
        total = next(row for row in page.iter_rows(values_only=True) if "合计" in row)
        assert total[2:4] == (4, 0)
        assert total[7:9] == (None, None) or set(total[7:9]) == {""}
