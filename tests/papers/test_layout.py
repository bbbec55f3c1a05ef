"""Papers as they are printed, laid out by LibreOffice in one run: page counts, no line alone on a page, no overflow.

The faces that are asked for are not installed here: what stands in for them must keep the pages too.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

import liantu
from liantu.district import District
from liantu.papers import OF_ITEM, PaperRequest, requested_paper_bytes

from .pages import FEW, PrintedPage, lay_out, printed_pages

ROOT = Path(__file__).parents[2]
LANGUAGES = ("zh_CN", "en")
SCHEME = "yunxi-made-up"
#: Of each district the papers, with how many pages each has at most and at least.
FULING = {
    "outward": (PaperRequest("brief", product="electrolyte", version="outward"), 2, 2),
    "internal": (PaperRequest("brief", product="electrolyte", version="internal"), 2, 2),
    "leader": (PaperRequest("leader", chain="battery", since="2023-03-31"), 1, 1),
    "pair": (PaperRequest("pair", chain="battery"), 1, 1),
    **{kind: (PaperRequest(kind, project="rept-base"), 1, 2) for kind in OF_ITEM},
}
YUNXI = {
    "outward": (PaperRequest("brief", product="lfp", version="outward"), 2, 2),
    "internal": (PaperRequest("brief", product="lfp", version="internal"), 2, 2),
    "firm": (PaperRequest("firm", firm="f033", scheme=SCHEME), 1, 1),
    "firm-small": (PaperRequest("firm", firm="f018", scheme=SCHEME), 1, 1),
    **{kind: (PaperRequest(kind, project="project-1"), 1, 2) for kind in OF_ITEM},
}
PAPERS = {"fuling": FULING, "yunxi": YUNXI}
NAMES = [(district, name, language) for district, papers in PAPERS.items() for name in papers for language in LANGUAGES]

Pages = dict[str, list[PrintedPage]]


def file_name(district: str, name: str, language: str) -> str:
    return f"{district}-{name}-{language}"


@pytest.fixture(scope="module")
def files() -> dict[str, dict[str, bytes]]:
    """Every paper as Word and as PDF."""
    districts: dict[str, District] = {name: liantu.open(ROOT / "districts" / name) for name in PAPERS}
    found: dict[str, dict[str, bytes]] = {"docx": {}, "pdf": {}}
    for district, name, language in NAMES:
        request, _least, _most = PAPERS[district][name]
        for form, contents in found.items():
            content = requested_paper_bytes(districts[district], request, form, language)
            contents[file_name(district, name, language)] = content
    return found


@pytest.fixture(scope="module")
def word_pages(files: dict[str, dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of the Word files."""
    if shutil.which("soffice") is None:
        if os.environ.get("LIANTU_REQUIRE_LIBREOFFICE"):
            pytest.fail("LibreOffice is needed: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui")
        pytest.skip("without LibreOffice no Word file is laid out")
    laid = lay_out(
        {f"{name}.docx": content for name, content in files["docx"].items()}, tmp_path_factory.mktemp("laid")
    )
    return {name.removesuffix(".docx"): pages for name, pages in laid.items()}


def check(pages: list[PrintedPage], least: int, most: int) -> None:
    assert least <= len(pages) <= most
    assert not [number for number, page in enumerate(pages, 1) if page.overflows]
    texts = ["".join(page.text.split()) for page in pages]
    assert not [text for text in texts if len(text) < FEW], "a line stands alone on a page"


@pytest.mark.parametrize(("district", "name", "language"), NAMES)
def test_a_word_file_keeps_its_pages(word_pages: Pages, district: str, name: str, language: str) -> None:
    _request, least, most = PAPERS[district][name]
    check(word_pages[file_name(district, name, language)], least, most)


@pytest.mark.parametrize(("district", "name", "language"), NAMES)
def test_a_pdf_keeps_its_pages(files: dict[str, dict[str, bytes]], district: str, name: str, language: str) -> None:
    _request, least, most = PAPERS[district][name]
    check(printed_pages(files["pdf"][file_name(district, name, language)]), least, most)


#: What stands before a line to be signed or sealed.
SIGNED = {"zh_CN": re.compile(r"（(?:盖章|签字)）："), "en": re.compile(r"\((?:seal|signature)\):")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_signs_stands_on_the_page_of_what_is_signed(word_pages: Pages, language: str) -> None:
    """All lines to sign stand on one page, and a sentence of the letter above the first."""
    for district, kind in ((d, k) for d in PAPERS for k in OF_ITEM):
        texts = ["".join(page.text.split()) for page in word_pages[file_name(district, kind, language)]]
        signed = [found.start() for text in texts if (found := SIGNED[language].search(text))]
        assert len(signed) == 1, (district, kind)
        assert signed[0] > 15, (district, kind)
