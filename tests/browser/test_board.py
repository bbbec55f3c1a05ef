"""A card of the board is moved: by dragging, by keyboard and without script; what the step needs is asked first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.workspaces import copy_workspace

from liantu.web.core.app import create_app

from .conftest import serving_here
from .reader import Reader


@pytest.fixture
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yunxi as a workspace of its own, served."""
    with serving_here(create_app(copy_workspace("yunxi", tmp_path_factory.mktemp("board")))) as address:
        yield address


def find_stage(page: Page, project: str = "project-11") -> str | None:
    """The stage under which a card stands."""
    return page.locator(f".board > div:has(li[data-project='{project}'])").get_attribute("data-stage")


def fill(page: Page, where: str) -> None:
    page.fill(f"{where} input[name=period]", "2023-12-29")
    page.fill(f"{where} input[name=evidence]", "虚构凭据")
    if page.locator(f"{where} input[name=person]").count():  # asked once a browser
        page.fill(f"{where} input[name=person]", "王某")


def drag(page: Page, project: str, stage: str) -> None:
    """Drag a card to a stage of the strip, which stands below the board while a card is dragged."""
    page.locator(f".board li[data-project='{project}']").hover()
    page.mouse.down()
    page.mouse.move(700, 650, steps=3)  # well away from every card, so that the drag begins
    page.locator(f"#stage-strip li[data-stage='{stage}']").hover()
    page.mouse.up()


def test_a_dragged_card_moves_after_what_it_needs_is_given(browser: Browser, board: str) -> None:
    reader = Reader(browser, board, "zh_CN", viewport={"width": 1440, "height": 900})
    page = reader.go("/projects")
    dialog = page.locator("#move-dialog")
    # A stage that is not reached at once: what is needed is said, and nothing is written.
    drag(page, "project-3", "structure")
    dialog.locator("[role=alert]").wait_for()
    assert "不能直接移到“主体封顶”" in dialog.inner_text()
    page.keyboard.press("Escape")
    # The next stage asks for day and proof; cancelled, the card stays.
    drag(page, "project-3", "landed")
    dialog.locator("form.edit").wait_for()
    assert "营业执照、土地出让合同或租赁合同" in dialog.inner_text()
    dialog.locator("a.cancel").click()
    assert not dialog.is_visible()
    page.reload()
    assert find_stage(page, "project-3") == "signed_contract"
    page.drag_and_drop(".board li[data-project='project-3']", ".board > div[data-stage='landed'] h2")
    dialog.locator("form.edit").wait_for()
    fill(page, "#move-dialog")
    dialog.locator("button").first.click()
    page.wait_for_url("**/projects**")
    assert find_stage(page, "project-3") == "landed"
    assert reader.errors == []
    reader.context.close()


def test_the_same_by_keyboard(browser: Browser, board: str) -> None:
    reader = Reader(browser, board, "en")
    page = reader.go("/projects")
    page.locator(".board li[data-project='project-3'] a.move").focus()
    page.keyboard.press("Enter")
    dialog = page.locator("#move-dialog")
    dialog.locator(".tabs a", has_text="landed").press("Enter")
    dialog.locator("form.edit").wait_for()
    page.keyboard.press("Escape")
    assert find_stage(page, "project-3") == "signed_contract"
    page.locator(".board li[data-project='project-3'] a.move").press("Enter")
    dialog.locator(".tabs a", has_text="landed").press("Enter")
    dialog.locator("form.edit").wait_for()
    fill(page, "#move-dialog")
    page.locator("#move-dialog input[name=period]").press("Enter")
    page.wait_for_url("**/projects**")
    assert find_stage(page, "project-3") == "landed"
    reader.context.close()


def test_without_script_a_link_leads_to_the_form(browser: Browser, board: str) -> None:
    reader = Reader(browser, board, "en", java_script_enabled=False)
    page = reader.go("/projects")
    page.locator(".board li[data-project='project-3'] a.move").click()
    # A step back wants its reason: the form says so, and what it lacks is said beside it.
    page.locator(".tabs a", has_text="in talks").click()
    page.fill("input[name=period]", "2023-12-29")
    page.fill("input[name=person]", "A. Officer")
    page.locator("form.edit button").click()
    assert "reason" in page.locator("ul.problems").inner_text()
    page.locator(".tabs a", has_text="landed").click()
    fill(page, "form.edit")
    page.locator("form.edit button").click()
    assert find_stage(page, "project-3") == "landed"
    reader.context.close()
