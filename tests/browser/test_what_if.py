"""What-ifs made with the forms, kept in the address alone, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from .reader import Reader


def test_a_plant_answers_a_gap_and_undoing_restores_it(reader: Reader, opened: Callable[..., Reader]) -> None:
    reader.go("/gaps/all")
    before = reader.gaps()
    assert "pta" in before
    page = reader.go("/what-if")
    reader.apply("resize", capacity="pengwei-pta", amount="90", unit="万吨/年", source="走访 visit; 12 March")
    assert page.locator('table#moves a[href^="/product/pta?"]').count() == 1
    page.locator('nav.main a[href^="/gaps/commodities"]').click()
    assert "pta" not in reader.gaps()
    page.locator(".whatif:not(.confidential)").wait_for()
    reader.go("/gaps/all?" + urlsplit(page.url).query)
    after = reader.gaps()
    assert "pta" not in after
    assert before.keys() - after.keys() == {"pta"}

    # The whole what-if is in the link: somebody else sees the same.
    other = opened(reader.language)
    other.go(page.url.removeprefix(reader.origin))
    assert other.gaps() == after

    # The account cites whoever said so.
    page.goto(page.url.replace("/gaps/all", "/account/pta") + "&measure=supply")
    assert "12 March" in page.locator("main .account").inner_text()

    page.goto(page.url.split("?")[0].replace("/account/pta", "/what-if") + "?" + urlsplit(other.page.url).query)
    changes = page.locator("ul.changes li:has(a)")
    while changes.count():
        changes.first.locator("a").click()
        page.locator("ul.changes").wait_for()
    assert "w" not in parse_qs(urlsplit(page.url).query)
    reader.go("/gaps/all")
    assert reader.gaps() == before


def test_a_new_plant_from_nothing(reader: Reader) -> None:
    page = reader.go("/what-if")
    said = {"name": "电解液一期", "product": "electrolyte", "amount": "10", "unit": "万吨/年", "source": "meeting"}
    reader.apply("add", **said)
    assert page.locator('table#moves a[href^="/product/electrolyte?"]').count() == 1
    page.locator('nav.main a[href^="/gaps/invite"]').click()
    assert "electrolyte" not in reader.gaps()
    page.locator(".whatif a").last.click()
    assert "electrolyte" in reader.gaps()


def test_switching_the_chemistry(reader: Reader) -> None:
    """With ternary cells at one plant the need for iron phosphate falls by that plant's 67.5 kt."""
    page = reader.go("/what-if")
    reader.apply("process", capacity="rept-cell", process="CELL-NCM811")
    moved = page.locator('table#moves tr:has(a[href^="/product/lfp?"])').inner_text()
    assert ("−67.5" in moved or "-67.5" in moved) or ("−6.75" in moved or "-6.75" in moved)
    page.locator('nav.main a[href^="/gaps/invite"]').click()
    assert {"lfp", "ncm"} & reader.gaps().keys()


def test_stopping_a_plant(reader: Reader) -> None:
    """When phase 3 of the polyester plant stands still, nobody known needs acid for its 600 kt."""
    page = reader.go("/what-if")
    reader.apply("start", capacity="wankai-pet-3", stage="stopped")
    page.locator('nav.main a[href^="/gaps/commodities"]').click()
    assert not {"pta"} & {key for key, cells in reader.gaps().items() if any("50.9" in c or "509" in c for c in cells)}


def test_switching_an_assumption_off_and_on(reader: Reader) -> None:
    """Without the assumption on chemistry nobody can say what the cells need."""
    page = reader.go("/gaps/invite")
    before = reader.gaps()
    page.goto(reader.origin + "/assumptions")
    page.locator('main a[href*="off=all-lfp"]').click()
    page.locator('nav.main a[href^="/gaps/invite"]').click()
    without = reader.gaps()
    assert without.get("lfp") != before["lfp"]
    page.goto(reader.origin + "/what-if?" + urlsplit(page.url).query)
    page.locator("ul.changes a").click()
    page.locator('nav.main a[href^="/gaps/invite"]').click()
    assert reader.gaps() == before


def test_a_form_half_filled_says_what_is_missing(opened: Callable[..., Reader]) -> None:
    reader = opened("en", java_script_enabled=False)
    page = reader.go("/what-if")
    form = page.locator('form.scenario:has(input[value="load"])')
    answered = []
    page.on("response", lambda answer: answered.append(answer.status))
    form.locator("button").click()
    page.locator("ul.problems li").first.wait_for()
    assert 422 in answered
    # The browser itself reports the refused page; that is not an error of the page.
    reader.errors.clear()


def test_a_filled_survey_becomes_a_what_if(reader: Reader) -> None:
    """The one form that is posted: the browser names our own page as its sender, and it is taken."""
    page = reader.go("/ask?firm=rept")
    sheet = page.request.get(f"{reader.origin}/paper/survey.xlsx?firm=rept").body()
    form = page.locator('form[action^="/ask/return"]')
    form.locator('input[type="file"]').set_input_files(
        [{"name": "return.xlsx", "mimeType": "application/octet-stream", "buffer": sheet}]
    )
    form.locator("button").click()
    page.wait_for_url("**/what-if*")
    assert page.locator("form.scenario").count() > 3
