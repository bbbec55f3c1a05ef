"""The map by mouse and keyboard, widths, paper, and pages without scripts."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from tests.examples import choose_of_each
from tests.web.site import LANGUAGES, YUNXI

import liantu
from liantu.web.core.app import create_app

from .conftest import serving_here
from .reader import Reader

PAGES = (
    "/",
    "/chain/battery",
    "/gaps/all",
    "/balance",
    "/ask",
    "/what-if",
    "/checks",
    "/product/electrolyte",
    "/source/paper-a",
)
WINDOWS = [("zh_CN", 1280), ("zh_CN", 1024), ("en", 1024)]
IN_WINDOWS = choose_of_each(product(PAGES, WINDOWS), lambda case: case[0])
#: First screens, accounts, cards and a case: what is read on the way.
TELEPHONE = (
    *("/", "/projects", "/projects/gantt", "/parks", "/chain/battery", "/firm/huafeng", "/product/electrolyte"),
    *("/account/electrolyte", "/approvals"),
)
TELEPHONE_MADE_UP = (
    "/",
    "/projects",
    "/projects/gantt",
    "/chain/batteries",
    "/firm/f001",
    "/cases",
    "/case/project-14-a1",
)
#: Tables and pictures of many columns, on a desk of each width.
DESK = (
    *("/tables/capacities", "/tables/projects", "/tables/products", "/product/lfp", "/extend", "/approvals"),
    *("/chain/battery", "/chain/battery/picture/states", "/chain/battery/picture/links?induced=1", "/targets"),
    *("/proposals", "/picture/gap-values", "/innovation/picture/board", "/candidates/picture/factors"),
)


def of_language(paths: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Those of the pages that are looked at in a language: each in one, drawn by a seed; in ``make fuzz`` in both."""
    cases = choose_of_each(product(paths, LANGUAGES), lambda case: case[0])
    return tuple(path for path, spoken in cases if spoken == language)


def test_a_card_in_focus_lights_its_neighbours(reader: Reader) -> None:
    page = reader.go("/chain/battery/picture/links")
    cards = page.locator(".medium .card")
    assert cards.count() > 10
    card = page.locator('.medium .card[data-id="electrolyte"]')
    card.hover()
    near = {card.get_attribute("data-id"), *(card.get_attribute("data-near") or "").split()}
    lit = page.locator("svg.focused .card.lit").evaluate_all("found => found.map(card => card.dataset.id)")
    assert set(lit) == near
    assert len(near) > 1
    lit_ties = page.locator(".medium .tie.lit")
    ties = lit_ties.evaluate_all("found => found.map(tie => [tie.dataset.from, tie.dataset.to])")
    assert ties
    assert all("electrolyte" in tie for tie in ties)
    page.mouse.move(5, 5)
    assert page.locator("svg.focused").count() == 0


def test_the_keyboard_reaches_every_card(opened: Callable[..., Reader]) -> None:
    page = opened().go("/chain/battery/picture/links")
    page.locator(".medium .card a").first.focus()
    seen = []
    for _press in range(page.locator(".medium .card a").count()):
        seen.append(page.evaluate("document.activeElement.closest('.card')?.dataset.id"))
        assert page.locator(f'svg.focused .card.lit[data-id="{seen[-1]}"]').count() == 1
        page.keyboard.press("Tab")
    assert len(set(seen)) == page.locator(".medium .card").count()
    assert None not in seen
    page.locator('.medium .card[data-id="electrolyte"] a').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/product/electrolyte")


def test_a_card_opens_in_place_by_keyboard_and_closes_to_where_it_was(reader: Reader) -> None:
    page = reader.go("/chain/battery")
    address = page.url
    card = page.locator('.medium .card[data-id="electrolyte"] a').last
    card.focus()
    page.keyboard.press("Enter")
    opened = page.locator("#account .opened-card")
    opened.wait_for()
    assert page.url == address
    assert {"zh_CN": "9.36", "en": "93.6"}[reader.language] in opened.inner_text()
    assert page.evaluate("document.activeElement.hasAttribute('data-close-account')")
    page.keyboard.press("Escape")
    assert opened.count() == 0
    assert page.evaluate("document.activeElement.closest('.card')?.dataset.id") == "electrolyte"
    card.click()
    opened.wait_for()
    opened.locator('a[href^="/product/electrolyte"]').first.click()
    page.wait_for_url("**/product/electrolyte*")


def test_the_map_has_its_table(reader: Reader) -> None:
    page = reader.go("/chain/battery/picture/links")
    rows = page.locator("table#cards tbody tr")
    assert rows.count() == page.locator(".broad .card").count()
    for status in ("made", "missing"):
        assert page.locator(f".broad .card.{status}").count() == rows.locator(f".badge.{status}").count()
    unfold = page.locator('main a[href*="induced=1"]')
    if unfold.count():
        before = rows.count()
        unfold.click()
        page.wait_for_url("**induced=1**")
        assert page.locator("table#cards tbody tr").count() > before


@pytest.mark.hypothesis
@pytest.mark.parametrize(("language", "width"), WINDOWS)
def test_no_page_is_wider_than_the_window(opened: Callable[..., Reader], language: str, width: int) -> None:
    """Each page in one of the windows, in ``make fuzz`` in all."""
    reader = opened(language, viewport={"width": width, "height": 800})
    page = reader.page
    wide = []
    for path, _window in (one for one in IN_WINDOWS if one[1] == (language, width)):
        reader.go(path)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide.append((path, over))
    assert wide == []


@pytest.mark.hypothesis
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_telephone_no_table_scrolls_sideways(browser: Browser, origin: str, language: str) -> None:
    found = scrolling_sideways(browser, origin, language, of_language(TELEPHONE, language))
    with serving_here(create_app(liantu.open(YUNXI))) as made_up:
        found += scrolling_sideways(browser, made_up, language, of_language(TELEPHONE_MADE_UP, language))
    assert found == []


