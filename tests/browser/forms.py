"""Filling in forms."""

from __future__ import annotations

from playwright.sync_api import Page


def fill(page: Page, **fields: str) -> None:
    """Write into the fields of the form."""
    for name, value in fields.items():
        field = page.locator(f'form.edit [name="{name.replace("__", ".")}"]')
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def keep(page: Page) -> None:
    page.locator("form.edit p.do button").click()
