"""From the board to a project, to its approvals, to a what-if of the schedule."""

from __future__ import annotations

from .reader import Reader


def test_board_project_schedule_what_if(reader: Reader) -> None:
    page = reader.go("/projects")
    page.locator(".board a[href^='/project/rept-base']").click()
    page.locator("table#stages").wait_for()
    page.locator(".tabs a[href*='/approvals/']").click()
    page.locator(".drawing svg.medium").wait_for()
    page.locator(".tabs a[href*='/schedule/']").click()
    page.locator("table#slack").wait_for()
    page.select_option("select[name=item]", "C7")
    page.fill("input[name=value]", "30")
    page.fill("input[name=start]", "2028-03-01")
    page.locator("form.ask button").click()
    page.locator("table#moved").wait_for()
    assert page.locator("ul.supposed li").count() == 1
    hidden = page.locator(".scroll").evaluate_all("found => found.map(one => one.scrollWidth - one.clientWidth)")
    assert hidden == [0, 0]  # no table hides its last columns
    assert "C7" in page.locator("table#moved").inner_text()
    label = {"zh_CN": "暂按周末推算", "en": "by weekends for now"}[reader.language]
    assert label in page.locator(".figures").inner_text()
    page.locator("ul.supposed a").click()
    page.locator("table#slack").wait_for()
    assert page.locator("table#moved").count() == 0
