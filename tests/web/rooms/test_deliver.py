"""What the pages of projects and approvals say."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from tests.local_client import TestClient

from liantu.exchange.paper import LETTER_FORMS
from liantu.model import schema
from liantu.papers import OF_ITEM

from ..site import read

GRAPH = "filed-industrial"
#: The check project of the study, as far as the shipped graph asks.
SPECIAL = "q.fire=special&q.energy=medium"


def _said(client: TestClient, address: str, language: str = "en") -> str:
    page = read(client, address, language)
    assert page.status == 200
    return " ".join(page.texts)


def test_the_board_counts_every_project_once(client: TestClient) -> None:
    page = read(client, "/projects", "en")
    assert len(page.tree.xpath("//div[@class='board']//li")) == 13
    assert "12 projects on record, 0 late, 5 operating; technical upgrades apart: 1" in " ".join(page.texts)


@pytest.mark.parametrize("by", ["place", "office", "tier"])
def test_what_is_not_known_is_a_group_of_its_own(client: TestClient, by: str) -> None:
    heads = read(client, f"/projects?by={by}", "zh_CN").tree.xpath("//div[@class='board']//h2/text()[1]")
    assert "未掌握" in {str(head).strip() for head in heads}


def test_claims_stand_beside_what_is_itemised(client: TestClient) -> None:
    said = _said(client, "/projects/claims", "zh_CN")
    for stated in ("65 个", "430 亿元", "6 个", "48 个", "113 个"):
        assert stated in said


def test_without_cases_the_page_says_how_to_enter_them(client: TestClient) -> None:
    assert "未录入办件" in _said(client, "/cases", "zh_CN")
    assert "No cases are entered" in _said(client, "/cases")


def test_money_nobody_has_given_is_not_zero(client: TestClient) -> None:
    rows = read(client, "/projects/quarterly", "en").tree.xpath("//table[@id='quarterly']/tbody/tr")
    assert rows
    assert all("not known" in row.text_content() for row in rows)


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        # 18 of the 47 items have neither rule nor condition; the others wait for the questions of the project
        ("/approvals/filed-industrial", "社会投资工业项目（备案类）：47个事项中适用18个，待回答29个"),
        ("/schedule/filed-industrial", "审批时序：社会投资工业项目（备案类），并联办理至少57个工作日"),
    ],
)
def test_headings_of_approvals_answer(client: TestClient, address: str, heading: str) -> None:
    page = read(client, address, "zh_CN").tree
    assert page.xpath("string(//h1)").strip() == heading


def test_the_flow_says_which_rule_fired(client: TestClient) -> None:
    said = _said(client, f"/approvals/{GRAPH}?{SPECIAL}")
    assert "special project" in said
    assert client.get(f"/approvals/{GRAPH}?q.fire=mild").status_code == 422


def test_the_flow_says_how_items_follow_and_how_long_decisions_are_held(client: TestClient) -> None:
    page = read(client, f"/approvals/{GRAPH}", "zh_CN")
    cards = {
        str(card.get("aria-label")).split(",")[0]: str(card.get("aria-label"))
        for card in page.tree.xpath("//svg[contains(@class, 'broad')]//g[@role='listitem']")
    }
    assert cards["B2"].endswith("A3或P6")
    rows = page.tree.xpath("//table[@id='validity']/tbody/tr")
    cells = [[cell.text_content().strip() for cell in row.xpath("./td|./th")] for row in rows]
    terms = {text.split()[0]: set(line) for line in cells for text in line if text.startswith(("A5 ", "C7 "))}
    assert {"3个月", "2次，每次3个月", "其后事项锁定"} <= terms["C7"]
    assert {"24个月", "仅作提示"} <= terms["A5"]
    # A permit of the spring does not wait for works that begin in December.
    said = _said(client, f"/schedule/{GRAPH}?start=2026-03-02&s=G1+not_before+2026-12-01")
    assert "C7 Construction permit expires after" in said
    assert "first day of" not in said
    assert "Not counted without a start: the first day of G1" in _said(
        client, f"/schedule/{GRAPH}?s=G1+not_before+2026-12-01"
    )


def test_a_promise_off_the_path_saves_nothing(client: TestClient) -> None:
    body = client.get(f"/schedule/{GRAPH}.json?{SPECIAL}&q.environment=form&s=A4+promise").json()
    assert body["saved"] == 0
    assert {row["item"] for row in body["moved"]} == {"A4", "D4"}


def test_dates_beyond_the_calendar_are_labelled(client: TestClient) -> None:
    assert "暂按周末推算" in _said(client, f"/schedule/{GRAPH}?start=2028-03-01", "zh_CN")


def test_the_page_says_which_years_are_announced(client: TestClient) -> None:
    assert "已公布节假日安排的年份：2015—2026" in _said(client, f"/schedule/{GRAPH}?start=2023-03-01", "zh_CN")
    assert "（暂按周末推算）" not in _said(client, f"/schedule/{GRAPH}?start=2023-03-01", "zh_CN")
    assert "（暂按周末推算）" in _said(client, f"/schedule/{GRAPH}?start=2014-03-03", "zh_CN")


def test_a_wrong_what_if_is_refused_in_words(client: TestClient) -> None:
    answer = client.get(f"/schedule/{GRAPH}?s=Z9+drop&lang=zh_CN")
    assert answer.status_code == 422
    assert "Z9" in answer.text


def test_a_promise_that_the_graph_forbids_is_refused_in_a_what_if(client: TestClient) -> None:
    # A report is never filed on a promise; a form may be.
    assert client.get(f"/schedule/{GRAPH}?q.environment=report&s=A4+promise").status_code == 422
    assert client.get(f"/schedule/{GRAPH}?q.environment=form&s=A4+promise").status_code == 200


def test_papers_of_a_project_open(client: TestClient) -> None:
    forms = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK"}
    for kind in ("project", *OF_ITEM):
        for form in forms if kind == "project" else LETTER_FORMS:
            answer = client.get(f"/paper/{kind}.{form}?project=rept-base")
            assert answer.status_code == 200
            assert answer.content.startswith(forms[form])
    assert client.get("/paper/promise.xlsx?project=rept-base").status_code == 404
    assert client.get("/paper/promise.docx?project=rept-base&case=none").status_code == 404


def test_no_named_firm_is_late_by_a_reminder_of_ours(client: TestClient) -> None:
    page = read(client, "/projects", "zh_CN")
    assert page.tree.xpath("//div[@class='board']//*[contains(@class, 'late')]") == []
    late = read(client, "/projects/late", "zh_CN").tree
    rows = [" ".join(row.text_content().split()) for row in late.xpath("//table[@id='late']/tbody/tr")]
    assert any("赣锋锂电" in row and "超过提醒线126天" in row and "逾期" not in row for row in rows)
    assert late.xpath("//table[@id='late']//*[contains(@class, 'missing')]") == []
    assert "50 %" not in late.xpath("string(//table[@id='passage'])")


def test_the_week_is_chosen_without_a_script(client: TestClient) -> None:
    page = read(client, "/projects/weekly?day=2023-12-27", "zh_CN")
    assert page.tree.xpath("//form[@method='get']//input[@type='date']/@value") == ["2023-12-25"]
    before, after = (page.tree.xpath(f"//a[@rel='{rel}']/@href")[0] for rel in ("prev", "next"))
    assert "2023-12-18..2023-12-24" in unquote(before)
    assert "2024-01-01..2024-01-07" in unquote(after)
    assert "2023-12-18" in " ".join(read(client, before, "zh_CN").texts)


def test_every_section_of_a_week_stands_as_a_table_or_is_named_as_empty(
    client: TestClient, made_up: TestClient
) -> None:
    sections = [schema.label_code("weekly_section", code, "zh_CN") for code in schema.read_codelist("weekly_section")]
    page = read(client, "/projects/weekly?day=2019-05-01", "zh_CN")
    assert page.tree.xpath("//main//table") == []
    assert all(section in page.tree.xpath("string(//main)") for section in sections)
    filled = read(made_up, "/projects/weekly?period=2023-12-25..2023-12-31", "zh_CN").tree
    tables = filled.xpath("//main//table")
    (empty,) = [line for line in filled.xpath("//p[@class='lead']/text()") if line.startswith("本周无内容的栏目")]
    assert 0 < len(tables) < len(sections)
    assert len(tables) + len(empty.partition("：")[2].split("、")) == len(sections)


def test_the_quarter_is_chosen_and_keeps_its_group(client: TestClient) -> None:
    page = read(client, "/projects/quarterly?by=sector&day=2023-02-10", "en")
    assert "2023-Q1" in " ".join(page.texts)
    before = page.tree.xpath("//a[@rel='prev']/@href")[0]
    assert "2022-Q4" in before
    assert "by=sector" in before
    assert page.tree.xpath("//form[@class='ask no-print']/input[@name='by']/@value") == ["sector"]


@pytest.mark.parametrize("asked", ["day=2023-02-30", "period=soon", "day=0001-01-01"])
def test_a_week_that_is_none_is_refused_in_words(client: TestClient, asked: str) -> None:
    assert client.get(f"/projects/weekly?{asked}").status_code == 422


@pytest.mark.parametrize(("language", "name"), [("zh_CN", "A4 环境影响评价"), ("en", "A4 Environmental assessment")])
def test_due_and_expiring_items_have_code_and_name(made_up: TestClient, language: str, name: str) -> None:
    tree = read(made_up, "/cases", language).tree
    for table, column in (("due", 2), ("expiring", 2), ("cases", 1)):
        cells = tree.xpath(f"//table[@id='{table}']//tbody/tr/td[{column + 1}]")
        texts = [" ".join(cell.text_content().split()) for cell in cells]
        assert texts, table
        assert all(" " in text for text in texts), texts
        if table == "expiring":
            assert name in texts
