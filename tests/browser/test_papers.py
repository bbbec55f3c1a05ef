"""From a link of the list to its brief in one click: Word and PDF, two pages, and no firm is named in it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser
from tests.exchange.paper.test_paper import docx_text
from tests.papers.pages import printed_pages

import liantu
from liantu.exchange.paper.firm_names import list_firm_names, refuse_firm_names

from .conftest import ROOT
from .reader import Reader


@pytest.mark.parametrize("form", ["Word", "PDF"])
@pytest.mark.parametrize("path", ["/gaps/invite", "/product/electrolyte"])
def test_the_brief_of_a_link_is_one_click_away(browser: Browser, origin: str, path: str, form: str) -> None:
    reader = Reader(browser, origin, "zh_CN", viewport={"width": 1440, "height": 900})
    page = reader.go(path)
    if path == "/gaps/invite":
        row = page.locator("table#gaps tbody tr", has=page.locator('a[href^="/product/electrolyte"]'))
        link = row.get_by_role("link", name=form, exact=True)
    else:
        link = page.get_by_role("link", name=f"招商简报 {form}（对外版）")
    with page.expect_download() as download:
        link.click()
    name = download.value.suggested_filename
    content = Path(download.value.path()).read_bytes()
    assert name.endswith(".docx" if form == "Word" else ".pdf")
    text = docx_text(content) if form == "Word" else "".join(page.text for page in printed_pages(content))
    assert "锂电池电解液项目招商简报" in text.replace("\n", "")
    head = Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text if form == "Word" else text
    assert "对外版" in head
    refuse_firm_names([text], list_firm_names(liantu.open(ROOT / "districts" / "fuling").tables), name)
    if form == "PDF":
        assert len(printed_pages(content)) == 2
    reader.context.close()
