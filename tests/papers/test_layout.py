"""Papers as they are printed, laid out by LibreOffice in one run: page counts, no line alone on a page, no overflow.

The faces that are asked for are not installed here: what stands in for them must keep the pages too. Each paper is laid
out for one district in one language, drawn by a seed; for both districts in both languages in ``make fuzz``.
"""

from __future__ import annotations

import io
import os
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from tests.examples import choose_of_each
from tests.web.spoken_code import find_text_codes, list_ids

import liantu
from liantu.district import District
from liantu.exchange.paper.unbroken_numbers import JOINER
from liantu.model.change import Change
from liantu.papers import (
    KINDS,
    OF_CONSORTIUM,
    OF_ITEM,
    OF_LEAD,
    OF_LINK,
    OF_NEED,
    OF_PROJECT,
    OF_SCORE,
    OF_SITING,
    OF_WHAT_IF,
    PAGES_OF_CHAIN,
    PaperRequest,
    requested_paper_bytes,
)

from .pages import A3, A4, FEW, NEARLY_EMPTY, PrintedPage, lay_out, printed_pages

pytestmark = pytest.mark.hypothesis

ROOT = Path(__file__).parents[2]
LANGUAGES = ("zh_CN", "en")
SCHEME = "yunxi-made-up"
#: A firm of Fuling without a name makes what the batteries lack.
SUPPOSED = (
    "+firms:new;zh=拟引进企业;en=firm to invite;kind=firm;basis=ours",
    "+plants:new-plant;zh=拟引进装置;en=plant to invite;firm=new;basis=ours",
    "+capacities:new-capacity;plant=new-plant;product=electrolyte;amount=10;unit=万吨/年;basis=ours",
    "+events:new-event;capacity=new-capacity;stage=announced;period=2023-12;basis=ours",
)
#: Lists of a whole district; the longest takes four pages.
LISTS = ("utilities", "commodities", "onsite", "offers", "extend", "survey", "quarterly", "weekly", "invite", "weak")
OF_ALL = {kind: (PaperRequest(kind), 1, 4) for kind in LISTS}
#: Of each district the papers, with how many pages each has at most and at least.
FULING = {
    "outward": (PaperRequest("brief", product="electrolyte", version="outward"), 2, 2),
    "internal": (PaperRequest("brief", product="electrolyte", version="internal"), 2, 2),
    "leader": (PaperRequest("leader", chain="battery", since="2023-03-31"), 1, 1),
    "pair": (PaperRequest("pair", chain="battery"), 1, 1),
    "scenario": (PaperRequest("scenario"), 2, 2),
    "siting": (PaperRequest("siting", product="lfp"), 2, 2),
    "set": (PaperRequest("set", chain="battery"), 2, 2),
    "set-short": (PaperRequest("set", chain="pu-resin"), 2, 2),
    "set-without": (PaperRequest("set", chain="light-alloy"), 1, 1),
    "project": (PaperRequest("project", project="rept-base"), 1, 1),
    **OF_ALL,
    "invite": (PaperRequest("invite"), 2, 2),
    **{kind: (PaperRequest(kind, project="rept-base"), 1, 2) for kind in OF_ITEM},
}
YUNXI = {
    "outward": (PaperRequest("brief", product="lfp", version="outward"), 2, 2),
    "internal": (PaperRequest("brief", product="lfp", version="internal"), 2, 2),
    "leader": (PaperRequest("leader", chain="batteries", since="2023-03-31"), 1, 1),
    "pair": (PaperRequest("pair", chain="batteries"), 1, 1),
    "scenario": (PaperRequest("scenario"), 2, 2),
    "siting": (PaperRequest("siting"), 2, 2),
    "lead": (PaperRequest("lead", lead="lead-1"), 1, 1),
    "meeting": (PaperRequest("meeting", lead="lead-7"), 1, 1),
    "need": (PaperRequest("need", need="need-38"), 1, 1),
    "consortium": (PaperRequest("consortium", consortium="k-nylon"), 1, 1),
    "set": (PaperRequest("set", chain="batteries"), 3, 3),
    "project": (PaperRequest("project", project="project-1"), 1, 1),
    "grades": (PaperRequest("grades", run="run-2022"), 3, 6),
    **OF_ALL,
    "invite": (PaperRequest("invite"), 2, 3),
    "weekly": (PaperRequest("weekly", period="2023-12-25..2023-12-31"), 1, 3),
    "monthly": (PaperRequest("monthly", period="2023-11"), 1, 1),
    "firm": (PaperRequest("firm", firm="f033", scheme=SCHEME), 1, 1),
    "firm-small": (PaperRequest("firm", firm="f018", scheme=SCHEME), 1, 1),
    **{kind: (PaperRequest(kind, project="project-1"), 1, 2) for kind in OF_ITEM},
}
PAPERS = {"fuling": FULING, "yunxi": YUNXI}
ALL = [(district, name, language) for district, papers in PAPERS.items() for name in papers for language in LANGUAGES]
NAMES = choose_of_each(ALL, lambda case: case[1])

