"""The form of a plant, firm or project by hand: how many steps it takes, and what a reload leaves of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .forms import fill
from .reader import Reader

#: No edit by keyboard alone takes more.
MOST_STOPS = 30


def test_a_plant_with_its_source_is_one_form(readers: Callable[[str], Reader]) -> None:
    reader = readers("zh_CN")
    sent: list[str] = []
    clicks = 0
    page = reader.go("/tables/plants")
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page = reader.go("/place/baitao")
    page.locator('main a[href^="/forms/plants"]').click()
    clicks += 1
    fill(page, f__zh="电解液一期", f__firm="青山瑞浦", f__basis="stated", f__locator="1", person="张三")
    fill(page, capacities__new__product="电解液", capacities__new__amount="10万吨/年", capacities__new__self_use="0")
    fill(page, events__new__stage="operating", events__new__period="2023")
    page.locator("details.source summary").click()
    clicks += 1
    fill(page, s__zh="三月十二日走访", s__kind="visit", s__class="internal")
    page.locator('button[value="look"]').click()
    clicks += 1
    assert page.locator('table#moves a[href^="/product/electrolyte"]').count() == 1
    page.locator('button[value="keep"]').click()
    clicks += 1
    page.wait_for_url("**/history/2?**")
    assert clicks == 4
    # Two sendings of one form, of which the second alone wrote; drafts are no sendings of a person.
    assert [url.split("?")[0].removeprefix(reader.origin) for url in sent if "/drafts" not in url] == [
        "/forms/plants"
    ] * 2


def stops_until(page: Page, reached: str) -> int:
    """Press Tab until an element has the focus; how often."""
    for number in range(1, 80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", reached):
            return number
    raise AssertionError(f"{reached} is not reached")


@pytest.mark.parametrize(
    ("address", "field", "text"),
    [
        ("/firm/rept", "f.industry", "3841"),
        ("/plant/rept-cell", "capacities.0.amount", "31"),
        ("/project/rept-base", "f.land", "500亩"),
    ],
    ids=["firm", "plant", "project"],
)
def test_an_edit_by_keyboard_alone_takes_few_stops(
    readers: Callable[[str], Reader], address: str, field: str, text: str
) -> None:
    reader = readers("zh_CN")
    reader.context.add_cookies([{"name": "person", "value": "Anna", "url": reader.origin}])
    page = reader.go(address)
    stops = stops_until(page, "a.skip")
    page.keyboard.press("Enter")
    stops += stops_until(page, 'main a[href*="/forms/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/forms/**")
    stops += stops_until(page, "a.skip")
    page.keyboard.press("Enter")
    stops += stops_until(page, f'[name="{field}"]')
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")  # shows what would move
    page.locator('[role="status"] >> text=尚未').first.wait_for()
    # The way on has the focus.
    page.wait_for_function("() => document.activeElement.value === 'keep'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/history/2?**")
    assert stops < MOST_STOPS, stops


def test_typing_survives_a_reload(readers: Callable[[str], Reader]) -> None:
    reader = readers("zh_CN")
    reader.context.add_cookies([{"name": "person", "value": "Anna", "url": reader.origin}])
    page = reader.go("/forms/plants/rept-cell")
    with page.expect_response("**/drafts") as left:
        page.locator('[name="f.zh"]').fill("写到一半")
    assert left.value.status == 204
    page = reader.go("/forms/plants/rept-cell")
    assert page.locator('[name="f.zh"]').input_value() == "写到一半"
    page.locator('form[action^="/drafts/forget"] button').click()
    assert page.locator('[name="f.zh"]').input_value() != "写到一半"