@pytest.mark.hypothesis
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_desk_no_table_scrolls_sideways(browser: Browser, origin: str, language: str) -> None:
    desk = of_language(DESK, language)
    # Pictures have a drawing of their own for the narrower one.
    assert scrolling_sideways(browser, origin, language, desk, (1440, 1024)) == []
    assert scrolling_sideways(browser, origin, language, ("/gaps/invite",), (1440,)) == []
    # Cards and months are drawn for the narrower one as well.
    assert scrolling_sideways(browser, origin, language, ("/targets", "/forecasts", "/figures"), (1024,)) == []


def test_on_a_telephone_the_rooms_stand_behind_the_menu(opened: Callable[..., Reader], language: str) -> None:
    page = opened(language, viewport={"width": 390, "height": 844}).go("/")
    # What each part of the first screen leads to is a button as high as a finger is wide.
    steps = page.locator(".first-screen .act .no-print > a:first-child:not([href$='#table'])").all()
    assert len(steps) > 2
    assert min((step.bounding_box() or {"height": 0})["height"] for step in steps) >= 44
    first = page.locator("nav.first a")
    assert first.evaluate_all("found => found.map(link => new URL(link.href).pathname)") == [
        *("/", "/gaps/invite", "/ask", "/projects", "/cases")
    ]
    assert page.locator("main h1").bounding_box()["y"] < 260
    button = page.locator("header button.menu")
    assert button.inner_text() == {"zh_CN": "菜单", "en": "Menu"}[language]
    assert not page.locator("nav.rooms").is_visible()
    button.click()
    touched = page.locator("nav.rooms a, nav.main a").evaluate_all(
        "all => all.map(a => a.getBoundingClientRect().height)"
    )
    assert len(touched) > 15
    assert min(touched) >= 44
    assert button.get_attribute("aria-expanded") == "true"
    assert page.locator(".languages a").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator('nav.rooms a[href="/projects"]').click()
    page.wait_for_url("**/projects")
    assert not page.locator("nav.rooms").is_visible()


TABLES = "html, main .scroll, main .board"
PICTURES = "main .picture, main .map, main .drawing"


def scrolling_sideways(
    browser: Browser,
    origin: str,
    language: str,
    paths: tuple[str, ...],
    widths: tuple[int, ...] = (390,),
    kinds: str = f"{TABLES}, {PICTURES}",
) -> list[tuple[str, str]]:
    """Pages, tables, boards and pictures wider than a screen of one of the widths, a telephone's where none is said."""
    reader = Reader(browser, origin, language, viewport={"width": widths[0], "height": 844})
    found: list[tuple[str, str]] = []
    for path in paths:
        page = reader.go(path)
        page.locator("main details").evaluate_all("found => found.forEach(details => { details.open = true })")
        boxes = page.locator(kinds)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 844})
            wide = boxes.evaluate_all(
                """boxes => boxes.filter(box => box.scrollWidth > box.clientWidth + 1)
                    .map(box => (box.querySelector('table') || box).id || box.className || box.tagName)"""
            )
            found += [(path, name) for name in wide]
    reader.context.close()
    return found


def test_the_account_panel_keeps_within_the_window(opened: Callable[..., Reader]) -> None:
    reader = opened("en", viewport={"width": 1024, "height": 700})
    page = reader.go("/gaps/invite")
    page.locator('a.num[href*="/account/electrolyte"]:visible').first.click()
    page.locator("#account .root").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_paper(reader: Reader) -> None:
    page = reader.go("/chain/battery")
    page.emulate_media(media="print")
    for hidden in ("nav.main", "form.search", ".forms", "#account"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".banner").is_visible()
    assert page.locator(".foot").is_visible()
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {tuple(sorted((round(float(p.mediabox.width)), round(float(p.mediabox.height))))) for p in printed.pages}
    assert any(abs(long - 1191) < 3 and abs(short - 842) < 3 for short, long in sizes), "the map stands on A3"
    assert "2023-12-31" in "".join(p.extract_text() for p in printed.pages)


def test_reading_and_what_ifs_without_scripts(opened: Callable[..., Reader]) -> None:
    reader = opened(java_script_enabled=False)
    page = reader.go("/")
    page.locator('main a[href^="/chain/battery"]').first.click()
    page.locator('.medium .card a[href^="/product/electrolyte"]').first.click()
    page.locator('table#gap a.num[href*="measure=gap"]').first.click()
    page.wait_for_url("**/account/electrolyte?**")
    assert page.locator("blockquote").first.is_visible()
    reader.go("/what-if")
    form = page.locator('form.scenario:has(input[value="resize"])')
    form.locator('[name="capacity"]').select_option("pengwei-pta")
    form.locator('[name="amount"]').fill("90")
    form.locator('[name="unit"]').fill("万吨/年")
    form.locator("button").click()
    page.wait_for_url("**/what-if?w=**")
    page.locator('nav.main a[href^="/gaps/commodities"]').click()
    assert page.locator("table#gaps").count() == 1
    assert page.locator('table#gaps a[href^="/product/pta"]').count() == 0


def test_the_pair_of_maps_and_the_work_between_stand_on_the_first_screen(opened: Callable[..., Reader]) -> None:
    page = opened("zh_CN", viewport={"width": 1440, "height": 900}).go("/chain/battery")
    strip = page.locator("main svg.broad text", has_text="两图之差就是工作").first
    box = strip.bounding_box()
    assert box is not None
    # A line of names, and below it what each still needs.
    assert box["y"] + 2 * box["height"] <= 900
