"""A scenario never looks like fact: every form of every view says that it is one, and what it supposes."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import polars as pl
import pypdf
import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.examples import in_one_language
from tests.local_client import TestClient

import liantu
from liantu.cli import main
from liantu.district import District
from liantu.exchange.paper.unbroken_numbers import JOINER
from liantu.model.change import Change
from liantu.papers import PaperRequest, requested_paper_bytes
from liantu.web.core.app import create_app

FULING = Path(__file__).parents[2] / "districts" / "fuling"
WHAT_IF = "capacities:pengwei-pta;amount=90;unit=万吨/年;basis=ours"
WHY = "企业走访"
#: The mark, what is supposed, who says so and why.
WORDS = {
    "zh_CN": ("情景测算", "90", "本系统设定", WHY),
    "en": ("scenario, not fact", "90", "ours", WHY),
}
KINDS = ("map", "set", "invite", "weak", "extend", "survey")
VIEWS = ("/gaps/invite", "/balance", "/weak", "/extend", "/ask", "/chain/battery", "/product/pta")


@pytest.fixture(scope="module")
def scenario() -> District:
    change = Change.from_query([WHAT_IF])
    return liantu.open(FULING).what_if(Change(change.rows, WHY))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(liantu.open(FULING)), headers={"Accept-Encoding": "identity"}) as opened:
        yield opened


def chains(district: District) -> str:
    return str(district.tables["chains"]["id"][0])


def printed_pages(content: bytes) -> list[str]:
    # Typst sets Chinese and Latin apart: blanks say nothing.
    return [re.sub(r"\s", "", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


@in_one_language("kind", KINDS)
def test_every_page_of_a_paper_says_so(scenario: District, kind: str, language: str) -> None:
    pages = printed_pages(requested_paper_bytes(scenario, request(scenario, kind), "pdf", language))
    mark, *supposed = (re.sub(r"\s", "", word) for word in WORDS[language])
    assert all(mark in page for page in pages)
    assert all(word in "".join(pages) for word in supposed)
    assert f"（{mark}）" in pages[0] or f"({mark})" in pages[0]


@in_one_language("kind", KINDS)
def test_so_does_word_at_the_head_of_its_pages(scenario: District, kind: str, language: str) -> None:
    made = Document(io.BytesIO(requested_paper_bytes(scenario, request(scenario, kind), "docx", language)))
    mark, *supposed = WORDS[language]
    assert all(mark in section.header.paragraphs[0].text for section in made.sections)
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert all(word in text for word in (mark, *supposed))


@in_one_language("kind", KINDS)
def test_so_does_a_workbook(scenario: District, kind: str, language: str) -> None:
    book = load_workbook(io.BytesIO(requested_paper_bytes(scenario, request(scenario, kind), "xlsx", language)))
    mark, *supposed = WORDS[language]
    for sheet in book.worksheets:
        assert mark in str(sheet.oddHeader.right.text)
    text = sheet_text(book.worksheets[0])
    assert all(word in text for word in (mark, *supposed))


def test_what_stands_is_not_marked() -> None:
    district = liantu.open(FULING)
    for form in ("pdf", "docx"):
        content = requested_paper_bytes(district, PaperRequest("invite"), form, "zh_CN")
        text = "".join(printed_pages(content)) if form == "pdf" else docx_text(content)
        assert "情景" not in text


def test_an_assumption_switched_off_is_a_scenario() -> None:
    district = liantu.open(FULING).at(off=["all-lfp"])
    text = docx_text(requested_paper_bytes(district, PaperRequest("invite"), "docx", "zh_CN"))
    assert "（情景测算）" in text
    assert "停用假设：" in text
    assert "理由：未提及" in text


@in_one_language("address", VIEWS)
def test_every_form_of_a_view_says_so(client: TestClient, address: str, language: str) -> None:
    query = {"w": WHAT_IF, "why": WHY, "lang": language}
    mark, *supposed = WORDS[language]
    page = client.get(address, params=query).text
    assert re.search(rf"<h1>[^<]*{mark}[^<]*</h1>", page)
    assert all(word in page for word in supposed)
    body = client.get(f"{address}.json", params=query).json()
    assert mark in body["title"]
    assert [part["reason"] for part in body["scenario"]] == [WHY]
    assert supposed[0] in body["scenario"][0]["text"]
    assert body["scenario"][0]["speaker"] == supposed[1]
    answer = client.get(f"{address}.csv", params=query)
    frame = pl.read_csv(answer.content, infer_schema=False)
    assert mark in unquote(answer.headers["content-disposition"])
    assert frame.height
    assert all(word in line for line in frame["scenario"] for word in supposed)
    book = load_workbook(io.BytesIO(client.get(f"{address}.xlsx", params=query).content))
    for sheet in book.worksheets:
        assert mark in str(sheet.cell(1, 1).value)
        assert mark in str(sheet.oddHeader.right.text)
        assert all(word in sheet_text(sheet) for word in supposed)


def test_why_goes_along_with_every_link(client: TestClient) -> None:
    page = client.get("/gaps/invite", params={"w": WHAT_IF, "why": "reason-1"}).text
    links = re.findall(r'href="(/(?:product|balance|ask|weak)[^"]*)"', page)
    assert links
    assert all("why=reason-1" in link for link in links)


def test_a_day_that_the_data_do_not_reach(client: TestClient) -> None:
    client.cookies.clear()
    page = client.get("/gaps/invite", params={"as_of": "2025-06-30"}).text
    assert "本区数据截至2023-12-31" in page
    assert "2025-06-30" in client.get("/gaps/invite.json", params={"as_of": "2025-06-30"}).json()["data_end"]
    assert "本区数据截至" not in client.get("/gaps/invite", params={"as_of": "2023-06-30"}).text
    late = liantu.open(FULING).at(as_of=date(2025, 6, 30))
    paper = requested_paper_bytes(late, PaperRequest("invite"), "docx", "zh_CN")
    assert "本区数据截至2023-12-31" in docx_text(paper)


def test_the_terminal_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for form in ("json", "csv", "table"):
        words = ["liantu", "gaps", str(FULING), "--with", WHAT_IF, "--format", form]
        monkeypatch.setattr("sys.argv", words)
        with pytest.raises(SystemExit):
            main()
        printed = capsys.readouterr()
        if form == "json":
            assert json.loads(printed.out)["scenario"][0]["speaker"] == "本系统设定"
        elif form == "csv":
            assert "scenario" in printed.out.splitlines()[0]
        else:
            assert "情景测算" in printed.err


def request(district: District, kind: str) -> PaperRequest:
    return PaperRequest(kind, chains(district) if kind in ("map", "set") else None)


def docx_text(content: bytes) -> str:
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    return text.replace(JOINER, "").replace("\xa0", " ")


def sheet_text(sheet: Worksheet) -> str:
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
