"""A person at the browser: where they go, what they see, and what the browser did behind their back."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, Page, Route


class Reader:
    """A browser of its own with one page. Requests to any other address are refused and written down."""

    def __init__(self, browser: Browser, origin: str, language: str, **settings: Any) -> None:
        self.origin = origin
        self.language = language
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **settings})
        self.context.add_cookies([{"name": "lang", "value": language, "url": origin}])
        self.context.route(re.compile("^(?!" + re.escape(origin) + "/)"), self._refuse)
        self.context.on("console", lambda said: self._note(said.text) if said.type == "error" else None)
        self.context.on("weberror", lambda error: self._note(str(error.error)))
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)

    def _refuse(self, route: Route) -> None:
        self.elsewhere.append(route.request.url)
        route.abort()

    def _note(self, text: str) -> None:
        self.errors.append(f"{self.page.url}: {text}")

    def go(self, path: str) -> Page:
        """Open an address of ours."""
        self.page.goto(self.origin + path)
        return self.page

    def gaps(self) -> dict[str, list[str]]:
        """Every gap on the list in view: the cells of its row by the address of the product."""
        rows = self.page.locator("table#gaps tbody tr").evaluate_all(
            """rows => rows.map(row => [
                new URL(row.querySelector('a[href^="/product/"]').href).pathname,
                [...row.cells].slice(1).map(cell => cell.innerText)
            ])"""
        )
        return {path.removeprefix("/product/"): cells for path, cells in rows}

    def apply(self, do: str, **fields: str) -> Page:
        """Fill in one form of the what-if page and send it."""
        form = self.page.locator(f'form.scenario:has(input[name="do"][value="{do}"])')
        for name, value in fields.items():
            field = form.locator(f'[name="{name}"]')
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        form.locator("button").click()
        self.page.wait_for_url("**/what-if?**")
        return self.page
