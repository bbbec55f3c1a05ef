"""From a scheme to a run, a firm's sheet and a what-if, as somebody at a browser does it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

import liantu
from liantu.web.core.app import create_app

from .conftest import ROOT, serving_here
from .reader import Reader


@pytest.fixture(scope="module")
def made_up() -> Iterator[str]:
    """The address of the made-up district."""
    with serving_here(create_app(ROOT / "districts" / "yunxi")) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, made_up: str) -> Iterator[Callable[[str], Reader]]:
    readers: list[Reader] = []

    def make(language: str) -> Reader:
        readers.append(Reader(browser, made_up, language))
        return readers[-1]

    yield make
    for reader in readers:
        reader.context.close()
        assert (reader.elsewhere, reader.errors) == ([], [])


def test_from_the_scheme_to_the_what_if(visitor: Callable[[str], Reader], language: str) -> None:
    in_d = (liantu.open(ROOT / "districts" / "yunxi").score.evaluate("yunxi-made-up", 2023).firms["grade"] == "D").sum()
    reader = visitor(language)
    page = reader.go("/score/schemes")
    page.locator('table#schemes tbody tr:first-child a[href^="/score?"]').click()
    expect(page.locator("table#ranking tbody tr")).to_have_count(149)
    page.locator("details.by > summary").click()
    page.locator('details.by a[href*="has.grade=D"]').click()
    expect(page.locator("table#ranking tbody tr")).to_have_count(in_d)
    page.locator('table#ranking a[href*="/score/firm/f033"]').click()
    expect(page.locator("h1")).to_contain_text("033")
    assert page.locator("table#items tbody tr").count() == 4

    page = reader.go("/score/what-if")
    moved = page.locator("#result .facts dd").first
    expect(moved).to_have_text("0")
    page.locator('form.scenario input[name$=".tax_per_mu"][name^="weight."]').first.fill("5")
    # The counts follow without a button, and the address holds the what-if.
    expect(moved).not_to_have_text("0")
    page.wait_for_url(re.compile("tax_per_mu=5"))
    told = moved.inner_text()
    page.reload()
    expect(page.locator("#result .facts dd").first).to_have_text(told)


@pytest.mark.parametrize(("language", "said"), [("zh_CN", "“abc”不是数字"), ("en", "“abc” is not a number")])
def test_a_what_if_is_told_and_followed_without_a_button(
    visitor: Callable[[str], Reader], language: str, said: str
) -> None:
    reader = visitor(language)
    page = reader.go("/score/what-if")
    weight = page.locator('form.scenario input[name$=".tax_per_mu"][name^="weight."]').first
    weight.fill("5")
    page.wait_for_url(re.compile("tax_per_mu=5"))
    for links in ("#forms a", "#languages a"):
        for link in page.locator(links).all():
            expect(link).to_have_attribute("href", re.compile("tax_per_mu=5"))
    weight.fill("abc")
    expect(page.locator("#refused .problems")).to_contain_text(said)
    expect(page.locator("#result table")).to_have_count(0)
    expect(page.locator("#forms a")).to_have_count(0)
    weight.fill("6")
    expect(page.locator("#result table#counts")).to_be_visible()
    expect(page.locator("#refused .problems")).to_have_count(0)
    expect(page.locator("#forms a")).to_have_count(4)
    # The browser itself notes in its console that an answer was a refusal.
    reader.errors[:] = [line for line in reader.errors if "422" not in line]


_WIDE = (
    "/score",
    "/score/schemes",
    "/score/firm/f033",
    "/score/what-if",
    "/score/objections",
    "/projects",
    "/tables/firms",
)


def test_on_a_narrow_window_tables_scroll_and_the_page_does_not(
    visitor: Callable[[str], Reader], language: str
) -> None:
    reader = visitor(language)
    page = reader.page
    page.set_viewport_size({"width": 390, "height": 800})
    wide = []
    for path in _WIDE:
        reader.go(path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    assert wide == []
