"""No page breaks a rule of axe or is wider than a telephone; no table is pushed aside, and no heading is said twice.

Each kind is looked at once in each language, both districts by turns.

`make test` looks at each kind in one of the two languages, drawn by a seed; `make fuzz` in both. Of long tables, lists
and drawings the first parts are looked at: the others repeat them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page
from tests.examples import choose_of_each
from tests.web.site import FULING, LANGUAGES, OVERVIEW, YUNXI, addresses
from tests.workspaces import copy_workspace

import liantu
from liantu.web.core.app import create_app

from .axe_library import find_axe
from .conftest import serving_here
from .reader import Reader

#: Pages of one evaluated firm, run or case, and pages to write on: the made-up district is read as a workspace.
WRITTEN = (
    *("/score/firm/f001", "/score/land/f001", "/score/run/run-2021", "/score/notice/run-2021", "/score/history"),
    *("/case/project-14-a1", "/tables/firms/grid", "/tables/plants/new", "/tables/firms/f001/edit"),
    *("/tables/firms/f001/delete", "/tables/firms/f001/history", "/forms/plants", "/forms/firms/f001"),
    *("/history/1", "/drafts", "/import", "/documents", "/difference", "/remarks/firms/f001"),
    *("/project/project-3/move", "/project/project-3/move?stage=lost"),
)
TELEPHONE = 390
SHORTEN = """() => {
    const cut = (parts, count) => [...parts].slice(count).forEach(part => part.remove());
    document.querySelectorAll('tbody').forEach(body => cut(body.rows, 2));
    document.querySelectorAll('main :is(ul, ol, dl, select), datalist').forEach(list => cut(list.children, 4));
    document.querySelectorAll('main svg').forEach(drawing => {
        cut(drawing.querySelectorAll('a'), 4);
        cut(drawing.querySelectorAll('text:not(a *)'), 8);
    });
}"""
#: Tables that are wider than their box, and what says again what the heading of the page says.
FAULTS = """() => {
    const faults = [...document.querySelectorAll('main :is(.scroll, .board)')]
        .filter(box => box.scrollWidth > box.clientWidth + 1)
        .map(box => `${box.scrollWidth - box.clientWidth} px out of sight: ${(box.ariaLabel || box.className)}`);
    const said = (document.querySelector('main h1') || document.body).innerText.trim();
    document.querySelectorAll('main :is(h2, caption > span)').forEach(head => {
        if (head.innerText.trim() === said && head.getBoundingClientRect().width > 1) { faults.push(`twice: ${said}`); }
    });
    return faults;
}"""
RUN = """async () => (await axe.run(document, {resultTypes: ['violations'], preload: false})).violations.map(
    rule => `${rule.id}, ${rule.help}: ${rule.nodes.length} × ${rule.nodes[0].target.join(' ')}\\n`
        + `      ${rule.nodes[0].html.slice(0, 200)}`)"""


class Visit(NamedTuple):
    """One page in one language, and the kind that it stands for."""

    district: str
    language: str
    address: str
    kind: str


@pytest.fixture(scope="module")
def visits() -> list[Visit]:
    """Two of every kind: one a district where both have the kind, and always one a language."""
    found = {name: _one_of_each(place) for name, place in (("fuling", FULING), ("yunxi", YUNXI))}
    found["yunxi"] |= {address: address for address in WRITTEN}
    visits = []
    for turn, kind in enumerate(sorted(found["fuling"] | found["yunxi"])):
        having = [name for name in found if kind in found[name]]
        for district, language in zip((having * 2)[:2], LANGUAGES[:: 1 if turn % 2 else -1], strict=True):
            visits.append(Visit(district, language, found[district][kind], kind))
    return sorted(visits)


def _one_of_each(place: object) -> dict[str, str]:
    """The first page of every kind that the district has. Pages of one picture are alike, and count as one kind."""
    district = liantu.open(place)
    first = {}
    for pattern, filled in addresses(create_app(district), district).items():
        if filled:
            kind = "/picture/" if "/picture/" in pattern else pattern
            first.setdefault(kind, "/" if filled[0] == OVERVIEW else filled[0])
    return first


@pytest.fixture(scope="module")
def origins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    workspace = copy_workspace("yunxi", tmp_path_factory.mktemp("axe"))
    with serving_here(create_app(liantu.open(FULING))) as fuling, serving_here(create_app(workspace)) as yunxi:
        yield {"fuling": fuling, "yunxi": yunxi}


@pytest.mark.hypothesis
def test_no_page_breaks_a_rule(browser: Browser, origins: dict[str, str], visits: list[Visit]) -> None:
    library = find_axe()
    wrong = []
    chosen = choose_of_each(visits, lambda visit: visit.kind)
    for (district, language), pages in groupby(chosen, key=lambda visit: visit[:2]):
        reader = Reader(browser, origins[district], language, viewport={"width": 1440, "height": 900})
        reader.context.add_init_script(path=library)
        # Some pages are made anew, on a machine that may be busy.
        reader.page.set_default_timeout(60_000)
        for visit in pages:
            page = reader.go(visit.address)
            wrong += [f"{district} {language} {visit.address}: {fault}" for fault in page.evaluate(FAULTS)]
            wrong += [f"{district} {language} {visit.address}: {fault}" for fault in look_on_telephone(page)]
            broken = broken_rules(page)
            wrong += [f"{district} {language} {visit.address}: {said}" for said in broken]
        reader.context.close()
    if wrong:
        pytest.fail(f"{len(wrong)} rules are broken:\n" + "\n".join(wrong), pytrace=False)


def test_every_kind_is_visited_in_both_languages(visits: list[Visit]) -> None:
    languages: dict[str, set[str]] = {}
    for visit in visits:
        languages.setdefault(visit.kind, set()).add(visit.language)
    assert len(languages) > 70
    assert {kind for kind, found in languages.items() if found != set(LANGUAGES)} == set()
    assert {visit.district for visit in visits} == {"fuling", "yunxi"}


def look_on_telephone(page: Page) -> list[str]:
    """By how many pixels the page, and tables in it, are wider than a telephone that shows it."""
    page.set_viewport_size({"width": TELEPHONE, "height": 844})
    over = int(page.evaluate("document.documentElement.scrollWidth")) - TELEPHONE
    faults = [f"{over} px wider than a telephone"] if over > 0 else []
    faults += [f"on a telephone {fault}" for fault in page.evaluate(FAULTS)]
    page.set_viewport_size({"width": 1440, "height": 900})
    return faults


def broken_rules(page: Page) -> list[str]:
    """Each rule that the page breaks, with what to do and the first place."""
    page.evaluate(SHORTEN)
    found: list[str] = page.evaluate(RUN)
    return found
