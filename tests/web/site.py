"""Every address of the pages of a district, and what a page says once its markup is taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI
from lxml import html as markup
from starlette.routing import Route
from tests.examples import looks_at_all
from tests.local_client import TestClient

from liantu.district import District
from liantu.library import approvals
from liantu.model import schema

ROOT = Path(__file__).parents[2]
FULING = ROOT / "districts" / "fuling"
YUNXI = ROOT / "districts" / "yunxi"
LANGUAGES = ("zh_CN", "en")
FORMS = ("html", "json", "csv", "xlsx")
#: The part of an address after which its form stands; the overview calls itself so.
OVERVIEW = "/index"

#: Pages of one kind differ in their data; of the forms that only carry it, some of each kind are enough.
SOME = 3
#: Of kinds with many pages, as sources, products and firms, so many are read in Chinese; fewer as data and in English.
MANY, FEW = 4, 2
#: Every table has columns of its own: all are read in Chinese, of the made-up district those that are empty in Fuling,
#: and so many as data and in English.
TABLES = "/tables/{table}"
SOME_TABLES = 12
#: What the library says of a thing is much the same in every district.
LIBRARY_PAGES = ("/product/{key}", "/account/{product}", "/source/{key}")

_RECORDS = {
    "/chain/{key}": "chains",
    "/firm/{key}": "firms",
    "/plant/{key}": "plants",
    "/place/{key}": "places",
    "/project/{key}": "projects",
    "/cluster/{key}": "clusters",
    "/institute/{key}": "institutes",
    "/scheme/{key}": "schemes",
    "/office/{key}": "offices",
    "/initiative/{key}": "initiatives",
    "/source/{key}": "sources",
    "/lead/{key}": "leads",
    "/need/{key}": "needs",
    "/result/{key}": "results",
    "/consortium/{key}": "consortia",
}
_DRAWN_LISTS = ("invite", "utilities", "commodities", "onsite")
_LISTS = (*_DRAWN_LISTS, "all")
#: Not pages: the papers, and where forms are sent to. They have tests of their own.
NO_PAGES = {
    *("/paper/{kind}.{form}", "/what-if/add", "/what-if/keep", "/ask/return"),
    *("/need/{key}/answers", "/need/{key}/step", "/need/{key}/decision", "/result/{key}/project", "/result/{key}/step"),
    *("/project/{key}/step", "/project/{key}/move", "/case/{key}/event", "/score/keep"),
    *(
        "/candidates/refusals",
        "/candidates/names/decide",
        "/approvals/{graph}/answers",
        "/approvals/{graph}/case",
        "/schedule/{graph}/baseline",
    ),
}
#: Pages that are read in the house alone: they have no files.
WITHOUT_FILES = ("/stop", "/dependence")
#: Pages that write, or need what was written: they are read on a workspace, by the tests in ``editing``.
_WRITING = re.compile(
    r"/(new|edit|delete|history|grid)$|^/(case/|remarks/|views|forms/|history/|difference|drafts|import|documents|templates|pick|understood|api)"
)

#: Pages of one evaluated firm, kept run or month, and their pictures: Fuling has none, they are read on the made-up
#: district.
_EVALUATED = re.compile(r"^/score/(firm|land|run|notice|picture)/|^/dispatch/")


def addresses(app: FastAPI, district: District) -> dict[str, list[str]]:
    """The addresses of the pages by the pattern they answer, without their form. KeyError for a new pattern."""
    return {pattern: _filled(pattern, district) for pattern in patterns(app)}


def patterns(app: FastAPI) -> list[str]:
    """The patterns of the pages that the application has."""
    routes = {route.path for route in app.routes if isinstance(route, Route)}
    return sorted(OVERVIEW if path == "/" else path for path in routes if _is_page(path))


def _is_page(path: str) -> bool:
    return (
        "." not in path
        and path not in NO_PAGES
        and not _EVALUATED.search(path)
        and (path == "/history" or not _WRITING.search(path))
    )


def _filled(pattern: str, district: District) -> list[str]:
    if "{" not in pattern:
        return [pattern]
    if pattern in ("/product/{key}", "/account/{product}"):
        # Whatever has a balance or a gap; the library has two hundred more, which the links lead to.
        keys = dict.fromkeys([*district.chain.all_gaps()["product"], *district.chain.balance()["product"]])
    elif pattern == "/gaps/{which}":
        keys = dict.fromkeys(_LISTS)
    elif pattern == "/gaps/picture/{which}":
        keys = dict.fromkeys(_DRAWN_LISTS)
    elif pattern in ("/approvals/{graph}", "/schedule/{graph}"):
        keys = dict.fromkeys(approvals.list_graphs())
    elif pattern == "/score/scheme/{scheme}":
        keys = dict.fromkeys(district.score.schemes())
    elif pattern == "/tables/{table}":
        keys = dict.fromkeys(schema.read_tables())
    elif pattern.startswith("/product/{key}/"):
        # Its picture and its card: some of those that have something to show.
        keys = dict.fromkeys(district.chain.all_gaps()["product"].head(SOME))
    elif pattern.startswith("/proposals/{bundle}"):
        # Some of each advice: the first, and what a clause bars.
        bundles = district.attract.proposals().bundles
        keys = dict.fromkeys([*bundles["bundle"].head(SOME), *bundles.unique("advice", maintain_order=True)["bundle"]])
    elif pattern.startswith("/cluster/{key}/"):
        clusters = district.tables["clusters"]
        keys = dict.fromkeys(clusters.filter(clusters["kind"] == "cluster")["id"].head(SOME))
    elif pattern.startswith("/chain/{key}/"):
        keys = dict.fromkeys(district.tables["chains"]["id"].head(SOME))
    else:
        keys = dict.fromkeys(district.tables[_RECORDS[pattern]]["id"])
    stem, _brace, end = pattern.partition("{")
    return [stem + quote(key) + end.partition("}")[2] for key in keys]


@dataclass(frozen=True)
class Said:
    """One page in one language: its status, its tree and its size."""

    address: str
    language: str
    status: int
    tree: markup.HtmlElement

    @cached_property
    def links(self) -> list[str]:
        """Where its links and forms lead."""
        return [str(found) for found in self.tree.xpath("//*[not(self::link)]/@href | //form/@action")]

    @cached_property
    def texts(self) -> list[str]:
        """What a reader sees or hears, piece by piece; code and its quotation of addresses left out."""
        found = self.tree.xpath(
            "//body//text()[not(ancestor::script or ancestor::style or ancestor::code)]"
            " | //body//@aria-label | //body//@title | //body//@placeholder | //title/text()"
        )
        return [text for piece in found if (text := str(piece).strip())]


def read(client: TestClient, address: str, language: str) -> Said:
    """A page as a browser that has chosen the language gets it."""
    answer = client.get(address, headers={"Cookie": f"lang={language}"})
    return Said(address, language, answer.status_code, markup.document_fromstring(answer.text))


def choose_some(pattern: str, group: list[str], count: int = FEW) -> list[str]:
    """Some pages of one kind from first to last, in ``make fuzz`` all of them: they differ in their data alone."""
    if looks_at_all():
        return group
    wanted = count if pattern != TABLES else max(SOME_TABLES, len(group) if count == MANY else 0)
    return group[:: max(-(-len(group) // wanted), 1)]


def read_all(client: TestClient, found: dict[str, list[str]]) -> Iterator[Said]:
    """Of every kind of page many in Chinese and some in English (``choose_some``)."""
    for language, count in zip(LANGUAGES, (MANY, FEW), strict=True):
        for pattern, group in found.items():
            for address in choose_some(pattern, group, count):
                yield read(client, "/" if address == OVERVIEW else address, language)
