"""Editing in the browser: a newcomer's first changes, two people on one row, a draft that outlives the browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser

from .forms import fill, keep
from .reader import Reader

PERSON = {"zh_CN": "张三", "en": "Anna"}


def test_a_newcomer_changes_a_chemistry_adds_a_plant_and_takes_it_back(
    readers: Callable[[str], Reader], language: str
) -> None:
    reader = readers(language)
    reader.go("/gaps/all")
    before = reader.gaps()
    assert {"lfp", "electrolyte"} <= before.keys()

    # The real chemistry of the battery plant, found by its name's initials, with a source that is not listed yet.
    page = reader.go("/tables")
    page.locator('main a[href^="/tables/capacities"]').click()
    page.locator('input[name="q"]').last.fill("rplj")
    page.locator("#find > button").click()
    page.locator('#rows tr:has-text("30") a[href$="/rept-cell/edit"]').click()
    fill(page, f__process="CELL-NCM811", f__quote="", f__locator="1", person=PERSON[language], reason="visit")
    page.locator("details.source summary").click()
    fill(page, s__zh="三月十二日走访", s__kind="visit", s__class="internal")
    keep(page)
    page.wait_for_url("**/history/2?**")
    assert page.locator('table#moves a[href^="/product/lfp"]').count() == 1
    assert page.locator("header .person").inner_text() == PERSON[language]

    # A new plant, then what it makes: what is known of it is filled in already. The name is not asked for again.
    page = reader.go("/tables/plants/new")
    assert page.locator('form.edit [name="person"]').count() == 0
    fill(page, f__zh="电解液一期", f__en="Electrolyte plant", f__firm="rept", f__locator="2", f__source="san-yue")
    page.locator('form.edit [name="f.firm"]').fill("qsrp")
    # By the initials of another name, in either language; the list of what was typed before may still be there.
    option = page.locator('datalist[id="f.firm-list"] option:has-text("qsrp")')
    option.wait_for(state="attached")
    chosen = option.get_attribute("value")
    found = reader.page.request.get(reader.origin + "/tables/sources.json?f.zh=三月十二日走访").json()["sources"]
    source = found[0]["id"]
    fill(page, f__firm=chosen or "", f__source=source, reason="visit")
    keep(page)
    page.wait_for_url("**/history/3?**")
    page.locator('a[href*="/tables/capacities/new"]').click()
    fill(page, f__product="electrolyte", f__measure="total", f__unit="")
    page.locator('[name="f.amount"]').fill("10万吨/年")
    page.locator('[name="f.amount"]').blur()
    page.locator(".read:not(:empty)").wait_for()
    keep(page)
    page.wait_for_url("**/history/4?**")
    page.locator('a[href*="/tables/events/new"]').click()
    fill(page, f__stage="operating", f__period="2023")
    keep(page)
    page.wait_for_url("**/history/5?**")
    assert page.locator('table#moves a[href^="/product/electrolyte"]').count() == 1
    reader.go("/gaps/all")
    assert "electrolyte" not in reader.gaps()

    # What rests on a change has to go first; then everything is as it was.
    page = reader.go("/history/3")
    fill(page, reason="tried")
    keep(page)
    page.locator("ul.problems").wait_for()
    assert "4" in page.locator("ul.problems").inner_text()
    for number in (5, 4, 3, 2):
        page = reader.go(f"/history/{number}")
        fill(page, reason="tried")
        keep(page)
        page.wait_for_url(lambda url, was=number: not url.endswith(f"/history/{was}"))
    reader.go("/gaps/all")
    assert reader.gaps() == before


def test_two_people_on_one_row(readers: Callable[[str], Reader]) -> None:
    first, second = readers("zh_CN"), readers("en")
    mine, theirs = (r.go("/tables/capacities/rept-cell/edit") for r in (first, second))
    fill(mine, f__amount="32", f__self_use="10", person="甲")
    keep(mine)
    mine.wait_for_url("**/history/2?**")
    fill(theirs, f__amount="35", f__note="read again", person="Bo")
    keep(theirs)
    theirs.locator("table.conflict").wait_for()
    row = theirs.locator("table.conflict tbody tr")
    assert row.count() == 1
    assert "32" in row.inner_text()
    assert "35" in row.inner_text()
    assert "甲" in theirs.locator("main").inner_text()
    theirs.locator('input[name="pick.amount"][value="theirs"]').check()
    keep(theirs)
    theirs.wait_for_url("**/history/3?**")
    kept = theirs.request.get(second.origin + "/tables/capacities.json").json()["capacities"]
    cell = next(row for row in kept if row["id"] == "rept-cell")
    assert (cell["amount"], cell["self_use"], cell["note"]) == ("32", "10", "read again")


def test_a_draft_survives_a_closed_browser(readers: Callable[[str], Reader], browser: Browser) -> None:
    reader = readers("zh_CN")
    page = reader.go("/person")
    page.locator('main [name="person"]').fill("张三")
    page.locator("main form.scenario button").click()
    page = reader.go("/tables/plants/new")
    with page.expect_response("**/drafts"):
        fill(page, f__zh="半张表", f__firm="青山")
    state = reader.context.storage_state()
    page.close()
    again = browser.new_context(storage_state=state)
    page = again.new_page()
    page.goto(reader.origin + "/drafts")
    page.locator('#drafts a[href^="/tables/plants/new"]').click()
    assert page.locator('[name="f.zh"]').input_value() == "半张表"
    assert page.locator('[name="f.firm"]').input_value() == "青山"
    page.locator("form.whatif button").click()
    page.wait_for_url("**/tables/plants/new")
    assert page.locator('[name="f.zh"]').input_value() == ""
    again.close()


def test_a_row_without_scripts(browser: Browser, served: str) -> None:
    reader = Reader(browser, served, "zh_CN", java_script_enabled=False)
    page = reader.go("/tables/capacities/rept-cell/edit")
    fill(page, f__amount="３１ GWh", person="张三")
    keep(page)
    page.wait_for_url("**/history/2?**")
    assert "31" in page.locator("table.moved .after").inner_text()
    reader.context.close()
    assert reader.elsewhere == []
