"""Papers and survey forms from the pages are what they claim to be."""

from __future__ import annotations

import io
from itertools import product

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.examples import choose_of_each
from tests.local_client import TestClient

from liantu.papers import KINDS

from .site import LANGUAGES

LISTS = [kind for kind in KINDS if kind != "set"]


@pytest.mark.hypothesis
@pytest.mark.parametrize(("kind", "language"), choose_of_each(product(LISTS, LANGUAGES), lambda case: case[0]))
def test_every_list_as_paper(client: TestClient, kind: str, language: str) -> None:
    """In one of the languages, drawn by a seed; in both in ``make fuzz``."""
    pdf, word, book = (_paper(client, kind, form, lang=language) for form in ("pdf", "docx", "xlsx"))
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert "2023" in "".join(page.extract_text() for page in pages)
    tables = Document(io.BytesIO(word)).tables
    assert tables
    heading = 2
    # Nothing that Fuling makes beside its products covers a need there: its list of offers is empty.
    assert (len(tables[0].rows) == heading) is (kind == "offers")
    assert load_workbook(io.BytesIO(book)).worksheets[0].max_row > 3


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_papers_of_a_chain(client: TestClient, language: str) -> None:
    sheet = PdfReader(io.BytesIO(_paper(client, "map", "pdf", chain="battery", lang=language))).pages[0].mediabox
    assert sorted((round(float(sheet.width)), round(float(sheet.height)))) == [842, 1191]
    Document(io.BytesIO(_paper(client, "set", "docx", chain="battery", lang=language)))
    load_workbook(io.BytesIO(_paper(client, "set", "xlsx", chain="battery", lang=language)))


def test_survey_goes_out_and_comes_back(client: TestClient) -> None:
    """An untouched form comes back as no change at all."""
    sent = _paper(client, "survey", "xlsx", firm="rept")
    same = {"Sec-Fetch-Site": "same-origin"}
    answer = client.post("/ask/return", files={"filled": ("a.xlsx", sent)}, headers=same, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/what-if")
    assert client.get(answer.headers["location"]).status_code == 200


def _paper(client: TestClient, kind: str, form: str, **asked: str) -> bytes:
    answer = client.get(f"/paper/{kind}.{form}", params=asked)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    return answer.content
