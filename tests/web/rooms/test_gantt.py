"""The chart of plans, actuals and deadlines on the made-up district, which has some of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import chinese_calendar
import pytest
from lxml import html as markup
from tests.local_client import TestClient

import liantu
from liantu.web.core.app import create_app

from ..site import ROOT, read


@pytest.fixture(scope="module")
def yunxi() -> Iterator[TestClient]:
    with TestClient(create_app(liantu.open(ROOT / "districts" / "yunxi"))) as opened:
        yield opened


def drawn(page: markup.HtmlElement, path: str) -> list[markup.HtmlElement]:
    found: list[markup.HtmlElement] = page.xpath(f"//div[contains(concat(' ', @class, ' '), ' drawing ')]//svg//{path}")
    return found


def test_all_projects_have_plan_bars_and_deadlines_with_their_clause(yunxi: TestClient) -> None:
    page = read(yunxi, "/projects/gantt", "zh_CN")
    assert len(drawn(page.tree, "rect[@fill='#DCEBF7']")) == 5
    ticks = drawn(page.tree, "path[@stroke-width='3']")
    assert len(ticks) == 4
    said = " ".join(page.texts)
    assert "投产 (虚构合同1第八条)" in said
    assert "逾期31天" in said.replace(" ", "")


def test_the_names_stay_where_the_months_scroll(yunxi: TestClient) -> None:
    page = read(yunxi, "/projects/gantt", "zh_CN").tree
    (names,), (months,) = (page.xpath(f"//main//svg[@class='{part}']") for part in ("names", "months"))
    assert names.get("viewbox").split()[:3] == ["0", "0", "250"]
    assert months.get("viewbox").split()[0] == "250"
    assert len(names.xpath(".//a")) == len(page.xpath("//svg[contains(@class, 'narrow')]//a")) > 5
    assert not months.xpath(".//a")
    assert page.xpath("string(//p[contains(@class, 'scrolls')])").endswith("固定不动。")


def test_the_chart_of_one_project_shades_its_rest_days(yunxi: TestClient) -> None:
    page = read(yunxi, "/project/project-1", "zh_CN")
    shades = drawn(page.tree, "rect[@class='rest']")
    days = range(date(2022, 9, 1).toordinal(), date(2024, 6, 30).toordinal() + 1)
    rest = [d for d in days if not chinese_calendar.is_workday(date.fromordinal(d))]
    runs = sum(d - 1 not in set(rest) for d in rest)
    assert len(shades) == runs
    assert "暂按周末推算" not in " ".join(page.texts)
    assert drawn(read(yunxi, "/projects/gantt", "zh_CN").tree, "rect[@class='rest']") == []


def test_the_sheet_has_the_entry_test_and_its_numbers_lead_to_their_account(yunxi: TestClient) -> None:
    table = read(yunxi, "/project/project-1", "zh_CN").tree.xpath("//table[@id='entry']")[0]
    assert "达标" in table.text_content()
    assert any("/score/entry?project=project-1" in str(to) for to in table.xpath(".//a/@href"))
    assert "待核" in read(yunxi, "/project/project-4", "zh_CN").tree.xpath("string(//table[@id='entry'])")
