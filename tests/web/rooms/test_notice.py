"""What is made up says so: on every page, in every file and head, in both languages."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from tests.examples import choose_cases, looks_at_all
from tests.local_client import TestClient

from liantu.district import District
from liantu.model.disclaimer import read_disclaimer
from liantu.papers import make_paper

from ..site import LANGUAGES, addresses, read

WORDS = {"zh_CN": "虚构示例", "en": "Fictitious example"}
FILES = ("csv", "xlsx")
#: So many tables are looked at, so many pages in English, and so many with their files.
TABLES, PAGES, WITH_FILES = 10, 25, 30


def of_each_kind(client: TestClient, district: District) -> Iterator[str]:
    """An address of each kind, and of some tables: pages of one kind differ in their data alone. In ``make fuzz`` all
    there are."""
    for kind, group in addresses(client.app, district).items():
        yield from choose_cases(group, TABLES if kind == "/tables/{table}" else 1)


@pytest.mark.hypothesis
def test_every_page_says_so(made_up: TestClient, yunxi: District) -> None:
    """In English, some of the kinds, and what is no page in both; ``test_every_page`` looks at those in Chinese."""
    asked = [(address, "en") for address in choose_cases(of_each_kind(made_up, yunxi), PAGES)]
    for address, language in [*asked, *(("/no-such-page", language) for language in LANGUAGES)]:
        page = read(made_up, "/" if address == "/index" else address, language)
        assert page.status == (404 if address == "/no-such-page" else 200), address
        banner = " ".join(page.tree.xpath("//div[@class='banner']//text()"))
        assert WORDS[language] in banner, address


#: Pages whose figures never leave the house, in any form.
IN_THE_HOUSE = ("/stop",)


@pytest.mark.hypothesis
def test_every_file_of_a_page_says_so(made_up: TestClient, yunxi: District) -> None:
    """Of some kinds as data and by turns as table or workbook; of all in every form in ``make fuzz``. Every kind of
    data says what must be told of Fuling (``test_every_page``)."""
    for turn, address in enumerate(choose_cases(of_each_kind(made_up, yunxi), WITH_FILES)):
        if address.partition("?")[0] in IN_THE_HOUSE:
            assert made_up.get(f"{address}.json").status_code == 403
            continue
        body = made_up.get(f"{address}.json", params={"lang": "en"}).json()
        assert body["notice"].startswith(WORDS["en"]), address
        for form in FILES if looks_at_all() else FILES[turn % 2 :][:1]:
            answer = made_up.get(f"{address}.{form}", params={"lang": "zh_CN"})
            assert answer.status_code == 200, address
            assert WORDS["zh_CN"] in unquote(answer.headers["content-disposition"]), address
    book = load_workbook(io.BytesIO(made_up.get("/tables/returns.xlsx", params={"lang": "en"}).content))
    page = book.worksheets[0]
    foot = [str(page.cell(row, 1).value) for row in (page.max_row - 1, page.max_row)]  # what is left out stands last
    assert any(WORDS["en"] in line for line in foot)


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_and_forms_say_so(yunxi: District, language: str, tmp_path: Path) -> None:
    from liantu.exchange.loading.template import write_template
    from liantu.exchange.survey import write_survey

    for kind in ("invite", "utilities", "commodities", "onsite", "extend", "weak", "survey"):
        made = make_paper(yunxi, kind, language)
        parts = getattr(made, "parts", (made,))
        assert all(any(WORDS[language] in line for line in part.foot()) for part in parts), kind
    form = load_workbook(
        io.BytesIO(write_survey(yunxi.chain.questions(), yunxi.tables, "f001", language=language, as_of="2023-12-31"))
    )
    assert WORDS[language] in str(form.worksheets[0].cell(2, 1).value)
    template = load_workbook(io.BytesIO(write_template(yunxi.tables, ["returns"], language)))
    assert WORDS[language] in template.worksheets[0].cell(1, 1).comment.text


def test_a_district_that_is_real_does_not(client: TestClient, fuling: District) -> None:
    assert read_disclaimer(fuling.given.about) == "示例，取自公开报道，不代表涪陵区官方数据"
    body = json.loads(client.get("/balance.json?lang=zh_CN").content)
    assert body["notice"] == "示例，取自公开报道，不代表涪陵区官方数据"
    assert "虚构" not in unquote(client.get("/balance.csv").headers["content-disposition"])


def test_fictitious_is_said_even_without_words_of_its_own() -> None:
    assert read_disclaimer({"fictitious": True}) == "虚构示例"
    assert read_disclaimer({"fictitious": True, "notice": "x"}, "en") == "Fictitious example: x"
    assert read_disclaimer({"fictitious": "yes"}) == ""
    assert read_disclaimer({}) == ""
