"""No page breaks a rule of axe: each kind of page once in each language, over both districts.

Of long tables and lists the first rows are looked at: the others repeat them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.web.site import FULING, OVERVIEW, YUNXI, addresses

import liantu
from liantu.web.core.app import create_app

from .conftest import ROOT, serving_here
from .reader import Reader

AXE = ROOT / "assets" / "node_modules" / "axe-core" / "axe.min.js"
#: Pages of one evaluated firm, run or case, which only the made-up district has.
MADE_UP = ("/score/firm/f001", "/score/run/run-2021", "/score/notice/run-2021", "/case/project-14-a1")
SHORTEN = """() => {
    for (const body of document.querySelectorAll('tbody')) [...body.rows].slice(3).forEach(row => row.remove());
    for (const list of document.querySelectorAll('main :is(ul, ol, dl, select), datalist'))
        [...list.children].slice(8).forEach(part => part.remove());
}"""
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .map(found => [found.id, found.nodes[0].html.slice(0, 120)])"""


@pytest.fixture(scope="module")
def visits() -> list[tuple[str, str, str]]:
    """District, language and address: every kind of page in both languages, from the two districts by turns."""
    found = []
    for place, name in ((FULING, "fuling"), (YUNXI, "yunxi")):
        district = liantu.open(place)
        kinds = addresses(create_app(district), district)
        filled = [group[0] for group in kinds.values() if group]
        for number, address in enumerate(filled):
            language = ("zh_CN", "en")[(number + (name == "yunxi")) % 2]
            found.append((name, language, "/" if address == OVERVIEW else address))
    return [*found, *(("yunxi", language, address) for address in MADE_UP for language in ("zh_CN", "en"))]


@pytest.fixture(scope="module")
def origins() -> Iterator[dict[str, str]]:
    with (
        serving_here(create_app(liantu.open(FULING))) as fuling,
        serving_here(create_app(liantu.open(YUNXI))) as yunxi,
    ):
        yield {"fuling": fuling, "yunxi": yunxi}


def test_no_page_breaks_a_rule(browser: Browser, origins: dict[str, str], visits: list[tuple[str, str, str]]) -> None:
    if not AXE.exists():
        pytest.fail("axe-core is not there: run `make .venv/.installed`, which builds assets by their lock file")
    library, wrong = AXE.read_text(encoding="utf-8"), []
    for name, origin in origins.items():
        for language in ("zh_CN", "en"):
            reader = Reader(browser, origin, language, viewport={"width": 1440, "height": 900})
            for district, spoken, address in visits:
                if (district, spoken) != (name, language):
                    continue
                page = reader.go(address)
                page.evaluate(SHORTEN)
                page.evaluate(library)
                wrong += [(address, language, *found) for found in page.evaluate(RUN)]
            reader.context.close()
    assert wrong == []


def test_every_kind_is_visited_in_both_languages(visits: list[tuple[str, str, str]]) -> None:
    stems: dict[str, set[str]] = {}
    for _name, language, address in visits:
        stems.setdefault(re.sub(r"^(/[a-z-]+/?).*", r"\1", address), set()).add(language)
    assert {stem for stem, languages in stems.items() if len(languages) < 2} == set()
