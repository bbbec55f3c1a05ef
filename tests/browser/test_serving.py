"""The command that serves, as a program of its own: what all other tests of the browser spare themselves."""

from __future__ import annotations

from playwright.sync_api import Browser

from .conftest import serving
from .reader import Reader


def test_the_command_serves_a_district_to_a_browser(browser: Browser) -> None:
    with serving("tests/districts/orchard") as address:
        reader = Reader(browser, address, "zh_CN")
        page = reader.go("/")
        assert page.locator(".banner").is_visible()
        page.locator('nav.main a[href^="/gaps/"]').first.click()
        page.wait_for_url("**/gaps/**")
        assert page.locator("table#gaps tbody tr").count()
        reader.context.close()
        assert (reader.elsewhere, reader.errors) == ([], [])
