"""What pages say: the notice, figures as offices print them, words and not codes."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from liantu.model import schema

from .site import Said

_HAN = re.compile(r"[\u3400-\u9fff]")
_MACHINE = re.compile(
    r"\bNone\b(?! is named)|\bnan\b|\bNaN\b|\b\d(\.\d+)?[eE][+-]?\d\d+\b|\{'|\['|<[a-z]+ object|datetime\.|Decimal\("
    r"|\bTrue\b|\bFalse\b|%\([a-z]+\)s|%s|Traceback"
)
#: Words with an underscore or of a code list; names of files and domains are not among them.
_CODE = re.compile(r"[a-z]+(_[a-z]+)+")


def test_every_page_says_that_it_is_no_official_data(pages: list[Said]) -> None:
    words = {"zh_CN": "不代表", "en": "not official data"}
    silent = []
    for page in pages:
        banner = page.tree.xpath('//*[contains(concat(" ", @class, " "), " banner ")]')
        if not banner or words[page.language] not in banner[0].text_content():
            silent.append((page.address, page.language))
    assert silent == []


def test_no_page_speaks_as_a_machine(pages: list[Said]) -> None:
    found = {text[:80] for page in pages for text in page.texts if _MACHINE.search(text)}
    assert found == set()


def test_no_page_shows_a_code(pages: list[Said]) -> None:
    found = {(text, page.address) for page in pages for text in page.texts if _CODE.fullmatch(text)}
    assert found == set()


def test_no_chinese_page_shows_a_word_of_a_code_list(pages: list[Said]) -> None:
    listed = pl.read_csv(Path(schema.__file__).parent / "schema" / "_codelists.csv", infer_schema=False)["code"]
    plain = {code for code in listed if re.fullmatch(r"[a-z]{4,}", code)}
    assert "building" in plain
    found = {(text, page.address) for page in pages if page.language == "zh_CN" for text in page.texts if text in plain}
    # The dimension of a unit is an identifier that whoever edits the table has to write.
    assert {entry for entry in found if entry[1] != "/tables/units"} == set()


def test_the_frame_of_english_pages_is_english(pages: list[Said]) -> None:
    """Names and quotations may be Chinese; headings, labels, buttons, navigation and notes of ours are not."""
    chrome = "//nav//a | //button | //th | //label/text() | //legend | //caption | //p[@class='lead'] | //footer//p[2]"
    found = set()
    for page in pages:
        if page.language != "en":
            continue
        for piece in page.tree.xpath(chrome):
            text = piece if isinstance(piece, str) else piece.text_content()
            if _HAN.search(text) and "zh" not in (getattr(piece, "get", lambda _n: None)("lang") or ""):
                found.add((text.strip()[:60], page.address))
    assert found == set()