#: Lists that are printed from their workbook too: all in Chinese, those that are handed on in English as well.
BOOKS = [
    (district, name, language)
    for district, name, language in NAMES
    if name in (*LISTS, "monthly") and (language == "zh_CN" or name in ("invite", "weak", "weekly"))
]

#: How far down the page of who signs goes at least, and that of a short sheet of a workbook.
SIGNED_ALONE = 0.2
#: Papers of which English words take a page more.
LONGER = {("fuling", "set"), ("fuling", "invite"), ("yunxi", "siting")}

Pages = dict[str, tuple[PrintedPage, ...]]


def file_name(district: str, name: str, language: str) -> str:
    return f"{district}-{name}-{language}"


@pytest.fixture(scope="module")
def files() -> dict[str, dict[str, bytes]]:
    """Every paper as Word and as PDF, lists as workbooks too."""
    districts: dict[str, District] = {name: liantu.open(ROOT / "districts" / name) for name in PAPERS}
    change = Change(Change.from_query(SUPPOSED).rows, "比选")
    found: dict[str, dict[str, bytes]] = {"docx": {}, "pdf": {}, "xlsx": {}}
    for district, name, language in NAMES:
        request, _least, _most = PAPERS[district][name]
        view = districts[district].what_if(change) if name == "scenario" else districts[district]
        for form in ("docx", "pdf", "xlsx") if (district, name, language) in BOOKS else ("docx", "pdf"):
            found[form][file_name(district, name, language)] = requested_paper_bytes(view, request, form, language)
    return found


