"""The XLSX button of every list: the office's table. What a program reads stands beside it as 原始数据."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import product

import pytest
from lxml import html as markup
from openpyxl import Workbook, load_workbook
from tests.examples import choose_of_each
from tests.local_client import TestClient
from tests.web.site import FULING, YUNXI

import liantu
from liantu.exchange.paper.paper_grid import written_cell
from liantu.web.core.app import create_app

LISTS = (
    *("/gaps/invite", "/gaps/utilities", "/gaps/commodities", "/gaps/onsite", "/gaps/offers", "/gaps/all"),
    *("/balance", "/extend", "/weak", "/ask", "/offers/pairs", "/offers/streams", "/coefficients", "/assumptions"),
    *(
        "/projects",
        "/projects/late",
        "/projects/weekly",
        "/chains",
        "/sources",
        "/tables/firms",
        "/score",
        "/score/parcels",
    ),
)
WORDS = {
    "zh_CN": ("序号", "备注", "截至：", "数据来源：", "测算数，非统计数据"),
    "en": ("No.", "Remarks", "As of: ", "Sources: ", "Computed figures"),
}
#: What no leader reads: codes, ids, plain amounts of a million and more.
CODE = re.compile(r"^[a-z]+_[a-z_]+$|^[a-z]{3,}:[a-z]|\bP\d+\.when\b")
LARGEST = 1e7


@pytest.fixture(scope="module")
def clients() -> Iterator[dict[str, TestClient]]:
    with ExitStack() as opened:
        places = {"fuling": FULING, "yunxi": YUNXI}
        yield {
            name: opened.enter_context(TestClient(create_app(liantu.open(place)), base_url="http://127.0.0.1"))
            for name, place in places.items()
        }


@pytest.fixture
def client(clients: dict[str, TestClient], district: str) -> TestClient:
    return clients[district]


DISTRICTS = ("fuling", "yunxi")
in_both = pytest.mark.parametrize("district", DISTRICTS)


def open_book(client: TestClient, address: str, **query: str) -> Workbook:
    answer = client.get(address, params=query)
    assert answer.status_code == 200, address
    return load_workbook(io.BytesIO(answer.content))


#: Each list of one of the districts in Chinese, drawn by a seed, and some in English; of both in ``make fuzz``.
TABLES = [(name, address, "zh_CN") for name in DISTRICTS for address in LISTS]
TABLES += [(name, address, "en") for name in DISTRICTS for address in LISTS[:4]]


@pytest.mark.hypothesis
@pytest.mark.parametrize(("district", "address", "language"), choose_of_each(TABLES, lambda case: case[1:], 1))
def test_every_list_is_the_offices_table(client: TestClient, address: str, language: str) -> None:
    if client.get(address).status_code == 404:
        pytest.skip("the district has no such list")
    number, remarks, *foot = WORDS[language]
    for sheet in open_book(client, f"{address}.xlsx", lang=language).worksheets:
        title = sheet.cell(1, 1)
        assert title.value
        assert title.alignment.horizontal == "center"
        heads = [str(cell.value or "") for cell in sheet[3]]
        assert heads[0] == number
        assert remarks in heads
        assert sheet.print_area
        assert str(sheet.print_title_rows).startswith("$3:")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize in (8, 9)
        # One page across, what Excel means where no width is written; as many down as it takes, or one where a line or
        # two would stand alone on the second.
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1) == 1
        assert sheet.page_setup.fitToHeight in (0, None)
        text = "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None)
        assert all(words in text for words in foot), sheet.title


PLAIN = ("/gaps/invite", "/gaps/all", "/weak", "/extend", "/balance", "/projects", "/ask")


@pytest.mark.hypothesis
@pytest.mark.parametrize(("district", "address"), choose_of_each(product(DISTRICTS, PLAIN), lambda case: case[1]))
def test_no_code_and_no_plain_amount_stands_in_it(client: TestClient, address: str) -> None:
    for sheet in open_book(client, f"{address}.xlsx", lang="zh_CN").worksheets:
        values = [cell.value for row in sheet.iter_rows(min_row=3) for cell in row if cell.value is not None]
        assert [value for value in values if isinstance(value, str) and CODE.search(value)] == []
        assert [value for value in values if isinstance(value, int | float) and value > LARGEST] == []


@in_both
def test_the_machines_workbook_stands_beside_it(client: TestClient) -> None:
    page = client.get("/gaps/invite").text
    assert 'href="/gaps/invite.data.xlsx" download>原始数据</a>' in page
    answer = client.get("/gaps/invite.data.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames[0] == "gaps"
    values = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert "not_stated" in values
    assert "%E5%8E%9F%E5%A7%8B%E6%95%B0%E6%8D%AE" in answer.headers["content-disposition"]


@in_both
@pytest.mark.parametrize("which", ["invite", "utilities", "commodities"])
def test_what_is_needed_too_stands_below_the_list(client: TestClient, which: str) -> None:
    book = open_book(client, f"/gaps/{which}.xlsx", lang="zh_CN")
    assert len(book.worksheets) == 1
    text = "\n".join(str(row[0]) for row in book.worksheets[0].iter_rows(values_only=True))
    needs = "若为同厂自产，则另需"
    assert (f"{needs}（未计入需求和缺口）" in text) is (needs in client.get(f"/gaps/{which}").text)


def test_numbers_stay_numbers_as_they_are_written() -> None:
    assert (written_cell("16.2").number, written_cell("16.2").form) == (16.2, "0.0")
    assert (written_cell("≥46.1").number, written_cell("≥46.1").form) == (46.1, '"≥"0.0')
    assert written_cell("1,250").form == "#,##0"
    # A year is no amount to be rounded; less than is a bound and no number; a range is words.
    assert written_cell("2027").number == 2027.0
    assert [written_cell(text).number for text in ("<10", "15.4–17.2", "未掌握", "")] == [None] * 4


@in_both
def test_the_properties_of_the_file_are_ours_and_of_today(client: TestClient) -> None:
    about = open_book(client, "/gaps/invite.xlsx").properties
    assert about.creator == "链图"
    assert "补链清单" in (about.title or "")
    assert about.created.date() == datetime.now(UTC).date()


@pytest.mark.parametrize("address", ["/cases", "/dispatch"])
def test_a_list_without_rows_has_no_codes_for_headings(clients: dict[str, TestClient], address: str) -> None:
    book = open_book(clients["fuling"], f"{address}.xlsx", lang="zh_CN")
    words = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [word for word in words if re.fullmatch(r"[a-z]+(_[a-z]+)*", word)]


def test_what_is_possible_is_worth_the_same_on_page_and_paper(clients: dict[str, TestClient]) -> None:
    page = markup.fromstring(clients["fuling"].get("/extend?lang=zh_CN").text)
    shown = {text for text in page.xpath("//table[@id='extend']/tbody/tr/td[last()]//text()") if text.strip()}
    book = open_book(clients["fuling"], "/paper/extend.xlsx", lang="zh_CN")
    printed = "\n".join(str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    ranges = {text.strip() for text in shown if re.fullmatch(r"[\d.]+–[\d.]+", text.strip())}
    assert len(ranges) >= 3
    assert [text for text in ranges if not {text, text.replace("–", "—")} & {*re.split(r"[\s（]", printed)}] == []
