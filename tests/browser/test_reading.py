"""From the first screen down to the sentence in the newspaper, with the network cut."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from .reader import Reader

#: The gap of electrolyte, 72 GWh at 1300 t: in 10,000 t on Chinese pages, in 1,000 t on English ones.
GAP = {"zh_CN": "9.36", "en": "93.6"}
NAMES = {
    "电解液": "/product/electrolyte",
    "Li-ion electrolyte": "/product/electrolyte",
    "ｐｔａ": "/product/pta",
    "卡涑科技": "/firm/kalai",
    "华峰氯纶": "/firm/huafeng-spandex",
}


def test_from_the_overview_to_the_sentence(reader: Reader) -> None:
    page = reader.go("/")
    page.locator('main a[href^="/chain/battery"]').first.click()
    page.locator('.medium .card a[href^="/product/electrolyte"]').last.click()
    page.locator('#account .opened-card a[href^="/product/electrolyte"]').first.click()
    page.wait_for_url("**/product/electrolyte*")
    page.locator('table#gap a.num[href*="measure=gap"]').first.click()
    account = page.locator("#account .account")
    account.wait_for()
    assert GAP[reader.language] in account.locator(".root").inner_text()
    plant = account.locator('details details:has(a[href="/plant/rept-cell"])').first
    plant.locator("summary").first.click()
    quote = plant.locator("blockquote").first
    assert quote.is_visible()
    sentence = quote.inner_text().strip("“”")
    assert "30GWh" in sentence
    assert "1300" in plant.inner_text()
    assert plant.locator('a[href*="off=all-lfp"]').is_visible()
    plant.locator('.cite a[href^="/source/"]').first.click()
    page.wait_for_url("**/source/*#p54")
    said = page.locator(f'dd q:text-is("{sentence}")').first
    said.scroll_into_view_if_needed()
    assert said.is_visible()
    assert page.locator("dt#p54").is_visible()


def test_account_panel_closes(opened: Callable[..., Reader]) -> None:
    page = opened().go("/gaps/invite")
    panel = page.locator("#account")
    for close in (lambda: page.keyboard.press("Escape"), lambda: panel.locator("[data-close-account]").click()):
        page.locator('a.num[href*="/account/lfp"]').first.click()
        panel.locator(".root").wait_for()
        close()
        assert panel.inner_text().strip() == ""


def test_search_by_any_name(reader: Reader) -> None:
    """Chinese, English, full-width, and what the newspapers misprinted."""
    page = reader.go("/")
    for asked, leads in NAMES.items():
        page.locator('input[name="q"]').fill(asked)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?**")
        page.locator("table#found tbody tr").first.locator(f'a[href="{leads}"]').click()
        page.wait_for_url(f"**{leads}")
        assert urlsplit(page.url).path == leads


def test_every_chart_has_its_table(reader: Reader) -> None:
    page = reader.go("/gaps/all")
    chart = page.locator("[data-chart]")
    page.locator('[data-chart][data-drawn="yes"] canvas').wait_for()
    assert chart.count() == 1
    assert chart.get_attribute("role") == "img"
    assert chart.get_attribute("aria-label")
    answer = page.evaluate("source => fetch(source).then(found => found.json())", chart.get_attribute("data-source"))
    assert page.locator("table#gaps tbody tr").count() == len(answer["gaps"])


def test_table_becomes_one_to_sort_and_filter(opened: Callable[..., Reader]) -> None:
    page = opened("en").go("/balance")
    last = page.locator("table#balance tbody tr").last.locator("td, th").first.inner_text()
    page.locator('button[data-grid="balance"]').click()
    shown = page.locator(".tabulator-row")
    shown.first.wait_for()
    # Rows out of sight are drawn when they come into view: the last one stands at the end.
    page.locator(".tabulator-tableholder").evaluate("holder => { holder.scrollTop = holder.scrollHeight }")
    shown.filter(has_text=last).last.wait_for()
    names = page.locator(".tabulator-header-filter input").nth(1)
    # What is searched are the words, not the addresses behind them.
    names.press_sequentially("product/")
    page.wait_for_function("() => document.querySelectorAll('.tabulator-row').length === 0")
    names.clear()
    names.press_sequentially("Ammonia")
    page.wait_for_function("() => document.querySelectorAll('.tabulator-row').length === 1")
    # The account still opens from inside the grid.
    shown.locator('a.num[href*="measure=gap"]').click()
    page.locator("#account .root").wait_for()