@pytest.fixture(scope="module")
def laid(files: dict[str, dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of the Word files and the workbooks, by name with the form before it."""
    if shutil.which("soffice") is None:
        if os.environ.get("LIANTU_REQUIRE_LIBREOFFICE"):
            pytest.fail("LibreOffice is needed: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui")
        pytest.skip("without LibreOffice no Word file is laid out")
    contents = {f"{form}-{name}.{form}": data for form in ("docx", "xlsx") for name, data in files[form].items()}
    found = lay_out(contents, tmp_path_factory.mktemp("laid"))
    return {name.rpartition(".")[0]: pages for name, pages in found.items()}


def check(pages: Sequence[PrintedPage], district: str, name: str, language: str) -> None:
    _request, least, most = PAPERS[district][name]
    assert least <= len(pages) <= most + (language == "en" and (district, name) in LONGER)
    # Those who sign stand on a page of their own, with a sentence of the letter.
    check_pages(pages, SIGNED_ALONE if name in OF_ITEM else NEARLY_EMPTY)


def check_pages(pages: Sequence[PrintedPage], least: float) -> None:
    assert not [number for number, page in enumerate(pages, 1) if page.overflows]
    texts = ["".join(page.text.split()) for page in pages]
    assert not [text for text in texts if len(text) < FEW], "a line stands alone on a page"
    assert len(pages) == 1 or not [p for p in pages if p.filled < least], "a page is nearly empty"


@pytest.mark.parametrize(("district", "name", "language"), NAMES)
def test_a_word_file_keeps_its_pages(laid: Pages, district: str, name: str, language: str) -> None:
    check(laid[f"docx-{file_name(district, name, language)}"], district, name, language)


@pytest.mark.parametrize(("district", "name", "language"), NAMES)
def test_a_pdf_keeps_its_pages(files: dict[str, dict[str, bytes]], district: str, name: str, language: str) -> None:
    pages = printed_pages(files["pdf"][file_name(district, name, language)])
    check(pages, district, name, language)
    assert min(page.smallest for page in pages) >= 9, "type too small"


@pytest.mark.parametrize(("chain", "language"), [("pu-resin", "zh_CN"), ("adipic-nylon", "en"), ("spandex", "en")])
def test_rows_move_together_where_that_saves_a_page(chain: str, language: str) -> None:
    """A line or two of the foot would stand alone on a third page."""
    district = liantu.open(ROOT / "districts" / "fuling")
    pages = printed_pages(requested_paper_bytes(district, PaperRequest("set", chain=chain), "pdf", language))
    assert len(pages) == 2
    assert min(page.smallest for page in pages) >= 9, "type too small"


#: Kinds that a district has nothing for: nobody is evaluated in Fuling, no firm is talked to, no need is stated.
LACKING = {"fuling": {"firm", "grades", *OF_LEAD, *OF_NEED, *OF_CONSORTIUM}, "yunxi": set()}


@pytest.mark.parametrize("district", PAPERS)
def test_every_kind_of_paper_is_laid_out(district: str) -> None:
    kinds = {*KINDS, *OF_LINK, *OF_WHAT_IF, *OF_SITING, *OF_LEAD, *PAGES_OF_CHAIN, *OF_PROJECT, *OF_SCORE}
    kinds |= {*OF_NEED, *OF_CONSORTIUM}
    laid_out = {request.kind for request, _least, _most in PAPERS[district].values()}
    assert kinds - laid_out == LACKING[district] | {"map"}  # another name of the pair


#: A number with its sign, or a range.
_NUMBER = re.compile(r"[+−≥<]?\d[\d.,]*(?:[—–]\d[\d.,]*)*")


@pytest.mark.parametrize(("district", "name", "language"), NAMES)
def test_no_line_ends_inside_a_number(
    laid: Pages, files: dict[str, dict[str, bytes]], district: str, name: str, language: str
) -> None:
    """Every number and range of the Word file is printed as often as it stands there, in Word and in PDF."""
    key = file_name(district, name, language)
    said = Counter(n for text in body_texts(files["docx"][key]) for n in _NUMBER.findall(text))
    for pages in (laid[f"docx-{key}"], printed_pages(files["pdf"][key])):
        printed = Counter(_NUMBER.findall("\n".join(page.text for page in pages)))
        assert said - printed == Counter()


#: What stands before a line to be signed or sealed.
SIGNED = {"zh_CN": re.compile(r"（(?:盖章|签字)）："), "en": re.compile(r"\((?:seal|signature)\):")}


@pytest.mark.parametrize(("district", "kind", "language"), [case for case in NAMES if case[1] in OF_ITEM])
def test_who_signs_stands_on_the_page_of_what_is_signed(laid: Pages, district: str, kind: str, language: str) -> None:
    """All lines to sign stand on one page, and a sentence of the letter above the first."""
    texts = ["".join(page.text.split()) for page in laid[f"docx-{file_name(district, kind, language)}"]]
    signed = [found.start() for text in texts if (found := SIGNED[language].search(text))]
    assert len(signed) == 1
    assert signed[0] > 15


#: The first heading of every list.
HEAD = {"zh_CN": "序", "en": "No."}


@pytest.mark.parametrize(("district", "name", "language"), BOOKS)
def test_a_printed_workbook_is_as_wide_as_its_page_and_repeats_its_head(
    laid: Pages, district: str, name: str, language: str
) -> None:
    """Columns that did not fit would stand on pages of their own, without the first of them."""
    pages = laid[f"xlsx-{file_name(district, name, language)}"]
    assert len(pages) <= (9 if name == "monthly" else 4)
    # Each table of a workbook has a sheet of its own, which may be short: the seven of a month take nine pages.
    check_pages(pages, SIGNED_ALONE)
    assert min(page.smallest for page in pages) >= 9, "type too small"
    assert {page.size for page in pages} <= {A4[::-1], A3[::-1]}
    assert all(HEAD[language] in page.text for page in pages)
    assert all(
        "测算数" in p.text or "Computed" in p.text or name in ("weekly", "quarterly", "monthly") for p in pages
    ), "no mark at the head"


@pytest.mark.parametrize(("district", "name", "language"), BOOKS)
def test_every_page_of_a_list_has_its_head(
    laid: Pages, files: dict[str, dict[str, bytes]], district: str, name: str, language: str
) -> None:
    key = file_name(district, name, language)
    for pages in (laid[f"docx-{key}"], printed_pages(files["pdf"][key])):
        assert all(HEAD[language] in "".join(page.text.split()) for page in pages)


def test_files_say_that_they_are_ours_and_of_today(files: dict[str, dict[str, bytes]]) -> None:
    day, authors = datetime.now(UTC).strftime("%Y%m%d"), {"链图", "Liantu"}
    for name, content in files["pdf"].items():
        about = pypdfium2.PdfDocument(content).get_metadata_dict()
        assert about["Author"] in authors, name
        assert about["CreationDate"][2:10] == day, name
        assert about["Title"], name
    opened = [Document(io.BytesIO(content)).core_properties for content in files["docx"].values()]
    opened += [load_workbook(io.BytesIO(content)).properties for content in files["xlsx"].values()]
    for properties in opened:
        assert (properties.author if hasattr(properties, "author") else properties.creator) in authors
        assert properties.created is not None
        assert properties.created.strftime("%Y%m%d") == day
        assert properties.title


@pytest.fixture(scope="module")
def scanned(files: dict[str, dict[str, bytes]]) -> dict[str, dict[str, bytes]]:
    """Every kind of paper in Chinese, by form."""
    return {form: {n: data for n, data in named.items() if n.endswith("zh_CN")} for form, named in files.items()}


@pytest.fixture(scope="module")
def ids() -> set[str]:
    """Every id of both districts: none stands alone in a paper."""
    return set().union(*(list_ids(liantu.open(ROOT / "districts" / name).tables) for name in PAPERS))


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_chinese_papers_say_nothing_in_code(scanned: dict[str, dict[str, bytes]], ids: set[str], form: str) -> None:
    read = {"pdf": pdf_lines, "docx": docx_lines, "xlsx": book_lines}[form]
    lines = {name: read(content) for name, content in scanned[form].items()}
    found = {(name, kind, text) for name, texts in lines.items() for kind, text in find_text_codes(texts)}
    found |= {
        (name, "id", word)
        for name, texts in lines.items()
        for word in _CODE_WORDS.findall(" ".join(texts))
        if word in ids or "_" in word or word.startswith("new-")
    }
    assert sorted(found) == []


#: Words that may be ids or names of fields: small letters with a hyphen or a line between them.
_CODE_WORDS = re.compile(r"(?<![\w./@-])[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+")


def pdf_lines(content: bytes) -> list[str]:
    return [line.strip() for page in printed_pages(content) for line in page.text.splitlines() if line.strip()]


def body_texts(content: bytes) -> list[str]:
    """The paragraphs of a Word file, those of its tables too, each once."""
    paragraphs = Document(io.BytesIO(content)).element.body.iter(qn("w:p"))
    return [_unbind("".join(t.text or "" for t in p.iter(qn("w:t")))) for p in paragraphs]


def docx_lines(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    heads = (paragraph.text for section in document.sections for paragraph in section.header.paragraphs)
    texts = (*(p.text for p in document.paragraphs), *cells, *heads)
    return [_unbind(text).strip() for text in texts if text.strip()]


def _unbind(text: str) -> str:
    return text.replace(JOINER, "").replace("\xa0", " ")


def book_lines(content: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
