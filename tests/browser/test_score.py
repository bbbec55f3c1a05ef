"""From a scheme to a run, a firm's sheet and a what-if, as somebody at a browser does it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from .conftest import serving
from .reader import Reader


@pytest.fixture(scope="module")
def made_up() -> Iterator[str]:
    """The address of the made-up district."""
    with serving("districts/yunxi") as address:
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


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_from_the_scheme_to_the_what_if(visitor: Callable[[str], Reader], language: str) -> None:
    reader = visitor(language)
    page = reader.go("/score/schemes")
    page.locator('table#schemes tbody tr:first-child a[href^="/score?"]').click()
    expect(page.locator("table#ranking tbody tr")).to_have_count(149)
    page.locator('form select[name="grade"]').select_option("D")
    page.locator("form.scenario button").click()
    expect(page.locator("table#ranking tbody tr")).to_have_count(8)
    page.locator('table#ranking a[href*="/score/firm/f033"]').click()
    expect(page.locator("h1")).to_contain_text("033")
    assert page.locator("table#items tbody tr").count() == 4

    page = reader.go("/score/what-if")
    moved = page.locator("#result .facts dd").first
    expect(moved).to_have_text("0")
    page.locator('input[name$=".tax_per_mu"][name^="weight."]').first.fill("5")
    # The counts follow without a button, and the address holds the what-if.
    expect(moved).not_to_have_text("0")
    page.wait_for_url(re.compile("tax_per_mu=5"))
    told = moved.inner_text()
    page.reload()
    expect(page.locator("#result .facts dd").first).to_have_text(told)
