"""Pages of leads and agreements, and the form that makes a lead in a workspace."""

from __future__ import annotations

import io
import re
from pathlib import Path

from lxml import html as markup
from openpyxl import load_workbook
from tests.local_client import ORIGIN, TestClient
from tests.workspaces import copy_workspace

import liantu
from liantu.web.core.app import create_app


def read(client: TestClient, path: str, **query: str) -> markup.HtmlElement:
    answer = client.get(path, params={"lang": "zh_CN", **query})
    assert answer.status_code == 200
    return markup.fromstring(answer.text)


def test_the_picture_counts_open_leads_and_the_table_says_where_each_stands(made_up: TestClient) -> None:
    page = read(made_up, "/leads")
    assert "在跟线索8条；研判意见逾期1项，不支持1项" in page.text_content()
    rows = page.xpath("//table[1]/tbody/tr")
    assert len(rows) == 10
    talks = rows[1].text_content()
    assert "虚构隔膜股份有限公司" in talks
    assert "保护期内，至2024-09-04" in talks


def test_a_lead_says_each_matter_and_its_frozen_demand(made_up: TestClient) -> None:
    page = read(made_up, "/lead/lead-1")
    text = page.text_content()
    assert page.xpath("string(//h1)").strip() == "虚构电解液有限公司：有条件支持"
    assert "1.21万吨（1.09万吨至1.33万吨）；2.7—3.4亿元/年（不含税）" in text
    assert "安全生产" in text
    assert made_up.get("/lead/nosuch").status_code == 404


def test_the_papers_of_a_lead_stand_at_its_head(made_up: TestClient) -> None:
    links = read(made_up, "/lead/lead-1").xpath("//a[contains(@href, '/paper/')]")
    assert [link.text_content().strip() for link in links] == [
        *("研判会商单 PDF", "研判会商单 Word", "会见参阅 PDF", "会见参阅 Word"),
    ]
    assert made_up.get(links[0].get("href")).content.startswith(b"%PDF")
    assert made_up.get("/paper/meeting.pdf", params={"lead": "nosuch"}).status_code == 404
    assert made_up.get("/paper/lead.pdf").status_code == 404


def test_agreements_say_what_is_missing_before_they_are_signed(made_up: TestClient) -> None:
    text = read(made_up, "/agreements").text_content()
    assert "缺：起草单位初审日期" in text
    assert "未载明期限" in text
    english = made_up.get("/agreements", params={"lang": "en"}).text
    assert "are not offered as clauses" in english


def test_files_say_that_they_stay_in_the_house(made_up: TestClient) -> None:
    answer = made_up.get("/leads.xlsx", params={"lang": "zh_CN"})
    book = load_workbook(io.BytesIO(answer.content))
    words = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line if cell.value}
    assert any("内部使用" in word for word in words)


def test_one_click_makes_a_lead_of_a_candidate_and_its_group_is_not_offered_again(tmp_path: Path) -> None:
    place = copy_workspace("yunxi", tmp_path)
    with TestClient(create_app(liantu.open(place)), headers={"Origin": ORIGIN}) as client:
        listed = read(client, "/candidates", product="electrolyte")
        (button,) = listed.xpath("//table[@id='invite']//button[@value='虚构甲一电解液股份有限公司']")
        (form,) = listed.xpath(f"//form[@id='{button.get('form')}']")
        sent = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
        answer = client.post(form.get("action"), data={**sent, "person": "甲", button.get("name"): button.get("value")})
        assert answer.status_code == 200
        assert "/lead/" in str(answer.url)
        page = markup.fromstring(answer.text)
        text = " ".join(page.text_content().split())
        assert "尚待补充：统一社会信用代码、线索来源、首谈日期" in text
        (worth,) = re.findall(r"；([0-9.]+)—([0-9.]+)亿元/年", text)
        assert all(len(number.replace(".", "")) <= 3 for number in worth)
        again = read(client, "/candidates", product="electrolyte")
        assert not again.xpath("//table[@id='invite']//button[contains(@value, '虚构甲')]")
        leads = again.xpath("//table[@id='invite']//tr[contains(., '虚构甲')]//a[contains(@href, '/lead/')]/@href")
        assert len(leads) == 2  # the firm, and the other of its group
        assert {client.get(address).url.path for address in leads} == {answer.url.path}
