"""Every page answers in every form and language, says what it must in words, and every link on it leads somewhere.

One file, because the pages are read once for it.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urldefrag, urlsplit

import polars as pl
import pytest
from openpyxl import load_workbook
from tests.examples import choose_cases, looks_at_all
from tests.local_client import TestClient

from liantu.district import District
from liantu.model import schema
from liantu.model.disclaimer import read_disclaimer
from liantu.web.core.record_rows import LIST_ROWS

from .site import LANGUAGES, OVERVIEW, SOME, WITHOUT_FILES, Said, choose_some, read
from .spoken_code import find_codes, list_ids

#: ``make test`` reads some pages of every kind; ``make fuzz`` all, and follows all links.
pytestmark = pytest.mark.hypothesis

#: So many of the sources that are cited by their paragraphs are looked at.
SOURCES = 15
_HAN = re.compile(r"[\u3400-\u9fff]")
_MACHINE = re.compile(
    r"\bNone\b(?! is named)|\bnan\b|\bNaN\b|\b\d(\.\d+)?[eE][+-]?\d\d+\b|\{'|\['|<[a-z]+ object|datetime\.|Decimal\("
    r"|\bTrue\b|\bFalse\b|%\([a-z]+\)s|%s|Traceback"
)
#: Words with an underscore or of a code list; names of files and domains are not among them.
_CODE = re.compile(r"[a-z]+(_[a-z]+)+")
#: One of what is counted, with the word for several.
_ONE_OF_MANY = re.compile(
    r"(?<![\d.,–/-])\b1 (usual plants|working days|calendar days|opinions|offices|faults|plants|routes|products|leads|"
    r"agreements|projects|partners)\b"
)
#: Pages whose tables are no lists, by a part of their address.
NO_LISTS = {
    "/picture": "the figures of one picture, read beside it; the list itself stands on the page that it is taken from",
    "/account/": "the terms of one number",
    "/search": "what was found, grouped, and narrowed by the words that are looked for",
}
#: Tables that are no lists, by their name.
NO_LIST_TABLES = {
    "stages": "the steps of one project",
    "letters": "the letters that one project asks for",
}
#: Tables that are the account of one answer, by page and name: they are read from the first row to the last.
ACCOUNTS = {
    ("/indices", "steps"): "the steps by which one index is computed, in their order",
    ("/candidates/account", "factors"): "the factors of the standing of one candidate",
    ("/proposals/", "needs"): "what one proposal needs",
    ("/proposals/", "terms"): "the terms of one proposal",
    ("/need/", "matches"): "the results beside one need in their order, twenty at the most",
    ("/need/", "indicators"): "each indicator of one need beside those results",
    ("/lead/", "opinions"): "the questions on one lead, each with the answer of its office",
}


# -- forms and links ---------------------------------------------------------------------------------------------------


def test_every_kind_of_page_has_addresses(found: dict[str, list[str]]) -> None:
    assert len(found) >= 25
    # The articles speak of no lead, need or consortium, so Fuling has no page of one.
    none = ["/consortium/{key}", "/lead/{key}", "/need/{key}"]
    assert [pattern for pattern, group in found.items() if not group] == none


def test_every_page_answers_in_both_languages(pages: list[Said]) -> None:
    assert [(page.address, page.language, page.status) for page in pages if page.status != 200] == []
    tags = {"zh_CN": "zh-CN", "en": "en"}
    assert [page.address for page in pages if page.tree.get("lang") != tags[page.language]] == []


def test_only_tables_of_many_columns_scroll_sideways(pages: list[Said]) -> None:
    """What scrolls is some two thousand pixels wide, whatever it holds."""
    narrow = {
        (page.address, table.get("id"))
        for page in pages
        for table in page.tree.xpath("//table[contains(concat(' ', @class, ' '), ' wide ')]")
        if len(table.xpath(".//thead//th[@scope='col']")) < 12
    }
    assert narrow == set()


def test_every_page_answers_as_data(client: TestClient, found: dict[str, list[str]], fuling: District) -> None:
    """JSON of every kind of page with what a reader must be told of the district, and CSV, of the first of a kind in
    ``make test``, with the mark that spreadsheets ask for."""
    notice = read_disclaimer(fuling.given.about)
    for pattern, group in found.items():
        for at, address in enumerate(choose_some(pattern, group)):
            answer = client.get(f"{address}.json")
            assert answer.status_code == (403 if address in WITHOUT_FILES else 200), address
            if address in WITHOUT_FILES:
                assert client.get(f"{address}.csv").status_code == 403, address
                continue
            # Python's own reader takes NaN, nobody else's does.
            body = json.loads(answer.content, parse_constant=lambda name, of=address: pytest.fail(f"{of}: {name}"))
            assert (body["as_of"], body["notice"]) == ("2023-12-31", notice), address
            if at and not looks_at_all():
                continue
            answer = client.get(f"{address}.csv")
            assert answer.status_code == 200, address
            assert answer.content.startswith(b"\xef\xbb\xbf"), address
            assert "attachment" in answer.headers["content-disposition"]


def test_every_kind_of_page_is_a_workbook(client: TestClient, found: dict[str, list[str]]) -> None:
    """One of each kind, by turns in either language; some of each kind in both in ``make fuzz``."""
    kinds = [[address for address in group[:SOME] if address not in WITHOUT_FILES] for group in found.values()]
    for turn, group in enumerate(kinds):
        for address in group if looks_at_all() else group[:1]:
            for language in LANGUAGES if looks_at_all() else LANGUAGES[turn % 2 :][:1]:
                answer = client.get(f"{address}.xlsx", params={"lang": language})
                book = load_workbook(io.BytesIO(answer.content), read_only=True)
                first = book.worksheets[0]
                assert first.cell(1, 1).value, address
                assert first.max_row > 2 or address in ("/search", "/what-if"), address


@pytest.mark.parametrize("address", ["/gaps/all", "/balance", "/ask", "/sources"])
def test_forms_have_the_same_rows(client: TestClient, address: str) -> None:
    # The longest table of the page: a picture may have a short one beside it.
    bodies = [part.split("</tbody>")[0] for part in client.get(address).text.split("<tbody>")[1:]]
    rows = max(body.count("<tr>") for body in bodies)
    body = client.get(f"{address}.json").json()
    listed = next(value for value in body.values() if isinstance(value, list) and value and isinstance(value[0], dict))
    frame = pl.read_csv(client.get(f"{address}.csv").content, infer_schema=False)
    sheet = load_workbook(io.BytesIO(client.get(f"{address}.data.xlsx").content)).worksheets[0]
    key = "product" if "product" in frame.columns else frame.columns[0]
    assert rows == len(listed) == frame.height
    assert frame[key].to_list() == [row[key] for row in listed]
    at = frame.columns.index(key) + 1
    assert frame[key].to_list() == [sheet.cell(row, at).value for row in range(3, 3 + frame.height)]


def test_every_link_leads_somewhere(
    client: TestClient, pages: list[Said], found: dict[str, list[str]], fuling: District
) -> None:
    """Followed once each, those that differ in data alone once a kind (``_link_kinds``); each of them in ``make fuzz``.

    The papers, the forms of data and the other language have tests of their own.
    """
    followed = {page.address for page in pages} | {OVERVIEW}
    patterns = {address: pattern for pattern, group in found.items() for address in group}
    kinds: set[tuple[str, ...]] = {(pattern,) for pattern in found}
    mentions = _list_mentions(fuling)
    wrong: list[tuple[str, str]] = []
    for page in pages:
        for href in page.links:
            address, mark = urldefrag(href)
            parts = urlsplit(address)
            if not address:
                assert page.tree.xpath("//*[@id=$mark]", mark=mark), (page.address, href)
                continue
            assert address.startswith("/"), (page.address, href)
            assert not address.startswith("//"), (page.address, href)
            skip = parts.path.startswith(("/paper/", "/static/", "/ask/return", "/what-if/add", "/what-if/keep"))
            if skip or parts.path.rsplit(".", 1)[-1] in ("json", "csv", "xlsx") or "lang" in parse_qs(parts.query):
                continue
            if address in followed:
                continue
            followed.add(address)
            # Of the pages of a kind that ask nothing some were read.
            kind = patterns.get(parts.path, "")
            new = {(kind,)} if address in patterns else _link_kinds(parts, kind, fuling, mentions)
            if new <= kinds and not looks_at_all():
                continue
            kinds |= new
            if client.get(address).status_code != 200:
                wrong.append((page.address, href))
    assert wrong == []
    assert len([address for address in followed if address.startswith("/account/")]) > 200


def _link_kinds(
    parts: SplitResult, kind: str, district: District, mentions: Mapping[str, Sequence[str]]
) -> set[tuple[str, ...]]:
    """What a link is one of many of; it is followed when any of that is new.

    ``kind`` is the pattern of the page, where it is among those that are read; ``mentions`` are the tables that speak
    of a product, by product: a link to one that is not there has none.
    """
    query = dict(parse_qsl(parts.query))
    match parts.path.split("/")[1:], sorted(query):
        case ["person"], _:  # takes any address back, and every page has its own to give
            return {("person", urlsplit(query["to"]).path.split("/")[1])}
        case ["remarks", table, *_key], _:
            return {("remarks", table)}
        case ["account", product], ["chain", "measure"]:  # beside the account of the whole district
            return {("chain", query["chain"], query["measure"]), ("product", product)}
        case ["account", product], ["measure"]:
            return {("measure", query["measure"]), ("product", product)}
        case ["product", product], [] if unquote(product) in mentions:  # those that the library alone speaks of
            return {("product", *mentions[unquote(product)])}
        case ["cluster" | "product" as of, key, *part], _ if part:  # their pictures and cards
            return {(of, key), (of, *part)}
        case ["tables", name], ["sort"]:  # columns of a kind are put in order alike, whatever their table
            column = query["sort"].removeprefix("-")
            field = schema.read_tables()[name].field(column)
            filled = district.tables[name][column].is_not_null().any()
            return {
                ("sort", field.type, str(bool(field.choices)), str(bool(field.refers_to)), str(filled)),
                (name, "sort"),
            }
        case ["tables", _name], [choice] if choice.startswith("has."):  # and narrowed by a facet of one name
            return {("tables", choice, str(query[choice] == "="))}
        case _, [choice] if choice.startswith("has."):  # of the values of a facet one, and what has none
            return {(parts.path, choice, str(query[choice] == "="))}
        case [first, *others], names:  # what asks the same of the pages of a kind
            return {(kind or first, str(len(others)), *others[1:], *names)}
    return {(parts.path,)}


def _list_mentions(district: District) -> dict[str, list[str]]:
    """The fields that name a product, by product: which parts its page has."""
    found: dict[str, list[str]] = {key: [] for key in district.tables["products"]["id"]}
    for name, table in schema.read_tables().items():
        fields = [field.name for field in table.fields if "products" in field.refers_to]
        for field in fields:
            for key in set(district.tables[name][field]) & found.keys():
                found[key].append(f"{name}.{field}")
    return found


def test_marks_of_paragraphs_exist(client: TestClient, pages: list[Said]) -> None:
    """A citation leads to its paragraph, not just to the source."""
    cited: dict[str, set[str]] = {}
    for page in pages:
        for href in page.links:
            if href.startswith("/source/") and "#" in href:
                address, mark = urldefrag(href)
                cited.setdefault(urlsplit(address).path, set()).add(mark)
    assert cited
    sources = {page.address: page for page in pages if page.language == "zh_CN"}
    for path in choose_cases(sorted(cited), SOURCES):
        page = sources.get(path) or read(client, path, "zh_CN")
        assert cited[path] - set(page.tree.xpath("//main//@id")) == set(), path


# -- lists -------------------------------------------------------------------------------------------------------------


def test_every_list_is_narrowed_where_it_stands_or_leads_to_where_it_is(
    pages: list[Said], made_up_pages: list[Said]
) -> None:
    """A list is a table of ten rows or more. It is narrowed by the facets of its page; on the page of one thing (a
    firm, a place, a product …) it leads instead to the table where its rows are narrowed. No list are the kinds of
    table named above; a page that is new and has another must get facets."""
    lists, wrong = 0, []
    for page in chain(pages, made_up_pages):
        if page.status != 200 or any(part in page.address for part in NO_LISTS):
            continue
        has_facets = bool(page.tree.xpath("//main//div[contains(@class, 'facets')]"))
        for table in page.tree.xpath("//main//table[contains(@class, 'paper')]"):
            rows, name = len(table.xpath("./tbody/tr")), table.get("id") or ""
            if rows < LIST_ROWS or name in NO_LIST_TABLES:
                continue
            if any(page.address.startswith(place) and name == table for place, table in ACCOUNTS):
                continue
            lists += 1
            below = table.getparent().xpath("./following-sibling::*[position() < 9]")
            leads_on = any("onward" in (part.get("class") or "") for part in below)
            if not has_facets and not leads_on:
                wrong.append(f"{page.language} {page.address}: {name}, {rows} rows")
    assert wrong == []
    assert lists > 100


# -- words -------------------------------------------------------------------------------------------------------------


def test_every_page_says_that_it_is_no_official_data(pages: list[Said]) -> None:
    words = {"zh_CN": "不代表", "en": "not official data"}
    silent = []
    for page in pages:
        banner = page.tree.xpath('//*[contains(concat(" ", @class, " "), " banner ")]')
        if not banner or words[page.language] not in banner[0].text_content():
            silent.append((page.address, page.language))
    assert silent == []


def test_every_page_of_the_made_up_district_says_that_it_is_made_up(made_up_pages: list[Said]) -> None:
    banners = {page.address: " ".join(page.tree.xpath("//div[@class='banner']//text()")) for page in made_up_pages}
    assert [address for address, words in banners.items() if "虚构示例" not in words] == []


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


def test_no_chinese_page_speaks_in_code(pages: list[Said], fuling: District) -> None:
    ids = list_ids(fuling.tables)
    chinese = [page for page in pages if page.language == "zh_CN"]
    assert sorted({code for page in chinese for code in find_codes(page, ids)}) == []


def test_no_chinese_page_of_the_made_up_district_speaks_in_code(made_up_pages: list[Said], yunxi: District) -> None:
    assert [page.address for page in made_up_pages if page.status != 200] == []
    ids = list_ids(yunxi.tables)
    assert sorted({code for page in made_up_pages for code in find_codes(page, ids)}) == []


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


#: Words in cells whose nearest mark of a language is not Chinese; drawings and choices hold words alone.
UNMARKED = (
    "//main//*[self::td or self::dd]//text()[not(ancestor::*[@lang][1][starts-with(@lang, 'zh')])]"
    "[not(ancestor::*[self::svg or self::select or self::textarea or self::datalist or self::button])]"
)


def test_what_is_chinese_on_an_english_page_is_marked_and_said_to_be_the_original(pages: list[Said]) -> None:
    english = [page for page in pages if page.language == "en"]
    marked = [page for page in english if page.tree.xpath("//main//td//span[starts-with(@lang, 'zh')]")]
    assert len(marked) > 20
    unmarked = {
        (text.strip()[:60], page.address) for page in english for text in page.tree.xpath(UNMARKED) if _HAN.search(text)
    }
    assert unmarked == set()
    unsaid = {page.address for page in marked if "Chinese original" not in page.tree.xpath("string(//footer)")}
    assert unsaid == set()


def test_one_thing_is_no_plural(pages: list[Said]) -> None:
    found = {
        f"{page.address}: {match.group()}"
        for page in pages
        if page.language == "en"
        for text in page.texts
        for match in _ONE_OF_MANY.finditer(text)
    }
    assert found == set()
